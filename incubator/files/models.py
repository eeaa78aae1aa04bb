"""A stored file and its facts; an upload on its way to become one."""

import secrets
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


def upload_key() -> str:
    return secrets.token_urlsafe(24)


class UploadQuerySet(models.QuerySet["Upload"]):
    def unsettled(self) -> "UploadQuerySet":
        """Neither taken nor refused yet."""
        return self.filter(taken=None, refusal="")


class Upload(models.Model):
    """A file on its way, sent piece by piece. Its bytes lie in DATA_DIR/uploads under `key`, its secret address.

    `holder` and `target` are its destination's own words for where it belongs; `limits` the most bytes by kind; `mark` the
    sender's fingerprint of the content, by which another device recognises the same file. While a piece with a checksum is
    on its way, bytes after `checked` do not count. `refusal` is the sentence with which it was not taken.
    """

    key = models.CharField(max_length=43, unique=True, default=upload_key, editable=False)
    destination = models.CharField(max_length=20)
    holder = models.CharField(max_length=40, db_index=True)
    target = models.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="uploads")
    name = models.CharField(_("file name"), max_length=100)
    length = models.PositiveBigIntegerField(_("size"))
    limits = models.JSONField(default=dict)
    mark = models.CharField(max_length=64, blank=True)
    checked = models.PositiveBigIntegerField(null=True)
    refusal = models.TextField(blank=True)
    stored = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="upload")
    taken = models.DateTimeField(null=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(db_index=True)

    objects = UploadQuerySet.as_manager()
    route: ClassVar = {"key": "key"}

    def __str__(self) -> str:
        return self.name

    @property
    def is_settled(self) -> bool:
        return self.taken is not None or bool(self.refusal)
