"""Applications, answers, attachments, teams."""

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import extra_sight
from incubator.files.models import StoredFile
from incubator.lib.indexes import LastIndex
from incubator.lib.trigrams import TrigramIndex
from incubator.organisations.belonging import Belonging
from incubator.organisations.models import Organisation
from participants.applications.states import SENT, UNDER_REVIEW, Edits, MemberState, State, Why
from programmes.calls.models import Call, LatePass, Question
from programmes.calls.states import Step


def device_token() -> str:
    return secrets.token_urlsafe(24)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def of(self, user: Any) -> "ApplicationQuerySet":
        """One's own applications, as their applicant."""
        return self.filter(applicant=user)

    def taking_part(self, user: Any) -> "ApplicationQuerySet":
        """One's own, and those whose team one is in. Joined by keys: an "or" would have every application read."""
        led = self.model._default_manager.filter(applicant=user).order_by().values("pk")
        return self.filter(pk__in=led.union(teams_of(user)))

    def not_of(self, user: Any) -> "ApplicationQuerySet":
        """Without those the person has a part in: nobody judges for themself."""
        return self.exclude(applicant=user).exclude(pk__in=teams_of(user))

    def on_desk(self, user: Any) -> "ApplicationQuerySet":
        """What coordinators may read: everything sent; drafts are only counted. Never what one applies with, alone or in a team."""
        sent = self.filter(state__in=SENT, call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return sent.not_of(user)

    def visible_to(self, user: Any) -> "ApplicationQuerySet":
        own = models.Q(applicant=user) | models.Q(pk__in=teams_of(user))
        desk = models.Q(state__in=SENT, call__cohort__programme__organisation_id__in=user.organisations_as("coordinator"))
        return self.filter(own | desk | extra_sight("participants.Application", user)).select_related(
            "call__cohort__programme__organisation"
        )


class Application(Belonging, models.Model):
    """Columns from `title` to `discipline` are copies of answers whose question has that meaning.

    `draft_token` lets the device that began it without an account go on; `search` is folded text for the desk's search;
    `score` is the weighted mean of submitted reviews (0–100), `reviews_done` their count. `reasons` are the codes of
    `eligibility`, to filter and count by; `progress` and the two after it say how far it is (`progress.py`).
    `step` is the last step of the call's form that was sent. `reminded` is the day that its last reminder was meant for;
    `quiet` stops reminders. `email` is the address it belongs to while it has no applicant. `entered_by` typed it in for
    somebody from paper that was given on `paper_date` at `paper_place`.
    `emptied` is when its time was over and its words went.
    `shared` once somebody was asked into its team: only then anybody looks for one. `applicant` is the team's lead.
    """

    belongs_to = "call"

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="applications")
    draft_token = models.CharField(max_length=40, unique=True, default=device_token)
    reference = models.CharField(_("reference"), max_length=16, unique=True, null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, default="fr")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    title = models.CharField(_("title of the project"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=600, blank=True)
    birth = models.DateField(_("date of birth"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    gender = models.CharField(_("gender"), max_length=20, blank=True)
    discipline = models.CharField(_("discipline"), max_length=40, blank=True)
    eligible = models.BooleanField(_("eligible"), null=True)
    eligibility = models.JSONField(default=list, blank=True)
    reasons = models.CharField(max_length=250, blank=True)
    search = models.TextField(blank=True)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    reviews_asked = models.PositiveSmallIntegerField(default=0)
    reviews_done = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    sections_begun = models.PositiveBigIntegerField(default=0)
    sections_done = models.PositiveBigIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    step = models.PositiveSmallIntegerField(default=Step.FIRST)
    email = models.EmailField(_("e-mail address"), blank=True)
    quiet = models.BooleanField(default=False)
    reminded = models.DateField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    paper_date = models.DateField(_("date on the paper"), null=True, blank=True)
    paper_place = models.CharField(_("place"), max_length=120, blank=True)
    scan = models.OneToOneField(StoredFile, models.SET_NULL, null=True, blank=True, related_name="scanned_application")
    shared = models.BooleanField(default=False)
    begun = models.DateTimeField(auto_now_add=True)
    saved = models.DateTimeField(_("saved"), auto_now=True)
    submitted = models.DateTimeField(_("received"), null=True)
    withdrawn = models.DateTimeField(null=True)
    emptied = models.DateTimeField(null=True)
    late_pass = models.ForeignKey(LatePass, models.SET_NULL, null=True, blank=True, related_name="applications")

    objects = ApplicationQuerySet.as_manager()
    route: ClassVar = {
        "organisation": "call__cohort__programme__organisation__slug",
        "programme": "call__cohort__programme__slug",
        "cohort": "call__cohort__slug",
        "reference": "reference",
        "application": "pk",
    }

    class Meta:
        ordering = ["-submitted", "-pk"]
        indexes = [
            models.Index(fields=["call", "-submitted", "-id"], name="application_list"),
            models.Index(fields=["call", "state", "-submitted", "-id"], name="application_state"),
            models.Index(fields=["call", "country", "-submitted", "-id"], name="application_country"),
            models.Index(fields=["call", "discipline", "-submitted", "-id"], name="application_discipline"),
            models.Index(fields=["call", "state"], name="application_unfit", condition=models.Q(eligible=False)),
            TrigramIndex(fields=["search"], name="application_search"),
            models.Index(fields=["call", "title", "id"], name="application_title"),
            LastIndex(fields=["call", "-score", "-id"], name="application_score"),
            models.Index(fields=["call", "reminded"], name="application_remind", condition=models.Q(state="draft", quiet=False)),
            models.Index(fields=["email"], name="application_address", condition=models.Q(applicant=None) & ~models.Q(email="")),
        ]

    def __str__(self) -> str:
        return f"{self.reference or _('draft')} {self.title}".strip()

    @property
    def is_sent(self) -> bool:
        return self.state in SENT

    @property
    def running_pass(self) -> LatePass | None:
        """The late pass it was begun or gone on with, while that still lets its applicant in. Without a pass no query."""
        if self.late_pass_id is None or self.late_pass is None:
            return None
        late_pass = self.late_pass
        late_pass.call = self.call
        theirs = not late_pass.email or self.applicant is None or self.applicant.email == late_pass.email
        return late_pass if theirs and late_pass.runs else None

    @property
    def accepts(self) -> bool:
        """Whether its writer may still send or change it: the one check of deadline, grace, late pass and days for paper."""
        return self.call.accepts or self.running_pass is not None or (self.is_with_desk and self.call.takes_paper)

    @property
    def deadline(self) -> datetime:
        """The deadline its applicant is told: the call's, or their pass's where that is later."""
        if self.is_with_desk:
            return self.call.closes + timedelta(days=self.call.paper_days)
        late_pass = self.running_pass
        return max(self.call.closes, late_pass.until) if late_pass else self.call.closes

    @property
    def on_paper(self) -> bool:
        """Whether somebody of the organisation typed it in for its applicant."""
        return self.paper_date is not None

    @property
    def is_with_desk(self) -> bool:
        """On paper, and its person has not signed in to make it theirs: the organisation writes in it."""
        return self.on_paper and self.applicant_id is None


class Answer(models.Model):
    """One answer, saved on its own. `version` grows with each change, so that two devices notice each other.

    `by` wrote it last; noted in a shared application only.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="answer_once")]
        # Most answers are written alone: the index costs their saving nothing.
        indexes = [models.Index(fields=["by"], name="answer_by", condition=models.Q(by__isnull=False))]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value}"


class Attachment(models.Model):
    """A file given as the answer to a question."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    question = models.ForeignKey(Question, models.PROTECT, related_name="attachments")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="attachment")
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added"]

    def __str__(self) -> str:
        return str(self.stored)


class OpeningQuerySet(models.QuerySet["Opening"]):
    def running(self) -> "OpeningQuerySet":
        """Neither sent nor ended; the date may have passed all the same."""
        return self.filter(sent=None, ended=None)


class Opening(models.Model):
    """Sections of a sent application that its applicant may write in again, until a date.

    What is typed stays beside what was sent, in `drafts` and `files`, until the applicant sends it; then `changed` says which
    questions got another answer. `removed` are attachments (pk) that go with the sending. `ended` is when a coordinator
    closed it; after `closes` it is closed by itself.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="openings")
    why = models.CharField(_("reason"), max_length=8, choices=Why.choices)
    sections = models.JSONField(default=list)
    text = models.TextField(_("what you ask for"), blank=True, max_length=2000)
    closes = models.DateTimeField(_("until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)
    saved = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    reminded = models.DateField(null=True)
    changed = models.JSONField(default=list)
    removed = models.JSONField(default=list)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-opened", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="opening_one_at_a_time", condition=models.Q(sent=None, ended=None)
            )
        ]
        indexes = [models.Index(fields=["closes"], name="opening_running", condition=models.Q(sent=None, ended=None))]

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.application_id}"

    @property
    def takes_until(self) -> Any:
        """The real limit, with the silent grace of the call."""
        return self.closes + timedelta(minutes=self.application.call.grace_minutes)

    @property
    def is_open(self) -> bool:
        """Takes answers now. A decision or a withdrawal ends it as well."""
        running = self.sent is None and self.ended is None and timezone.now() < self.takes_until
        return running and self.application.state in UNDER_REVIEW

    @property
    def is_second(self) -> bool:
        return self.why == Why.SECOND


class OpeningAnswer(models.Model):
    """An answer typed in an opening and not sent yet."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="drafts")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opening", "question"], name="opening_answer_once")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value}"


class OpeningFile(models.Model):
    """A file added in an opening and not sent yet."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="opening_file")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.stored)


def invitation_token() -> str:
    return secrets.token_urlsafe(32)


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def of(self, user: Any) -> "TeamMemberQuerySet":
        """The places in teams that a person has now."""
        return self.filter(person=user, state=MemberState.CONFIRMED)

    def visible_to(self, user: Any) -> "TeamMemberQuerySet":
        """Those of one's own application and of the teams one is in."""
        mine = models.Q(application__applicant=user) | models.Q(application__in=teams_of(user))
        return self.filter(mine).select_related("application__call__cohort__programme__organisation", "person")


def teams_of(user: Any) -> models.QuerySet[Any, Any]:
    """Ids of the applications whose team one is in, for subqueries."""
    return TeamMember.objects.filter(person_id=user.pk, state=MemberState.CONFIRMED).order_by().values("application_id")


class TeamMember(models.Model):
    """Somebody asked into the team of an application; the lead is no member but its applicant.

    `person` is set when they confirm and stays, also when they leave: who once belonged never judges it. `sections` (keys of
    the form's sections) say what they may write in where `edits` is "some". `token` opens the invitation for who reads the
    mail at `email`, until `expires` and only while they are asked. `agreed` is the text they saw when they said yes; `asked`
    the moment of the last mail, `mails` how many there were; `offered` when they were asked to take the lead.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="team")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="team_places")
    email = models.EmailField(_("e-mail address"), db_index=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("part in the project"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, default="fr")
    state = models.CharField(_("state"), max_length=12, choices=MemberState.choices, default=MemberState.INVITED)
    edits = models.CharField(_("may change"), max_length=4, choices=Edits.choices, default=Edits.ALL)
    sections = models.JSONField(default=list, blank=True)
    token = models.CharField(max_length=64, unique=True, default=invitation_token)
    expires = models.DateTimeField()
    asked = models.DateTimeField()
    mails = models.PositiveSmallIntegerField(default=0)
    agreed = models.TextField(blank=True)
    confirmed = models.DateTimeField(null=True)
    offered = models.DateTimeField(null=True)

    objects = TeamMemberQuerySet.as_manager()
    route: ClassVar = {"application": "application__pk", "member": "pk"}

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "email"], name="team_member_once")]
        indexes = [models.Index(fields=["person", "state"], name="team_member_place")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def organisation(self) -> Organisation:
        return self.application.organisation

    @property
    def is_in(self) -> bool:
        return self.state == MemberState.CONFIRMED

    def may_edit(self, section_id: int) -> bool:
        return self.edits == Edits.ALL or (self.edits == Edits.SOME and section_id in self.sections)
