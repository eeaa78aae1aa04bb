"""Reviewers, reviews, scores, conflicts."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from participants.applications.models import Application, TeamMember
from participants.reviews.states import Counting, Mode, RoundState, RunState, Scope, State, Tie
from programmes.calls.models import Call, Criterion, Stage


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    def visible_to(self, user: Any) -> "ReviewerQuerySet":
        seen = self.filter(call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("call__cohort__programme__organisation", "person")


class Reviewer(Belonging, models.Model):
    """A person on the panel of a call: what they read and know, how much they can take."""

    belongs_to = "call"

    call = models.ForeignKey(Call, models.CASCADE, related_name="reviewers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_seats")
    languages = models.JSONField(_("languages read"), default=list)
    disciplines = models.JSONField(_("disciplines known"), default=list, blank=True)
    affiliation = models.CharField(_("organisation"), max_length=120, blank=True)
    least = models.PositiveSmallIntegerField(_("at least"), default=0)
    most = models.PositiveSmallIntegerField(_("at most"), default=20)
    active = models.BooleanField(_("takes part"), default=True)

    objects = ReviewerQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "call__cohort__programme__organisation__slug",
        "programme": "call__cohort__programme__slug",
        "cohort": "call__cohort__slug",
        "reviewer": "pk",
    }

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="reviewer_once")]

    def __str__(self) -> str:
        return str(self.person)


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, user: Any) -> "ReviewQuerySet":
        """One's own reviews; never of what one applies with, alone or in a team."""
        seat = models.Q(reviewer__person=user, reviewer__active=True)
        return self.filter(seat).exclude(state=State.RECUSED).apart_from(user)

    def counting(self) -> "ReviewQuerySet":
        """Submitted ones that count in scores and rankings: those of a calibration round only where they are to."""
        return self.filter(state=State.SUBMITTED, counts=True)

    def apart_from(self, user: Any) -> "ReviewQuerySet":
        """Without those of applications the person has, or ever had, a part in."""
        teams = TeamMember.objects.filter(person=user).values("application_id")
        return self.exclude(application__applicant=user).exclude(application__in=teams)

    def visible_to(self, user: Any) -> "ReviewQuerySet":
        """Own ones, as long as one sits on the panel and did not hand them back; the desk's; none on one's own application."""
        own = models.Q(reviewer__person=user, reviewer__active=True) & ~models.Q(state=State.RECUSED)
        desk = models.Q(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        seen = self.filter(own | desk).apart_from(user)
        return seen.select_related("stage__call__cohort__programme__organisation", "application", "reviewer")


class Review(Belonging, models.Model):
    """One reviewer's reading of one application in one stage; made by assignment.

    `total` is the weighted score on 0–100 once submitted. `for_applicant` may be shown to the applicant after
    publication, `comment` is for the committee only. `reasons` explains the assignment, `pinned` keeps it. `trial` marks a
    review given by a calibration round; `counts` is kept up to the round's choice by `standing.refresh`.
    """

    belongs_to = "stage"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="reviews")
    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="reviews")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ASSIGNED)
    comment = models.TextField(_("comment for the committee"), blank=True, max_length=6000)
    for_applicant = models.TextField(_("comment for the applicant"), blank=True, max_length=3000)
    total = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    reasons = models.JSONField(default=dict, blank=True)
    pinned = models.BooleanField(default=False)
    trial = models.BooleanField(default=False)
    counts = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)
    assigned = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "stage__call__cohort__programme__organisation__slug",
        "programme": "stage__call__cohort__programme__slug",
        "cohort": "stage__call__cohort__slug",
        "review": "pk",
    }

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "application", "reviewer"], name="review_once")]
        indexes = [models.Index(fields=["stage", "state"]), models.Index(fields=["reviewer", "state", "id"])]

    def __str__(self) -> str:
        return f"{self.application} – {self.reviewer}"


class Score(models.Model):
    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, user: Any) -> "ConflictQuerySet":
        """What coordinators of the organisation see; none on an application they have a part in."""
        teams = TeamMember.objects.filter(person=user).values("application_id")
        seen = self.filter(application__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        seen = seen.exclude(application__applicant=user).exclude(application__in=teams)
        return seen.select_related("application__call__cohort__programme__organisation", "reviewer__person")

    def binding(self) -> "ConflictQuerySet":
        """Those that keep the two apart: all but the dismissed."""
        return self.exclude(state=Tie.DISMISSED)


class Conflict(Belonging, models.Model):
    """A reason why a person does not review an application: declared by them, recorded by a coordinator, or found.

    What was found has `signs`, {"sign": code, "fact": …} each (`ties.py` has their words), and waits for a coordinator;
    `decided_by` confirmed or dismissed it.
    """

    belongs_to = "application"

    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=Tie.choices, default=Tie.STANDS)
    signs = models.JSONField(default=list, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = ConflictQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "application__call__cohort__programme__organisation__slug",
        "programme": "application__call__cohort__programme__slug",
        "cohort": "application__call__cohort__slug",
        "conflict": "pk",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "reviewer"], name="conflict_once")]

    def __str__(self) -> str:
        return self.reason

    @property
    def call_id(self) -> int:
        return self.application.call_id


class AssignmentRunQuerySet(models.QuerySet["AssignmentRun"]):
    def visible_to(self, user: Any) -> "AssignmentRunQuerySet":
        seen = self.filter(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("stage__call__cohort__programme__organisation", "by")


class AssignmentRun(Belonging, models.Model):
    """One assignment: what was asked, how far its worker is, what it proposes, who accepted it.

    `report` holds figures, shortfalls and reasons as codes and numbers, `plan` what would change: {"give": [[application,
    reviewer, fit, source] …], "take": [[application, reviewer] …]}. `wholes` are rules by whole discipline or language,
    `keep` and `bar` pairs of [application, reviewer] that must and must not come. `fingerprint` is that of everything it was
    worked out from: where that has changed, the proposal is no longer good. `beat` is when its worker was last heard of.
    """

    belongs_to = "stage"

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.WAITING)
    mode = models.CharField(_("fairness"), max_length=12, choices=Mode.choices, default=Mode.WORST_OFF)
    scope = models.CharField(_("what may change"), max_length=12, choices=Scope.choices, default=Scope.ANEW)
    each = models.PositiveSmallIntegerField(_("reviews per application"))
    wholes = models.JSONField(default=list)
    keep = models.JSONField(default=list)
    bar = models.JSONField(default=list)
    weights = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    solver = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    beat = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided = models.DateTimeField(null=True)

    objects = AssignmentRunQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "stage__call__cohort__programme__organisation__slug",
        "programme": "stage__call__cohort__programme__slug",
        "cohort": "stage__call__cohort__slug",
        "run": "pk",
    }

    class Meta:
        ordering = ["-made", "-pk"]

    def __str__(self) -> str:
        return str(self.stage)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: Any) -> "RoundQuerySet":
        seen = self.filter(stage__call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("stage__call__cohort__programme__organisation")


class Round(Belonging, models.Model):
    """A stage's calibration round: two or three applications that all its reviewers score before the rest is opened."""

    belongs_to = "stage"

    stage = models.OneToOneField(Stage, models.PROTECT, related_name="round")
    applications = models.ManyToManyField(Application, related_name="+")
    state = models.CharField(max_length=12, choices=RoundState.choices, default=RoundState.OPEN)
    counting = models.CharField(_("its scores count"), max_length=12, choices=Counting.choices, default=Counting.NEEDED)
    words = models.TextField(_("what we agreed on"), blank=True, max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "stage__call__cohort__programme__organisation__slug",
        "programme": "stage__call__cohort__programme__slug",
        "cohort": "stage__call__cohort__slug",
        "stage": "stage_id",
    }

    def __str__(self) -> str:
        return str(self.stage)
