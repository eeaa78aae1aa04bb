from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused, Stale, TooLate
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.participations.models import Participation, Project
from participants.selection import actions as selections
from participants.selection.models import Decision
from participants.selection.queries import balance, decided_counts
from tests.participants.applications.making import sent
from tests.participants.making import applied, closed, in_review, scored

VERDICTS = ("accepted", "waitlisted", "declined")
PUBLISHING = 40


def decided(world, *verdicts):
    rows = applied(world, len(verdicts))
    closed(world)
    for application, verdict in zip(rows, verdicts, strict=True):
        selections.decide(application, verdict, by=world.coordinator, version=0)
    return rows, selections.open_selection(world.call, by=world.coordinator)


def published(world, *verdicts):
    rows, selection = decided(world, *verdicts)
    selection = selections.freeze(selection, by=world.coordinator)
    selection = selections.publish(selection, by=world.coordinator)
    for row in rows:
        row.refresh_from_db()
    return rows, selection


def test_decision_tells_nobody_before_publication(world):
    before = set(Message.objects.values_list("pk", flat=True))
    rows, selection = decided(world, *VERDICTS)
    before |= set(Message.objects.filter(kind="application_received").values_list("pk", flat=True))
    assert set(Message.objects.values_list("pk", flat=True)) == before
    assert {row.state for row in Application.objects.all()} == {"submitted"}
    assert decided_counts(selection) == {"accepted": 1, "waitlisted": 1, "declined": 1}
    assert rows[0].version == Application.objects.get(pk=rows[0].pk).version


def test_second_coordinator_is_told_what_the_first_decided(world):
    (row,), _selection = decided(world, "declined")
    with pytest.raises(Stale, match=r"Chedly Mansour.*non retenue"):
        selections.decide(row, "accepted", by=world.owner, version=0)
    assert Decision.objects.get().verdict == "declined"
    selections.decide(row, "accepted", by=world.owner, version=1)
    selections.decide(row, "", by=world.owner, version=2)
    with pytest.raises(Stale):
        selections.decide(row, "accepted", by=world.coordinator, version=2)


def test_publishing_moves_everyone_and_writes_once(world):
    rows, selection = published(world, *VERDICTS)
    selections.publish(selection, by=world.owner)
    assert [row.state for row in rows] == list(VERDICTS)
    letters = Message.objects.filter(kind__startswith="decision_").order_by("person__name")
    assert [letter.kind for letter in letters] == [f"decision_{verdict}" for verdict in VERDICTS]
    world.call.refresh_from_db()
    assert world.call.state == "decided"
    with pytest.raises(NotLawful):
        selections.decide(rows[2], "accepted", by=world.coordinator)


def test_letter_is_in_the_readers_language_with_their_words(world):
    rows, selection = decided(world, "accepted", "declined")
    reader = rows[1].applicant
    reader.language = "ar"
    reader.save()
    selections.edit_letters(
        selection, by=world.coordinator, reply_by=date(2027, 3, 1),
        accepted={"fr": "Bonjour $name, « $title » {person.email} 5 $"}, declined={"fr": "Non.", "ar": "شكرا $name"},
    )  # fmt: skip
    selections.publish(selections.freeze(selection, by=world.owner), by=world.owner)
    accepted, declined = (Message.objects.get(kind=f"decision_{verdict}") for verdict in ("accepted", "declined"))
    assert "Bonjour Anouk, « Projet Anouk » {person.email} 5 $" in accepted.text
    assert (declined.language, "شكرا Brahim" in declined.text) == ("ar", True)


def test_comments_for_the_applicant_go_only_where_wished(world):
    review, _other = in_review(world, 1)
    scored(world, review, 5, 5, for_applicant="Gardez ce ton.")
    selection = selections.open_selection(world.call, by=world.coordinator)
    selections.decide(review.application, "declined", by=world.coordinator)
    selections.edit_letters(selection, by=world.coordinator, share_comments=True)
    selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    text = Message.objects.get(kind="decision_declined").text
    assert ("Gardez ce ton." in text, "Net." in text) == (True, False)


def test_freezing_asks_for_a_decision_on_everyone(world):
    applied(world, 2)
    closed(world)
    selection = selections.open_selection(world.call, by=world.coordinator)
    selections.decide(Application.objects.first(), "accepted", by=world.coordinator)
    with pytest.raises(Refused, match="1"):
        selections.freeze(selection, by=world.coordinator)
    assert selections.decide_rest(selection, "declined", by=world.coordinator) == 1
    frozen = selections.freeze(selection, by=world.coordinator)
    with pytest.raises(NotLawful):
        selections.decide_rest(frozen, "accepted", by=world.coordinator)
    selections.unfreeze(frozen, by=world.coordinator)
    with pytest.raises(NotLawful):
        selections.publish(selection, by=world.coordinator)


def test_withdrawal_before_publication_is_told_nothing(world):
    rows, selection = decided(world, "accepted", "declined")
    selection = selections.freeze(selection, by=world.coordinator)
    applications.withdraw(rows[0], by=rows[0].applicant)
    selections.publish(selection, by=world.coordinator)
    assert [row.kind for row in Message.objects.filter(kind__startswith="decision_")] == ["decision_declined"]


def test_coordinator_who_applied_decides_nothing_in_that_call(world):
    own = sent(world, by=world.coordinator, name="Chedly", title="Le mien")
    other = applied(world, 1)[0]
    closed(world)
    for row in (own, other):
        with pytest.raises(NotYours):
            selections.decide(row, "accepted", by=world.coordinator)
    selections.decide(own, "declined", by=world.owner)


def test_confirmed_place_is_a_participation_with_a_project(world):
    rows, _selection = published(world, "accepted")
    selections.answer_offer(rows[0], True, by=rows[0].applicant)
    place = Participation.objects.get()
    assert (place.person, place.country, place.state) == (rows[0].applicant, "CI", "active")
    assert list(Project.objects.values_list("title", "discipline")) == [("Projet Anouk", "documentary")]
    with pytest.raises(Refused):
        selections.answer_offer(rows[0], True, by=rows[0].applicant)
    assert Participation.objects.count() == 1


def test_offer_is_answered_by_its_person_in_time(world):
    rows, selection = published(world, "accepted", "waitlisted")
    with pytest.raises(NotYours):
        selections.answer_offer(rows[0], True, by=world.coordinator)
    with pytest.raises(Refused, match="révolu"):
        selections.extend_reply(selection, by=world.coordinator, reply_by=timezone.localdate() - timedelta(days=2))
    selections.extend_reply(selection, by=world.coordinator, reply_by=timezone.localdate() + timedelta(days=2))
    with time_machine.travel(timezone.now() + timedelta(days=4)), pytest.raises(TooLate):
        selections.answer_offer(rows[0], True, by=rows[0].applicant)
    with pytest.raises(Refused):
        selections.answer_offer(rows[1], True, by=rows[1].applicant)


def test_free_place_goes_to_the_first_who_waits(world):
    rows, selection = published(world, "accepted", "accepted", "waitlisted", "waitlisted")
    with pytest.raises(Refused):
        selections.promote_next(selection, by=world.coordinator)
    selections.answer_offer(rows[0], False, by=rows[0].applicant)
    selections.promote_next(selection, by=world.coordinator)
    assert [row.state for row in Application.objects.order_by("pk")] == ["turned_down", "accepted", "accepted", "waitlisted"]
    assert Message.objects.filter(person=rows[2].applicant, kind="decision_accepted").count() == 1


def test_balance_counts_accepted_against_all(world):
    _rows, selection = decided(world, "accepted", "declined", "accepted")
    assert balance(selection, "country") == [("CI", 2, 3)]


@pytest.mark.parametrize("count", [2, 6])
def test_publishing_takes_the_same_statements_for_two_and_for_six(world, count, django_assert_num_queries):
    """A letter more is no statement more: two thousand stay a matter of seconds in the request."""
    _rows, selection = decided(world, *["declined"] * count)
    selection = selections.freeze(selection, by=world.coordinator)
    ContentType.objects.clear_cache()
    with django_assert_num_queries(PUBLISHING):
        selections.publish(selection, by=world.coordinator)
