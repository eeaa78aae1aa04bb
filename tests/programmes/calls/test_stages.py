from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from incubator.lib.errors import Refused
from programmes.calls import actions as calls
from programmes.calls.models import Call, Criterion, Stage
from programmes.calls.states import StageKind


def at(world, name, *more):
    return reverse(f"programmes:{name}", args=[*world.call.slugs, *more])


def order(world):
    return [stage.pk for stage in Stage.objects.filter(call=world.call)]


@pytest.mark.parametrize(("kind", "criteria", "blind"), [("screening", 3, False), ("panel", 4, True), ("interview", 3, False)])
def test_ready_made_stage_of_each_kind(world, kind, criteria, blind):
    stage = calls.starter_stage(world.call, by=world.coordinator, kind=kind)
    assert (stage.kind, stage.criteria.count(), stage.blind) == (kind, criteria, blind)
    languages = {"fr", "en", "es", "pt", "ar"}
    assert {frozenset(one.low_end) for one in stage.criteria.all()} == {frozenset(languages)}


def test_interview_is_never_blind(world):
    stage = calls.add_stage(world.call, by=world.coordinator, name={"fr": "Entretien"}, kind=StageKind.INTERVIEW, blind=True)
    assert stage.blind is False
    calls.edit_stage(stage, by=world.coordinator, blind=True)
    stage.refresh_from_db()
    assert stage.blind is False


@pytest.mark.parametrize("fields", [{"moves_on": "top"}, {"moves_on": "top", "moves_on_count": 0}, {"moves_on": "threshold"}])
def test_rule_of_moving_on_names_its_number(world, fields):
    with pytest.raises(Refused):
        calls.edit_stage(world.stage, by=world.coordinator, **fields)


def test_stages_are_put_in_any_place(world):
    first = calls.starter_stage(world.call, by=world.coordinator, kind="screening")
    last = calls.starter_stage(world.call, by=world.coordinator, kind="interview")
    calls.place_stage(first, 0, by=world.coordinator)
    assert order(world) == [first.pk, world.stage.pk, last.pk]
    calls.place_stage(first, 99, by=world.coordinator)
    assert order(world) == [world.stage.pk, last.pk, first.pk]


def test_criterion_goes_to_another_stage_of_its_call_only(world):
    other = calls.starter_stage(world.call, by=world.coordinator, kind="interview")
    criterion = world.stage.criteria.first()
    calls.place_criterion(criterion, other, 1, by=world.coordinator)
    assert [one.pk for one in other.criteria.all()][1] == criterion.pk
    elsewhere = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    criterion.refresh_from_db()
    with pytest.raises(Refused):
        calls.place_criterion(criterion, elsewhere.stages.first(), 0, by=world.coordinator)


def test_stages_of_another_call_come_without_dates(world):
    source = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    stage = source.stages.get()
    now = timezone.now()
    calls.edit_stage(stage, by=world.coordinator, opens=now, closes=now + timedelta(days=9), moves_on="top", moves_on_count=30)
    (taken,) = calls.take_stages(world.call, source, by=world.coordinator)
    assert (taken.opens, taken.closes, taken.moves_on_count, taken.criteria.count()) == (None, None, 30, 2)
    assert order(world) == [world.stage.pk, taken.pk]
    with pytest.raises(Refused):
        calls.take_stages(world.call, world.call, by=world.coordinator)


def test_stages_of_another_organisation_are_not_taken(world):
    source = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    other = world.elsewhere.memberships.get().organisation
    programme = source.cohort.programme
    programme.organisation = other
    with pytest.raises(Refused):
        calls.take_stages(world.call, source, by=world.coordinator)


def test_editor_adds_ready_made_takes_over_and_orders(world, enter):
    desk = enter(world.coordinator)
    assert desk.post(at(world, "desk_stage_starter"), {"kind": "screening"}).status_code == 302
    assert desk.post(at(world, "desk_stage_starter"), {"kind": "nothing"}).status_code == 404
    screening = Stage.objects.get(kind="screening")
    assert desk.post(at(world, "desk_stage_move"), {"what": f"stage-{screening.pk}", "place": "0"}).status_code == 204
    assert order(world) == [screening.pk, world.stage.pk]
    check = screening.criteria.last()
    data = {"what": f"criterion-{check.pk}", "place": "0", "section": screening.pk}
    assert desk.post(at(world, "desk_stage_move"), data).status_code == 204
    assert screening.criteria.first() == check
    source = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    desk.post(at(world, "desk_stages_take"), {"source": source.pk})
    assert Stage.objects.filter(call=world.call).count() == 4
    assert desk.get(at(world, "desk_call_stages")).status_code == 200


def test_check_is_written_without_a_scale(world, enter):
    desk = enter(world.coordinator)
    screening = calls.starter_stage(world.call, by=world.coordinator, kind="screening")
    page = desk.get(at(world, "desk_criterion_new", screening.pk))
    assert "weight" not in page.context["form"].fields
    desk.post(at(world, "desk_criterion_new", screening.pk), {"name_fr": "Signé", "low_end_fr": "La signature manque."})
    assert Criterion.objects.get(name__fr="Signé").low_end["fr"] == "La signature manque."


def test_stage_form_keeps_the_rule(world, enter):
    desk = enter(world.coordinator)
    data = {
        "name_fr": "Lecture",
        "kind": "panel",
        "reviews_each": 2,
        "moves_on": "top",
        "moves_on_count": "30",
        "moves_on_by": "raw",
    }
    assert desk.post(at(world, "desk_stage", world.stage.pk), data).status_code == 302
    world.stage.refresh_from_db()
    assert (world.stage.moves_on, world.stage.moves_on_count, world.stage.moves_on_by) == ("top", 30, "raw")


def test_copied_call_counts_only_its_own(world):
    copy = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    assert Call.objects.get(pk=copy.pk).stages.count() == 1
