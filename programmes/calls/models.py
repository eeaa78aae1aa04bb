"""Calls, their sections and questions, stages and criteria, late passes."""

import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.lib import references
from incubator.organisations.belonging import Belonging
from incubator.organisations.models import Organisation
from incubator.organisations.states import State as OrganisationState
from incubator.web.texts import TextsField
from programmes.calls.states import FILES, Earlier, Meaning, MovesOn, Phase, PlaceBy, ScoreBy, StageKind, State, Step, Type
from programmes.editions.models import Cohort


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: Any) -> "CallQuerySet":
        mine = self.filter(cohort__programme__organisation_id__in=user.organisations_as("editor"))
        return mine.select_related("cohort__programme__organisation")

    def public(self) -> "CallQuerySet":
        """Published, with an approved organisation; drafts and archived ones are nobody's business."""
        return self.filter(
            state__in=[State.PUBLISHED, State.DECIDED],
            cohort__programme__organisation__state=OrganisationState.APPROVED,
        ).select_related("cohort__programme__organisation")

    def open(self) -> "CallQuerySet":
        now = timezone.now()
        return self.public().filter(state=State.PUBLISHED, opens__lte=now, closes__gt=now)


class Call(Belonging, models.Model):
    """`closes` is the announced deadline; `grace_minutes` after it are granted silently, unless it was closed by hand. Who is
    invited to the second step has until `second_closes` to send it, unless the invitation says another day.

    Eligibility: ages are counted on `age_on`; empty lists mean everybody. `soft` names the rules (see `eligibility.RULES`)
    that only flag. The call's own rules are questions with a `wanted` answer. No teams with `team_max` 0.
    """

    belongs_to = "cohort"

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="calls")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = TextsField(_("title"), max_length=140)
    summary = TextsField(_("in one sentence"), blank=True, max_length=240)
    text = TextsField(_("text of the call"), blank=True, long=True, max_length=8000)
    offers = TextsField(_("what is offered"), blank=True, long=True, max_length=3000)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    opens = models.DateTimeField(_("opens"))
    closes = models.DateTimeField(_("deadline"))
    time_zone = models.CharField(_("time zone"), max_length=60)
    grace_minutes = models.PositiveSmallIntegerField(_("silent grace, minutes"), default=10)
    closed_by_hand = models.BooleanField(default=False)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    second_closes = models.DateTimeField(_("deadline of the second step"), null=True, blank=True)
    paper_days = models.PositiveSmallIntegerField(_("days to enter paper forms after the deadline"), default=3)
    keep_months = models.PositiveSmallIntegerField(
        _("months that applications not taken are kept"), default=3, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    edit_after_submit = models.BooleanField(_("may be changed until the deadline"), default=True)
    limit_per_person = models.PositiveSmallIntegerField(_("applications per person"), default=1)
    team_max = models.PositiveSmallIntegerField(
        _("people in a team, besides its lead"), default=0, validators=[MaxValueValidator(20)]
    )
    team_confirmed = models.BooleanField(_("send only when everybody in the team has confirmed"), default=False)
    age_min = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    age_on = models.DateField(_("age counted on"), null=True, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    country_by = models.CharField(_("what counts"), max_length=12, choices=PlaceBy.choices, default=PlaceBy.RESIDENCE)
    regions = models.JSONField(_("regions of residence"), default=list, blank=True)
    disciplines = models.JSONField(_("disciplines"), default=list, blank=True)
    earlier = models.CharField(_("earlier participation"), max_length=12, choices=Earlier.choices, default="", blank=True)
    soft = models.JSONField(_("rules that only flag"), default=list, blank=True)
    blind = models.BooleanField(_("blind review"), default=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    objects = CallQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "cohort__programme__organisation__slug",
        "programme": "cohort__programme__slug",
        "cohort": "cohort__slug",
        "call": "slug",
    }

    class Meta:
        ordering = ["-opens"]
        constraints = [models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="call_closes_after_opening")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def accepts_until(self) -> Any:
        """The real limit, with the silent grace."""
        return self.closes if self.closed_by_hand else self.closes + timedelta(minutes=self.grace_minutes)

    @property
    def takes_paper(self) -> bool:
        """Whether the organisation may still enter what came on paper."""
        until = self.accepts_until + timedelta(days=self.paper_days)
        return self.state == State.PUBLISHED and self.opens <= timezone.now() < until

    @property
    def is_open(self) -> bool:
        """Announced as open."""
        return self.state == State.PUBLISHED and self.opens <= timezone.now() < self.closes

    @property
    def accepts(self) -> bool:
        """Still takes submissions of everybody, grace included. Whether one writer may send, with a late pass too, is
        said by `Application.accepts` and `Writing.accepts`."""
        return self.state == State.PUBLISHED and self.opens <= timezone.now() < self.accepts_until

    @property
    def is_upcoming(self) -> bool:
        return self.state == State.PUBLISHED and timezone.now() < self.opens

    @property
    def phase(self) -> Phase:
        if self.state != State.PUBLISHED:
            return Phase(self.state)
        return Phase.UPCOMING if self.is_upcoming else Phase.OPEN if self.is_open else Phase.CLOSED

    def get_phase_display(self) -> str:
        return str(self.phase.label)

    @property
    def slugs(self) -> list[str]:
        """Organisation, programme, cohort and call, as the desk's addresses name them."""
        return [*self.cohort.slugs, self.slug]

    @property
    def reference_prefix(self) -> str:
        return references.prefix(self.cohort.programme.slug)

    def get_absolute_url(self) -> str:
        return reverse("programmes:call", args=[self.slug])


class Section(models.Model):
    call = models.ForeignKey(Call, models.CASCADE, related_name="sections")
    title = TextsField(_("title"), max_length=120)
    help = TextsField(_("help"), blank=True, long=True, max_length=1000)
    step = models.PositiveSmallIntegerField(_("asked in"), choices=Step.choices, default=Step.FIRST)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class Question(models.Model):
    """`options` is a list of {"value": …, "label": {language: text}}, with "retired" where it is offered no more; `limits`
    per type (max characters, min, max …).

    Limits by type stand in `answers`. A retired question is asked no more, while its answers stay readable.
    A question with a `wanted` answer is a rule of the call; with `wanted_soft` another answer only flags.
    `hidden_when_blind` keeps the answer from blind reviewers; answers with a personal meaning are always kept from them.
    `private` keeps it from every reviewer: only the coordinators of the organisation read it.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    type = models.CharField(_("type"), max_length=10, choices=Type.choices)
    meaning = models.CharField(_("means"), max_length=12, choices=Meaning.choices, blank=True, default="")
    label = TextsField(_("question"), max_length=300)
    help = TextsField(_("help"), blank=True, max_length=600)
    example = TextsField(_("example"), blank=True, max_length=600)
    required = models.BooleanField(_("required"), default=False)
    hidden_when_blind = models.BooleanField(_("hidden from blind reviewers"), default=False)
    private = models.BooleanField(_("for coordinators only"), default=False)
    options = models.JSONField(_("options"), default=list, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    shown_if = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    shown_if_value = models.CharField(max_length=80, blank=True)
    wanted = models.CharField(_("answer that the rules want"), max_length=80, blank=True)
    wanted_soft = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["section__order", "section", "order", "pk"]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def tells_who(self) -> bool:
        """Whether the answer would tell a blind reviewer who applies."""
        return self.hidden_when_blind or self.meaning in (Meaning.NAME, Meaning.BIRTH, Meaning.ORGANISATION)

    @property
    def takes_files(self) -> bool:
        return self.type in FILES


class QuestionSetQuerySet(models.QuerySet["QuestionSet"]):
    def visible_to(self, user: Any) -> "QuestionSetQuerySet":
        return self.filter(organisation_id__in=user.organisations_as("editor"))


class QuestionSet(models.Model):
    """Questions an organisation keeps to put into its calls. `content`: {"title": …, "help": …, "questions": [fields of a
    question, with `shown_if` as the place of another one in the list]}, texts in all their languages.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="question_sets")
    name = models.CharField(_("name"), max_length=120)
    content = models.JSONField(default=dict)
    saved = models.DateTimeField(auto_now=True)

    objects = QuestionSetQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "question_set": "pk"}

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="question_set_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def size(self) -> int:
        return len(self.content.get("questions", []))


class StageQuerySet(models.QuerySet["Stage"]):
    def visible_to(self, user: Any) -> "StageQuerySet":
        return self.filter(call__cohort__programme__organisation_id__in=user.organisations_as("editor"))


class Stage(Belonging, models.Model):
    """An ordered step of evaluation; `blind` hides who applies. A screening's criteria are its checks, answered with yes, no
    or a query; their scale and weight count elsewhere only.

    `moves_on` is the rule that proposes who goes on: the best `moves_on_count`, or those from `moves_on_from` points (0–100)
    on, both by the score `moves_on_by`. `apart_from` is counted on 100; 0 asks nobody.
    """

    belongs_to = "call"

    call = models.ForeignKey(Call, models.CASCADE, related_name="stages")
    name = TextsField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=StageKind.choices, default=StageKind.PANEL)
    order = models.PositiveSmallIntegerField(default=0)
    blind = models.BooleanField(_("blind"), default=True)
    reviews_each = models.PositiveSmallIntegerField(_("reviews per application"), default=3)
    guidance = TextsField(_("guidance for reviewers"), blank=True, long=True, max_length=3000)
    opens = models.DateTimeField(_("opens"), null=True, blank=True)
    closes = models.DateTimeField(_("closes"), null=True, blank=True)
    apart_from = models.PositiveSmallIntegerField(
        _("points between two scores from which on their readers discuss"), default=30, validators=[MaxValueValidator(100)]
    )
    moves_on = models.CharField(_("who moves on"), max_length=12, choices=MovesOn.choices, default=MovesOn.BY_HAND)
    moves_on_count = models.PositiveSmallIntegerField(
        _("how many move on"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    moves_on_from = models.PositiveSmallIntegerField(
        _("score to move on, of 100"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    moves_on_by = models.CharField(_("by"), max_length=12, choices=ScoreBy.choices, default=ScoreBy.CORRECTED)

    objects = StageQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "call__cohort__programme__organisation__slug",
        "programme": "call__cohort__programme__slug",
        "cohort": "call__cohort__slug",
        "stage": "pk",
    }

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.name)


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def asked(self) -> "CriterionQuerySet":
        """Those that are scored; the others were, and what was given on them stays readable."""
        return self.filter(retired=False)


class Criterion(models.Model):
    """`weight` is relative to the sum of a stage's weights; scores run from `lowest` to `highest`, whole numbers.

    A retired criterion is scored no more and counts no more; scores given on it stay readable.
    """

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="criteria")
    name = TextsField(_("name"), max_length=120)
    help = TextsField(_("help"), blank=True, max_length=500)
    low_end = TextsField(_("what the lowest score means"), blank=True, max_length=200)
    high_end = TextsField(_("what the highest score means"), blank=True, max_length=200)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    lowest = models.PositiveSmallIntegerField(default=1)
    highest = models.PositiveSmallIntegerField(default=5)
    order = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return str(self.name)


def pass_token() -> str:
    return secrets.token_urlsafe(24)


class LatePassQuerySet(models.QuerySet["LatePass"]):
    def visible_to(self, user: Any) -> "LatePassQuerySet":
        mine = self.filter(call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return mine.select_related("call__cohort__programme__organisation")

    def running(self) -> "LatePassQuerySet":
        """Neither taken back nor run out of time; the uses may all be taken."""
        return self.filter(revoked=None, until__gt=timezone.now(), call__state=State.PUBLISHED)

    def free(self) -> "LatePassQuerySet":
        """Running, with a use left."""
        return self.running().filter(used__lt=models.F("uses"))


class LatePass(Belonging, models.Model):
    """Lets in after the deadline, until a moment: one person by their `email`, or whoever has the link, `uses` times.

    A use is taken with the first thing written or sent with the pass, so that who has begun can also send.
    """

    belongs_to = "call"

    call = models.ForeignKey(Call, models.CASCADE, related_name="late_passes")
    email = models.EmailField(_("e-mail address"), blank=True)
    note = models.CharField(_("why"), max_length=200, blank=True)
    token = models.CharField(max_length=40, unique=True, default=pass_token)
    until = models.DateTimeField(_("lets in until"))
    uses = models.PositiveSmallIntegerField(_("number of uses"), default=1)
    used = models.PositiveSmallIntegerField(default=0)
    revoked = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    objects = LatePassQuerySet.as_manager()
    route: ClassVar = {name: f"call__{path}" for name, path in Call.route.items()} | {"late": "pk"}

    class Meta:
        ordering = ["-created", "-pk"]
        verbose_name_plural = "late passes"
        indexes = [models.Index(fields=["call", "email"], name="late_pass_person")]
        constraints = [models.CheckConstraint(condition=models.Q(used__lte=models.F("uses")), name="late_pass_uses")]

    def __str__(self) -> str:
        return self.email or str(_("link for late applications"))

    @property
    def runs(self) -> bool:
        """Whoever has taken a use may still send."""
        return self.revoked is None and self.until > timezone.now() and self.call.state == State.PUBLISHED

    @property
    def left(self) -> int:
        return max(0, self.uses - self.used)

    @property
    def slugs(self) -> list[Any]:
        return [*self.call.slugs, self.pk]

    def get_absolute_url(self) -> str:
        return reverse("programmes:late_pass", args=[self.call.slug, self.token])
