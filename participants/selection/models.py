"""Selections and decisions."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.models import Organisation
from incubator.web.texts import TextsField
from participants.applications.models import Application
from participants.selection.states import State, Verdict
from programmes.calls.models import Call


class SelectionQuerySet(models.QuerySet["Selection"]):
    def visible_to(self, user: Any) -> "SelectionQuerySet":
        seen = self.filter(call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("call__cohort__programme__organisation")


class Selection(models.Model):
    """The decisions of one call with their letters. Letters may use $name, $title, $reference, $cohort, $reply_by."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="selection")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    accepted_letter = TextsField(_("letter to those accepted"), blank=True, long=True, max_length=4000)
    waitlisted_letter = TextsField(_("letter to the waiting list"), blank=True, long=True, max_length=4000)
    declined_letter = TextsField(_("letter to those declined"), blank=True, long=True, max_length=4000)
    share_comments = models.BooleanField(_("send reviewers' comments for the applicant"), default=False)
    reply_by = models.DateField(_("reply by"), null=True, blank=True)
    frozen = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = SelectionQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "call__cohort__programme__organisation__slug",
        "programme": "call__cohort__programme__slug",
        "cohort": "call__cohort__slug",
    }

    def __str__(self) -> str:
        return str(self.call)

    @property
    def organisation(self) -> Organisation:
        return self.call.organisation

    @property
    def organisation_id(self) -> int:
        return self.call.organisation_id


class Decision(models.Model):
    """What one application is told. Nobody outside the desk sees it before its selection is published."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="decisions")
    application = models.OneToOneField(Application, models.CASCADE, related_name="decision")
    verdict = models.CharField(_("decision"), max_length=12, choices=Verdict.choices)
    note = models.TextField(_("note of the committee"), blank=True, max_length=3000)
    rank = models.PositiveIntegerField(_("place on the waiting list"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.verdict}"
