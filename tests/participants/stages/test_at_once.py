"""Steps on one stage at the same moment, on a database that locks rows."""

import pytest
from django.utils import timezone

from incubator.lib.errors import Stale, TooLate
from participants.interviews import actions as interviews
from participants.interviews.models import Interview
from participants.reviews import actions as reviews
from participants.reviews.models import Review
from participants.stages import actions as stages
from participants.stages.field import Rule, field_of
from participants.stages.models import Cut, Passage
from programmes.calls import actions as calls
from programmes.calls.models import Stage
from tests.at_once import at_once, kinds
from tests.participants.interviews.test_interviews import hours, invited
from tests.participants.making import in_review
from tests.participants.stages.making import interview_after, read
from tests.world import build_world


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_once_more", range(5))
def test_review_given_in_while_its_stage_closes_is_in_before_or_kept_as_a_draft(_once_more):
    world = build_world()
    review, _other = in_review(world, 1)
    scores = dict.fromkeys(world.stage.criteria.values_list("pk", flat=True), 4)

    def close():
        calls.edit_stage(world.stage, by=world.coordinator, closes=timezone.now())

    refused = kinds(at_once(lambda: reviews.give_in(review, by=review.reviewer.person, scores=scores, comment="Beau"), close))
    review = Review.objects.get(pk=review.pk)
    closes = Stage.objects.get(pk=world.stage.pk).closes
    assert review.comment == "Beau"
    if refused:
        assert (refused, review.state) == ([TooLate], "draft")
    else:
        assert review.state == "submitted"
        assert review.submitted <= closes or closes <= timezone.now()


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_coordinators_let_the_same_move_on_once():
    world = build_world()
    read(world, 5, 3)
    interview_after(world)
    rule = Rule("top", 1)
    seen = field_of(world.stage, rule).mark
    steps = [
        lambda who=who: stages.move_on(world.stage, by=who, rule=rule, seen=seen) for who in (world.coordinator, world.owner)
    ]
    assert kinds(at_once(*steps)) == [Stale]
    assert (Cut.objects.count(), Passage.objects.count()) == (1, 1)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_candidates_take_one_hour_at_once_and_one_has_it():
    world = build_world()
    read(world, 5, 4)
    stage = interview_after(world)
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2))
    slot, _other = hours(world, stage, count=2)
    rows = invited(world, stage)
    steps = [lambda row=row: interviews.choose(row, slot.pk, by=row.application.applicant) for row in rows]
    assert kinds(at_once(*steps)) == [Stale]
    assert sorted(Interview.objects.values_list("state", flat=True)) == ["booked", "invited"]
