"""Reads of the room: who is undecided, the balance of what is decided, what readers wrote for applicants."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from incubator.accounts.models import User
from incubator.web.texts import Texts
from participants.applications.models import Application, ApplicationQuerySet
from participants.applications.states import UNDER_REVIEW
from participants.applications.states import State as ApplicationState
from participants.reviews.models import Review
from participants.reviews.queries import calls_of
from participants.reviews.states import State as ReviewState
from participants.selection.models import Decision, Selection
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


def places_left(selection: Selection) -> int:
    """Places of the cohort that nobody holds or was offered."""
    held = Application.objects.filter(call=selection.call, state__in=HOLDING).count()
    return selection.call.cohort.capacity - held


def balance(selection: Selection, column: str) -> list[tuple[str, int, int]]:
    """(value, accepted, under review or decided) by a column of the application, most accepted first."""
    accepted = Q(decision__verdict=Verdict.ACCEPTED)
    rows = Application.objects.filter(call=selection.call).filter(Q(state__in=UNDER_REVIEW) | Q(decision__isnull=False))
    figures = rows.order_by().values_list(column).annotate(taken=Count("pk", filter=accepted), n=Count("pk"))
    return sorted(((value, taken, n) for value, taken, n in figures), key=lambda row: (-row[1], -row[2], row[0]))


def comments_for(selection: Selection) -> dict[int, list[str]]:
    """Submitted comments for the applicant, by application; without who wrote them."""
    rows = Review.objects.filter(stage__call=selection.call, state=ReviewState.SUBMITTED).exclude(for_applicant="")
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


def decision_on_desk(application: Application) -> Decision | None:
    return Decision.objects.filter(application=application).select_related("decided_by").first()


def comments_of(application: Application) -> list[str]:
    rows = Review.objects.filter(application=application, state=ReviewState.SUBMITTED).exclude(for_applicant="")
    return list(rows.order_by("pk").values_list("for_applicant", flat=True))


def desk_figures(cohort: Cohort) -> dict[str, int]:
    """After publication of the newest call's decisions: offers without answer, places free while people wait. Else empty."""
    selection = Selection.objects.filter(call__cohort=cohort, state=State.PUBLISHED).select_related("call__cohort").first()
    if selection is None:
        return {}
    rows = Application.objects.filter(call=selection.call).order_by().values("state").annotate(n=Count("pk"))
    states = {row["state"]: row["n"] for row in rows}
    free = cohort.capacity - states.get("accepted", 0) - states.get("confirmed", 0)
    return {
        "unanswered": states.get("accepted", 0),
        "confirmed": states.get("confirmed", 0),
        "free": max(free, 0) if states.get("waitlisted") else 0,
    }


def may_decide(application: Application) -> bool:
    """Whether a decision on it can still change: it is under review, and its selection is in preparation."""
    closed = Selection.objects.filter(call_id=application.call_id).exclude(state=State.PROPOSED)
    return application.state in UNDER_REVIEW and not closed.exists()
