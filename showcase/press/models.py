"""Press kits."""

from django.db import models

from incubator.files.models import StoredFile
from showcase.works.models import Work


class PressKit(models.Model):
    """A work's archive as it was last made; `digest` stands for all that went into it."""

    work = models.OneToOneField(Work, models.CASCADE, related_name="press_kit")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="press_kit")
    digest = models.CharField(max_length=64)
    made = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.stored)
