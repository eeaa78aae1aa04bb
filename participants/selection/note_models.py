"""What the committee writes down while it selects."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from participants.applications.models import Application
from participants.selection.models import Selection


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Any) -> "NoteQuerySet":
        seen = self.filter(selection__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("selection__call__cohort__programme__organisation", "application", "by")


class Note(Belonging, models.Model):
    """A note on one application, or on the selection as a whole. None is ever deleted; its author mends it for a while."""

    belongs_to = "selection"

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="notes")
    application = models.ForeignKey(Application, models.CASCADE, related_name="notes", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("note"), max_length=3000)
    at = models.DateTimeField(auto_now_add=True)
    edited = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "selection__call__cohort__programme__organisation__slug",
        "programme": "selection__call__cohort__programme__slug",
        "cohort": "selection__call__cohort__slug",
        "note": "pk",
    }

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["selection", "application"])]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def call_id(self) -> int:
        """Whose judging it belongs to."""
        return self.selection.call_id
