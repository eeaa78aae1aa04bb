"""One line of the ledger."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def visible_to(self, user: Any) -> "LogEntryQuerySet":
        """Coordinators see their organisation's ledger, platform admins all, everyone their own acts."""
        if user.is_staff:
            return self
        mine = models.Q(by=user)
        return self.filter(mine | models.Q(organisation_id__in=user.organisations_as("coordinator")))

    def about(self, row: models.Model) -> "LogEntryQuerySet":
        return self.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)


class LogEntry(models.Model):
    """`verb` is "floor.verb_noun"; `detail` holds JSON: what was before, what is after, a reason."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=80)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    on = GenericForeignKey("content_type", "object_id")
    what = models.CharField(_("what"), max_length=200)
    organisation = models.ForeignKey("incubator.Organisation", models.CASCADE, null=True, related_name="+")
    detail = models.JSONField(default=dict)

    objects = LogEntryQuerySet.as_manager()
    route: ClassVar = {"pk": "pk"}

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"]),
            models.Index(fields=["organisation", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.what}"
