"""Selections, decisions with the offers they make, signatures."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from incubator.organisations.belonging import Belonging
from incubator.organisations.states import Role
from incubator.web.texts import TextsField
from participants.applications.models import Application
from participants.selection.states import Promotion, Reply, State, Verdict
from programmes.calls.models import Call


class SelectionQuerySet(models.QuerySet["Selection"]):
    def visible_to(self, user: Any) -> "SelectionQuerySet":
        seen = self.filter(call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return seen.select_related("call__cohort__programme__organisation")


class Selection(Belonging, models.Model):
    """The decisions of one call with their letters, whose $words stand in `letters.WORDS`.

    `reply_by` is the day those accepted first answer by; who is promoted later has `reply_days` from the offer on. `digest`
    names what was told at publication (see `sign_off`); promotions come after it.
    """

    belongs_to = "call"

    call = models.OneToOneField(Call, models.PROTECT, related_name="selection")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    accepted_letter = TextsField(_("letter to those accepted"), blank=True, long=True, max_length=4000)
    waitlisted_letter = TextsField(_("letter to the waiting list"), blank=True, long=True, max_length=4000)
    declined_letter = TextsField(_("letter to those declined"), blank=True, long=True, max_length=4000)
    reminder_letter = TextsField(_("reminder of an offer"), blank=True, long=True, max_length=4000)
    closing_letter = TextsField(_("letter when the waiting list closes"), blank=True, long=True, max_length=4000)
    share_comments = models.BooleanField(_("send reviewers' comments for the applicant"), default=False)
    reply_by = models.DateField(_("reply by"), null=True, blank=True)
    reply_days = models.PositiveSmallIntegerField(
        _("days to answer for who is offered a place later"), default=7, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    promotion = models.CharField(
        _("a free place goes to the waiting list"), max_length=10, choices=Promotion.choices, default=Promotion.CONFIRMED
    )
    frozen = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)
    warned = models.DateTimeField(null=True)
    emptied = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64, blank=True, default="")

    objects = SelectionQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "call__cohort__programme__organisation__slug",
        "programme": "call__cohort__programme__slug",
        "cohort": "call__cohort__slug",
    }

    def __str__(self) -> str:
        return str(self.call)


class Decision(models.Model):
    """What one application is told. Nobody outside the desk sees it before its selection is published.

    `feedback`: the texts for the applicant as chosen and edited here; None while nobody did, then the reviewers' own go.
    `told` is when its person learned it, or last learned another: what is kept of those declined is counted from here.
    `reply_by` is the moment until which an offer may be answered. `answer` says how the offer ended, `answered_by` who noted
    it for somebody else, `reason` how that was said or why an offer was taken back. `replaces` is the place it got.
    `handed` is when somebody without an address was told by phone or on paper.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="decisions")
    application = models.OneToOneField(Application, models.CASCADE, related_name="decision")
    verdict = models.CharField(_("decision"), max_length=12, choices=Verdict.choices)
    note = models.TextField(_("note of the committee"), blank=True, max_length=3000)
    rank = models.PositiveIntegerField(_("place on the waiting list"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    feedback = models.JSONField(null=True, blank=True)
    told = models.DateTimeField(null=True)
    handed = models.DateTimeField(null=True)
    reply_by = models.DateTimeField(_("reply by"), null=True)
    reminded = models.DateField(null=True)
    answered = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Reply.choices, blank=True, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    closed = models.DateTimeField(null=True)

    class Meta:
        ordering = ["rank", "pk"]
        indexes = [
            models.Index(
                fields=["reply_by"], name="decision_unanswered", condition=models.Q(answered=None, reply_by__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.verdict}"


class Signature(models.Model):
    """A person of the committee signs what will be told: `digest` names it. With another digest it holds no more.

    `name` and `role` are as they were on that day.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=12, choices=Role.choices)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "person", "digest"], name="signature_once", condition=models.Q(withdrawn=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.digest[:8]}"
