"""Screenings with their checks; cuts and who passed them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from participants.applications.models import Application
from participants.stages.states import Answer, Finding
from programmes.calls.models import Criterion, Stage
from programmes.calls.states import MovesOn, ScoreBy


class ScreeningQuerySet(models.QuerySet["Screening"]):
    def visible_to(self, user: Any) -> "ScreeningQuerySet":
        seen = self.filter(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("stage__call__cohort__programme__organisation", "application")


class Screening(Belonging, models.Model):
    """What the desk found on one application in one screening. `reason` is written to be read by who applies; `told` is when
    they were: after an objection was heard they are not told the same again.
    """

    belongs_to = "stage"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="screenings")
    application = models.ForeignKey(Application, models.CASCADE, related_name="screenings")
    finding = models.CharField(_("finding"), max_length=12, choices=Finding.choices, blank=True, default="")
    reason = models.TextField(_("reason"), blank=True, max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)
    told = models.DateTimeField(null=True)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "application"], name="screening_once")]
        indexes = [models.Index(fields=["stage", "finding"])]

    def __str__(self) -> str:
        return f"{self.application}: {self.finding}"


class Check(models.Model):
    """The answer to one of a screening's criteria."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="checks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="checks")
    answer = models.CharField(max_length=8, choices=Answer.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screening", "criterion"], name="check_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.answer}"


class CutQuerySet(models.QuerySet["Cut"]):
    def visible_to(self, user: Any) -> "CutQuerySet":
        seen = self.filter(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("stage__call__cohort__programme__organisation", "by")

    def standing(self) -> "CutQuerySet":
        return self.filter(undone=None)


class Cut(Belonging, models.Model):
    """One time that applications of a stage moved on, and the rule it was proposed by. `figures` holds what the page showed:
    how many moved on and did not, the score at the line, how many stood at it, how many were chosen against the rule.
    """

    belongs_to = "stage"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="cuts")
    rule = models.CharField(max_length=12, choices=MovesOn.choices)
    score_by = models.CharField(max_length=12, choices=ScoreBy.choices)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    figures = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CutQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "stage__call__cohort__programme__organisation__slug",
        "programme": "stage__call__cohort__programme__slug",
        "cohort": "stage__call__cohort__slug",
        "cut": "pk",
    }

    class Meta:
        ordering = ["-made", "-pk"]

    def __str__(self) -> str:
        return str(self.stage)


class Passage(models.Model):
    """One application that moved on. `by_hand` says that the rule would have left it; `score` is what the rule read."""

    cut = models.ForeignKey(Cut, models.CASCADE, related_name="passages")
    application = models.ForeignKey(Application, models.CASCADE, related_name="passages")
    by_hand = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cut", "application"], name="passage_once")]

    def __str__(self) -> str:
        return f"{self.application}"
