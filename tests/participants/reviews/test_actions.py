from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused, Stale, TooLate
from incubator.outbox import errands
from incubator.outbox.models import Message
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.models import AssignmentRun, Conflict, Review, Reviewer
from participants.reviews.states import MOVES, State
from tests.participants.applications.making import sent
from tests.participants.making import applied, closed, in_review, scored, seated


def pairs():
    rows = Review.objects.exclude(state=State.RECUSED)
    return set(rows.values_list("application__name", "reviewer__person__name"))


def test_assignment_gives_each_application_its_reviews(world):
    found = in_review(world, 3)
    assert len(found) == 6
    assert {review.application.state for review in found} == {"in_review"}
    assert set(Application.objects.values_list("reviews_asked", "reviews_done", "score")) == {(2, 0, None)}
    assert Message.objects.filter(kind="reviews_assigned").count() == 2


def test_assignment_keeps_conflicts_and_says_what_is_missing(world):
    first, _second = applied(world, 2)
    closed(world)
    rokhaya, sefu = seated(world)
    reviews.add_conflict(first, rokhaya, by=world.coordinator, reason="Same studio")
    run = reviews.assign(world.stage, by=world.coordinator)
    assert pairs() == {("Anouk", "Sefu Otieno"), ("Brahim", "Sefu Otieno"), ("Brahim", "Rokhaya Sarr")}
    figures = run.report["figures"]
    assert (figures["places"], figures["filled"]) == (4, 3)
    (shortfall,) = run.report["shortfalls"]
    assert (shortfall["application"], shortfall["missing"], shortfall["reason"]) == (first.pk, 1, "conflict")
    assert sefu.reviews.count() == 2


def test_nobody_reads_their_own_application_or_a_colleagues(world):
    sent(world, by=world.reviewer, name="Rokhaya", title="Le mien")
    sent(world, by=world.editor, name="Emna", title="De la maison")
    reviews.add_reviewer(world.call, by=world.owner, person=world.coordinator)
    closed(world)
    seated(world)
    reviews.assign(world.stage, by=world.owner)
    assert pairs() == {
        ("Rokhaya", "Sefu Otieno"),
        ("Rokhaya", "Chedly Mansour"),
        ("Emna", "Rokhaya Sarr"),
        ("Emna", "Sefu Otieno"),
    }


def test_second_assignment_leaves_what_is_begun_and_pinned(world):
    found = in_review(world, 3)
    begun, pinned = found[0], found[3]
    reviews.save_review(begun, by=begun.reviewer.person, scores={}, comment="…")
    reviews.pin(pinned, by=world.coordinator)
    world.stage.reviews_each = 1
    world.stage.save()
    reviews.assign(world.stage, by=world.coordinator)
    assert {begun.pk, pinned.pk} < set(Review.objects.values_list("pk", flat=True))
    assert Review.objects.count() == 3


def test_assignment_asked_for_runs_as_an_errand_once(world):
    applied(world, 1)
    closed(world)
    seated(world)
    run = reviews.request_assignment(world.stage, by=world.coordinator)
    assert reviews.request_assignment(world.stage, by=world.owner) == run
    errands.run("default")
    run.refresh_from_db()
    assert (run.state, run.report["figures"]["filled"], AssignmentRun.objects.count()) == ("proposed", 2, 1)
    assert (Review.objects.count(), run.done, run.total) == (0, 10, 10)


def test_total_is_weighted_and_copied_to_the_application(world):
    one, two = in_review(world, 1)
    assert scored(world, one, 5, 3).total == Decimal("83.33")
    assert scored(world, two, 1, 1).total == Decimal("0.00")
    application = Application.objects.get()
    assert (application.score, application.reviews_done) == (Decimal("41.67"), 2)
    reviews.reopen_review(two, by=world.coordinator)
    application.refresh_from_db()
    assert (application.score, application.reviews_done) == (Decimal("83.33"), 1)


def test_review_is_submitted_whole_and_in_time(world):
    review, _other = in_review(world, 1)
    by = review.reviewer.person
    criterion = world.stage.criteria.first()
    reviews.save_review(review, by=by, scores={criterion.pk: 4})
    with pytest.raises(Refused, match="1"):
        reviews.submit_review(review, by=by)
    with pytest.raises(Refused):
        reviews.save_review(review, by=by, scores={criterion.pk: 9})
    world.stage.closes = timezone.now() - timedelta(minutes=1)
    world.stage.save()
    reviews.save_review(review, by=by, scores=dict.fromkeys(world.stage.criteria.values_list("pk", flat=True), 3))
    with pytest.raises(TooLate):
        reviews.submit_review(review, by=by)
    assert Review.objects.get(pk=review.pk).state == State.DRAFT


def test_review_written_on_two_devices_is_not_lost(world):
    review, _other = in_review(world, 1)
    by = review.reviewer.person
    reviews.save_review(review, by=by, scores={}, comment="Laptop", version=0)
    with pytest.raises(Stale):
        reviews.save_review(review, by=by, scores={}, comment="Phone", version=0)
    assert Review.objects.get(pk=review.pk).comment == "Laptop"


def test_review_is_its_reviewers_alone(world):
    review, other = in_review(world, 1)
    for who in (other.reviewer.person, world.coordinator, world.stranger):
        with pytest.raises(NotYours):
            reviews.save_review(review, by=who, scores={})
    scored(world, review, 3, 3)
    with pytest.raises(NotLawful):
        reviews.save_review(review, by=review.reviewer.person, scores={})


def test_declared_conflict_hands_the_application_back_and_tells_the_desk(world):
    review, _other = in_review(world, 1)
    reviews.declare_conflict(review, by=review.reviewer.person, reason="A cousin")
    assert Review.objects.get(pk=review.pk).state == State.RECUSED
    assert Conflict.objects.get().reason == "A cousin"
    assert Application.objects.get().reviews_asked == 1
    told = Message.objects.filter(kind="review_handed_back").values_list("person__name", flat=True)
    assert set(told) == {"Olfa Trabelsi", "Chedly Mansour"}
    run = reviews.assign(world.stage, by=world.coordinator)
    assert run.report["shortfalls"][0]["reason"] == "conflict"


def test_removed_reviewer_leaves_submitted_reviews(world):
    one, _two, three, _four = in_review(world, 2)
    mine = [review for review in Review.objects.all() if review.reviewer_id == one.reviewer_id]
    scored(world, mine[0], 2, 2)
    reviews.remove_reviewer(one.reviewer, by=world.coordinator)
    assert list(Review.objects.filter(reviewer=one.reviewer).values_list("state", flat=True)) == [State.SUBMITTED]
    back = reviews.add_reviewer(world.call, by=world.coordinator, person=one.reviewer.person)
    assert (back.pk, back.active, three.stage_id) == (one.reviewer_id, True, world.stage.pk)


def test_reviewer_is_added_by_address_once(world):
    seat = reviews.add_reviewer(world.call, by=world.coordinator, email="New@Jury.test", name="Nadia", languages=["ar"])
    assert (seat.person.email, str(seat)) == ("new@jury.test", "Nadia")
    with pytest.raises(Refused):
        reviews.add_reviewer(world.call, by=world.coordinator, email="new@jury.test")
    assert Reviewer.objects.count() == 1
    assert Message.objects.get(person=seat.person).kind == "invitation_panel"


def test_review_moves_by_the_table_alone():
    lawful = {(str(a), str(b)) for a, row in MOVES.items() for b in row}
    assert lawful == {
        ("assigned", "draft"), ("assigned", "submitted"), ("assigned", "recused"), ("draft", "draft"), ("draft", "submitted"),
        ("draft", "recused"), ("submitted", "draft"),
    }  # fmt: skip
