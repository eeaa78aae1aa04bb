"""The desk's pages of a call."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.calls import actions as calls
from programmes.calls import queries
from programmes.calls.models import Call, Question, Section, Stage
from programmes.calls.states import State, Type
from tests.world import World


@pytest.fixture
def desk(world: World, enter):
    return enter(world.coordinator)


def at(world: World, name: str, *more: Any) -> str:
    return reverse(f"programmes:{name}", args=[*world.call.slugs, *more])


FORM = {
    "title_fr": "Appel", "opens_day": "2027-01-10", "opens_time": "09:00", "closes_day": "2027-02-07", "closes_time": "23:59",
    "time_zone": "Africa/Casablanca", "grace_minutes": "10", "limit_per_person": "1", "age_min": "18", "countries": ["MA", "TN"],
    "regions": "Oriental\n  Oriental \nFès-Meknès",
}  # fmt: skip


def test_new_call_keeps_its_deadline_in_its_zone(world: World, desk) -> None:
    response = desk.post(reverse("programmes:desk_call_new", args=world.cohort.slugs), FORM)
    call = Call.objects.get(slug="appel")
    assert (response.status_code, response.url) == (302, reverse("programmes:desk_call", args=call.slugs))
    # the night in which Morocco's clock goes back: 23:59 is UTC by then
    assert (call.opens, call.closes) == (datetime(2027, 1, 10, 8, 0, tzinfo=UTC), datetime(2027, 2, 7, 23, 59, tzinfo=UTC))
    assert (call.countries, call.regions, call.state) == (["MA", "TN"], ["Oriental", "Fès-Meknès"], State.DRAFT)


def test_deadline_in_the_gap_of_a_clock_change_is_refused(world: World, desk) -> None:
    form = FORM | {"closes_day": "2027-03-14", "closes_time": "02:30"}
    response = desk.post(reverse("programmes:desk_call_new", args=world.cohort.slugs), form)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["closes_time"])


def test_call_saved_unchanged_stays_the_same(world: World, desk) -> None:
    draft = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    form = desk.get(reverse("programmes:desk_call_edit", args=draft.slugs)).context["form"]
    data: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if hasattr(form.fields[name], "codes"):
            data |= {f"{name}_{code}": value.get(code, "") for code in form.fields[name].codes}
        elif value not in (None, False):
            data[name] = value
    assert desk.post(reverse("programmes:desk_call_edit", args=draft.slugs), data).status_code == 302
    now = Call.objects.get(pk=draft.pk)
    # minutes are what one types
    assert (now.title, now.countries, now.opens) == (
        draft.title,
        sorted(draft.countries),
        draft.opens.replace(second=0, microsecond=0),
    )


def test_announced_call_offers_no_field_for_its_deadline(world: World, desk) -> None:
    fields = desk.get(at(world, "desk_call_edit")).context["form"].fields
    assert {"closes_day", "time_zone", "slug", "opens_day"} & set(fields) == set()


def test_deadline_is_extended_in_the_calls_zone(world: World, desk) -> None:
    day = (timezone.now() + timedelta(days=30)).date()
    typed = {"closes_day": day.isoformat(), "closes_time": "23:59"}
    before, asked = world.call.closes, desk.post(at(world, "desk_call_extend"), typed)
    world.call.refresh_from_db()
    assert (asked.status_code, world.call.closes, day.isoformat() in asked.content.decode()) == (200, before, True)
    desk.post(at(world, "desk_call_extend"), {**typed, "sure": "yes"})
    world.call.refresh_from_db()
    assert world.call.closes == datetime(day.year, day.month, day.day, 22, 59, tzinfo=UTC)


def test_step_is_asked_before_it_is_done(world: World, desk) -> None:
    address = at(world, "desk_call_step", "close")
    assert desk.get(address).status_code == 200
    world.call.refresh_from_db()
    assert world.call.is_open
    desk.post(address)
    world.call.refresh_from_db()
    assert world.call.is_open is False


def test_unready_call_lists_what_is_missing(world: World, desk) -> None:
    now = timezone.now()
    draft = calls.create(world.cohort, by=world.coordinator, title={"fr": "B"}, opens=now, closes=now + timedelta(days=1))
    desk.post(reverse("programmes:desk_call_step", args=[*draft.slugs, "publish"]))
    page = desk.get(reverse("programmes:desk_call", args=draft.slugs))
    assert [gap.code for gap in page.context["gaps"]] == ["questions"]
    desk.post(reverse("programmes:desk_call_starter", args=draft.slugs))
    desk.post(reverse("programmes:desk_call_step", args=[*draft.slugs, "publish"]))
    assert Call.objects.get(pk=draft.pk).state == State.PUBLISHED


def question_data(section: Section, kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "label_fr": "Une question", "section": section.pk, "condition": "", "meaning": ""} | more


def test_rows_of_answers_are_made_by_buttons_without_losing_text(world: World, desk) -> None:
    address = at(world, "desk_question_new")
    section = world.questions["name"].section
    typed = question_data(section, Type.CHOICE, **{"options": "2", "option-0-fr": "Oui", "option-1-fr": "Non"})
    again = desk.post(address, typed | {"row": "add"})
    assert (again.context["form"]["label"].value()[0], len(again.context["rows"])) == ("Une question", 3)
    moved = desk.post(address, typed | {"row": "down-0"}).context["rows"]
    assert [row["label"] for row in moved.rows] == [{"fr": "Non"}, {"fr": "Oui"}]
    desk.post(address, typed)
    made = Question.objects.get(label__fr="Une question")
    assert made.options == [{"value": "oui", "label": {"fr": "Oui"}}, {"value": "non", "label": {"fr": "Non"}}]


def test_type_changes_the_limits_without_losing_text(world: World, desk) -> None:
    typed = question_data(world.questions["name"].section, Type.NUMBER, retype="1")
    again = desk.post(at(world, "desk_question_new"), typed)
    assert (again.context["form"].limit_names, again.context["form"].errors) == (["min", "max", "decimals"], {})
    assert Question.objects.filter(label__fr="Une question").count() == 0


def test_option_keeps_its_value_when_its_label_changes(world: World, desk) -> None:
    question = world.questions["discipline"]
    data = question_data(question.section, Type.CHOICE, meaning="discipline", options="2")
    data |= {
        "option-0-value": "animation",
        "option-0-fr": "Cinéma d’animation",
        "option-1-fr": "Documentaire",
        "option-1-en": "Documentary",
    }
    desk.post(at(world, "desk_question", question.pk), data)
    question.refresh_from_db()
    assert [option["value"] for option in question.options] == ["animation", "documentary"]


def test_refusal_is_said_on_the_form(world: World, desk) -> None:
    data = question_data(world.questions["name"].section, Type.SHORT, meaning="name")
    response = desk.post(at(world, "desk_question_new"), data)
    assert (response.status_code, len(response.context["form"].non_field_errors())) == (200, 1)


def test_question_moves_and_goes(world: World, desk) -> None:
    birth = world.questions["birth"]
    desk.post(at(world, "desk_call_move"), {"what": f"question-{birth.pk}", "direction": "up"})
    assert queries.asked_of(world.call)[0] == birth
    desk.post(at(world, "desk_question_remove", birth.pk))
    assert Question.objects.filter(pk=birth.pk).exists() is False


def test_stage_and_criterion_are_written(world: World, desk) -> None:
    data = {"name_fr": "Entretien", "kind": "interview", "reviews_each": "2", "closes_day": "2027-03-01", "closes_time": "18:00"}
    desk.post(at(world, "desk_stage_new"), data)
    stage = Stage.objects.get(name__fr="Entretien")
    assert (stage.closes, stage.blind) == (datetime(2027, 3, 1, 17, 0, tzinfo=UTC), False)
    desk.post(at(world, "desk_criterion_new", stage.pk), {"name_fr": "Voix", "weight": "2", "lowest": "1", "highest": "5"})
    assert [str(criterion) for criterion in queries.criteria_of(stage)] == ["Voix"]
    desk.post(at(world, "desk_stage", stage.pk), {"remove": "1"})
    assert queries.stages_of(world.call).count() == 1


def test_thing_of_another_call_is_not_found(world: World, desk) -> None:
    other = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    for name, thing in (
        ("desk_question", queries.questions_of(other)[0]),
        ("desk_section", queries.sections_of(other)[0]),
        ("desk_stage", queries.stages_of(other)[0]),
    ):
        assert desk.get(at(world, name, thing.pk)).status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_preview_shows_every_question(language: str, world: World, desk) -> None:
    with_language = at(world, "desk_call_preview").replace("/fr/", f"/{language}/")
    page = desk.get(with_language).content.decode()
    assert page.count('data-question="') == 7


def test_desk_list_costs_the_same_with_more_calls(world: World, desk, django_assert_num_queries) -> None:
    address = reverse("programmes:desk_calls", args=world.cohort.slugs)
    desk.get(address + "?all")
    with django_assert_num_queries(7):
        desk.get(address + "?all")
    for _ in range(2):
        calls.duplicate(world.call, world.cohort, by=world.coordinator)
    with django_assert_num_queries(7):
        assert len(desk.get(address).context["calls"]) == 3
