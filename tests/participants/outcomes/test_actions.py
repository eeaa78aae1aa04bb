from datetime import timedelta

import pytest
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.outbox.models import Message
from participants.outcomes import actions as outcomes
from participants.outcomes.queries import people_with, verified_counts
from participants.participations import actions as participations
from programmes.indicators.registry import counted


@pytest.fixture
def place(world):
    row = participations.invite(world.cohort, by=world.coordinator, person=world.participant)
    return participations.accept_invitation(row, by=world.participant)


def job(place, by, **more):
    return outcomes.declare(place, by=by, kind="first_job", title="Monteuse", date=timezone.localdate(), **more)


def test_verified_outcomes_count_and_people_count_once(world, place):
    for outcome in (job(place, world.participant), job(place, world.coordinator), job(place, world.participant)):
        outcomes.verify(outcome, by=world.coordinator)
    assert (verified_counts(world.cohort)["first_job"], people_with(world.cohort, "first_job")) == (3, 1)
    assert (counted("outcomes_first_job", world.cohort), counted("people_first_job", world.cohort)) == (3, 1)


def test_refused_outcome_is_told_and_may_be_verified_later(world, place):
    outcome = outcomes.refuse(job(place, world.participant), by=world.coordinator, reason="The link is dead")
    assert "The link is dead" in Message.objects.get(kind="outcome_refused").text
    assert outcomes.verify(outcome, by=world.owner).state == "verified"
    with pytest.raises(NotLawful):
        outcomes.verify(outcome, by=world.owner)


def test_nobody_declares_for_others_or_verifies_their_own(world, place):
    with pytest.raises(NotYours):
        job(place, world.stranger)
    with pytest.raises(NotYours):
        outcomes.verify(job(place, world.participant), by=world.participant)
    with pytest.raises(Refused):
        outcomes.declare(place, by=world.participant, kind="prize", title="Demain", date=timezone.localdate() + timedelta(days=2))
