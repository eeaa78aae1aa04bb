"""The desk, members, invitations, messages and log in the browser's words."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.organisations import actions as organisations
from incubator.organisations.models import Invitation, Membership, Organisation
from incubator.organisations.states import Role, State
from incubator.outbox import post
from incubator.outbox.models import Message
from tests.world import World, person


def queries_of(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_new_organisation_waits_and_opens_its_desk(world: World, enter: Any) -> None:
    client = enter(world.stranger)
    answer = client.post(reverse("incubator:new_organisation"), {"name": "Dune", "slug": "dune", "country": "MA"})
    assert (answer.url, Organisation.objects.get(slug="dune").state) == ("/fr/desk/dune/", State.WAITING)
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("slug", ["approvals", "atlas"])
def test_new_organisation_needs_a_free_address(world: World, enter: Any, slug: str) -> None:
    data = {"name": "Dune", "slug": slug, "country": "MA"}
    assert enter(world.stranger).post(reverse("incubator:new_organisation"), data).status_code == 422


def test_admin_approves_and_refuses(world: World, enter: Any) -> None:
    made = organisations.create(by=world.stranger, slug="dune", name="Dune", country="MA")
    client = enter(world.admin)
    assert "Dune" in client.get(reverse("incubator:desk_approvals")).content.decode()
    client.post(reverse("incubator:refuse_organisation", args=["dune"]), {"reason": "No answer."})
    client.post(reverse("incubator:approve_organisation", args=["dune"]))
    made.refresh_from_db()
    assert made.state == State.APPROVED


def test_invitation_leads_a_newcomer_through_a_code_to_the_desk(world: World, enter: Any) -> None:
    enter(world.owner).post(
        reverse("incubator:organisation_members", args=["atlas"]), {"email": "new@people.test", "role": Role.COORDINATOR}
    )
    address = Message.objects.get(kind="invitation_organisation").link
    client = enter()
    asked = client.post(address)
    found = re.search(r"\d{8}", Message.objects.get(kind="account_login_code").subject)
    assert found is not None
    back = client.post(asked.url.partition("?")[0], {"code": found[0], "action": "verify", "next": address})
    assert (back.url, client.post(back.url).url) == (address, "/fr/desk/atlas/")
    assert client.get("/fr/desk/atlas/").status_code == 200


def test_invitation_that_was_forged_is_not_there(world: World, enter: Any) -> None:
    assert enter(world.stranger).get(reverse("incubator:invitation", args=["a" * 32])).status_code == 404


def test_invitation_used_says_so(world: World, enter: Any) -> None:
    invitation = organisations.invite(world.organisation, by=world.owner, email="stella@people.test", role=Role.EDITOR)
    client, address = enter(world.stranger), reverse("incubator:invitation", args=[invitation.token])
    assert [client.post(address).status_code, client.post(address).status_code] == [302, 200]
    assert Membership.objects.filter(person=world.stranger).count() == 1


def test_removed_role_ends_with_the_next_request(world: World, enter: Any) -> None:
    client = enter(world.coordinator)
    assert client.get("/fr/desk/atlas/").status_code == 200
    membership = Membership.objects.get(person=world.coordinator)
    enter(world.owner).post(reverse("incubator:remove_member", args=["atlas", membership.pk]))
    assert client.get("/fr/desk/atlas/").status_code == 404


def test_second_factor_is_asked_of_owners_and_coordinators_only(world: World, enter: Any) -> None:
    organisations.edit(world.organisation, by=world.owner, second_factor=True)
    asked = {name: enter(getattr(world, name)).get("/fr/desk/atlas/").status_code for name in ("owner", "coordinator", "editor")}
    assert asked == {"owner": 302, "coordinator": 302, "editor": 200}
    Authenticator.objects.create(user=world.owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert enter(world.owner).get("/fr/desk/atlas/").status_code == 200


def test_lists_ask_the_same_for_one_and_three(world: World, enter: Any) -> None:
    client = enter(world.owner)
    addresses = [reverse(f"incubator:organisation_{name}", args=["atlas"]) for name in ("members", "messages", "log")]
    counts = []
    for number in (1, 2):
        for one in range(number):
            name = f"P{number}{one} Person"
            organisations.join(world.organisation, person=person(name), role=Role.EDITOR, by=world.owner)
            post.tell(
                world.applicant, "organisation_approved", key=name, context={"organisation": "Atlas"},
                organisation=world.organisation,
            )  # fmt: skip
        counts.append([queries_of(client, address) for address in addresses])
    assert counts == [[7, 8, 7], [7, 8, 7]]


def test_desk_and_approvals_ask_the_same_for_one_and_three(world: World, enter: Any) -> None:
    counts = []
    for number in (1, 2):
        for one in range(number):
            made = organisations.create(by=world.admin, slug=f"o{number}{one}", name="O", country="MA")
            Invitation.objects.create(organisation=made, email="x@people.test", role=Role.EDITOR)
        client = enter(world.admin)
        counts.append([queries_of(client, reverse(name)) for name in ("incubator:desk", "incubator:desk_approvals")])
    assert counts[0] == counts[1]


def test_messages_are_narrowed_by_state_and_person(world: World, enter: Any) -> None:
    for someone in (world.applicant, world.mentor):
        post.tell(
            someone, "organisation_approved", key=str(someone.pk), context={"organisation": "Atlas"},
            organisation=world.organisation,
        )  # fmt: skip
    Message.objects.filter(person=world.mentor).update(state="failed", error="550 nobody")
    client, address = enter(world.coordinator), reverse("incubator:organisation_messages", args=["atlas"])
    pages = [client.get(address + query).content.decode() for query in ("?state=failed", "?person=awa", "?about=decision")]
    assert ["Mariam" in page for page in pages] == [True, False, False]
    assert "550 nobody" in pages[0]


def test_failed_messages_are_tried_again_together(world: World, enter: Any) -> None:
    post.tell(world.mentor, "organisation_approved", key="k", context={"organisation": "Atlas"}, organisation=world.organisation)
    Message.objects.update(state="abandoned")
    enter(world.coordinator).post(reverse("incubator:resend_failed", args=["atlas"]))
    assert Message.objects.get().state == "pending"


def test_own_page_leads_to_the_desks_one_works_at(world: World, enter: Any) -> None:
    address, desk = reverse("incubator:me"), reverse("incubator:desk_organisation", args=["atlas"])
    assert [desk in enter(one).get(address).content.decode() for one in (world.coordinator, world.stranger)] == [True, False]
