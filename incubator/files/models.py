"""A stored file and its facts."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import extra_sight
from incubator.files.states import Purpose


def storage_name(row: "StoredFile", filename: str) -> str:
    """A name of our own making: nothing of the person's file name reaches the disk."""
    token = uuid.uuid4().hex
    return f"{row.purpose}/{token[:2]}/{token}"


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: Any) -> "StoredFileQuerySet":
        """One's own uploads, and what rooms grant through registered sight of "incubator.StoredFile"."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(models.Q(owner=user) | extra_sight("incubator.StoredFile", user)).distinct()


class StoredFile(models.Model):
    """`name` is for showing, already cleaned; `content_type` was found in the bytes; `token` is its address."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="files")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    file = models.FileField(upload_to=storage_name, max_length=120)
    name = models.CharField(_("file name"), max_length=100)
    content_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created = models.DateTimeField(auto_now_add=True)

    objects = StoredFileQuerySet.as_manager()
    route: ClassVar = {"token": "token"}

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    def get_absolute_url(self) -> str:
        return reverse("files:private", args=[self.token])
