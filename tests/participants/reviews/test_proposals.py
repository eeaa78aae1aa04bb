"""An assignment is worked out, looked at, accepted: whole or not at all."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, Refused, Stale
from incubator.outbox import errands
from incubator.outbox.models import Errand, Message
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews import subscribers
from participants.reviews.models import AssignmentRun, Review
from participants.reviews.problem import inputs_of
from participants.reviews.states import RunState, Scope, State
from tests.participants.making import applied, closed, in_review, seated
from tests.world import person


@pytest.fixture
def stage(world):
    applied(world, 3)
    closed(world)
    seated(world, most=3)
    return world.stage


def proposed(stage, by, **fields):
    run = reviews.request_assignment(stage, by=by, **{"each": 1, **fields})
    errands.run("default")
    run.refresh_from_db()
    return run


def given(stage):
    return set(Review.objects.filter(stage=stage).values_list("application_id", "reviewer_id"))


def test_proposal_writes_nothing_until_it_is_accepted(world, stage):
    run = proposed(stage, world.coordinator)
    assert (run.state, len(run.plan["give"]), run.plan["take"]) == (RunState.PROPOSED, 3, [])
    assert (given(stage), Message.objects.filter(kind="reviews_assigned").count()) == (set(), 0)
    reviews.accept_run(run, by=world.coordinator)
    assert given(stage) == {(application, reviewer) for application, reviewer, _fit, _source in run.plan["give"]}
    assert set(Application.objects.values_list("state", "reviews_asked")) == {("in_review", 1)}
    assert LogEntry.objects.filter(verb="participants.review_application").count() == 3
    assert Message.objects.filter(kind="reviews_assigned").count() == len({row[1] for row in run.plan["give"]})


def test_proposal_keeps_what_it_was_made_of(world, stage):
    run = proposed(stage, world.coordinator)
    assert run.solver.startswith("ortools ")
    assert run.weights == {"expertise": 60, "language": 30, "country": 10}
    assert run.fingerprint == inputs_of(stage).fingerprint
    assert run.report["figures"]["total"] == sum(row[2] for row in run.plan["give"])


def test_same_input_gives_the_same_proposal(world, stage):
    first = proposed(stage, world.coordinator)
    second = proposed(stage, world.owner)
    assert (first.plan, first.fingerprint) == (second.plan, second.fingerprint)
    first.refresh_from_db()
    assert (first.state, second.state) == (RunState.DISCARDED, RunState.PROPOSED)


@pytest.mark.parametrize("change", ["withdrawn", "left", "conflict", "most", "given", "seated"])
def test_stale_proposal_is_refused_and_gives_nothing(world, stage, change):
    run = proposed(stage, world.coordinator)
    application, (seat, _other) = Application.objects.first(), stage.call.reviewers.order_by("pk")
    does = {
        "withdrawn": lambda: applications.withdraw(application, by=application.applicant),
        "left": lambda: reviews.remove_reviewer(seat, by=world.coordinator),
        "conflict": lambda: reviews.add_conflict(application, seat, by=world.coordinator, reason="Cousins"),
        "most": lambda: reviews.edit_reviewer(seat, by=world.coordinator, most=1),
        "given": lambda: reviews.add_review(stage, application, seat, by=world.coordinator),
        "seated": lambda: reviews.add_reviewer(stage.call, by=world.coordinator, person=person("new One")),
    }
    does[change]()
    before = given(stage)
    assert reviews.is_good(run) is False
    with pytest.raises(Stale):
        reviews.accept_run(run, by=world.coordinator)
    run.refresh_from_db()
    assert (run.state, given(stage)) == (RunState.PROPOSED, before)


def test_review_begun_meanwhile_is_not_taken_back(world, stage):
    reviews.assign(stage, by=world.coordinator, k=2)
    run = proposed(stage, world.coordinator, each=1, scope=Scope.ANEW)
    assert len(run.plan["take"]) == 3
    application, reviewer = run.plan["take"][0]
    review = Review.objects.get(application=application, reviewer=reviewer)
    reviews.save_review(review, by=review.reviewer.person, scores={}, comment="Begun")
    with pytest.raises(Stale, match=str(review.reviewer)):
        reviews.accept_run(run, by=world.coordinator)
    assert Review.objects.count() == 6


def test_review_begun_meanwhile_that_stays_does_not_matter(world, stage):
    reviews.assign(stage, by=world.coordinator, k=1)
    run = proposed(stage, world.coordinator, each=2, scope=Scope.TOP_UP)
    review = Review.objects.first()
    reviews.save_review(review, by=review.reviewer.person, scores={}, comment="Begun")
    reviews.accept_run(run, by=world.coordinator)
    assert Review.objects.count() == 6
    assert Review.objects.get(pk=review.pk).comment == "Begun"


def test_top_up_fills_what_a_leaving_reviewer_left_and_touches_nothing_else(world, stage):
    third = reviews.add_reviewer(stage.call, by=world.coordinator, person=person("third Reader"), languages=["fr"], most=3)
    reviews.assign(stage, by=world.coordinator, k=2)
    gone = stage.call.reviewers.get(person=world.reviewer)
    kept = {pair for pair in given(stage) if pair[1] != gone.pk}
    taken = len(given(stage)) - len(kept)
    reviews.remove_reviewer(gone, by=world.coordinator)
    run = proposed(stage, world.coordinator, each=2, scope=Scope.TOP_UP)
    assert (len(run.plan["give"]), run.plan["take"]) == (taken, [])
    reviews.accept_run(run, by=world.coordinator)
    assert kept < given(stage)
    assert (len(given(stage)), third.reviews.count()) == (6, 3)


def test_proposal_is_taken_by_one_of_two_coordinators(world, stage):
    run = proposed(stage, world.coordinator)
    reviews.accept_run(run, by=world.coordinator)
    assert reviews.accept_run(run, by=world.coordinator).state == RunState.DONE  # a double click
    with pytest.raises(Stale, match=str(world.coordinator)):
        reviews.accept_run(run, by=world.owner)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)), pytest.raises(Stale):
        reviews.accept_run(run, by=world.coordinator)
    assert Review.objects.count() == 3


def test_pairs_are_kept_and_ruled_out_in_the_next_proposal(world, stage):
    run = proposed(stage, world.coordinator)
    application, reviewer, *_rest = run.plan["give"][0]
    (other,) = stage.call.reviewers.exclude(pk=reviewer)
    barred = reviews.rework(run, by=world.coordinator, bar=[(application, reviewer)])
    errands.run("default")
    barred.refresh_from_db()
    assert {(row[0], row[1]) for row in barred.plan["give"] if row[0] == application} == {(application, other.pk)}
    kept = reviews.rework(barred, by=world.coordinator, keep=[(application, reviewer)])
    errands.run("default")
    kept.refresh_from_db()
    assert (kept.keep, kept.bar) == ([[application, reviewer]], [])
    reviews.accept_run(kept, by=world.coordinator)
    assert Review.objects.get(application=application, reviewer=reviewer).pinned is True
    assert Review.objects.filter(pinned=True).count() == 1


def test_whole_discipline_goes_to_who_is_named(world, stage):
    chosen, other = stage.call.reviewers.order_by("pk")
    rule = {"topic": "documentary", "reviewers": [chosen.pk], "everyone": True}
    run = proposed(stage, world.coordinator, wholes=[rule])
    assert {row[1:] == [chosen.pk, row[2], "whole"] for row in run.plan["give"]} == {True}
    rule = {"language": "fr", "reviewers": [other.pk], "everyone": False}
    run = proposed(stage, world.coordinator, wholes=[rule])
    assert {row[1] for row in run.plan["give"]} == {other.pk}


def test_whole_that_is_more_than_somebody_takes_is_said_with_numbers(world, stage):
    chosen = stage.call.reviewers.order_by("pk").first()
    reviews.edit_reviewer(chosen, by=world.coordinator, most=2)
    run = proposed(stage, world.coordinator, wholes=[{"language": "fr", "reviewers": [chosen.pk], "everyone": True}])
    assert run.state == RunState.REFUSED
    assert [word in run.report["refused"] for word in (str(chosen), "3", "2")] == [True] * 3


def test_more_reviews_than_people_are_refused_before(world, stage):
    with pytest.raises(Refused, match="2"):
        reviews.request_assignment(stage, by=world.coordinator, each=3)
    assert AssignmentRun.objects.count() == 0


def test_cancelled_assignment_proposes_nothing(world, stage):
    run = reviews.request_assignment(stage, by=world.coordinator, each=1)
    reviews.cancel_run(run, by=world.coordinator)
    errands.run("default")
    run.refresh_from_db()
    assert (run.state, run.plan) == (RunState.CANCELLED, {})
    with pytest.raises(Stale):
        reviews.accept_run(run, by=world.coordinator)


def test_assignment_cancelled_in_its_midst_stops_there(world, stage):
    run = reviews.take_run(reviews.request_assignment(stage, by=world.coordinator, each=1))
    pulse = subscribers.Pulse(run)
    pulse(1)
    reviews.cancel_run(run, by=world.coordinator)
    with pytest.raises(subscribers.Stopped):
        pulse(2)
    assert reviews.keep_proposal(run, inputs_of(stage), reviews.worked_out(run, inputs_of(stage))) is None


def test_assignment_of_a_dead_worker_is_taken_over_and_nothing_is_half(world, stage):
    run = reviews.request_assignment(stage, by=world.coordinator, each=1)
    dead = reviews.take_run(run)
    assert reviews.take_run(run) is None  # somebody is at it
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        reviews.tend_runs()
        assert Errand.objects.filter(kind="reviews.assign").count() == 2
        errands.run("default")
    run.refresh_from_db()
    assert (run.state, run.attempts, given(stage)) == (RunState.PROPOSED, 2, set())
    assert reviews.hear_of_run(dead, done=3, total=10) is False


def test_discarded_proposal_changes_nothing(world, stage):
    run = proposed(stage, world.coordinator)
    reviews.discard_run(run, by=world.owner)
    assert given(stage) == set()
    with pytest.raises(NotLawful):
        reviews.discard_run(run, by=world.owner)


def test_accepting_costs_the_same_for_few_and_more(world, django_assert_num_queries):
    """Statements do not grow with applications, or ten thousand would never end."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = in_review(world, 2)
    assert len(found) == 4
    counts = []
    for number in (1, 5):
        for place in range(number):
            applications_of = applied_late(world, f"{number}{place}")
            assert applications_of.state == "submitted"
        run = proposed(world.stage, world.coordinator, each=2, scope=Scope.TOP_UP)
        with CaptureQueriesContext(connection) as seen:
            reviews.accept_run(run, by=world.coordinator)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def applied_late(world, key):
    from tests.participants.applications.making import sent

    world.call.closes = timezone.now() + timedelta(days=1)
    world.call.save(update_fields=["closes"])
    application = sent(world, by=person(f"late{key} Écrit", language="fr"), name=f"Late {key}", title=f"Projet {key}")
    closed(world)
    return application


def test_submitted_reviews_survive_every_assignment(world, stage):
    reviews.assign(stage, by=world.coordinator, k=2)
    Review.objects.filter(pk=Review.objects.first().pk).update(state=State.SUBMITTED, total=50)
    submitted = Review.objects.get(state=State.SUBMITTED)
    for scope in (Scope.ANEW, Scope.TOP_UP):
        reviews.accept_run(proposed(stage, world.coordinator, each=1, scope=scope), by=world.coordinator)
        assert Review.objects.filter(pk=submitted.pk, state=State.SUBMITTED).count() == 1
