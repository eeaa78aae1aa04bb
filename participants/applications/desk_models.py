"""What the desk keeps beside applications: views of the list, mailings to applicants, exports that are made or wait."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.files.models import StoredFile
from incubator.organisations.belonging import Belonging
from incubator.web.texts import TextsField
from participants.applications.states import Audience, ExportKind, ExportState, MailingState
from programmes.calls.models import Call
from programmes.editions.models import Programme

COHORT = {
    "organisation": "call__cohort__programme__organisation__slug",
    "programme": "call__cohort__programme__slug",
    "cohort": "call__cohort__slug",
}
ORGANISATION = "call__cohort__programme__organisation_id"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Any) -> "SavedViewQuerySet":
        """One's own and those shared, of organisations one coordinates: who leaves takes no view along."""
        mine = Q(programme__organisation_id__in=user.organisations_as("coordinator"))
        return self.filter(mine & (Q(owner=user) | Q(shared=True)))


class SavedView(Belonging, models.Model):
    """Filters and order of the list under a name; `query` is what stands in the address. Good for each call of the programme."""

    belongs_to = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="saved_views")
    name = models.CharField(_("name of the view"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    shared = models.BooleanField(_("also for my colleagues"), default=False)
    made = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "programme__organisation__slug",
        "programme": "programme__slug",
        "view": "pk",
    }

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "owner", "name"], name="saved_view_named_once")]

    def __str__(self) -> str:
        return self.name


class OfCallQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "OfCallQuerySet":
        """What coordinators of the call's organisation see."""
        return self.filter(**{f"{ORGANISATION}__in": user.organisations_as("coordinator")}).select_related(
            "call__cohort__programme__organisation"
        )


class OfCall(Belonging, models.Model):
    """Something of the desk that belongs to one call."""

    belongs_to = "call"

    class Meta:
        abstract = True

    call: Any


class Mailing(OfCall):
    """One text to many applicants. `query` or `chosen` says whom; `after` is the last application written to, so that work cut
    short goes on; `version` lets two who write on it notice each other.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="mailings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.LIST)
    query = models.CharField(max_length=1000, blank=True)
    chosen = models.JSONField(default=list, blank=True)
    subject = TextsField(_("subject"), max_length=150, blank=True)
    text = TextsField(_("text"), long=True, max_length=6000, blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)
    state = models.CharField(max_length=10, choices=MailingState.choices, default=MailingState.DRAFT)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    after = models.PositiveBigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)
    saved = models.DateTimeField(auto_now=True)
    sent = models.DateTimeField(null=True)

    objects = OfCallQuerySet.as_manager()
    route: ClassVar = {**COHORT, "mailing": "pk"}

    class Meta:
        ordering = ["-made", "-pk"]

    def __str__(self) -> str:
        return str(self.subject) or str(_("without subject yet"))

    @property
    def key(self) -> str:
        """What the keys of its messages begin with."""
        return f"application_mailing:{self.pk}:"


class ExportQuerySet(OfCallQuerySet):
    def visible_to(self, user: Any) -> "ExportQuerySet":
        """One's own only, and only as long as one coordinates there."""
        return super().visible_to(user).filter(owner=user)  # type: ignore[return-value]


class Export(OfCall):
    """A spreadsheet or an archive of what the list showed. `beat` is when its worker was last heard of."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="exports")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=ExportKind.choices)
    query = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    beat = models.DateTimeField(null=True)
    stored = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="application_export")
    reason = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()
    route: ClassVar = {**COHORT, "export": "pk"}

    class Meta:
        ordering = ["-made", "-pk"]
        indexes = [models.Index(fields=["state", "expires"], name="export_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.call}"
