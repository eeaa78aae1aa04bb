from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.outbox.models import Message
from participants.applications.models import Application
from participants.interviews import actions as interviews
from participants.interviews.models import Interview, Slot
from participants.interviews.queries import choices_for, uninvited
from participants.reviews import actions as reviews
from participants.reviews.models import Review
from participants.stages import actions as stages
from participants.stages.field import Rule
from tests.participants.applications.making import sent
from tests.participants.stages.making import interview_after, read


@pytest.fixture
def stage(world):
    """Two of three went on to an interview stage; Rokhaya and Sefu sit on the panel."""
    read(world, 5, 4, 2)
    found = interview_after(world)
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2))
    return found


def hours(world, stage, count=3, **more):
    panel = list(world.call.reviewers.order_by("pk"))
    first = timezone.now().replace(microsecond=0) + timedelta(days=5)
    fields = {
        "first": first,
        "panel": panel,
        "count": count,
        "minutes": 30,
        "pause": 10,
        "link": "https://meet.example/one",
    } | more
    return interviews.add_slots(stage, by=world.coordinator, **fields)


def invited(world, stage):
    """Both candidates invited; their interviews as their pages load them."""
    ids = list(uninvited(stage, world.coordinator).values_list("pk", flat=True))
    interviews.invite(stage, ids, by=world.coordinator)
    rows = Interview.objects.select_related("stage__call__cohort__programme__organisation", "application__applicant", "slot")
    return list(rows.order_by("application__name"))


def test_hours_stand_in_a_row_with_their_panel(world, stage):
    first, second, _third = hours(world, stage)
    assert (second.starts - first.starts, first.ends - first.starts) == (timedelta(minutes=40), timedelta(minutes=30))
    assert first.time_zone == "Africa/Tunis"
    assert {str(seat) for seat in first.panel.all()} == {"Rokhaya Sarr", "Sefu Otieno"}


@pytest.mark.parametrize("wrong", [{"first": timezone.now()}, {"panel": []}, {"link": " "}, {"count": 41}])
def test_hours_that_cannot_be(world, stage, wrong):
    with pytest.raises(Refused):
        hours(world, stage, **wrong)
    assert not Slot.objects.exists()


def test_nobody_sits_in_two_interviews_at_once(world, stage):
    hours(world, stage, count=1)
    with pytest.raises(Refused):
        hours(world, stage, count=1)
    assert Slot.objects.count() == 1


def test_only_who_moved_on_is_invited_and_learns_of_it(world, stage):
    hours(world, stage)
    rows = invited(world, stage)
    assert [row.application.name for row in rows] == ["Anouk", "Brahim"]
    assert {row.application.state for row in rows} == {"shortlisted"}
    assert set(Message.objects.filter(kind="interview_invited").values_list("person__name", flat=True)) == {
        "Anouk Écrit",
        "Brahim Écrit",
    }
    left = Application.objects.get(name="Chiara")
    with pytest.raises(Refused):
        interviews.invite(stage, [left.pk], by=world.coordinator)


def test_nobody_is_invited_without_a_free_hour(world, stage):
    with pytest.raises(Refused):
        invited(world, stage)
    assert not Message.objects.filter(kind="interview_invited").exists()


def test_candidate_chooses_and_the_panel_gets_their_notes(world, stage):
    slot, *_rest = hours(world, stage)
    first, _second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    first.refresh_from_db()
    assert (first.state, first.slot) == ("booked", slot)
    assert set(Review.objects.filter(stage=stage).values_list("application__name", "reviewer__person__name")) == {
        ("Anouk", "Rokhaya Sarr"),
        ("Anouk", "Sefu Otieno"),
    }
    assert Message.objects.filter(kind="interview_with").count() == 2
    text = Message.objects.get(kind="interview_booked").text
    assert "https://meet.example/one" in text


def test_second_of_two_candidates_is_told_what_is_still_free(world, stage):
    slot, *rest = hours(world, stage)
    first, second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    with pytest.raises(Stale):
        interviews.choose(second, slot.pk, by=second.application.applicant)
    assert choices_for(second) == rest


def test_another_hour_frees_the_first_one(world, stage):
    slot, other, _third = hours(world, stage)
    first, second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    interviews.choose(first, other.pk, by=first.application.applicant)
    interviews.choose(second, slot.pk, by=second.application.applicant)
    assert dict(Interview.objects.values_list("application__name", "slot_id")) == {"Anouk": other.pk, "Brahim": slot.pk}
    assert Review.objects.filter(stage=stage, application=first.application).count() == 2


def test_hour_with_somebody_who_has_a_tie_is_not_offered(world, stage):
    hours(world, stage)
    first, second = invited(world, stage)
    reviews.add_conflict(first.application, world.call.reviewers.first(), by=world.coordinator, reason="Cousin")
    assert (choices_for(first), len(choices_for(second))) == ([], 3)


def test_hour_proposed_is_confirmed_twice_without_harm(world, stage):
    slot, *_rest = hours(world, stage)
    first, _second = invited(world, stage)
    interviews.propose(first, slot, by=world.coordinator)
    first.refresh_from_db()
    assert (first.state, Review.objects.filter(stage=stage).count()) == ("proposed", 0)
    interviews.confirm(first, by=first.application.applicant)
    interviews.confirm(first, by=first.application.applicant)
    assert Message.objects.filter(kind="interview_booked").count() == 1
    assert Review.objects.filter(stage=stage).count() == 2


def test_two_candidates_are_not_proposed_the_same_hour(world, stage):
    slot, *_rest = hours(world, stage)
    first, second = invited(world, stage)
    interviews.propose(first, slot, by=world.coordinator)
    with pytest.raises(Stale):
        interviews.propose(second, slot, by=world.coordinator)


def test_no_hour_suits_is_told_to_coordinators_and_frees_it(world, stage):
    slot, *_rest = hours(world, stage)
    first, _second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    with pytest.raises(Refused):
        interviews.none_suits(first, " ", by=first.application.applicant)
    interviews.none_suits(first, "Je travaille le matin.", by=first.application.applicant)
    first.refresh_from_db()
    assert (first.state, first.slot, first.words) == ("invited", None, "Je travaille le matin.")
    assert not Review.objects.filter(stage=stage).exists()
    assert "Je travaille le matin." in Message.objects.filter(kind="interview_unable").first().text


def test_nobody_answers_for_the_candidate(world, stage):
    slot, *_rest = hours(world, stage)
    first, _second = invited(world, stage)
    with pytest.raises(NotYours):
        interviews.choose(first, slot.pk, by=world.coordinator)


def test_held_is_said_once_the_hour_has_begun(world, stage):
    slot, *_rest = hours(world, stage)
    first, _second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    with pytest.raises(NotLawful):
        interviews.conclude(first, "held", by=world.coordinator)
    with time_machine.travel(slot.starts + timedelta(minutes=5)):
        assert interviews.conclude(first, "held", by=world.coordinator).state == "held"
        with pytest.raises(NotLawful):
            interviews.none_suits(first, "Trop tard", by=first.application.applicant)


def test_called_off_tells_candidate_and_panel_and_frees_the_hour(world, stage):
    slot, *_rest = hours(world, stage)
    first, _second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    first.refresh_from_db()
    interviews.call_off(first, by=world.coordinator, reason="La salle est fermée.")
    assert Message.objects.filter(kind="interview_called_off").count() == 3
    assert not Slot.objects.exclude(interview=None).exists()
    assert not Review.objects.filter(stage=stage).exists()


def test_hour_that_somebody_has_is_not_removed(world, stage):
    slot, other, _third = hours(world, stage)
    first, _second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    with pytest.raises(NotLawful):
        interviews.remove_slot(slot, by=world.coordinator)
    interviews.remove_slot(other, by=world.coordinator)
    assert Slot.objects.count() == 2


def test_reminders_go_once_a_day_before_and_to_who_has_not_answered(world, stage):
    slot, *_rest = hours(world, stage)
    first, _second = invited(world, stage)
    interviews.choose(first, slot.pk, by=first.application.applicant)
    interviews.remind()
    assert not Message.objects.filter(kind__in=["interview_reminder", "interview_waiting"]).exists()
    with time_machine.travel(slot.starts - timedelta(hours=20)):
        interviews.remind()
        interviews.remind()
    assert Message.objects.filter(kind="interview_reminder").count() == 3
    assert Message.objects.get(kind="interview_waiting").person.name == "Brahim Écrit"


def test_moving_on_cannot_be_taken_back_once_candidates_are_invited(world, stage):
    hours(world, stage)
    invited(world, stage)
    with pytest.raises(NotLawful):
        stages.undo(world.stage.cuts.get(), by=world.coordinator)


def test_who_applied_invites_nobody(world, stage):
    hours(world, stage)
    world.call.closes = timezone.now() + timedelta(days=1)
    world.call.save()
    sent(world, by=world.owner, name="Olfa", title="Le mien")
    with pytest.raises(NotYours):
        interviews.invite(stage, [1], by=world.owner)


def test_pages_lead_from_the_invitation_to_the_calendar(world, stage, enter):
    base = f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/"
    desk = enter(world.coordinator)
    slot, other, _third = hours(world, stage)
    ids = list(uninvited(stage, world.coordinator).values_list("pk", flat=True))
    assert desk.get(f"{base}stages/{stage.pk}/interviews/").status_code == 200
    desk.post(f"{base}stages/{stage.pk}/interviews/invite/", {"application": ids})
    first, second = Interview.objects.order_by("application__name")
    candidate = enter(first.application.applicant)
    page = f"/fr/me/interviews/{first.pk}/"
    assert candidate.get(f"/fr/me/applications/{first.application_id}/").content.decode().count(page) == 1
    assert candidate.get(page + "interview.ics").status_code == 404
    assert candidate.post(page, {"step": "choose", "slot": slot.pk}).status_code == 302
    text = candidate.get(page + "interview.ics").content.decode()
    assert "TZID=Africa/Tunis" in text
    assert "LOCATION:https://meet.example/one" in text
    late = enter(second.application.applicant).post(f"/fr/me/interviews/{second.pk}/", {"step": "choose", "slot": slot.pk})
    assert (late.status_code, late.context["choices"][0].pk) == (409, other.pk)
    assert enter(second.application.applicant).get(page).status_code == 404
    desk.post(f"{base}interviews/{second.pk}/", {"step": "propose", "slot": other.pk})
    second.refresh_from_db()
    assert (second.state, second.slot) == ("proposed", other)
    assert "Projet Anouk" in enter(world.reviewer).get("/fr/me/").content.decode()
    assert desk.get(f"{base}?call={world.call.slug}&stage={stage.pk}").status_code == 200


def test_form_of_hours_reads_the_zone(world, stage, enter):
    address = f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/stages/{stage.pk}/interviews/hours/"
    day = timezone.localdate() + timedelta(days=30)
    data = {
        "first_day": day.isoformat(), "first_time": "09:00", "time_zone": "Africa/Nairobi", "count": 2, "minutes": 20, "pause": 0,
        "place": "Nairobi, salle 2", "panel": [seat.pk for seat in world.call.reviewers.all()],
    }  # fmt: skip
    assert enter(world.coordinator).post(address, data).status_code == 302
    first, second = Slot.objects.all()
    assert (first.starts.hour, second.starts.minute, first.place) == (6, 20, "Nairobi, salle 2")
    assert enter(world.coordinator).post(address, data | {"panel": []}).status_code == 422
