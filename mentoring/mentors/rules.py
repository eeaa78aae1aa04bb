"""Who engages mentors, and who speaks for one."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates


@rules.predicate
def is_own(user: Any, engagement: Any) -> bool:
    return engagement is not None and engagement.mentor.person_id == user.pk


PERMISSIONS = register(
    {
        "mentoring.view_mentoring": coordinates,
        "mentoring.manage_mentors": coordinates,
        "mentoring.state_engagement": is_own | coordinates,
    }
)
