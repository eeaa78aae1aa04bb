from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox.models import Message
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.differences import for_desk, for_reader
from participants.reviews.models import Review, Round
from participants.reviews.queries import calibration
from programmes.calls import actions as calls
from tests.participants.applications.making import sent
from tests.participants.making import applied, closed, scored, seated
from tests.world import person


@pytest.fixture
def panel(world):
    """Three readers, three applications, the call closed."""
    applied(world, 3)
    closed(world)
    seats = seated(world)
    return [*seats, reviews.add_reviewer(world.call, by=world.coordinator, person=person("Tarek Lu"), languages=["fr"])]


def opened(world, **more):
    return reviews.open_round(world.stage, first_two(), by=world.coordinator, **more)


def first_two():
    return list(Application.objects.order_by("pk").values_list("pk", flat=True)[:2])


def given(world, name, *values):
    """Each reader's review of that application submitted with a figure for both criteria; None leaves it."""
    rows = Review.objects.filter(application__name=name).select_related("stage__call", "application", "reviewer__person")
    for review, value in zip(rows.order_by("reviewer_id"), values, strict=True):
        if value is not None:
            scored(world, review, value, value)


def test_everybody_gets_the_same_few_and_is_told(world, panel):
    found = opened(world)
    assert Review.objects.filter(trial=True).count() == 6
    assert set(found.applications.values_list("state", flat=True)) == {"in_review"}
    assert Message.objects.filter(kind="reviews_assigned").count() == 3


def test_two_or_three_of_the_stage_and_once(world, panel):
    ids = list(Application.objects.values_list("pk", flat=True))
    for chosen in (ids[:1], [*ids, 10**6], [*ids[:1], 10**6]):
        with pytest.raises(Refused):
            reviews.open_round(world.stage, chosen, by=world.coordinator)
    opened(world)
    with pytest.raises(NotLawful):
        opened(world)


def test_a_conflict_keeps_its_reader_out_of_the_round(world, panel):
    first = Application.objects.order_by("pk").first()
    reviews.add_conflict(first, panel[0], by=world.coordinator, reason="Même studio")
    opened(world)
    assert set(first.reviews.exclude(state="recused").values_list("reviewer_id", flat=True)) == {panel[1].pk, panel[2].pk}


def test_who_applied_opens_no_round(world, panel):
    world.call.closes = timezone.now() + timedelta(days=1)
    world.call.save()
    sent(world, by=world.owner, name="Olfa", title="Le mien")
    with pytest.raises(NotYours):
        reviews.open_round(world.stage, first_two(), by=world.owner)


def test_other_reviews_wait_for_the_end_of_the_round_and_are_kept(world, panel):
    opened(world)
    other = Application.objects.get(name="Chiara")
    review = reviews.add_review(world.stage, other, panel[0], by=world.coordinator)
    scores = dict.fromkeys(world.stage.criteria.values_list("pk", flat=True), 4)
    with pytest.raises(Refused):
        reviews.give_in(review, by=panel[0].person, scores=scores, comment="Beau")
    review.refresh_from_db()
    assert (review.state, review.comment) == ("draft", "Beau")
    reviews.close_round(Round.objects.get(), by=world.coordinator)
    assert reviews.submit_review(review, by=panel[0].person).state == "submitted"


def test_reader_sees_the_spread_after_their_own_and_no_names(world, panel, enter):
    found = opened(world)
    given(world, "Anouk", 5, 3, None)
    assert [part.spreads for part in for_reader(found, panel[0].person)] == [[], []]
    given_last = Review.objects.get(application__name="Anouk", reviewer=panel[2])
    assert [part.spreads for part in for_reader(found, panel[2].person)] == [[], []]
    scored(world, given_last, 1, 1)
    spreads = for_reader(found, panel[0].person)[0].spreads
    assert [(one.own, one.counts, one.low, one.high, one.mean) for one in spreads] == [(5, [1, 0, 1, 0, 1], 1, 5, 3.0)] * 2
    page = enter(panel[0].person).get(f"/fr/reviews/rounds/{world.stage.pk}/").content.decode()
    assert panel[1].person.name not in page
    assert panel[2].person.name not in page


def test_who_sits_on_no_panel_does_not_find_the_round(world, panel, enter):
    opened(world)
    assert enter(world.stranger).get(f"/fr/reviews/rounds/{world.stage.pk}/").status_code == 404


def test_coordinator_sees_who_gave_what(world, panel, enter):
    found = opened(world)
    given(world, "Anouk", 5, 3, None)
    part = for_desk(found)[0]
    rows = {review.reviewer.person.name: values for review, values in part.readers}
    assert rows == {"Rokhaya Sarr": [5, 5], "Sefu Otieno": [3, 3], "Tarek Lu": [None, None]}
    address = f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/stages/{world.stage.pk}/round/"
    assert "Rokhaya Sarr" in enter(world.coordinator).get(address).content.decode()


@pytest.mark.parametrize(("counting", "scores"), [("needed", {"Anouk"}), ("out", set()), ("all", {"Anouk"})])
def test_what_counts_of_the_round(world, panel, counting, scores):
    opened(world, counting=counting)
    given(world, "Anouk", 5, 3, 1)
    of = Application.objects.in_bulk()
    assert {of[pk].name for pk in calibration(world.stage).applications} == scores
    assert Application.objects.get(name="Anouk").score == (50 if scores else None)


def test_needed_counts_only_while_other_reviews_are_too_few(world, panel):
    opened(world)
    given(world, "Anouk", 5, 3, 1)
    first = Application.objects.get(name="Anouk")
    reviews.close_round(Round.objects.get(), by=world.coordinator)
    for review in first.reviews.order_by("reviewer_id")[:2]:
        reviews.reopen_review(review, by=world.coordinator)
        review.refresh_from_db()
        review = Review.objects.select_related("stage__call", "application", "reviewer__person").get(pk=review.pk)
        scored(world, review, 4, 4)
    first.refresh_from_db()
    assert first.score == 75
    assert set(first.reviews.values_list("trial", "counts")) == {(False, True), (True, False)}


def test_choice_of_what_counts_can_change(world, panel):
    found = opened(world)
    given(world, "Anouk", 5, 3, 1)
    reviews.edit_round(found, by=world.coordinator, counting="out", words="Cinq veut dire rare.")
    assert Application.objects.get(name="Anouk").score is None
    reviews.edit_round(found, by=world.coordinator, counting="all", words="Cinq veut dire rare.")
    assert Application.objects.get(name="Anouk").score == 50


def test_end_is_told_with_what_was_agreed(world, panel):
    found = opened(world)
    reviews.edit_round(found, by=world.coordinator, counting="needed", words="Cinq veut dire rare.")
    reviews.close_round(found, by=world.coordinator)
    told = Message.objects.filter(kind="round_closed")
    assert (told.count(), "Cinq veut dire rare." in told.first().text) == (3, True)
    with pytest.raises(NotLawful):
        reviews.close_round(found, by=world.coordinator)
    reviews.reopen_round(found, by=world.coordinator)
    assert Round.objects.get().state == "open"


def test_who_joins_later_gets_the_round(world, panel):
    found = opened(world)
    late = reviews.add_reviewer(world.call, by=world.coordinator, person=person("Uma Wen"), languages=["fr"])
    assert reviews.extend_round(found, by=world.coordinator) == 2
    assert late.reviews.filter(trial=True).count() == 2


def test_stage_takes_no_review_before_it_opens_nor_after_it_closed(world, panel):
    application = Application.objects.get(name="Chiara")
    review = reviews.add_review(world.stage, application, panel[0], by=world.coordinator)
    now = timezone.now()
    calls.edit_stage(world.stage, by=world.coordinator, opens=now + timedelta(days=1), closes=now + timedelta(days=2))
    scores = dict.fromkeys(world.stage.criteria.values_list("pk", flat=True), 4)
    with pytest.raises(Refused):
        reviews.give_in(review, by=panel[0].person, scores=scores)
    with time_machine.travel(now + timedelta(days=3)), pytest.raises(TooLate):
        reviews.give_in(review, by=panel[0].person, scores=scores)
    review.refresh_from_db()
    assert review.state == "draft"
    with time_machine.travel(now + timedelta(days=1, hours=1)):
        reviews.give_in(review, by=panel[0].person, scores=scores)
    review.refresh_from_db()
    assert review.state == "submitted"


def test_page_opens_the_round_and_ends_it(world, panel, enter):
    client = enter(world.coordinator)
    address = f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/stages/{world.stage.pk}/round/"
    assert len(client.get(address + "?chance=1").context["form"].initial["applications"]) == 3
    assert client.post(address, {"applications": first_two()[:1], "counting": "needed"}).status_code == 422
    assert client.post(address, {"applications": first_two(), "counting": "needed"}).status_code == 302
    client.post(address, {"step": "close", "counting": "out", "words": "Rare."})
    assert Round.objects.values_list("state", "counting", "words").get() == ("closed", "out", "Rare.")
