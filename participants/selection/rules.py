"""Who decides: coordinators without a stake of their own. Who answers: the person who was offered a place."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates
from participants.applications.rules import on_the_desk
from participants.applications.states import State as ApplicationState
from participants.reviews.rules import impartial

OFFERED = (ApplicationState.ACCEPTED, ApplicationState.CONFIRMED, ApplicationState.TURNED_DOWN)


@rules.predicate
def has_offer(user: Any, application: Any) -> bool:
    """Was offered a place; after the answer too, so that a second press reads what the first did."""
    mine = application is not None and application.applicant_id == user.pk
    return bool(mine and application.state in OFFERED)


PERMISSIONS = register(
    {
        "participants.manage_selection": coordinates & impartial,
        "participants.decide_application": on_the_desk & impartial,
        "participants.sign_selection": coordinates & impartial,
        "participants.manage_offer": on_the_desk & impartial,
        "participants.answer_offer": has_offer,
    }
)
