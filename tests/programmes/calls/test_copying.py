"""A call made from a past one: everything that makes it, and a readable account of it."""

from datetime import date

import pytest
from django.urls import reverse

from incubator.lib.errors import NotYours
from programmes.calls import actions as calls
from programmes.calls import copied, queries
from programmes.calls.models import Call
from programmes.editions.models import Cohort
from tests.fixtures.browser import PHONE
from tests.world import World

ROW = ("id", "pk", "section", "section_id", "shown_if", "shown_if_id", "stage", "stage_id", "call", "call_id", "opens", "closes")


@pytest.fixture
def rich(world: World) -> Call:
    """A call with a conditional question, a rule of its own, rules of all kinds, and a question no longer asked."""
    by, discipline = world.coordinator, world.questions["discipline"]
    calls.edit_question(world.questions["idea"], by=by, shown_if=discipline, shown_if_value="animation")
    condition = calls.add_condition(world.call, by=by, label={"fr": "Premier film ?", "ar": "فيلم أول؟"}, soft=True)
    calls.edit_question(condition, by=by, shown_if=discipline, shown_if_value="documentary")
    world.questions["picture"].retired = True
    world.questions["picture"].save()
    rules = {"country_by": "either", "disciplines": ["animation"], "earlier": "newcomers", "soft": ["age", "earlier"]}
    return calls.edit(world.call, by=by, regions=["Oriental"], **rules)


@pytest.fixture
def next_cohort(world: World) -> Cohort:
    return Cohort.objects.create(
        programme=world.programme, slug="two", name={"fr": "Deuxième"}, capacity=2, time_zone="Africa/Tunis",
        starts=date(2028, 1, 1), ends=date(2029, 12, 31),
    )  # fmt: skip


def columns(row) -> dict:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in ROW}


def test_copy_is_column_by_column_the_same(world: World, rich: Call, next_cohort: Cohort) -> None:
    copy = calls.duplicate(rich, next_cohort, by=world.coordinator)
    own = {
        "id", "cohort", "slug", "state", "opens", "closes", "closed_by_hand", "second_closes", "answer_by", "age_on", "copied_from", "created",
    }  # fmt: skip
    for field in Call._meta.concrete_fields:
        if field.name not in own:
            assert getattr(copy, field.attname) == getattr(rich, field.attname), field.name
    before, after = queries.asked_of(rich), queries.asked_of(copy)
    assert [columns(question) for question in after] == [columns(question) for question in before]
    assert [str(q.shown_if) for q in after if q.shown_if] == ["discipline", "discipline"]
    assert {q.shown_if.section.call_id for q in after if q.shown_if} == {copy.pk}
    assert [columns(section) for section in queries.sections_of(copy)] == [columns(s) for s in queries.sections_of(rich)]
    assert [[columns(one) for one in stage.criteria.all()] for stage in queries.stages_of(copy)] == [
        [columns(one) for one in stage.criteria.all()] for stage in queries.stages_of(rich)
    ]
    [(question, rule)] = queries.own_rules_of(copy)
    assert (rule.wanted, rule.soft, question.section.call_id) == ("yes", True, copy.pk)


def test_dates_move_with_the_cohort_at_the_same_hour(world: World, rich: Call, next_cohort: Cohort) -> None:
    copy = calls.duplicate(rich, next_cohort, by=world.coordinator)
    apart = next_cohort.starts - world.cohort.starts
    assert (copy.age_on - rich.age_on, copy.closes.date() - rich.closes.date()) == (apart, apart)


def test_copy_says_what_it_took_and_what_is_to_be_set(world: World, rich: Call, next_cohort: Cohort, enter) -> None:
    desk = enter(world.coordinator)
    made = desk.post(
        reverse("programmes:desk_call_copy", args=next_cohort.slugs), {"source": rich.pk}, follow=True
    )  # fmt: skip
    told = made.context["copied"]
    taken = dict(told.taken)
    assert (taken["Questions"], len(told.remarks), taken["Textes"]) == (
        "7", 1, "Français, Anglais",
    )  # fmt: skip
    assert [str(one.label) for one in told.dates if one.day or one.moment][:2] == ["Ouverture", "Date limite"]
    assert "Premier film ?" in made.content.decode()


def test_condition_whose_answer_is_gone_is_told(world: World, rich: Call, next_cohort: Cohort) -> None:
    discipline = world.questions["discipline"]
    discipline.retired = True
    discipline.save()
    told = copied.summary(calls.duplicate(rich, next_cohort, by=world.coordinator))
    assert (told.remarks[0].startswith("2"), len(told.remarks)) == (True, 2)


def test_announced_copy_and_first_call_say_nothing(world: World, rich: Call, next_cohort: Cohort, enter) -> None:
    copy = calls.duplicate(rich, next_cohort, by=world.coordinator)
    Call.objects.filter(pk=copy.pk).update(state="published")
    copy.refresh_from_db()
    desk = enter(world.coordinator)
    for call in (rich, copy):
        assert desk.get(reverse("programmes:desk_call", args=call.slugs)).context["copied"] is None


def test_call_of_others_is_not_copied(world: World, rich: Call) -> None:
    theirs = Cohort.objects.get(pk=world.cohort.pk)
    theirs.pk, theirs.slug = None, "theirs"
    theirs.programme = type(world.programme).objects.create(
        organisation=world.elsewhere.memberships.get().organisation, slug="theirs", name={"fr": "Autre"}
    )
    theirs.save()
    with pytest.raises(NotYours):
        calls.duplicate(rich, theirs, by=world.coordinator)


def test_account_of_a_copy_reads_well_on_a_phone(
    world: World, rich: Call, next_cohort: Cohort, window, accessible, enter, live_server
) -> None:
    copy = calls.duplicate(rich, next_cohort, by=world.coordinator)
    page = window(PHONE)
    session = enter(world.coordinator).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(reverse("programmes:desk_call", args=copy.slugs))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    accessible(page)
