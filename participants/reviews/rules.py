"""Who runs reviews, who reads."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates
from participants.applications.models import Application
from participants.applications.rules import on_the_desk
from participants.applications.states import SENT
from participants.applications.states import State as ApplicationState
from participants.applications.team import people_of
from participants.reviews.states import State

STAKE = tuple(state for state in SENT if state != ApplicationState.INELIGIBLE)


def stakes(user: Any) -> set[tuple[int, int]]:
    """(call, cohort) of every call in which the person's own application stands; read once per request."""
    found: set[tuple[int, int]] | None = getattr(user, "_stakes", None)
    if found is None:
        mine = Application.objects.taking_part(user).filter(state__in=STAKE)
        found = set(mine.values_list("call_id", "call__cohort_id"))
        user._stakes = found
    return found


def call_and_cohort(on: Any) -> tuple[int | None, int | None]:
    """The call a row belongs to; for a cohort itself, the cohort."""
    call_id = on.stage.call_id if hasattr(on, "stage_id") else getattr(on, "call_id", None)
    if call_id is not None:
        return call_id, None
    return (on.pk, None) if hasattr(on, "closes") and hasattr(on, "cohort_id") else (None, on.pk)


@rules.predicate
def impartial(user: Any, on: Any) -> bool:
    """Has no application of their own in what is being judged: who applied leaves the judging to colleagues."""
    if on is None:
        return False
    call_id, cohort_id = call_and_cohort(on)
    return not any(call_id == call or cohort_id == cohort for call, cohort in stakes(user))


def has_stake(user: Any, application: Application) -> bool:
    """Applies with it, or ever belonged to its team."""
    return application.applicant_id == user.pk or user.pk in people_of([application]).get(application.pk, ())


@rules.predicate
def reads(user: Any, review: Any) -> bool:
    """The reviewer themself, still on the panel, who applies neither alone nor in the team."""
    seat = review is not None and review.reviewer.person_id == user.pk and review.reviewer.active
    return bool(seat and review.state != State.RECUSED and not has_stake(user, review.application))


PERMISSIONS = register(
    {
        "participants.manage_reviews": coordinates & impartial,
        "participants.write_review": reads,
        "participants.discuss_application": on_the_desk & impartial,
    }
)
