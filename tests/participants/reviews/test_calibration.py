import random

import numpy as np
import pytest

from participants.reviews.calibration import Calibration, Rating, calibrate
from participants.reviews.panels import panels


def cohort(quality, leniency, *, reviews=3, noise=0.0, seed=4):
    """Ratings by random reviewers that are quality plus leniency, to the point where there is no noise."""
    source = random.Random(seed)
    return [
        Rating(
            application,
            reviewer,
            quality[application] + leniency[reviewer] + (noise and source.gauss(0, noise)),
        )
        for application in range(len(quality))
        for reviewer in source.sample(range(len(leniency)), reviews)
    ]


def people(applications=60, reviewers=12, seed=1):
    source = random.Random(seed)
    return [source.uniform(3, 8) for _ in range(applications)], [source.gauss(0, 1) for _ in range(reviewers)]


def order(result, kind="corrected"):
    return sorted(result.applications, key=lambda key: -getattr(result.applications[key], kind))


def test_exact_scores_give_the_true_order():
    quality, leniency = people()
    result = calibrate(cohort(quality, leniency), ridge=1e-9)
    truth = sorted(range(60), key=lambda key: -quality[key])
    assert order(result) == truth
    assert order(result, "raw") != truth


def test_exact_scores_give_the_leniency_of_each_reviewer():
    quality, leniency = people()
    result = calibrate(cohort(quality, leniency), ridge=1e-9)
    shift = result.reviewers[0].leniency - leniency[0]
    for key, found in result.reviewers.items():
        assert found.leniency - leniency[key] == pytest.approx(shift, abs=1e-6)
        assert found.reviews == sum(row.reviewer == key for row in cohort(quality, leniency))


@pytest.mark.parametrize(("ridge", "most"), [(1e-9, 1e-6), (0.5, 0.1)])
def test_three_points_more_of_one_reviewer_change_next_to_nothing(ridge, most):
    ratings = cohort(*people())
    kinder = [Rating(row.application, row.reviewer, row.score + 3 * (row.reviewer == 5)) for row in ratings]
    before, after = calibrate(ratings, ridge=ridge), calibrate(kinder, ridge=ridge)
    moved = [after.applications[key].corrected - before.applications[key].corrected for key in range(60)]
    middle = sum(moved) / len(moved)
    assert [move for move in moved if abs(move - middle) > most] == []


def test_correction_finds_more_of_the_true_best_than_the_raw_mean():
    found = {"raw": 0, "corrected": 0}
    for seed in range(8):
        source = random.Random(seed)
        quality = [source.gauss(0, 1) for _ in range(200)]
        leniency = [source.gauss(0, 1.2) for _ in range(20)]
        result = calibrate(cohort(quality, leniency, noise=0.7, seed=seed))
        best = set(sorted(range(200), key=lambda key: -quality[key])[:15])
        for kind in found:
            found[kind] += len(best & set(order(result, kind)[:15]))
    assert found["corrected"] > found["raw"] + 8


def test_identical_scores_leave_all_equal():
    result = calibrate(Rating(application, application % 4 + shift, 7) for application in range(9) for shift in (0, 1))
    assert {round(found.corrected, 9) for found in result.applications.values()} == {7}
    assert {round(found.leniency, 9) for found in result.reviewers.values()} == {0}
    assert {found.disagreement for found in result.applications.values()} == {0}


def test_corrected_is_raw_less_the_leniency_of_its_reviewers():
    ratings = cohort(*people(), noise=1)
    result = calibrate(ratings)
    for key, found in result.applications.items():
        own = [row for row in ratings if row.application == key]
        lenient = sum(result.reviewers[row.reviewer].leniency for row in own) / len(own)
        assert found.raw == pytest.approx(sum(row.score for row in own) / len(own))
        assert found.corrected == pytest.approx(found.raw - lenient)
        assert found.reviews == len(own)


def test_panels_apart_are_told_and_not_shifted_against_each_other():
    strict = [Rating(application, reviewer, 3 + application % 2) for application in (1, 2) for reviewer in (10, 11)]
    kind = [Rating(application, reviewer, 8 + application % 2) for application in (3, 4) for reviewer in (20, 21)]
    result = calibrate(strict + kind)
    assert (result.panels, result.comparable) == (2, False)
    assert [(found.panel, found.corrected) for found in result.applications.values()] == [
        (1, pytest.approx(4)),
        (1, pytest.approx(3)),
        (2, pytest.approx(9)),
        (2, pytest.approx(8)),
    ]
    assert [result.reviewers[key].panel for key in (10, 11, 20, 21)] == [1, 1, 2, 2]


def test_one_reviewer_of_both_panels_joins_them():
    result = calibrate([Rating(1, 10, 3), Rating(2, 20, 8), Rating(1, 30, 4), Rating(2, 30, 7)])
    assert (result.panels, result.comparable) == (1, True)


def test_single_review_is_hardly_moved_and_has_no_disagreement():
    ratings = [Rating(application, reviewer, 5) for application in range(5) for reviewer in (1, 2)]
    result = calibrate([*ratings, Rating(9, 1, 9), Rating(9, 3, 3), Rating(10, 3, 3)])
    assert result.applications[10].disagreement is None
    assert result.applications[9].disagreement == pytest.approx(18**0.5)
    assert -6 < result.reviewers[3].leniency < 0


def test_no_reviews_make_an_empty_calibration():
    assert calibrate([]) == Calibration({}, {}, 0)


def test_calibration_does_not_hang_on_the_order_of_reviews():
    ratings = cohort(*people(), noise=1)
    assert calibrate(ratings) == calibrate(ratings[::-1])


def test_leniency_is_the_ridge_solution():
    quality, leniency = people(40, 9)
    ratings = cohort(quality, leniency, noise=1)
    design = np.zeros((len(ratings) + 49, 49))
    for line, row in enumerate(ratings):
        design[line, row.application] = design[line, 40 + row.reviewer] = 1
    design[len(ratings) :] = np.eye(49) * 0.5**0.5
    scores = np.array([row.score for row in ratings])
    target = np.concatenate([scores - scores.mean(), np.zeros(49)])
    expected = np.linalg.lstsq(design, target, rcond=None)[0][40:]
    found = np.array([calibrate(ratings).reviewers[key].leniency for key in range(9)])
    shift = np.mean([expected[row.reviewer] for row in ratings])
    assert found == pytest.approx(expected - shift, abs=1e-8)


def drawn(seed):
    """A small panel as it comes: some readers apart from the others, some with one review, some scores missing."""
    source = random.Random(seed)
    readers = source.randint(1, 6)
    return [
        Rating(application, reader, source.choice([0, 25, 37.5, 50, 80, 100]))
        for application in range(source.randint(1, 7))
        for reader in source.sample(range(readers), source.randint(0, min(3, readers)))
    ]


def solved(ratings, ridge=0.5):
    """(application, reader) effects of each panel by dense least squares, readers centred over the panel's reviews."""
    quality, leniency = {}, {}
    of_application, _of_reader = panels((row.application, row.reviewer) for row in ratings)
    for panel in set(of_application.values()):
        own = [row for row in ratings if of_application[row.application] == panel]
        left = sorted({row.application for row in own})
        right = sorted({row.reviewer for row in own})
        design = np.zeros((len(own) + len(left) + len(right), len(left) + len(right)))
        for line, row in enumerate(own):
            design[line, left.index(row.application)] = design[line, len(left) + right.index(row.reviewer)] = 1
        design[len(own) :] = np.eye(len(left) + len(right)) * ridge**0.5
        scores = np.array([row.score for row in own])
        target = np.concatenate([scores - scores.mean(), np.zeros(len(left) + len(right))])
        found = np.linalg.lstsq(design, target, rcond=None)[0]
        effect = dict(zip(right, found[len(left) :], strict=True))
        shift = np.mean([effect[row.reviewer] for row in own])
        leniency |= {key: value - shift for key, value in effect.items()}
    for application in of_application:
        own = [row for row in ratings if row.application == application]
        quality[application] = np.mean([row.score - leniency[row.reviewer] for row in own])
    return quality, leniency


@pytest.mark.parametrize("seed", range(60))
def test_small_panels_of_any_shape_are_solved_as_by_dense_least_squares(seed):
    ratings = drawn(seed)
    result = calibrate(ratings)
    quality, leniency = solved(ratings)
    assert {key: found.corrected for key, found in result.applications.items()} == pytest.approx(quality, abs=1e-6)
    assert {key: found.leniency for key, found in result.reviewers.items()} == pytest.approx(leniency, abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_points_given_to_all_move_all_and_nothing_between_them(seed):
    ratings = drawn(seed)
    before = calibrate(ratings)
    after = calibrate([Rating(row.application, row.reviewer, row.score + 11) for row in ratings])
    moved = {key: after.applications[key].corrected - found.corrected for key, found in before.applications.items()}
    assert moved == pytest.approx(dict.fromkeys(moved, 11), abs=1e-6)
    assert {key: one.leniency for key, one in after.reviewers.items()} == pytest.approx(
        {key: one.leniency for key, one in before.reviewers.items()}, abs=1e-6
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_panel_keeps_its_mean_and_its_leniencies_balance(seed):
    ratings = drawn(seed)
    result = calibrate(ratings)
    for panel in {one.panel for one in result.applications.values()}:
        own = [row for row in ratings if result.reviewers[row.reviewer].panel == panel]
        assert sum(result.reviewers[row.reviewer].leniency for row in own) == pytest.approx(0, abs=1e-6)
        corrected = [one for one in result.applications.values() if one.panel == panel]
        weighed = sum(one.corrected * one.reviews for one in corrected) / len(own)
        assert weighed == pytest.approx(sum(row.score for row in own) / len(own))


@pytest.mark.parametrize("seed", range(20))
def test_what_another_panel_gave_changes_nothing_here(seed):
    here = drawn(seed)
    there = [Rating(row.application + 100, row.reviewer + 100, 100 - row.score) for row in drawn(seed + 500)]
    alone, beside = calibrate(here), calibrate(here + there)
    assert {key: one.corrected for key, one in alone.applications.items()} == pytest.approx(
        {key: one.corrected for key, one in beside.applications.items() if key < 100}, abs=1e-6
    )


def test_one_single_review_stands_as_it_is():
    result = calibrate([Rating(1, 1, 62.5)])
    found = result.applications[1]
    assert (found.raw, found.corrected, found.disagreement, result.reviewers[1].leniency) == (62.5, 62.5, None, 0)
    assert result.comparable is True
