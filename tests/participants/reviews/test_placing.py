"""Places inside each panel, orders through all of them, and the rows that keep them."""

import random

import pytest

from participants.reviews import actions as reviews
from participants.reviews.calibration import Rating, calibrate
from participants.reviews.placing import bins, places
from participants.reviews.ranking_models import Placing, Ranking, Temper
from tests.participants.making import in_review, scored

FIRST = [Rating(1, 1, 40), Rating(1, 2, 60), Rating(2, 1, 50), Rating(2, 2, 90), Rating(3, 2, 70)]
OTHER = [Rating(7, 9, 95), Rating(8, 9, 99)]


def placed(ratings, wanted):
    return {one.application: one for one in places(calibrate(ratings), ratings, wanted)}


def test_the_largest_panel_comes_first_and_places_begin_anew_in_each():
    found = placed(FIRST + OTHER, [1, 2, 3, 7, 8])
    order = sorted(found.values(), key=lambda one: one.by_raw)
    assert [(one.application, one.raw_place) for one in order] == [(2, 1), (3, 2), (1, 3), (8, 1), (7, 2)]
    assert [found[key].score.panel for key in (1, 7)] == [1, 2]


def test_without_a_score_stands_last_in_every_order_and_has_no_place():
    found = placed(FIRST, [5, 1, 2, 3])
    assert [getattr(found[5], name) for name in ("place", "raw_place", "by_corrected", "by_raw", "by_spread")] == [
        None, None, 4, 4, 4,
    ]  # fmt: skip


def test_furthest_apart_first_and_single_reviews_after_them():
    found = placed(FIRST, [1, 2, 3])
    assert [one.application for one in sorted(found.values(), key=lambda one: one.by_spread)] == [2, 1, 3]
    assert {key: one.spread for key, one in found.items()} == {1: 20, 2: 40, 3: None}


@pytest.mark.parametrize("seed", range(30))
def test_orders_are_whole_and_follow_the_scores_inside_each_panel(seed):
    source = random.Random(seed)
    ratings = [
        Rating(source.randint(1, 9), source.randint(1, 6), source.randint(0, 4) * 25) for _ in range(source.randint(0, 15))
    ]
    wanted = range(1, 12)
    found = placed(ratings, wanted)
    for order in ("by_corrected", "by_raw", "by_spread"):
        assert sorted(getattr(one, order) for one in found.values()) == list(range(1, 12))
    scored_ones = [one for one in found.values() if one.score]
    for one in scored_ones:
        better = [
            other for other in scored_ones
            if other.score.panel == one.score.panel and other.score.corrected > one.score.corrected + 1e-6
        ]  # fmt: skip
        assert one.place > len(better)
        assert all(other.place < one.place for other in better)


def test_bins_hold_both_ends():
    assert bins([0, 9.9, 10, 55, 100, 100]) == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]


def test_ranking_is_worked_out_and_follows_each_review(world):
    first, second, *rest = in_review(world, 2)
    scored(world, first, 5, 5)
    scored(world, rest[0], 1, 1)
    ranking = reviews.rank(world.stage)
    assert (ranking.applications, ranking.scored, ranking.done) == (2, 2, ranking.turn)
    assert list(Placing.objects.order_by("by_raw").values_list("application_id", "raw", "reviews")) == [
        (first.application_id, 100.0, 1),
        (rest[0].application_id, 0.0, 1),
    ]
    scored(world, second, 1, 1)
    reviews.rank(world.stage)
    assert Placing.objects.get(application=first.application).scores == [0.0, 100.0]
    reviews.reopen_review(second, by=world.coordinator)
    reviews.rank(world.stage)
    assert Placing.objects.get(application=first.application).scores == [100.0]


def test_ranking_that_stands_is_not_worked_out_again(world):
    for review in in_review(world, 2):
        scored(world, review, 3, 4)
    made = reviews.rank(world.stage).made
    assert (reviews.rank(world.stage).made, reviews.work_out(world.stage).made) == (made, made)


def test_leniencies_are_kept_with_their_counts(world):
    for review in in_review(world, 3):
        scored(world, review, *((5, 5) if review.reviewer.person == world.reviewer else (3, 3)))
    reviews.rank(world.stage)
    kept = {row.reviewer.person: (row.reviews, round(row.leniency, 1), sum(row.bins)) for row in Temper.objects.all()}
    severe, kind = kept[world.second_reviewer], kept[world.reviewer]
    assert (kind[0], kind[2], severe[0]) == (3, 3, 3)
    assert kind[1] == -severe[1] > 0


def test_large_ranking_is_asked_for_behind_the_page(world, monkeypatch):
    from incubator.outbox.models import Errand
    from participants.reviews.subscribers import work_out_ranking

    for review in in_review(world, 2):
        scored(world, review, 3, 4)
    monkeypatch.setattr("participants.reviews.actions.ranking.QUICK", 1)
    assert reviews.rank(world.stage).made is None
    reviews.rank(world.stage)
    errand = Errand.objects.get(kind="reviews.rank")
    work_out_ranking(errand.payload)
    assert Ranking.objects.get().applications == 2
    assert reviews.rank(world.stage).done == reviews.rank(world.stage).turn
    assert Errand.objects.filter(kind="reviews.rank").count() == 1
