"""Reads on organisations."""

from typing import Any

from django.db.models import Count, QuerySet

from incubator.organisations.models import Invitation, Membership, Organisation
from incubator.organisations.states import Role, State


def mine(user: Any) -> QuerySet[Organisation]:
    """The organisations of a person's desk, also for platform admins who see all."""
    return Organisation.objects.filter(pk__in=list(user.roles)).order_by("name")


def to_judge() -> QuerySet[Organisation]:
    """For platform admins: those that wait, then those refused."""
    return (
        Organisation.objects.exclude(state=State.APPROVED).annotate(members=Count("memberships")).order_by("-state", "-created")
    )


def members(organisation: Organisation) -> QuerySet[Membership]:
    return organisation.memberships.select_related("person").order_by("role", "person__name", "pk")


def shown_members(organisation: Organisation) -> list[str]:
    """Names of those who agreed to be named, once each."""
    rows = organisation.memberships.filter(shown=True, person__is_active=True).select_related("person")
    return list(dict.fromkeys(str(one.person) for one in rows.order_by("person__name", "pk")))


def memberships_of(user: Any) -> list[Membership]:
    """One's own roles, with their organisation."""
    return list(user.memberships.select_related("organisation").order_by("organisation__name", "pk"))


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    return organisation.invitations.still_open().select_related("by").order_by("-created")


def invitation_by(token: str) -> Invitation | None:
    """The invitation of a link, open or not; None where the token is not one of ours."""
    return Invitation.objects.select_related("organisation", "by").filter(token=token).first()


def waiting() -> int:
    """How many organisations wait for a platform admin."""
    return Organisation.objects.filter(state=State.WAITING).count()


def owned_alone(user: Any) -> list[Organisation]:
    """The organisations whose only active owner this person is."""
    others = Membership.objects.filter(role=Role.OWNER, person__is_active=True).exclude(person=user).values("organisation")
    mine = user.memberships.filter(role=Role.OWNER).exclude(organisation__in=others)
    return list(Organisation.objects.filter(pk__in=mine.values("organisation")))
