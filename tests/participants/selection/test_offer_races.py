"""Answers, promotions and the clock at one moment, and a job that dies half-way: each place is given once."""

from datetime import timedelta

import pytest
import time_machine

from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.selection import actions as selections
from participants.selection.actions.waiting import fill_places, lapse_offers
from participants.selection.models import Decision
from participants.selection.queries import places_left, vacancies
from tests.at_once import at_once, kinds
from tests.participants.selection.making import decision, published, states
from tests.world import build_world


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_once_more", range(3))
def test_two_noes_at_once_promote_two_different_people(_once_more):
    rows, _selection = published(build_world(), "accepted", "accepted", "waitlisted", "waitlisted", promotion="itself")
    raised = kinds(at_once(*[lambda row=row: selections.answer_offer(row, False, by=row.applicant) for row in rows[:2]]))
    assert (raised, states(*rows)) == ([], ["turned_down", "turned_down", "accepted", "accepted"])
    assert Decision.objects.exclude(replaces=None).values("replaces").distinct().count() == 2


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_once_more", range(3))
def test_yes_and_the_clock_at_once_leave_one_answer(_once_more):
    rows, _selection = published(build_world(), "accepted", "waitlisted", promotion="itself")
    # in the grace's last moment, which ends while the two wait for each other
    last = decision(rows[0]).reply_by + timedelta(minutes=10) - timedelta(microseconds=500)
    with time_machine.travel(last, tick=True):
        raised = kinds(at_once(lambda: selections.answer_offer(rows[0], True, by=rows[0].applicant), lapse_offers))
        lapse_offers()
    assert (states(*rows), len(raised)) in [(["confirmed", "waitlisted"], 0), (["turned_down", "accepted"], 1)]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_once_more", range(3))
def test_withdrawal_while_promoting_leaves_nobody_with_a_place_they_gave_up(_once_more):
    world = build_world()
    rows, selection = published(world, "accepted", "accepted", "waitlisted", "waitlisted")
    selections.answer_offer(rows[0], False, by=rows[0].applicant)
    at_once(
        lambda: applications.withdraw(rows[2], by=rows[2].applicant),
        lambda: selections.promote_next(selection, by=world.coordinator),
    )
    row = Application.objects.get(pk=rows[2].pk)
    assert row.state == "withdrawn"
    if decision(rows[2]).verdict == "accepted":  # promoted first, then withdrawn: the place is free again
        assert [one.application for one in vacancies(selection)] == [rows[2]]
    selections.promote_next(selection, by=world.coordinator) if places_left(selection) else None
    assert states(rows[3]) == ["accepted"]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_job_that_dies_half_way_is_made_whole_by_the_next(monkeypatch):
    rows, _selection = published(build_world(), "accepted", "accepted", "waitlisted", "waitlisted", promotion="itself")
    for row in rows[:2]:
        applications.withdraw(row, by=row.applicant)
    real, calls = applications.accept, []

    def dies_at_the_second(application, *, by):
        calls.append(application.pk)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(application, by=by)

    monkeypatch.setattr(applications, "accept", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        fill_places()
    assert states(*rows[2:]) == ["accepted", "waitlisted"]
    monkeypatch.setattr(applications, "accept", real)
    assert (fill_places(), fill_places()) == (1, 0)
    assert states(*rows[2:]) == ["accepted", "accepted"]
    assert Message.objects.filter(kind="decision_accepted").count() == 4


# --- with quotas ---
