"""Writes on organisations, memberships and invitations."""

from typing import Any

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access import stamps
from incubator.accounts.models import User
from incubator.audit.actions import action, locked, record
from incubator.lib import states
from incubator.lib.errors import Refused
from incubator.organisations.models import Invitation, Membership, Organisation
from incubator.organisations.states import MOVES, Role, State
from incubator.outbox import post


class LastOwner(Refused):
    message = _("An organisation keeps at least one owner. Make somebody else an owner first.")


class NotForYou(Refused):
    message = _("This invitation was sent to another address. Sign in with that address, or ask for a new invitation.")


class Spent(Refused):
    message = _("This invitation has been used, withdrawn or has lapsed. Ask for a new one.")


def _tell_owners(organisation: Organisation, kind: str, **context: Any) -> None:
    for membership in organisation.memberships.filter(role=Role.OWNER).select_related("person"):
        post.tell(
            membership.person, kind, key=f"{kind}:{organisation.pk}:{membership.person_id}:{timezone.now().isoformat()}",
            context={"organisation": organisation.name, **context}, organisation=organisation,
            link=reverse("incubator:desk_organisation", args=[organisation.slug]),
        )  # fmt: skip


@action
def create(*, by: User, slug: str, name: str, country: str, **fields: Any) -> Organisation:
    """A new organisation with its creator as owner; it waits for a platform admin before its pages are public."""
    organisation = Organisation.objects.create(slug=slug, name=name, country=country, **fields)
    join(organisation, person=by, role=Role.OWNER, by=by)
    record(by=by, verb="incubator.create_organisation", on=organisation, organisation=organisation)
    for admin in User.objects.filter(is_staff=True, is_active=True):
        post.tell(
            admin, "organisation_waiting", key=f"organisation_waiting:{organisation.pk}:{admin.pk}",
            context={"organisation": name}, link=reverse("incubator:desk_approvals"),
        )  # fmt: skip
    return organisation


@action
def edit(organisation: Organisation, *, by: User, **fields: Any) -> Organisation:
    """Change its facts; `fields` are names of the row's columns."""
    organisation = locked(organisation)
    before = {name: str(getattr(organisation, name)) for name in fields}
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(fields))
    changed = {name: was for name, was in before.items() if was != str(getattr(organisation, name))}
    record(by=by, verb="incubator.edit_organisation", on=organisation, organisation=organisation, detail={"before": changed})
    stamps.touch()
    return organisation


@action
def approve(organisation: Organisation, *, by: User) -> Organisation:
    """Its pages may be public from now on; the owners are told."""
    return _judge(organisation, State.APPROVED, "organisation_approved", by=by)


@action
def refuse(organisation: Organisation, *, by: User, reason: str) -> Organisation:
    """Its pages are not public; the owners are told the reason."""
    return _judge(organisation, State.REFUSED, "organisation_refused", by=by, reason=reason)


def _judge(organisation: Organisation, to: str, kind: str, *, by: User, **said: str) -> Organisation:
    organisation = locked(organisation)
    states.move(organisation, to, MOVES)
    record(by=by, verb=f"incubator.{kind}", on=organisation, organisation=organisation, detail=said)
    _tell_owners(organisation, kind, **said)
    stamps.touch()
    return organisation


@action
def join(organisation: Organisation, *, person: User, role: str, by: User | None) -> Membership:
    """Give a person a role; having it already is no error."""
    membership, made = Membership.objects.get_or_create(organisation=organisation, person=person, role=Role(role))
    if made:
        detail = {"person": person.pk, "role": str(role)}
        record(by=by, verb="incubator.add_member", on=membership, organisation=organisation, detail=detail)
    return membership


@action
def invite(organisation: Organisation, *, by: User, email: str, role: str) -> Invitation:
    """Invite an address to a role, by mail; an older open invitation of that address is replaced."""
    email = email.strip().lower()
    locked(organisation)
    if Membership.objects.filter(organisation=organisation, role=role, person__emailaddress__email=email).exists():
        raise Refused(_("This person already has this role here."))
    Invitation.objects.still_open().filter(organisation=organisation, email=email).update(withdrawn=timezone.now())
    invitation = Invitation.objects.create(organisation=organisation, email=email, role=Role(role), by=by)
    record(by=by, verb="incubator.invite_member", on=invitation, organisation=organisation, detail={"role": str(role)})
    known = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    post.tell(
        known.user if known else None, "invitation_organisation", key=f"invitation_organisation:{invitation.pk}",
        context={"organisation": organisation.name, "role": str(role), "by": str(by)}, organisation=organisation,
        link=reverse("incubator:invitation", args=[invitation.token]), address=email,
    )  # fmt: skip
    return invitation


@action
def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    invitation = locked(invitation)
    if not invitation.is_open:
        raise Spent
    invitation.withdrawn = timezone.now()
    invitation.save(update_fields=["withdrawn"])
    record(by=by, verb="incubator.withdraw_invitation", on=invitation, organisation=invitation.organisation)
    return invitation


@action
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """Take the role one was invited to. Raises Spent; NotForYou where none of one's proven addresses is the invited one."""
    invitation = locked(invitation)
    if not EmailAddress.objects.filter(user=by, email__iexact=invitation.email, verified=True).exists():
        raise NotForYou
    if not invitation.is_open:
        raise Spent
    invitation.accepted = timezone.now()
    invitation.save(update_fields=["accepted"])
    return join(invitation.organisation, person=by, role=invitation.role, by=by)


@action
def show_member(membership: Membership, on: bool, *, by: User) -> Membership:
    """Whether one is named on the organisation's public page: said by oneself alone."""
    membership = locked(membership)
    if membership.person_id != by.pk:
        raise Refused(_("Only the person can say this."))
    membership.shown = on
    membership.save(update_fields=["shown"])
    record(by=by, verb="incubator.show_member", on=membership, organisation=membership.organisation, detail={"shown": on})
    stamps.touch()
    return membership


def _keep_an_owner(membership: Membership) -> None:
    """With the organisation's row locked: two owners who leave at once do not leave it without one."""
    locked(membership.organisation)
    others = Membership.objects.filter(organisation=membership.organisation, role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.filter(person__is_active=True).exists():
        raise LastOwner


@action
def change_role(membership: Membership, *, by: User, role: str) -> Membership:
    """Give a member another role instead of this one."""
    if role == membership.role:
        return membership
    _keep_an_owner(membership)
    was, organisation, person = membership.role, membership.organisation, membership.person
    membership.delete()
    changed, _made = Membership.objects.get_or_create(organisation=organisation, person=person, role=Role(role))
    detail = {"person": person.pk, "before": was, "after": str(role)}
    record(by=by, verb="incubator.change_role", on=changed, organisation=organisation, detail=detail)
    stamps.touch()
    return changed


@action
def remove(membership: Membership, *, by: User) -> None:
    """End a membership, another's or one's own; it ends with that person's next request."""
    _keep_an_owner(membership)
    detail = {"person": membership.person_id, "role": membership.role}
    record(by=by, verb="incubator.remove_member", on=membership, organisation=membership.organisation, detail=detail)
    membership.delete()
    stamps.touch()
