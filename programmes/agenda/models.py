"""The secret address of a person's calendar feed."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models


def feed_token() -> str:
    return secrets.token_urlsafe(24)


class Feed(models.Model):
    """One per person; a new token makes the old address dead."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=40, unique=True, default=feed_token)

    route: ClassVar = {"token": "token"}

    def __str__(self) -> str:
        return str(self.person)
