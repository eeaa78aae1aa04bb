"""Answers in time and late, by phone, offers taken back, places that go on to who waits, the end of the waiting list."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.participations import actions as participations
from participants.participations.models import Participation
from participants.selection import actions as selections
from participants.selection.actions.waiting import fill_places, lapse_offers, remind_of_offers
from participants.selection.compose_models import Quota
from participants.selection.queries import places_left, vacancies
from tests.participants.applications.making import raw, sent
from tests.participants.making import closed
from tests.participants.selection.making import decided, decision, published, states

ANSWERS = 18
"""Queries of the page of answers."""
NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon(world):
    """The world on a known day: its call is open until ten days later, and closed by `published`."""
    world.call.opens, world.call.closes = NOON - timedelta(days=10), NOON + timedelta(days=10)
    world.call.save(update_fields=["opens", "closes"])
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def kinds(person):
    return list(Message.objects.filter(person=person, kind__startswith="decision_").order_by("pk").values_list("kind", flat=True))


# --- until when ---
def test_each_offer_ends_with_its_day_where_the_call_is(world, noon):
    world.call.time_zone = "Pacific/Kiritimati"  # UTC+14
    world.call.save(update_fields=["time_zone"])
    rows, _selection = published(world, "accepted", "waitlisted", days=3)
    assert [decision(row).reply_by for row in rows] == [datetime(2027, 3, 4, 9, 59, tzinfo=UTC), None]


def test_yes_in_the_last_minute_counts_and_one_after_the_grace_does_not(world, noon):
    rows, selection = published(world, "accepted", "accepted", promotion="itself")
    until = decision(rows[0]).reply_by
    noon.move_to(until + timedelta(minutes=world.call.grace_minutes))
    assert lapse_offers() == 0
    selections.answer_offer(rows[0], True, by=rows[0].applicant)
    noon.move_to(until + timedelta(minutes=world.call.grace_minutes, seconds=1))
    with pytest.raises(TooLate):
        selections.answer_offer(rows[1], True, by=rows[1].applicant)
    assert (lapse_offers(), lapse_offers()) == (1, 0)
    with pytest.raises(TooLate):
        selections.answer_offer(rows[1], True, by=rows[1].applicant)
    assert states(*rows) == ["confirmed", "turned_down"]
    assert (decision(rows[1]).answer, kinds(rows[1].applicant)[-1]) == ("silent", "decision_lapsed")
    assert places_left(selection) == 1


def test_no_after_the_date_is_welcome_while_the_place_is_theirs(world):
    rows, _selection = published(world, "accepted")
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        selections.answer_offer(rows[0], False, by=rows[0].applicant)
    assert states(*rows) == ["turned_down"]


# --- by itself, or when confirmed ---
def test_no_promotes_at_once_where_the_call_says_so_with_days_of_its_own(world, noon):
    rows, _selection = published(world, "accepted", "accepted", "waitlisted", days=3, promotion="itself", reply_days=5)
    selections.answer_offer(rows[0], False, by=rows[0].applicant)
    assert states(*rows) == ["turned_down", "accepted", "accepted"]
    promoted = decision(rows[2])
    assert (promoted.replaces.application, promoted.reply_by) == (rows[0], datetime(2027, 3, 6, 22, 59, tzinfo=UTC))
    assert kinds(rows[2].applicant) == ["decision_waitlisted", "decision_accepted"]
    entry = LogEntry.objects.get(verb="participants.promote_application")
    assert (entry.by, entry.detail) == (None, {"rank": 1, "instead_of": rows[0].reference})


def test_no_waits_for_a_coordinator_elsewhere_and_a_place_is_given_once(world):
    rows, selection = published(world, "accepted", "accepted", "waitlisted", "waitlisted")
    selections.answer_offer(rows[0], False, by=rows[0].applicant)
    assert states(*rows[2:]) == ["waitlisted", "waitlisted"]
    assert [row.application for row in vacancies(selection)] == [rows[0]]
    first = selections.pass_on(rows[0], by=world.coordinator)
    assert selections.pass_on(rows[0], by=world.owner) == first
    assert states(*rows[2:]) == ["accepted", "waitlisted"]
    with pytest.raises(Refused):
        selections.promote_next(selection, by=world.coordinator)


def test_silence_waits_for_a_coordinator_who_may_also_give_more_time(world):
    rows, _selection = published(world, "accepted", "accepted", "waitlisted")
    with pytest.raises(NotLawful):
        selections.pass_on(rows[0], by=world.coordinator)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert lapse_offers() == 0
        day = timezone.localdate() + timedelta(days=2)
        selections.extend_offer(rows[1], by=world.coordinator, reply_by=day)
        selections.answer_offer(rows[1], True, by=rows[1].applicant)
        selections.pass_on(rows[0], by=world.coordinator)
    assert states(*rows) == ["turned_down", "confirmed", "accepted"]
    assert kinds(rows[1].applicant) == ["decision_accepted", "decision_extended"]


def test_who_withdraws_or_leaves_the_cohort_is_replaced_by_the_clock(world):
    rows, selection = published(world, "accepted", "accepted", "waitlisted", "waitlisted", promotion="itself")
    selections.answer_offer(rows[0], True, by=rows[0].applicant)
    participations.withdraw(Participation.objects.get(), by=world.coordinator, reason="Malade")
    applications.withdraw(rows[1], by=rows[1].applicant)
    assert places_left(selection) == 2
    assert (fill_places(), fill_places()) == (2, 0)
    assert states(*rows) == ["confirmed", "withdrawn", "accepted", "accepted"]
    assert {decision(row).replaces.application for row in rows[2:]} == set(rows[:2])


def test_who_withdrew_before_publication_leaves_no_place_behind(world):
    rows, selection = decided(world, "accepted", "accepted", "waitlisted")
    selections.edit_offers(selection, by=world.coordinator, promotion="itself", reply_days=7)
    selection = selections.freeze(selection, by=world.coordinator)
    applications.withdraw(rows[0], by=rows[0].applicant)
    selections.publish(selection, by=world.coordinator)
    assert (fill_places(), states(*rows)) == (0, ["withdrawn", "accepted", "waitlisted"])
    assert places_left(selection) == 1


# --- a coordinator, for one person ---
def test_answer_by_phone_is_noted_with_who_and_how(world):
    rows, _selection = published(world, "accepted", "accepted")
    with pytest.raises(Refused):
        selections.answer_for(rows[0], True, by=world.coordinator, how=" ")
    selections.answer_for(rows[0], True, by=world.coordinator, how="au téléphone le 3 mars")
    selections.answer_for(rows[1], False, by=world.coordinator, how="au téléphone")
    with pytest.raises(NotLawful):
        selections.answer_for(rows[0], True, by=world.owner, how="encore")
    kept = decision(rows[0])
    assert (kept.answer, kept.answered_by, kept.reason) == ("yes", world.coordinator, "au téléphone le 3 mars")
    assert Participation.objects.get().person == rows[0].applicant
    assert [kinds(row.applicant)[-1] for row in rows] == ["decision_noted", "decision_noted"]
    entry = LogEntry.objects.get(verb="participants.confirm_for_application")
    assert (entry.by, entry.detail["how"]) == (world.coordinator, "au téléphone le 3 mars")


def test_offer_is_taken_back_with_a_reason_until_it_is_answered(world):
    rows, selection = published(world, "accepted", "accepted", "waitlisted", promotion="itself")
    with pytest.raises(Refused):
        selections.take_offer_back(rows[0], by=world.coordinator, reason="")
    selections.take_offer_back(rows[0], by=world.coordinator, reason="Déjà dans un autre programme.")
    assert states(*rows) == ["declined", "accepted", "accepted"]
    assert "Déjà dans un autre programme." in Message.objects.get(kind="decision_taken_back").text
    selections.answer_offer(rows[1], True, by=rows[1].applicant)
    with pytest.raises(NotLawful):
        selections.take_offer_back(rows[1], by=world.coordinator, reason="Trop tard")
    assert places_left(selection) == 0


def test_nobody_with_a_stake_moves_offers(world):
    sent(world, by=world.owner, name="Olfa", title="Le mien")
    rows, selection = decided(world, "accepted")
    selections.decide_rest(selection, "declined", by=world.coordinator)
    selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    for act in (
        lambda: selections.extend_offer(rows[0], by=world.owner, reply_by=timezone.localdate() + timedelta(days=2)),
        lambda: selections.answer_for(rows[0], True, by=world.owner, how="x"),
        lambda: selections.take_offer_back(rows[0], by=world.owner, reason="x"),
        lambda: selections.promote_next(selection, by=world.owner),
        lambda: selections.close_waiting(selection, by=world.owner),
    ):
        with pytest.raises(NotYours):
            act()


# --- reminders ---
def test_reminders_go_by_day_where_the_reader_is(world, noon):
    rows, _selection = published(world, "accepted", "accepted", days=10)
    rows[1].applicant.time_zone = "America/Santo_Domingo"  # UTC-4
    rows[1].applicant.save(update_fields=["time_zone"])
    found = {}
    for day, hour in ((6, 12), (8, 7), (8, 9), (8, 15), (9, 12), (10, 9), (10, 15), (12, 12)):
        noon.move_to(datetime(2027, 3, day, hour, tzinfo=UTC))
        found[day, hour] = remind_of_offers()
    assert found == {(6, 12): 0, (8, 7): 0, (8, 9): 1, (8, 15): 1, (9, 12): 0, (10, 9): 1, (10, 15): 1, (12, 12): 0}
    assert kinds(rows[0].applicant) == ["decision_accepted", "decision_reminder", "decision_reminder"]
    text = Message.objects.filter(person=rows[0].applicant, kind="decision_reminder").last().text
    assert ("Anouk" in text, "11 mars 2027" in text, "$" in text) == (True, True, False)


def test_no_reminder_after_the_answer_nor_right_after_the_letter(world, noon):
    rows, _selection = published(world, "accepted", "accepted", "waitlisted", days=4, promotion="itself", reply_days=1)
    selections.answer_offer(rows[0], True, by=rows[0].applicant)
    selections.answer_offer(rows[1], False, by=rows[1].applicant)
    assert remind_of_offers() == 0
    noon.move_to(datetime(2027, 3, 2, 10, tzinfo=UTC))
    assert remind_of_offers() == 0


# --- the end of the list ---
def test_waiting_list_is_closed_once_nobody_can_step_in_any_more(world):
    rows, selection = published(world, "accepted", "waitlisted", "waitlisted")
    with pytest.raises(Refused, match="1 offre"):
        selections.close_waiting(selection, by=world.coordinator)
    selections.answer_offer(rows[0], True, by=rows[0].applicant)
    with pytest.raises(Refused, match="libres"):
        selections.close_waiting(selection, by=world.coordinator)
    before = decision(rows[1]).told
    selections.edit_offers(
        selection, by=world.coordinator, promotion="confirmed", reply_days=7, closing={"fr": "Merci $name, c'est complet."}
    )
    assert selections.close_waiting(selection, by=world.coordinator, anyway=True) == 2
    assert selections.close_waiting(selection, by=world.coordinator, anyway=True) == 0
    assert states(*rows) == ["confirmed", "declined", "declined"]
    assert Message.objects.get(person=rows[1].applicant, kind="decision_closing").text == "Merci Brahim, c'est complet."
    assert decision(rows[1]).told > before


def test_closing_is_read_on_the_own_page(world, enter):
    rows, selection = published(world, "waitlisted")
    selections.close_waiting(selection, by=world.coordinator, anyway=True)
    assert "toutes les places" in enter(rows[0].applicant).get(f"/fr/me/applications/{rows[0].pk}/").content.decode().lower()


# --- paper ---
@pytest.fixture
def on_paper(world):
    """Two forms from paper, typed in by the desk: one with an address, one without."""
    rows = []
    for name, email in (("Hawa", "hawa@people.test"), ("Idris", "")):
        draft = applications.enter_on_paper(
            world.call,
            by=world.coordinator,
            name=name,
            paper_date=timezone.localdate(),
            place="Oujda",
            language="fr",
            email=email,
        )
        applications.save_answers(draft, raw(world, name=name), by=world.coordinator)
        rows.append(applications.submit(draft, by=world.coordinator))
    closed(world)
    return rows


def test_paper_is_told_by_mail_or_by_hand_and_answers_by_phone(world, on_paper, enter):
    for row in on_paper:
        selections.decide(row, "accepted", by=world.coordinator)
    selection = selections.open_selection(world.call, by=world.coordinator)
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection"
    client = enter(world.coordinator)
    assert "1 personne sans adresse" in client.get(f"{home}/letters/").content.decode()
    selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    assert [row.address for row in Message.objects.filter(kind="decision_accepted")] == ["hawa@people.test"]
    page = client.get(f"{home}/answers/").content.decode()
    letter = f"{home}/answers/{on_paper[1].pk}/letter.pdf"
    assert (letter in page, client.get(letter).content[:5]) == (True, b"%PDF-")
    selections.note_told(on_paper[1], by=world.coordinator, how="au téléphone")
    for row in on_paper:
        selections.answer_for(row, True, by=world.coordinator, how="au téléphone")
    assert states(*on_paper) == ["confirmed", "confirmed"]
    assert [one.person.email for one in Participation.objects.all()] == ["hawa@people.test"]


# --- pages ---
def test_coordinator_works_the_answers_on_their_page(world, enter):
    rows, _selection = published(world, "accepted", "accepted", "waitlisted")
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/answers/"
    client = enter(world.coordinator)
    selections.answer_offer(rows[0], False, by=rows[0].applicant)
    page = client.get(home).content.decode()
    assert ("Proposer une place à Chiara" in page, "0 sur 3" in page) == (True, True)
    assert client.post(home.replace("answers", "promote"), {"instead": rows[0].pk}).status_code == 302
    one = f"{home}{rows[1].pk}/"
    assert client.get(one).status_code == 200
    assert client.post(one, {"step": "yes", "yes-how": ""}).status_code == 422
    assert client.post(one, {"step": "yes", "yes-how": "au téléphone"}).status_code == 302
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    assert client.post(f"{home}{rows[2].pk}/", {"step": "extend", "extend-reply_by": day}).status_code == 302
    assert client.post(f"{home}{rows[2].pk}/", {"step": "back", "back-reason": "Double place"}).status_code == 302
    assert states(*rows) == ["turned_down", "confirmed", "declined"]
    assert "à la place de Anouk" in client.get(home).content.decode()
    settings = client.post(f"{home}settings/", {"promotion": "itself", "reply_days": "9", "closing_fr": "Fin."})
    assert settings.status_code == 302
    assert client.get(f"{home}close/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_answers_cost_the_same_for_one_and_three(world, enter, count, django_assert_num_queries):
    world.cohort.capacity = count
    world.cohort.save(update_fields=["capacity"])
    published(world, *["accepted"] * count, *["waitlisted"] * count)
    client = enter(world.coordinator)
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/answers/"
    client.get(home)
    with django_assert_num_queries(ANSWERS):
        client.get(home)


def test_who_steps_in_keeps_the_quota_and_a_person_chooses_where_nobody_does(world, enter):
    rows, selection = decided(world, "accepted", "accepted", "waitlisted", "waitlisted")
    for row, country in zip(rows, ("SN", "CI", "CI", "SN"), strict=True):
        Application.objects.filter(pk=row.pk).update(country=country)
    Quota.objects.create(selection=selection, sense="least", amount=1, dimension="country", values=["SN"])
    selections.edit_offers(selection, by=world.coordinator, promotion="itself", reply_days=7)
    selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    selections.take_offer_back(rows[0], by=world.coordinator, reason="Double place")
    assert states(*rows) == ["declined", "accepted", "waitlisted", "accepted"]
    selections.answer_offer(rows[3], False, by=rows[3].applicant)
    assert (fill_places(), states(*rows[2:])) == (0, ["waitlisted", "turned_down"])
    with pytest.raises(Refused, match="quotas"):
        selections.pass_on(rows[3], by=world.coordinator)
    client = enter(world.coordinator)
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/"
    assert "Choisissez vous-même" in client.get(f"{home}answers/").content.decode()
    assert client.post(f"{home}promote/", {"instead": rows[3].pk, "to": rows[2].pk}).status_code == 302
    assert decision(rows[2]).replaces.application == rows[3]
