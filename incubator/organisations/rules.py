"""Roles as predicates on anything that belongs to an organisation."""

from typing import Any

import rules

from incubator.access.registry import register


def organisation_of(on: Any) -> int | None:
    """The id of the organisation a row belongs to, by its `organisation_id` or up its `organisation`."""
    found = getattr(on, "organisation_id", None)
    if found is None and on is not None:
        found = getattr(getattr(on, "organisation", None), "pk", None)
    return found


@rules.predicate
def owns(user: Any, on: Any) -> bool:
    return user.may_in(organisation_of(on), "owner")


@rules.predicate
def coordinates(user: Any, on: Any) -> bool:
    return user.may_in(organisation_of(on), "coordinator")


@rules.predicate
def edits(user: Any, on: Any) -> bool:
    return user.may_in(organisation_of(on), "editor")


@rules.predicate
def administers(user: Any) -> bool:
    return bool(user.is_staff)


@rules.predicate
def works_somewhere(user: Any) -> bool:
    """Has a role in any organisation: may open the desk."""
    return bool(user.roles)


@rules.predicate
def is_oneself(user: Any, on: Any) -> bool:
    return getattr(on, "person_id", None) == user.pk


PERMISSIONS = register(
    {
        "incubator.open_desk": works_somewhere | administers,
        "incubator.create_organisation": rules.is_authenticated,
        "incubator.view_organisation": edits | administers,
        "incubator.edit_organisation": owns,
        "incubator.manage_members": owns,
        "incubator.approve_organisation": administers,
        "incubator.approve_organisations": administers,
        "incubator.leave_organisation": is_oneself | owns,
        "incubator.view_messages": coordinates,
        "incubator.view_log": coordinates,
    }
)
