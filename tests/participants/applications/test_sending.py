import secrets
from datetime import timedelta

import pytest
import time_machine

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.errors import Incomplete, LimitReached, NotEligible, Stranger
from participants.applications.models import Application
from participants.applications.states import MOVES, State
from tests.participants.applications.making import draft, sent
from tests.world import person


def told(person):
    return list(Message.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_sent_application_has_a_reference_and_one_mail(world):
    application = sent(world)
    assert application.state == State.SUBMITTED
    assert application.reference.startswith("TWS-")
    message = Message.objects.get(person=world.applicant)
    assert (message.kind, application.reference in message.subject) == ("application_received", True)
    assert LogEntry.objects.about(application).first().verb == "participants.submit_application"


def test_double_submit_is_one_submit(world):
    application = draft(world)
    first = applications.submit(application, by=world.applicant)
    second = applications.submit(application, by=world.applicant)
    assert (first.reference, first.submitted) == (second.reference, second.submitted)
    assert told(world.applicant) == ["application_received"]


def test_taken_reference_is_drawn_again(world, monkeypatch):
    other = sent(world, by=person("other@people.test"))
    drawn = iter([*other.reference[4:], *"7K4Q"])
    monkeypatch.setattr(secrets, "choice", lambda _signs: next(drawn))
    application = applications.submit(draft(world), by=world.applicant)
    assert (application.reference, application.state) == (f"{other.reference[:4]}7K4Q", State.SUBMITTED)
    assert told(world.applicant) == ["application_received"]


def test_incomplete_application_is_not_sent(world):
    application = draft(world, title="", birth="quand même")
    with pytest.raises(Incomplete) as refusal:
        applications.submit(application, by=world.applicant)
    assert sorted(refusal.value.problems) == sorted([world.questions["title"].pk, world.questions["birth"].pk])
    application.refresh_from_db()
    assert (application.state, application.reference, told(world.applicant)) == (State.DRAFT, None, [])


def test_hard_rule_stops_and_soft_rule_flags(world):
    application = draft(world, birth="1950-01-01")
    with pytest.raises(NotEligible):
        applications.submit(application, by=world.applicant)
    world.call.soft = ["age"]
    world.call.save()
    application = applications.submit(application, by=world.applicant)
    assert (application.eligible, [one["code"] for one in application.eligibility]) == (False, ["too_old"])


def test_late_submit_keeps_the_draft(world):
    application = draft(world)
    with time_machine.travel(world.call.accepts_until, tick=False), pytest.raises(TooLate):
        applications.submit(application, by=world.applicant)
    application.refresh_from_db()
    assert (application.state, told(world.applicant)) == (State.DRAFT, [])
    with time_machine.travel(world.call.accepts_until - timedelta(seconds=1), tick=False):
        assert applications.submit(application, by=world.applicant).state == State.SUBMITTED


def test_person_sends_no_more_than_the_call_takes(world):
    first, second = draft(world), draft(world)
    applications.submit(first, by=world.applicant)
    with pytest.raises(LimitReached):
        applications.submit(second, by=world.applicant)
    applications.withdraw(first, by=world.applicant)
    assert applications.submit(second, by=world.applicant).state == State.SUBMITTED


def test_stranger_sends_and_withdraws_nothing(world):
    application = draft(world)
    for act in (applications.submit, applications.withdraw):
        with pytest.raises(Stranger):
            act(application, by=world.stranger)


def test_withdrawn_application_is_confirmed_by_mail(world):
    application = applications.withdraw(sent(world), by=world.applicant)
    assert application.state == State.WITHDRAWN
    assert told(world.applicant) == ["application_received", "application_withdrawn"]
    assert list(Application.objects.on_desk(world.coordinator)) == []


def test_ineligible_is_told_and_taken_back(world):
    application = sent(world)
    with pytest.raises(Refused):
        applications.mark_ineligible(application, by=world.coordinator, reason=" ")
    application = applications.mark_ineligible(application, by=world.coordinator, reason="Hors du territoire.")
    assert application.state == State.INELIGIBLE
    assert applications.restore(application, by=world.coordinator).state == State.SUBMITTED
    assert told(world.applicant) == ["application_received", "application_ineligible", "application_restored"]
    assert "Hors du territoire." in Message.objects.get(kind="application_ineligible").text


def test_nobody_decides_for_themself(world):
    application = sent(world, by=world.coordinator)
    with pytest.raises(NotYours):
        applications.accept(application, by=world.coordinator)
    assert list(Application.objects.on_desk(world.coordinator)) == []
    assert list(Application.objects.on_desk(world.owner)) == [application]


def test_offer_is_answered_by_its_applicant(world):
    application = applications.accept(sent(world), by=world.coordinator)
    with pytest.raises(Stranger):
        applications.confirm(application, by=world.coordinator)
    assert applications.confirm(application, by=world.applicant).state == State.CONFIRMED
    with pytest.raises(NotLawful):
        applications.turn_down(application, by=world.applicant)


STEPS = {
    State.IN_REVIEW: applications.put_in_review,
    State.SHORTLISTED: applications.shortlist,
    State.ACCEPTED: applications.accept,
    State.WAITLISTED: applications.waitlist,
    State.DECLINED: applications.decline,
}


@pytest.mark.parametrize("to", STEPS)
def test_desk_steps_follow_the_table(to, world):
    application = sent(world)
    for state in State:
        Application.objects.filter(pk=application.pk).update(state=state)
        application.refresh_from_db()
        lawful = to in MOVES[state]
        quiet = to == State.IN_REVIEW and state in (State.IN_REVIEW, State.SHORTLISTED)
        try:
            after = STEPS[to](application, by=world.coordinator).state
        except NotLawful:
            after = None
        assert after == (to if lawful else state if quiet else None), state
