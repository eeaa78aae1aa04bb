"""Who sees and changes people and projects of a cohort."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates
from participants.participations.states import State


@rules.predicate
def is_own(user: Any, participation: Any) -> bool:
    return participation is not None and participation.person_id == user.pk


@rules.predicate
def is_invited(user: Any, participation: Any) -> bool:
    return participation is not None and participation.state == State.INVITED


@rules.predicate
def develops(user: Any, project: Any) -> bool:
    return project is not None and project.members.filter(person=user, state=State.ACTIVE).exists()


PERMISSIONS = register(
    {
        "participants.view_people": coordinates,
        "participants.manage_people": coordinates,
        "participants.answer_invitation": is_own & is_invited,
        "participants.develop_project": develops,
        "participants.edit_project": coordinates,
    }
)
