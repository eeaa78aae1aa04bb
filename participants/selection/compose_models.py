"""What a cohort is composed from and what came of it: quotas, who is in or out in any case, runs of the composer."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from participants.applications.models import Application
from participants.selection.models import Selection
from participants.selection.states import Measure, RunState, Sense, Stay
from programmes.calls.states import ScoreBy

ASKED = ("id", "measure", "sense", "amount", "share", "dimension", "values", "hard", "penalty", "unknown_counts")
"""What of a quota a run keeps, to say later what it was asked."""
DESK = "selection__call__cohort__programme__organisation"


class OfSelection(Belonging):
    """Rows of a selection are their organisation's."""

    belongs_to = "selection"

    selection: Selection

    @property
    def call_id(self) -> int:
        return self.selection.call_id


class QuotaQuerySet(models.QuerySet["Quota"]):
    def visible_to(self, user: Any) -> "QuotaQuerySet":
        return self.filter(**{f"{DESK}_id__in": user.organisations_as("coordinator")}).select_related(DESK)


class Quota(OfSelection, models.Model):
    """One sentence of what the cohort should be. `dimension` is a key of `dimensions`, `values` its codes, none meaning all.

    With `share` the amount is a percentage of the places. Where it is not `hard` each one missing costs `penalty` points.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="quotas")
    measure = models.CharField(max_length=10, choices=Measure.choices, default=Measure.PEOPLE)
    sense = models.CharField(max_length=8, choices=Sense.choices, default=Sense.LEAST)
    amount = models.PositiveIntegerField(default=1, validators=[MaxValueValidator(100_000_000)])
    share = models.BooleanField(_("per cent of the places"), default=False)
    dimension = models.CharField(max_length=40, blank=True)
    values = models.JSONField(default=list, blank=True)
    hard = models.BooleanField(_("must hold"), default=True)
    penalty = models.PositiveSmallIntegerField(
        _("points off for each one missing"), default=3, validators=[MaxValueValidator(100)]
    )
    unknown_counts = models.BooleanField(_("who has not said counts too"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = QuotaQuerySet.as_manager()
    route: ClassVar = {
        "organisation": f"{DESK}__slug",
        "programme": "selection__call__cohort__programme__slug",
        "cohort": "selection__call__cohort__slug",
        "quota": "pk",
    }

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_sense_display()} {self.amount} {self.dimension}"


class QuotaSetQuerySet(models.QuerySet["QuotaSet"]):
    def visible_to(self, user: Any) -> "QuotaSetQuerySet":
        return self.filter(organisation_id__in=user.organisations_as("coordinator"))


class QuotaSet(models.Model):
    """Quotas that an organisation keeps for its next calls; `rows` as `quota_templates.kept_rows` gives them."""

    organisation = models.ForeignKey("incubator.Organisation", models.CASCADE, related_name="quota_sets")
    name = models.CharField(_("name"), max_length=80)
    rows = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects = QuotaSetQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_quota_set_of_a_name")]

    def __str__(self) -> str:
        return self.name


class PinQuerySet(models.QuerySet["Pin"]):
    def visible_to(self, user: Any) -> "PinQuerySet":
        return self.filter(**{f"{DESK}_id__in": user.organisations_as("coordinator")}).select_related(DESK)


class Pin(OfSelection, models.Model):
    """An application that is in the cohort, or out of it, whatever the scores say; with the reason why."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="pins")
    application = models.OneToOneField(Application, models.CASCADE, related_name="pin")
    stay = models.CharField(max_length=4, choices=Stay.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects = PinQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.stay}"


class CompositionQuerySet(models.QuerySet["Composition"]):
    def visible_to(self, user: Any) -> "CompositionQuerySet":
        return self.filter(**{f"{DESK}_id__in": user.organisations_as("coordinator")}).select_related(DESK, "by")


class Composition(OfSelection, models.Model):
    """One run of the composer, and what it found so far: applications by primary key, quotas as they were asked (`asked`).

    `mark` is a digest of everything it looked at: another one now means that something changed since. `answer` holds the
    proposal, `more` what was worked out after it. `done` of `total` steps; `beat` is when its worker was last heard of.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="compositions")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    places = models.PositiveIntegerField(_("places"))
    score_by = models.CharField(_("score"), max_length=12, choices=ScoreBy.choices, default=ScoreBy.CORRECTED)
    mark = models.CharField(max_length=64, blank=True)
    asked = models.JSONField(default=list)
    answer = models.JSONField(default=dict)
    more = models.JSONField(default=dict)
    solver = models.CharField(max_length=60, blank=True)
    seconds = models.FloatField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    beat = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)
    accepted = models.DateTimeField(null=True)

    objects = CompositionQuerySet.as_manager()
    route: ClassVar = {
        "organisation": f"{DESK}__slug",
        "programme": "selection__call__cohort__programme__slug",
        "cohort": "selection__call__cohort__slug",
        "composition": "pk",
    }

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.selection)

    @property
    def is_running(self) -> bool:
        return self.state in (RunState.WAITING, RunState.RUNNING)
