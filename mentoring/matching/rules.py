"""Who ranks, who runs the matching."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates
from participants.participations.states import State


@rules.predicate
def is_own_place(user: Any, participation: Any) -> bool:
    return participation is not None and participation.person_id == user.pk and participation.state == State.ACTIVE


@rules.predicate
def is_own_engagement(user: Any, engagement: Any) -> bool:
    return engagement is not None and engagement.active and engagement.mentor.person_id == user.pk


PERMISSIONS = register(
    {
        "mentoring.rank_mentors": is_own_place,
        "mentoring.rank_participants": is_own_engagement,
        "mentoring.run_matching": coordinates,
        "mentoring.view_matching": coordinates,
        "mentoring.publish_matching": coordinates,
    }
)
