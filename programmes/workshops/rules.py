"""Who plans workshops, who sees sessions."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates, edits


@rules.predicate
def facilitates(user: Any, session: Any) -> bool:
    return session is not None and session.facilitators.filter(person=user).exists()


@rules.predicate
def sees_workshop(user: Any, workshop: Any) -> bool:
    """The people of a cohort see its workshops once they are shown to them; `visible_to` let the row in already."""
    return workshop is not None and workshop.published


PERMISSIONS = register(
    {
        "programmes.view_workshops": edits,
        "programmes.edit_workshop": coordinates,
        "programmes.view_workshop": edits | sees_workshop,
        "programmes.edit_session": coordinates,
    }
)
