"""The public stamp: one number that grows whenever something public changes."""

from django.db import models


class PublicStamp(models.Model):
    """A single row. Pages that show public content carry its number in their ETag."""

    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
