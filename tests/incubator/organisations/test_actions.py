"""Organisations: who joins, who leaves, who judges."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, Refused
from incubator.organisations import actions as organisations
from incubator.organisations.models import Invitation, Membership, Organisation
from incubator.organisations.states import Role, State
from incubator.outbox.models import Message
from tests.world import World, person


def roles(organisation: Organisation) -> list[tuple[str, str]]:
    return sorted(organisation.memberships.values_list("person__name", "role"))


def test_create_makes_an_owner_and_waits(world: World) -> None:
    made = organisations.create(by=world.stranger, slug="dune", name="Dune", country="MA", city="Fès")
    assert (made.state, made.is_public, roles(made)) == (State.WAITING, False, [("Stella Achieng", "owner")])
    assert list(Message.objects.values_list("kind", "person__name")) == [("organisation_waiting", "Adama Cissé")]


def test_approve_tells_owners_and_opens(world: World) -> None:
    made = organisations.create(by=world.stranger, slug="dune", name="Dune", country="MA")
    assert organisations.approve(made, by=world.admin).is_public
    told = Message.objects.get(kind="organisation_approved")
    assert (told.person, told.organisation) == (world.stranger, made)


def test_approve_twice_is_not_lawful(world: World) -> None:
    with pytest.raises(NotLawful):
        organisations.approve(world.organisation, by=world.admin)


def test_refuse_says_why(world: World) -> None:
    made = organisations.create(by=world.stranger, slug="dune", name="Dune", country="MA")
    organisations.refuse(made, by=world.admin, reason="Nobody answers at this address.")
    assert "Nobody answers at this address." in Message.objects.get(kind="organisation_refused").text


def test_edit_keeps_what_was_before(world: World) -> None:
    organisations.edit(world.organisation, by=world.owner, city="Sfax", name="Atlas")
    assert LogEntry.objects.get(verb="incubator.edit_organisation").detail == {"before": {"city": ""}}


def test_invitation_is_taken_once(world: World) -> None:
    invitation = organisations.invite(world.organisation, by=world.owner, email="Stella@People.test", role=Role.EDITOR)
    organisations.accept_invitation(invitation, by=world.stranger)
    assert ("Stella Achieng", "editor") in roles(world.organisation)
    Membership.objects.filter(person=world.stranger).delete()
    with pytest.raises(organisations.Spent):
        organisations.accept_invitation(invitation, by=world.stranger)
    assert ("Stella Achieng", "editor") not in roles(world.organisation)


def test_invitation_of_another_is_refused(world: World) -> None:
    invitation = organisations.invite(world.organisation, by=world.owner, email="someone@people.test", role=Role.OWNER)
    with pytest.raises(organisations.NotForYou):
        organisations.accept_invitation(invitation, by=world.stranger)


def test_invitation_needs_a_proven_address(world: World) -> None:
    invitation = organisations.invite(world.organisation, by=world.owner, email="stella@people.test", role=Role.OWNER)
    world.stranger.emailaddress_set.update(verified=False)
    with pytest.raises(organisations.NotForYou):
        organisations.accept_invitation(invitation, by=world.stranger)


@pytest.mark.parametrize("change", [{"created": timezone.now() - timedelta(days=15)}, {"withdrawn": timezone.now()}])
def test_invitation_lapsed_or_withdrawn_is_refused(world: World, change: dict[str, Any]) -> None:
    invitation = organisations.invite(world.organisation, by=world.owner, email="stella@people.test", role=Role.EDITOR)
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    with pytest.raises(organisations.Spent):
        organisations.accept_invitation(invitation, by=world.stranger)


def test_invite_again_replaces_the_older(world: World) -> None:
    first = organisations.invite(world.organisation, by=world.owner, email="stella@people.test", role=Role.OWNER)
    organisations.invite(world.organisation, by=world.owner, email="stella@people.test", role=Role.EDITOR)
    with pytest.raises(organisations.Spent):
        organisations.accept_invitation(first, by=world.stranger)


def test_invite_refuses_who_is_there(world: World) -> None:
    with pytest.raises(Refused):
        organisations.invite(world.organisation, by=world.owner, email="chedly@people.test", role=Role.COORDINATOR)


def test_invite_of_unknown_address_goes_by_mail_alone(world: World) -> None:
    organisations.invite(world.organisation, by=world.owner, email="unknown@people.test", role=Role.EDITOR)
    message = Message.objects.get(kind="invitation_organisation")
    assert (message.person, message.address, message.in_app, message.by_mail) == (None, "unknown@people.test", False, True)


def test_last_owner_stays(world: World) -> None:
    membership = Membership.objects.get(person=world.owner)
    with pytest.raises(organisations.LastOwner):
        organisations.remove(membership, by=world.owner)
    with pytest.raises(organisations.LastOwner):
        organisations.change_role(membership, by=world.owner, role=Role.EDITOR)


def test_owner_leaves_when_another_stays(world: World) -> None:
    organisations.join(world.organisation, person=person("Omar Sy"), role=Role.OWNER, by=world.owner)
    organisations.remove(Membership.objects.get(person=world.owner), by=world.owner)
    assert [name for name, role in roles(world.organisation) if role == "owner"] == ["Omar Sy"]


def test_change_role_replaces_the_role(world: World) -> None:
    organisations.change_role(Membership.objects.get(person=world.editor), by=world.owner, role=Role.COORDINATOR)
    assert [role for name, role in roles(world.organisation) if name == "Emna Gharbi"] == ["coordinator"]


def test_command_creates_with_its_owner(db: None) -> None:
    out = StringIO()
    call_command("create_organisation", "dune", "Dune", owner="Olga@People.test", country="ma", approve=True, stdout=out)
    made = Organisation.objects.get(slug="dune")
    assert (out.getvalue(), made.country) == ("Dune (approved)\n", "MA")
    assert list(made.memberships.values_list("person__email", "role")) == [("olga@people.test", "owner")]
