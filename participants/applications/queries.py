"""Reads of applications: whose draft, one's own, the desk's list and figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.clock import zone
from incubator.lib.numbers import wholes
from incubator.web.texts import Texts
from participants.applications.content import Content, contents_of
from participants.applications.desk_models import SavedView
from participants.applications.models import Answer, Application, Attachment, Opening, TeamMember
from participants.applications.states import SENT, UNDER_REVIEW, UNSENT, State, Why
from programmes.calls.models import Call, LatePass, Question, Section
from programmes.calls.states import Meaning, Step
from programmes.calls.usage import Use
from programmes.editions.models import Cohort, Programme
from programmes.editions.states import DISCIPLINES

LARGE = 2_000
"""Sent applications from which on a call's figures are counted once in a while, not with each page."""
COUNTED_EVERY = 20  # seconds

WITH_CALL = "call__cohort__programme__organisation"


def draft_of_device(call: Call, token: str) -> Application | None:
    """The draft without a person that a device began."""
    if not token:
        return None
    return Application.objects.filter(call=call, applicant=None, draft_token=token, state__in=UNSENT).first()


def drafts_of_devices(tokens: dict[int, str]) -> list[Application]:
    """The same for several calls at once, by their primary key."""
    drafts = Application.objects.filter(applicant=None, draft_token__in=list(tokens.values()), state__in=UNSENT)
    return [draft for draft in drafts.select_related(WITH_CALL) if tokens.get(draft.call_id) == draft.draft_token]


def writable_of_person(call: Call, person: Any, pk: int | None = None) -> Application | None:
    """What a person may go on writing for a call: the one named, also as a member of its team; else the own draft written in last."""
    if pk is not None:
        # Asked for by its key alone, and judged here: of all questions of the last hour this one is asked most.
        named = Application.objects.filter(call=call, pk=pk, state__in=(*UNSENT, State.SUBMITTED)).order_by()[:1]
        return next((one for one in named if _writes_in(one, person, call)), None)
    return Application.objects.filter(call=call, applicant=person, state__in=UNSENT).order_by("-saved").first()


def _writes_in(application: Application, person: Any, call: Call) -> bool:
    """As its applicant or in its team; for the desk, what came on paper and has no person yet."""
    if application.applicant_id == person.pk:
        return True
    if application.shared and TeamMember.objects.of(person).filter(application=application).exists():
        return True
    return application.is_with_desk and bool(person.may_in(call.organisation_id, "coordinator"))


def last_sent_of_person(call: Call, person: Any) -> Application | None:
    return Application.objects.filter(call=call, applicant=person, state__in=SENT).order_by("-submitted").first()


def holder_of(application: Application) -> str:
    """What its uploads belong to."""
    return f"application:{application.pk}"


def holder_in(opening: Opening) -> str:
    """The same of what is sent into sections that are open again."""
    return f"opening:{opening.pk}"


def opening_with_call(pk: int) -> Opening | None:
    return Opening.objects.select_related(f"application__{WITH_CALL}", "application__applicant").filter(pk=pk).first()


def application_with_call(pk: int) -> Application | None:
    return Application.objects.select_related(WITH_CALL, "applicant").filter(pk=pk).first()


def attachment_of(application: Application, pk: int) -> Attachment | None:
    own = Attachment.objects.filter(application=application, pk=pk)
    return own.select_related("stored", "question__section").first()


def openings_of(application: Application) -> list[Opening]:
    """All that was ever opened again, newest first; read once for each application that a page has in hand."""
    known: list[Opening] | None = vars(application).get("_openings")
    if known is None:
        known = list(Opening.objects.filter(application=application).select_related("by"))
        for opening in known:
            opening.application = application
        vars(application)["_openings"] = known
    return known


def opening_of(application: Application) -> Opening | None:
    """The one that is not sent nor closed, also after its date: what was typed in it stays readable."""
    opening = Opening.objects.running().filter(application=application).first()
    if opening is not None:
        opening.application = application
    return opening


def running_openings(applications: Sequence[Application]) -> dict[int, Opening]:
    """The same for several at once, by the primary key of their application. One query."""
    rows = {application.pk: application for application in applications}
    found = {}
    for opening in Opening.objects.running().filter(application__in=list(rows)):
        opening.application = rows[opening.application_id]
        found[opening.application_id] = opening
    return found


def changed_on(application: Application) -> dict[int, Any]:
    """When answers were changed on request after sending, by question."""
    rows = Opening.objects.filter(application=application).exclude(sent=None)
    return _changed(rows.values_list("sent", "changed"))


def changed_in(openings: Iterable[Opening]) -> dict[int, Any]:
    """The same of openings that are read already."""
    return _changed((opening.sent, opening.changed) for opening in openings if opening.sent)


def _changed(rows: Iterable[tuple[Any, list[int]]]) -> dict[int, Any]:
    return {question: sent for sent, changed in sorted(rows, key=lambda row: row[0]) for question in changed}


@dataclass
class Own:
    """One's own application with how far it is: `problems` counts what still stands against sending a draft.

    `leads` is False for a member of its team.
    """

    application: Application
    problems: int
    filled: int
    asked: int
    leads: bool = True
    late_pass: LatePass | None = None
    opening: Opening | None = None

    @property
    def accepts(self) -> bool:
        return self.application.accepts or self.late_pass is not None

    @property
    def deadline(self) -> datetime:
        return max(self.application.deadline, self.late_pass.until) if self.late_pass else self.application.deadline


def own_with_progress(person: Any) -> list[Own]:
    """Everything one began or sent, alone or in a team, newest first; five queries however many there are, six where a deadline has passed."""
    rows = list(Application.objects.taking_part(person).select_related(WITH_CALL, "late_pass").order_by("-saved"))
    for row in rows:
        if row.applicant_id == person.pk:
            row.applicant = person
    late = _passes_of(person, [row.call_id for row in rows if row.state in UNSENT and not row.accepts])
    drafts = [row for row in rows if row.state == State.DRAFT or (row.state in UNSENT and row.call_id in late)]
    contents = contents_of(drafts, questions_by_call({draft.call_id for draft in drafts})) if drafts else {}
    openings = running_openings([row for row in rows if row.state in UNDER_REVIEW])
    found = [_progress(row, contents.get(row.pk)) for row in rows]
    for own in found:
        own.leads = own.application.applicant_id == person.pk
        opening = openings.get(own.application.pk) if own.leads else None
        own.opening = opening if opening is not None and opening.is_open else None
        if own.application.state in UNSENT and not own.application.accepts:
            own.late_pass = late.get(own.application.call_id)
    return found


def _passes_of(person: Any, calls: list[int]) -> dict[int, LatePass]:
    """Late passes given to a person by their address and not used yet, by call."""
    if not calls:
        return {}
    return {one.call_id: one for one in LatePass.objects.free().filter(call__in=calls, email=person.email)}


def questions_by_call(calls: set[int]) -> dict[int, list[Question]]:
    found: dict[int, list[Question]] = {call: [] for call in calls}
    for question in Question.objects.filter(section__call__in=calls).select_related("section"):
        found[question.section.call_id].append(question)
    return found


def _progress(application: Application, content: Content | None) -> Own:
    if content is None:
        return Own(application, 0, 0, 0)
    shown = content.shown
    return Own(application, len(content.problems()), sum(map(content.is_filled, shown)), len(shown))


def calls_of(cohort: Cohort) -> list[Call]:
    """A cohort's calls that were ever open, newest first; the first is the one its desk shows."""
    meant = Question.objects.filter(section__call=OuterRef("pk"), meaning=Meaning.DISCIPLINE).values("options")[:1]
    second = Section.objects.filter(call=OuterRef("pk"), step=Step.SECOND)
    rows = Call.objects.filter(cohort=cohort).exclude(state="draft")
    rows = rows.annotate(discipline_options=Subquery(meant), in_two_steps=Exists(second))
    return list(rows.select_related(WITH_CALL[6:]))


def left_with(addresses: list[str]) -> list[Application]:
    """Applications without a person that were left with one of these addresses; what came on paper once it is sent."""
    rows = Application.objects.filter(applicant=None, email__in=addresses).exclude(email="")
    rows = rows.filter(Q(paper_date=None) | Q(state__in=SENT))
    return list(rows.select_related(WITH_CALL))


def paper_drafts(call: Call) -> list[Application]:
    """What the desk began to type in from paper and has not sent, oldest first."""
    rows = Application.objects.filter(call=call, applicant=None, state__in=UNSENT).exclude(paper_date=None)
    return list(rows.select_related("entered_by").order_by("begun")[:100])


def call_by_key(pk: int) -> Call | None:
    return Call.objects.filter(pk=pk).select_related(WITH_CALL[6:]).first()


def has_draft(person: Any) -> bool:
    return Application.objects.taking_part(person).filter(state=State.DRAFT).exists()


@dataclass
class Figures:
    """How many of a call are in each state; `outside` are received, outside the rules, and nobody has said so yet."""

    states: dict[str, int]
    eligible: int
    today: int
    outside: int

    def of(self, *states: str) -> int:
        return sum(self.states.get(state, 0) for state in states)

    @property
    def received(self) -> int:
        return self.of(*SENT)


def figures(call: Call) -> Figures:
    """Counted anew each time for a call of common size; a large one's figures may be a few seconds old."""
    key = f"application-figures:{call.pk}"
    if (kept := cache.get(key)) is not None:
        return Figures(**kept)
    midnight = timezone.localtime(timezone.now(), zone(call.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        Application.objects.filter(call=call).order_by().values("state")
        .annotate(n=Count("pk"), good=Count("pk", filter=Q(eligible=True)), bad=Count("pk", filter=Q(eligible=False)), new=Count("pk", filter=Q(submitted__gte=midnight)))
    )  # fmt: skip
    states: dict[str, int] = {}
    eligible = today = outside = 0
    for row in rows:
        states[row["state"]] = row["n"]
        if row["state"] in SENT:
            today += row["new"]
            eligible += row["good"] if row["state"] != State.INELIGIBLE else 0
            outside += row["bad"] if row["state"] == State.SUBMITTED else 0
    found = Figures(states, eligible, today, outside)
    if found.received >= LARGE:
        cache.set(key, vars(found), COUNTED_EVERY)
    return found


def sent_to(call: Call) -> QuerySet[Application]:
    return Application.objects.filter(call=call, state__in=SENT)


def by_day(call: Call) -> list[tuple[Any, int]]:
    """How many were sent on each day of the call's zone."""
    day = TruncDate("submitted", tzinfo=zone(call.time_zone))
    rows = sent_to(call).order_by().annotate(day=day).values_list("day").annotate(n=Count("pk")).order_by("day")
    return counted(call, "day", rows)


def counted(call: Call, what: str, rows: Any) -> list[tuple[Any, int]]:
    """Values with their counts, from rows (a query) that end with one; of a large call kept for a while, since counting reads
    all of it."""
    key = f"application-figures:{call.pk}:{what}"
    if (kept := cache.get(key)) is not None:
        return list(kept)
    found = [(value[0] if len(value) == 1 else tuple(value), n) for *value, n in rows]
    if sum(n for _value, n in found) >= LARGE:
        cache.set(key, found, 3 * COUNTED_EVERY)
    return found


def desk_list(call: Call, user: Any) -> QuerySet[Application]:
    """What a coordinator may read of a call: everything sent but what they have a part in."""
    return Application.objects.filter(call=call, state__in=SENT).not_of(user)


def views_for(user: Any, programme: Programme) -> QuerySet[SavedView]:
    """The kept views of the list that somebody may pick: one's own and those shared."""
    return SavedView.objects.filter(Q(owner=user) | Q(shared=True), programme=programme)


def drafts_to(call: Call, user: Any) -> QuerySet[Application]:
    """Drafts whose writers can be reached, without one's own. To count them and to write to their writers, never to read."""
    return Application.objects.filter(call=call, state=State.DRAFT, applicant__isnull=False).exclude(applicant=user)


def for_list(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Without the long columns that a list does not show, with the date until which sections are open again."""
    running = Opening.objects.running().filter(application=OuterRef("pk"))
    rows = rows.annotate(open_until=Subquery(running.values("closes")[:1]), open_why=Subquery(running.values("why")[:1]))
    return rows.defer("summary", "search", "eligibility", "draft_token")


def by_second_step(rows: QuerySet[Application], which: str) -> QuerySet[Application]:
    """Who was invited to the second step and has not sent it, who has ("sent"), who was not invited ("none")."""
    invited = Opening.objects.running().filter(application=OuterRef("pk"), why=Why.SECOND)
    if which == "sent":
        return rows.filter(step=Step.SECOND)
    return rows.filter(Exists(invited)) if which == "invited" else rows.filter(~Exists(invited), step=Step.FIRST)


def chosen(call: Call, user: Any, pks: list[str]) -> list[Application]:
    """Ticked ones, in the list's order."""
    rows = desk_list(call, user).filter(pk__in=wholes(pks)[:500])
    return list(rows.select_related(WITH_CALL, "applicant"))


def with_late_pass(call: Call) -> list[Application]:
    """What was begun or sent with a late pass; of drafts nothing but that they are there. One query."""
    rows = Application.objects.filter(call=call, late_pass__isnull=False, state__in=(*SENT, *UNSENT)).order_by("submitted", "pk")
    return list(rows.only("call", "late_pass", "state", "name", "reference"))


def disciplines_of(call: Call) -> list[tuple[str, str]]:
    """Values and labels of the question that means the discipline, else those of the programme; asks nothing."""
    options = getattr(call, "discipline_options", None)
    if options:
        return [(str(option["value"]), Texts(option.get("label") or {}).best()[0] or str(option["value"])) for option in options]
    names = dict(DISCIPLINES)
    return [(value, str(names.get(value, value))) for value in call.cohort.programme.disciplines]


def answers_of(pks: list[int]) -> dict[int, dict[int, Any]]:
    """Values by application and question, without building rows."""
    found: dict[int, dict[int, Any]] = {}
    rows = Answer.objects.filter(application__in=pks).values_list("application_id", "question_id", "value")
    for application, question, value in rows.iterator(chunk_size=5_000):
        found.setdefault(application, {})[question] = value
    return found


def file_names_of(pks: list[int]) -> dict[int, dict[int, list[str]]]:
    found: dict[int, dict[int, list[str]]] = {}
    rows = Attachment.objects.filter(application__in=pks).values_list("application_id", "question_id", "stored__name")
    for application, question, name in rows:
        found.setdefault(application, {}).setdefault(question, []).append(name)
    return found


def history_of(application: Application) -> list[LogEntry]:
    return list(LogEntry.objects.about(application).select_related("by")[:100])


def use_of(question: Question) -> Use:
    """How many applications answer a question, in words or with files; withdrawn and declined ones count too."""
    given = Q(pk__in=Answer.objects.filter(question=question, value__isnull=False).exclude(value="").values("application"))
    given |= Q(pk__in=Attachment.objects.filter(question=question).values("application"))
    rows = Application.objects.filter(call=question.section.call_id)
    sent, drafts = Q(state__in=SENT), Q(state__in=UNSENT)
    return Use(
        **rows.aggregate(
            sent=Count("pk", filter=sent & given), drafts=Count("pk", filter=drafts & given),
            all_sent=Count("pk", filter=sent), all_drafts=Count("pk", filter=drafts),
        )
    )  # fmt: skip


def values_given(question: Question) -> Iterator[Any]:
    """Every answer to a question, a few at a time."""
    return Answer.objects.filter(question=question).values_list("value", flat=True).iterator(chunk_size=2_000)
