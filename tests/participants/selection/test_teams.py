"""A team and its answer: read by all of it from publication on, replied to by its lead, taken into the cohort together."""

import re

import pytest

from incubator.lib.errors import NotYours
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.participations.models import Participation, Project
from participants.participations.states import State
from participants.selection import actions as selections
from tests.participants.applications.teams import invited, joined, shared_draft
from tests.participants.making import closed


@pytest.fixture
def application(world):
    draft = shared_draft(world)
    joined(draft, world.stranger)
    invited(draft)
    return applications.submit(draft, by=world.applicant)


def published(world):
    selection = selections.open_selection(world.call, by=world.coordinator)
    return selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)


def pages(client, application):
    addresses = ("/fr/me/", "/fr/me/applications/", f"/fr/me/applications/{application.pk}/", "/fr/messages/", "/fr/me/data/")
    text = "\n".join(client.get(address, follow=True).content.decode() for address in addresses)
    return re.sub(r'value="\w{64}"', "", text)  # the forms' tokens are new each time


def test_member_learns_nothing_before_publication_and_reads_the_letter_after(world, application, enter):
    closed(world)
    client = enter(world.stranger)
    before = pages(client, application)
    selections.decide(application, "accepted", by=world.coordinator, note="blorpnote")
    assert pages(enter(world.stranger), application) == before
    published(world)
    text = client.get(f"/fr/me/applications/{application.pk}/").content.decode()
    assert ("Notre réponse" in text, "/answer/" in text, "blorpnote" in text) == (True, False, False)
    assert "La personne responsable de votre équipe répond" in text
    kinds = Message.objects.filter(person=world.stranger).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["team_sent", "team_decided"]
    assert Message.objects.filter(address="sefu@people.test").exclude(kind="team_invitation").count() == 0


def test_member_does_not_reply_and_is_asked_into_the_cohort_with_the_lead(world, application, enter):
    closed(world)
    selections.decide(application, "accepted", by=world.coordinator)
    published(world)
    application.refresh_from_db()
    with pytest.raises(NotYours):
        selections.answer_offer(application, True, by=world.stranger)
    assert enter(world.stranger).post(f"/fr/me/applications/{application.pk}/answer/", {"answer": "yes"}).status_code == 403
    selections.answer_offer(application, True, by=world.applicant)
    places = {place.person: place.state for place in Participation.objects.all()}
    assert places == {world.applicant: State.ACTIVE, world.stranger: State.INVITED}
    assert [place.person for place in Project.objects.get().members.order_by("pk")] == [world.applicant, world.stranger]
    assert Message.objects.filter(person=world.stranger, kind="invitation_cohort").count() == 1
