"""Preferences, instructions, runs and their pairs."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from mentoring.matching.states import Instruction, Mode, State
from mentoring.mentors.models import Engagement
from participants.participations.models import Participation
from programmes.editions.models import Cohort


class Preference(models.Model):
    """A participant's (or, `by_mentor`, a mentor's) rank of the other side, 1 is first."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="mentor_preferences")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="preferences")
    by_mentor = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["participation", "engagement", "by_mentor"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.participation} {self.rank}. {self.engagement}"


class PairRule(models.Model):
    """A coordinator's word on a pair, kept from run to run."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="pair_rules")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="pair_rules")
    kind = models.CharField(max_length=8, choices=Instruction.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "engagement"], name="pair_rule_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.participation} – {self.engagement}"


class MatchingQuerySet(models.QuerySet["Matching"]):
    def visible_to(self, user: Any) -> "MatchingQuerySet":
        seen = self.filter(cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("cohort__programme__organisation")


class Matching(Belonging, models.Model):
    """One run: what it was given (`inputs`), what it found (`facts`: totals, worst, unmatched with reasons)."""

    belongs_to = "cohort"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="matchings")
    mode = models.CharField(_("aim"), max_length=12, choices=Mode.choices, default=Mode.WORST_OFF)
    weights = models.JSONField(default=dict)
    inputs = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True)

    objects = MatchingQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "matching": "pk",
    }

    class Meta:
        ordering = ["-made"]

    def __str__(self) -> str:
        return f"{self.cohort} {self.made:%Y-%m-%d %H:%M}"


class Pair(models.Model):
    """A proposed pair. `score` (0 to 1000) is the sum of the points in `reasons`: one mapping for each component of the
    score, as `terms.Part`; `breaks` is the rule that a pinned pair breaks."""

    matching = models.ForeignKey(Matching, models.CASCADE, related_name="pairs")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    breaks = models.CharField(max_length=12, blank=True)
    pinned = models.BooleanField(default=False)

    class Meta:
        ordering = ["participation__person__name"]
        constraints = [models.UniqueConstraint(fields=["matching", "participation", "engagement"], name="pair_once")]

    def __str__(self) -> str:
        return f"{self.participation} – {self.engagement}"
