"""Steps on one assignment at the same moment, on a database that locks rows."""

import pytest

from incubator.lib.errors import NotLawful, Stale
from incubator.outbox import errands
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.models import Review
from participants.reviews.states import Scope, State
from tests.at_once import at_once
from tests.participants.making import applied, closed, seated
from tests.world import build_world

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def laid(**fields):
    """A stage with three applications in French, two readers, and a proposal."""
    world = build_world()
    applied(world, 3)
    closed(world)
    seated(world, most=3)
    if fields.pop("given", False):
        reviews.assign(world.stage, by=world.coordinator, k=2)
    run = reviews.request_assignment(world.stage, by=world.coordinator, **{"each": 1, **fields})
    errands.run("default")
    run.refresh_from_db()
    return world, run


@pytest.mark.parametrize("_once_more", range(3))
def test_two_coordinators_accept_at_once_and_one_does(_once_more):
    world, run = laid()
    refused = at_once(lambda: reviews.accept_run(run, by=world.coordinator), lambda: reviews.accept_run(run, by=world.owner))
    assert sorted(type(why) for why in refused if why) == [Stale]
    assert Review.objects.count() == 3


@pytest.mark.parametrize("_once_more", range(3))
def test_begun_while_accepted_is_either_kept_or_gone_before(_once_more):
    world, run = laid(given=True, scope=Scope.ANEW)
    application, reader = run.plan["take"][0]
    review = Review.objects.select_related("reviewer__person", "stage", "application").get(
        application=application, reviewer=reader
    )

    def begin():
        try:
            reviews.save_review(review, by=review.reviewer.person, scores={}, comment="Begun")
        except Review.DoesNotExist:
            raise NotLawful from None

    accepted, begun = at_once(lambda: reviews.accept_run(run, by=world.coordinator), begin)
    held = Review.objects.filter(pk=review.pk).values_list("state", "comment").first()
    if begun is None:
        assert (type(accepted), held, Review.objects.count()) == (Stale, (State.DRAFT, "Begun"), 6)
    else:
        assert (accepted, held, Review.objects.count()) == (None, None, 3)


@pytest.mark.parametrize("_once_more", range(3))
def test_removed_while_accepted_reads_nothing_afterwards(_once_more):
    world, run = laid()
    seat = world.call.reviewers.get(person=world.reviewer)
    accepted, removed = at_once(
        lambda: reviews.accept_run(run, by=world.coordinator), lambda: reviews.remove_reviewer(seat, by=world.owner)
    )
    assert removed is None
    assert Review.objects.filter(reviewer=seat).count() == 0
    assert Review.objects.exists() is (accepted is None)


@pytest.mark.parametrize("_once_more", range(3))
def test_withdrawn_while_accepted_is_seen_or_comes_after(_once_more):
    world, run = laid()
    application = Application.objects.select_related("applicant", "call").first()
    accepted, withdrawn = at_once(
        lambda: reviews.accept_run(run, by=world.coordinator),
        lambda: applications.withdraw(application, by=application.applicant),
    )
    assert withdrawn is None
    assert Application.objects.get(pk=application.pk).state == "withdrawn"
    assert Review.objects.count() == (3 if accepted is None else 0)


@pytest.mark.parametrize("_once_more", range(3))
def test_conflict_declared_while_accepted_keeps_the_two_apart(_once_more):
    world, run = laid()
    application, reader, *_rest = run.plan["give"][0]
    row, seat = Application.objects.select_related("call").get(pk=application), world.call.reviewers.get(pk=reader)
    _accepted, declared = at_once(
        lambda: reviews.accept_run(run, by=world.coordinator),
        lambda: reviews.add_conflict(row, seat, by=world.owner, reason="Cousins"),
    )
    assert declared is None
    assert Review.objects.filter(application=row, reviewer=seat).count() == 0
