import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from participants.applications.models import Application
from participants.reviews.models import Review, Score
from programmes.calls import actions as calls
from tests.participants.making import in_review, scored


@pytest.fixture
def review(world):
    """One review of two is in: 5 on the criterion that weighs 2, 1 on the one that weighs 1."""
    first, _second = in_review(world, 1)
    return scored(world, first, 5, 1)


def test_another_weight_counts_submitted_reviews_anew(world, review):
    assert float(review.total) == 66.67
    calls.edit_criterion(world.stage.criteria.first(), by=world.coordinator, weight=3)
    review.refresh_from_db()
    assert (float(review.total), float(Application.objects.get().score)) == (75, 75)


def test_a_further_criterion_leaves_totals_and_is_asked_of_the_others(world, review):
    calls.add_criterion(world.stage, by=world.coordinator, name={"fr": "Souffle"}, weight=5)
    review.refresh_from_db()
    assert float(review.total) == 66.67
    other = Review.objects.exclude(pk=review.pk).select_related("stage__call", "application", "reviewer__person").get()
    assert float(scored(world, other, 5, 1, 5).total) == pytest.approx(87.5)


def test_scored_criterion_is_retired_and_its_scores_stay(world, review):
    second = world.stage.criteria.last()
    assert calls.remove_criterion(second, by=world.coordinator).retired is True
    review.refresh_from_db()
    assert (float(review.total), Score.objects.filter(criterion=second).count()) == (100, 1)
    calls.restore_criterion(second, by=world.coordinator)
    review.refresh_from_db()
    assert float(review.total) == 66.67


def test_last_criterion_stays(world, review):
    first, second = world.stage.criteria.all()
    calls.remove_criterion(second, by=world.coordinator)
    with pytest.raises(Refused):
        calls.remove_criterion(first, by=world.coordinator)


def test_stage_in_use_keeps_its_kind_and_what_is_before_it(world, review):
    with pytest.raises(Refused):
        calls.edit_stage(world.stage, by=world.coordinator, kind="interview")
    later = calls.starter_stage(world.call, by=world.coordinator, kind="screening")
    with pytest.raises(Refused):
        calls.place_stage(later, 0, by=world.coordinator)
    assert list(world.call.stages.all()) == [world.stage, later]


def test_what_a_change_does_is_said_first(world, review, enter):
    desk = enter(world.coordinator)
    criterion = world.stage.criteria.first()
    address = reverse("programmes:desk_criterion", args=[*world.call.slugs, criterion.pk])
    data = {"name_en": "Idea", "weight": "3", "lowest": "1", "highest": "5"}
    page = desk.post(address, data)
    assert [effect.code for effect in page.context["effects"]] == ["weight"]
    criterion.refresh_from_db()
    assert criterion.weight == 2
    assert desk.post(address, data | {"confirmed": "weight"}).status_code == 302
    criterion.refresh_from_db()
    assert criterion.weight == 3
    new = reverse("programmes:desk_criterion_new", args=[*world.call.slugs, world.stage.pk])
    assert [effect.code for effect in desk.post(new, data).context["effects"]] == ["added"]
    page = desk.post(address, {"remove": "1"})
    assert [effect.code for effect in page.context["effects"]] == ["dropped"]
    assert desk.post(address, {"remove": "1", "confirmed": "dropped"}).status_code == 302
    criterion.refresh_from_db()
    assert criterion.retired is True
    assert desk.get(reverse("programmes:desk_call_stages", args=world.call.slugs)).status_code == 200
    restore = reverse("programmes:desk_criterion_restore", args=[*world.call.slugs, criterion.pk])
    assert desk.post(restore).status_code == 302


def test_words_changed_under_scores_are_said(world, review, enter):
    desk = enter(world.coordinator)
    criterion = world.stage.criteria.first()
    address = reverse("programmes:desk_criterion", args=[*world.call.slugs, criterion.pk])
    data = {"name_en": "Boldness", "weight": "2", "lowest": "1", "highest": "5"}
    assert [effect.code for effect in desk.post(address, data).context["effects"]] == ["words"]
