"""Two people sign what will be told; what changes is not signed any more; publication waits for them, and happens once."""

from functools import partial

import pytest

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.organisations import actions as organisations
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.selection import actions as selections
from participants.selection.models import Signature
from participants.selection.sign_off import digest, standing
from tests.at_once import at_once, kinds
from tests.participants.applications.making import sent
from tests.participants.making import closed, in_review, scored
from tests.participants.selection.making import decided
from tests.world import build_world, person


def asking(world, rule="two", *verdicts):
    organisations.edit(world.organisation, by=world.owner, sign_off=rule)
    rows, selection = decided(world, *(verdicts or ("accepted", "declined")))
    return rows, selections.freeze(selection, by=world.coordinator)


def sign(selection, by):
    return selections.sign(selection, by=by, digest=digest(selection))


def test_publication_waits_for_two_different_people(world):
    _rows, selection = asking(world)
    with pytest.raises(NotLawful, match="signatures sous"):
        selections.publish(selection, by=world.coordinator)
    first = sign(selection, world.coordinator)
    assert sign(selection, world.coordinator) == first
    with pytest.raises(NotLawful):
        selections.publish(selection, by=world.coordinator)
    sign(selection, world.owner)
    assert selections.publish(selection, by=world.coordinator).state == "published"
    verbs = LogEntry.objects.filter(verb="participants.sign_selection").order_by("pk")
    assert [entry.by for entry in verbs] == [world.coordinator, world.owner]


def test_owner_among_the_two_where_the_organisation_asks_for_one(world):
    _rows, selection = asking(world, "owner")
    second = person("Zohra Second")
    second.memberships.create(organisation=world.organisation, role="coordinator")
    sign(selection, world.coordinator)
    sign(selection, second)
    assert standing(selection).is_complete is False
    sign(selection, world.owner)
    assert standing(selection).is_complete is True


def test_signature_is_void_when_a_decision_or_a_letter_or_a_comment_changes(world):
    rows, selection = asking(world)
    sign(selection, world.coordinator)
    before = digest(selection)
    selections.unfreeze(selection, by=world.coordinator)
    selection = selections.freeze(selection, by=world.coordinator)
    assert [one.name for one in standing(selection).holding] == ["Chedly Mansour"]
    selections.unfreeze(selection, by=world.coordinator)
    selections.edit_letters(selection, by=world.coordinator, declined={"fr": "Non, $name."})
    selection = selections.freeze(selection, by=world.coordinator)
    now = standing(selection)
    assert (now.holding, [one.digest for one in now.void]) == ([], [before])
    with pytest.raises(Stale):
        selections.sign(selection, by=world.owner, digest=before)
    selections.unfreeze(selection, by=world.coordinator)
    selections.edit_feedback(rows[1], ["Revenez."], by=world.coordinator, version=1)
    assert digest(selection) != now.digest


def test_withdrawal_after_signing_leaves_the_signatures(world):
    rows, selection = asking(world)
    sign(selection, world.coordinator)
    applications.withdraw(rows[0], by=rows[0].applicant)
    assert len(standing(selection).holding) == 1


def test_signature_can_be_taken_back_until_publication(world):
    _rows, selection = asking(world)
    sign(selection, world.coordinator)
    sign(selection, world.owner)
    selections.take_signature_back(selection, by=world.owner)
    selections.take_signature_back(selection, by=world.owner)
    assert [one.name for one in standing(selection).taken_back] == ["Olfa Trabelsi"]
    with pytest.raises(NotLawful):
        selections.publish(selection, by=world.coordinator)
    sign(selection, world.owner)
    selections.publish(selection, by=world.coordinator)
    with pytest.raises(NotLawful):
        selections.take_signature_back(selection, by=world.owner)
    assert Signature.objects.count() == 3


def test_who_applied_or_does_not_coordinate_signs_nothing(world):
    own = sent(world, by=world.owner, name="Olfa", title="Le mien")
    organisations.edit(world.organisation, by=world.owner, sign_off="two")
    closed(world)
    selections.decide(own, "declined", by=world.coordinator)
    selection = selections.freeze(selections.open_selection(world.call, by=world.coordinator), by=world.coordinator)
    for by in (world.owner, world.editor, world.elsewhere):
        with pytest.raises(NotYours):
            sign(selection, by)
    assert Signature.objects.count() == 0


def test_nothing_is_signed_before_it_is_frozen_nor_where_nobody_asks(world):
    _rows, selection = decided(world, "accepted")
    with pytest.raises(NotLawful):
        sign(selection, world.coordinator)
    with pytest.raises(NotLawful):
        sign(selections.freeze(selection, by=world.coordinator), world.coordinator)


def test_sign_off_is_done_on_the_page(world, enter):
    asking(world)
    page = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/publish/"
    first, second = enter(world.coordinator), enter(world.owner)
    seen = first.get(page)
    assert 'name="name"' not in seen.content.decode()
    code = seen.context["signed"].digest
    sign_at = page.replace("publish", "sign")
    assert first.post(page, {"name": "Première"}, follow=True).status_code == 200
    assert Message.objects.filter(kind__startswith="decision_").count() == 0
    for client in (first, second):
        assert client.post(sign_at, {"digest": code, "step": "sign"}).status_code == 302
    assert 'name="name"' in second.get(page).content.decode()
    assert second.post(page, {"name": "Première"}).status_code == 302
    assert Message.objects.filter(kind__startswith="decision_").count() == 2


# --- feedback ---
def test_feedback_is_chosen_edited_and_told_without_names(world):
    review, other = in_review(world, 1)
    scored(world, review, 5, 5, for_applicant="Gardez ce ton.")
    scored(world, other, 4, 4, for_applicant="Trop long, dit Sefu OTIENO.")
    application = review.application
    selections.decide(application, "declined", by=world.coordinator)
    selection = selections.open_selection(world.call, by=world.coordinator)
    selections.edit_letters(selection, by=world.coordinator, share_comments=True)
    with pytest.raises(Refused, match="Sefu Otieno"):
        selections.freeze(selection, by=world.coordinator)
    with pytest.raises(Refused, match="Sefu Otieno"):
        selections.edit_feedback(application, ["De sefu otiéno."], by=world.coordinator, version=1)
    with pytest.raises(Stale):
        selections.edit_feedback(application, ["Plus court."], by=world.coordinator, version=0)
    selections.edit_feedback(application, ["Gardez ce ton.", " "], by=world.coordinator, version=1)
    selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    text = Message.objects.get(kind="decision_declined").text
    assert ("Gardez ce ton." in text, "Otieno" in text.title()) == (True, False)


def test_feedback_page_sends_what_is_ticked(world, enter):
    review, other = in_review(world, 1)
    scored(world, review, 5, 5, for_applicant="Gardez ce ton.")
    scored(world, other, 4, 4, for_applicant="Trop long.")
    selections.decide(review.application, "declined", by=world.coordinator)
    client = enter(world.coordinator)
    page = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/feedback/"
    assert review.application.reference in client.get(page).content.decode()
    one = f"{page}{review.application_id}/"
    assert "Trop long." in client.get(one).content.decode()
    said = {"version": 1, "text0": "Gardez ce ton-là.", "send0": "on", "text1": "Trop long.", "text2": "À bientôt."}
    assert client.post(one, said).status_code == 302
    decision = review.application.decision
    assert (decision.feedback, decision.version) == (["Gardez ce ton-là.", "À bientôt."], 2)
    assert client.post(one, said).status_code == 422
    assert client.post(one, {"step": "untouched", "version": 2}).status_code == 302
    decision.refresh_from_db()
    assert decision.feedback is None


def test_letter_with_a_word_that_stands_for_nothing_is_refused(world, enter):
    decided(world, "declined")
    page = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/letters/"
    answer = enter(world.coordinator).post(page, {"declined_fr": "Bonjour $nom, il manque 5 $."})
    assert (answer.status_code, "$nom" in answer.content.decode()) == (422, True)


# --- at once ---
@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_once_more", range(3))
def test_two_coordinators_publish_at_once_and_everybody_is_told_once(_once_more):
    world = build_world()
    _rows, selection = decided(world, "accepted", "waitlisted", "declined")
    selection = selections.freeze(selection, by=world.coordinator)
    assert kinds(at_once(*[partial(selections.publish, selection, by=by) for by in (world.coordinator, world.owner)])) == []
    assert Message.objects.filter(kind__startswith="decision_").count() == 3
    assert LogEntry.objects.filter(verb="participants.publish_selection").count() == 1
    assert LogEntry.objects.filter(verb="participants.accept_application").count() == 1
