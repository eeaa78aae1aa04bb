"""Reads of the room: who is undecided, the balance of what is decided, what readers wrote for applicants."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from incubator.accounts.models import User
from incubator.lib.numbers import key
from incubator.outbox.models import Message
from incubator.outbox.queries import within
from incubator.outbox.states import State as Sending
from incubator.web.texts import Texts
from participants.applications.models import Application, ApplicationQuerySet
from participants.applications.queries import COUNTED_EVERY, LARGE
from participants.applications.states import UNDER_REVIEW
from participants.applications.states import State as ApplicationState
from participants.participations.states import State as ParticipationState
from participants.reviews.models import Review
from participants.reviews.queries import calls_of
from participants.reviews.states import State as ReviewState
from participants.selection.models import Decision, Selection
from participants.selection.note_models import Note
from participants.selection.states import State, Verdict
from programmes.calls.models import Call, Question
from programmes.calls.states import Meaning
from programmes.editions.models import Cohort


def call_asked(cohort: Cohort, slug: str) -> Call | None:
    """The cohort's call of that address, else its newest."""
    calls = calls_of(cohort)
    return next((one for one in calls if one.slug == slug), calls[0] if calls else None)


def chosen(selection: Selection, ids: list[int], user: User) -> list[Application]:
    """Ticked applications of the call, among those the person may judge."""
    return list(Application.objects.on_desk(user).filter(call=selection.call, pk__in=ids[:1000]).order_by("pk"))


def gender_labels(call: Call) -> dict[str, str]:
    """What the answers to the question on gender are called."""
    question = Question.objects.filter(section__call=call, meaning=Meaning.GENDER).first()
    options = question.options if question else []
    return {str(option["value"]): str(Texts(option.get("label") or {})) for option in options}


def undecided(selection: Selection) -> ApplicationQuerySet:
    """Applications under review without a decision."""
    return Application.objects.filter(call=selection.call, state__in=UNDER_REVIEW, decision__isnull=True)


def decided_counts(selection: Selection) -> dict[str, int]:
    """Decisions by verdict; those on applications that were withdrawn since do not count before publication."""
    rows = Decision.objects.filter(selection=selection)
    if selection.state != State.PUBLISHED:
        rows = rows.filter(application__state__in=UNDER_REVIEW)
    found = {row["verdict"]: row["n"] for row in rows.order_by().values("verdict").annotate(n=Count("pk"))}
    return {verdict: found.get(verdict, 0) for verdict in Verdict.values}


HOLDING = (ApplicationState.ACCEPTED, ApplicationState.CONFIRMED)
LEFT = (ApplicationState.TURNED_DOWN, ApplicationState.WITHDRAWN, ApplicationState.DECLINED)
GONE = Q(application__state=ApplicationState.CONFIRMED, application__participation__state=ParticipationState.WITHDRAWN)
"""Took the place, and left the cohort since."""


def places_left(selection: Selection) -> int:
    """Places of the cohort that nobody holds or was offered."""
    rows = Application.objects.filter(call__cohort=selection.call.cohort, state__in=HOLDING)
    gone = Q(state=ApplicationState.CONFIRMED, participation__state=ParticipationState.WITHDRAWN)
    return selection.call.cohort.capacity - rows.exclude(gone).count()


def unanswered() -> QuerySet[Decision]:
    """Offers that wait for an answer, of all published selections."""
    rows = Decision.objects.filter(selection__state=State.PUBLISHED, verdict=Verdict.ACCEPTED, answered=None)
    return rows.filter(application__state=ApplicationState.ACCEPTED)


def vacancies(selection: Selection) -> QuerySet[Decision]:
    """Offers that ended without a place taken and that nobody has replaced yet, the oldest first."""
    rows = Decision.objects.filter(selection=selection, verdict=Verdict.ACCEPTED, told__isnull=False, replaced_by=None)
    rows = rows.filter(Q(application__state__in=LEFT) | GONE)
    return rows.select_related("application__applicant").order_by("answered", "pk")


@dataclass(frozen=True, slots=True)
class Share:
    """Applications under review or decided of one country and gender: accepted, undecided, all."""

    country: str
    gender: str
    taken: int
    undecided: int
    n: int


def shares(selection: Selection, decided: dict[str, int]) -> list[Share]:
    """The call by country and gender; of a large one kept a short while, and counted anew after each decision."""
    key = f"selection-shares:{selection.pk}:{selection.state}:{':'.join(str(n) for n in decided.values())}"
    if (kept := cache.get(key)) is not None:
        return list(kept)
    rows = Application.objects.filter(call=selection.call).filter(Q(state__in=UNDER_REVIEW) | Q(decision__isnull=False))
    figures = rows.order_by().values_list("country", "gender").annotate(
        taken=Count("pk", filter=Q(decision__verdict=Verdict.ACCEPTED)),
        undecided=Count("pk", filter=Q(decision__isnull=True)),
        n=Count("pk"),
    )  # fmt: skip
    found = [Share(*row) for row in figures]
    if sum(row.n for row in found) >= LARGE:
        cache.set(key, found, COUNTED_EVERY)
    return found


def summed(rows: list[Share], column: str) -> list[tuple[str, int, int]]:
    """(value, accepted, all) by one of the two columns, most accepted first."""
    taken: Counter[str] = Counter()
    n: Counter[str] = Counter()
    for row in rows:
        taken[getattr(row, column)] += row.taken
        n[getattr(row, column)] += row.n
    return sorted(((value, taken[value], n[value]) for value in n), key=lambda row: (-row[1], -row[2], row[0]))


def balance(selection: Selection, column: str) -> list[tuple[str, int, int]]:
    """The same of a selection, asked alone."""
    return summed(shares(selection, decided_counts(selection)), column)


def comments_for(selection: Selection, applications: list[int] | None = None) -> dict[int, list[str]]:
    """Submitted comments for the applicant, by application, of all or of these; without who wrote them."""
    rows = Review.objects.filter(stage__call=selection.call, state=ReviewState.SUBMITTED).exclude(for_applicant="")
    if applications is not None:
        rows = rows.filter(application__in=applications)
    found: dict[int, list[str]] = {}
    for application_id, text in rows.order_by("application_id", "pk").values_list("application_id", "for_applicant"):
        found.setdefault(application_id, []).append(text)
    return found


def published_decision(application: Application) -> Decision | None:
    """The decision as its applicant may know it: none before publication."""
    rows = Decision.objects.filter(application=application, selection__state=State.PUBLISHED)
    return rows.select_related("selection__call__cohort__programme__organisation").first()


def waiting_list(selection: Selection) -> QuerySet[Decision]:
    rows = Decision.objects.filter(selection=selection, verdict=Verdict.WAITLISTED)
    return rows.filter(application__state=ApplicationState.WAITLISTED).select_related("application").order_by("rank", "pk")


def answers(selection: Selection) -> dict[str, Any]:
    """Who of those accepted said yes, no, nothing yet."""
    rows = Decision.objects.filter(selection=selection, verdict=Verdict.ACCEPTED).select_related("application")
    groups: dict[str, list[Decision]] = {"confirmed": [], "turned_down": [], "accepted": [], "withdrawn": []}
    for decision in rows.order_by("application__name", "pk"):
        groups.setdefault(decision.application.state, []).append(decision)
    return groups


def offers(selection: Selection) -> list[Decision]:
    """Everybody who was ever offered a place, those without an answer first, with whose place they got."""
    rows = Decision.objects.filter(selection=selection, verdict=Verdict.ACCEPTED, told__isnull=False)
    rows = rows.select_related("application__applicant", "application__participation", "replaces__application", "answered_by")
    return sorted(rows, key=lambda row: (row.answered is not None, row.application.name.casefold(), row.pk))


def without_address(selection: Selection) -> list[Decision]:
    """Whose letter nobody can send: from paper, and no address left."""
    rows = Decision.objects.filter(selection=selection, told__isnull=False, application__applicant=None, application__email="",
        application__emptied=None,
    )  # fmt: skip
    return list(rows.exclude(application__paper_date=None).select_related("application").order_by("handed", "pk"))


LETTERS = tuple(f"decision_{verdict}" for verdict in Verdict.values)


def letters_sent(selection: Selection) -> QuerySet[Message]:
    """The letters that told this selection's decisions, whatever became of them."""
    rows = within(selection.call.cohort).filter(kind__in=LETTERS, context__selection=selection.pk)
    return rows.order_by("pk")


def letters_by_state(selection: Selection) -> dict[str, int]:
    rows = letters_sent(selection).select_related(None).order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in rows}


def with_comments(selection: Selection) -> QuerySet[Decision]:
    """Decisions whose applicant something was written for, by a reviewer or here."""
    written = Review.objects.filter(application=OuterRef("application"), state=ReviewState.SUBMITTED).exclude(for_applicant="")
    rows = Decision.objects.filter(selection=selection, application__state__in=UNDER_REVIEW)
    rows = rows.filter(Q(feedback__isnull=False) | Exists(written))
    return rows.select_related("application").order_by("verdict", "application__name", "pk")


def decision_on_desk(application: Application) -> Decision | None:
    return Decision.objects.filter(application=application).select_related("decided_by", "selection").first()


def comments_of(application: Application) -> list[str]:
    rows = Review.objects.filter(application=application, state=ReviewState.SUBMITTED).exclude(for_applicant="")
    return list(rows.order_by("pk").values_list("for_applicant", flat=True))


def newest_published(cohort: Cohort) -> Selection | None:
    """The published selection of the cohort's newest call that has one."""
    return Selection.objects.filter(call__cohort=cohort, state=State.PUBLISHED).select_related("call__cohort").first()


def desk_figures(cohort: Cohort) -> dict[str, int]:
    """After publication of the newest call's decisions: offers without answer, places free while people wait, letters that
    did not arrive. Else empty."""
    selection = newest_published(cohort)
    if selection is None:
        return {}
    rows = Application.objects.filter(call=selection.call).order_by().values("state").annotate(n=Count("pk"))
    states = {row["state"]: row["n"] for row in rows}
    late = unanswered().filter(selection=selection, reply_by__lt=timezone.now()).count() if states.get("accepted") else 0
    free = max(places_left(selection), 0) if states.get("waitlisted") else 0
    stuck = letters_sent(selection).filter(state__in=[Sending.FAILED, Sending.ABANDONED]).count()
    return {
        "unanswered": states.get("accepted", 0) - late,
        "late": late,
        "confirmed": states.get("confirmed", 0),
        "free": free,
        "stuck": stuck,
    }


def may_decide(application: Application) -> bool:
    """Whether a decision on it can still change: it is under review, and its selection is in preparation."""
    closed = Selection.objects.filter(call_id=application.call_id).exclude(state=State.PROPOSED)
    return application.state in UNDER_REVIEW and not closed.exists()


def notes_of(selection: Selection) -> QuerySet[Note]:
    """The committee's notes in the order they were written, with their application and author."""
    return Note.objects.filter(selection=selection).select_related("application", "by").order_by("at", "pk")


def notes_on(application: Application) -> QuerySet[Note]:
    return Note.objects.filter(application=application).select_related("by", "selection").order_by("at", "pk")


def note_counts(selection: Selection, applications: list[int]) -> dict[int, int]:
    """How many notes each of them has; none is left out."""
    rows = Note.objects.filter(selection=selection, application__in=applications).order_by().values("application")
    return {row["application"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def application_asked(selection: Selection, pk: str, user: User) -> Application | None:
    """The application of the call by its number, if the person may judge it."""
    rows = Application.objects.on_desk(user).filter(call=selection.call)
    return rows.filter(pk=key(pk)).first()
