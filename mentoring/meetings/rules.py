"""Who sees a mentorship and who writes in it. Private notes are the mentor's alone, whatever else a person may."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates


@rules.predicate
def accompanies(user: Any, on: Any) -> bool:
    """The mentor of a mentorship or of one of its sessions."""
    mentorship = getattr(on, "mentorship", on)
    return mentorship is not None and mentorship.engagement.mentor.person_id == user.pk


@rules.predicate
def is_accompanied(user: Any, on: Any) -> bool:
    mentorship = getattr(on, "mentorship", on)
    return mentorship is not None and mentorship.participation.person_id == user.pk


PERMISSIONS = register(
    {
        "mentoring.view_mentorship": accompanies | is_accompanied | coordinates,
        "mentoring.log_meeting": accompanies,
        "mentoring.book_meeting": accompanies | is_accompanied,
        "mentoring.set_goals": accompanies | is_accompanied,
        "mentoring.end_mentorship": accompanies | coordinates,
    }
)
