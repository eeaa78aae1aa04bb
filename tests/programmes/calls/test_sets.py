"""Order, duplicates and sets of questions."""

import pytest
from django.urls import reverse

from incubator.lib.errors import NotYours, Refused
from incubator.organisations.models import Organisation
from programmes.calls import actions as calls
from programmes.calls import queries
from programmes.calls.models import Call, QuestionSet, Section
from programmes.calls.states import Type
from programmes.editions.models import Cohort, Programme
from tests.programmes.calls.making import add, every_type
from tests.world import World


@pytest.fixture
def desk(world: World, enter):
    return enter(world.coordinator)


@pytest.fixture
def second(world: World) -> Section:
    return calls.add_section(world.call, by=world.coordinator, title={"fr": "Suite", "ar": "تتمة"})


def names(call: Call) -> list[list[str]]:
    return [[str(question) for question in part.questions] for part in queries.form_of(call)]


def at(world: World, name: str, *more: object) -> str:
    return reverse(f"programmes:{name}", args=[*world.call.slugs, *more])


def test_question_is_put_down_where_it_was_dragged(world: World, desk, second) -> None:
    title = world.questions["title"]
    data = {"what": f"question-{title.pk}", "section": second.pk, "place": "0"}
    assert desk.post(at(world, "desk_call_move"), data).status_code == 204
    assert names(world.call)[1] == ["title"]
    desk.post(at(world, "desk_call_move"), {"what": f"question-{title.pk}", "section": title.section_id, "place": "1"})
    assert names(world.call)[0][:3] == ["name", "title", "birth"]
    desk.post(at(world, "desk_call_move"), {"what": f"section-{second.pk}", "place": "0"})
    assert str(queries.form_of(world.call)[0].section) == "Suite"


@pytest.mark.parametrize("data", [{"place": "-1"}, {"place": "x"}, {"what": "question-x", "place": "0"}, {"what": "call-1"}])
def test_nonsense_is_not_found(data: dict[str, str], world: World, desk) -> None:
    given = {"what": f"question-{world.questions['title'].pk}"} | data
    assert desk.post(at(world, "desk_call_move"), given).status_code == 404


def test_section_of_another_call_takes_no_question(world: World, desk) -> None:
    other = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    data = {"what": f"question-{world.questions['title'].pk}", "section": queries.sections_of(other)[0].pk, "place": "0"}
    assert desk.post(at(world, "desk_call_move"), data).status_code == 404


def test_far_place_is_the_last_one_and_retired_ones_stay_behind(world: World) -> None:
    by, section = world.coordinator, world.questions["name"].section
    calls.place_question(world.questions["name"], section, 99, by=by)
    assert names(world.call)[0][-1] == "name"


def test_question_is_inserted_after_another(world: World, desk) -> None:
    birth = world.questions["birth"]
    page = desk.get(at(world, "desk_question_new") + f"?after={birth.pk}")
    assert page.context["form"].initial["section"] == birth.section_id
    data = {"type": "short", "label_fr": "Ville", "section": birth.section_id, "condition": "", "after": birth.pk}
    desk.post(at(world, "desk_question_new"), data)
    assert names(world.call)[0][:3] == ["name", "birth", "Ville"]


def test_duplicate_stands_beside_without_the_meaning(world: World, desk) -> None:
    discipline = world.questions["discipline"]
    desk.post(at(world, "desk_question_duplicate", discipline.pk))
    copy = next(one for one in queries.asked_of(world.call) if str(one) == "discipline" and one.pk != discipline.pk)
    assert (copy.meaning, copy.options, names(world.call)[0].count("discipline")) == ("", discipline.options, 2)


def test_set_goes_from_one_call_into_another(world: World, desk, second) -> None:
    by = world.coordinator
    made = every_type(second, by=by)
    hanging = add(second, Type.SHORT, by=by, label="Lequel", shown_if=made["choice"], shown_if_value="film", private=True)
    desk.post(at(world, "desk_set_keep", second.pk), {"name": "Tout", "questions": [q.pk for q in [*made.values(), hanging]]})
    kept = QuestionSet.objects.get(organisation=world.organisation)
    other = calls.duplicate(world.call, world.cohort, by=by)
    calls.remove_question(queries.asked_of(other).filter(label__fr="title")[0], by=by)
    response = desk.post(reverse("programmes:desk_set_insert", args=other.slugs), {"set": kept.pk})
    part = queries.form_of(other)[-1]
    assert (response.status_code, part.section.title) == (302, {"fr": "Suite", "ar": "تتمة"})
    copied = {question.type: question for question in part.questions[:-1]}
    same = ("type", "label", "help", "example", "required", "options", "limits", "private", "hidden_when_blind")
    assert [[getattr(copied[kind], name) for name in same] for kind in made] == [
        [getattr(question, name) for name in same] for question in made.values()
    ]
    last = part.questions[-1]
    assert (last.shown_if, last.shown_if_value, last.private) == (copied["choice"], "film", True)


def test_meaning_taken_in_the_call_is_left_out(world: World) -> None:
    by, title = world.coordinator, world.questions["title"]
    kept = calls.save_set(title.section, by=by, name="Titre", questions=[title])
    section = calls.insert_set(kept, world.call, by=by)
    assert [question.meaning for question in section.questions.all()] == [""]


def test_set_of_another_organisation_stays_there(world: World, desk) -> None:
    kept = calls.save_set(world.questions["title"].section, by=None, name="Titre", questions=[world.questions["title"]])
    elsewhere = Organisation.objects.get(slug="elsewhere")
    programme = Programme.objects.create(organisation=elsewhere, slug="far", name={"fr": "F"})
    cohort = Cohort.objects.create(
        programme=programme,
        slug="far",
        name={"fr": "F"},
        capacity=2,
        starts=world.cohort.starts,
        ends=world.cohort.ends,
        time_zone="UTC",
    )
    far = Call.objects.create(
        cohort=cohort, slug="far", title={"fr": "F"}, opens=world.call.opens, closes=world.call.closes, time_zone="UTC"
    )
    with pytest.raises(NotYours):
        calls.insert_set(kept, far, by=world.coordinator)


def test_set_is_renamed_and_deleted(world: World, desk) -> None:
    title = world.questions["title"]
    kept = calls.save_set(title.section, by=world.coordinator, name="Titre", questions=[title])
    calls.save_set(title.section, by=world.coordinator, name="Autre", questions=[title])
    with pytest.raises(Refused):
        calls.rename_set(kept, by=world.coordinator, name=" Autre ")
    address = reverse("programmes:question_set", args=[world.organisation.slug, kept.pk])
    desk.post(address, {"name": "<b>Titre</b>"})
    home = desk.get(reverse("programmes:question_sets", args=[world.organisation.slug])).content.decode()
    assert ("&lt;b&gt;Titre" in home, "<b>Titre" in home) == (True, False)
    desk.post(address, {"delete": "1"})
    assert [one.name for one in QuestionSet.objects.all()] == ["Autre"]


def test_list_of_sets_costs_the_same_with_more_sets(world: World, desk, django_assert_num_queries) -> None:
    title = world.questions["title"]
    address = reverse("programmes:question_sets", args=[world.organisation.slug])
    calls.save_set(title.section, by=world.coordinator, name="1", questions=[title])
    desk.get(address)
    with django_assert_num_queries(SETS_COST):
        assert len(desk.get(address).context["sets"]) == 1
    for name in "23":
        calls.save_set(title.section, by=world.coordinator, name=name, questions=[title])
    with django_assert_num_queries(SETS_COST):
        assert len(desk.get(address).context["sets"]) == 3


def test_form_page_costs_the_same_with_more_questions(world: World, desk, second, django_assert_num_queries) -> None:
    address = at(world, "desk_call_form")
    desk.get(address)
    with django_assert_num_queries(FORM_COST):
        desk.get(address)
    every_type(second, by=world.coordinator)
    with django_assert_num_queries(FORM_COST):
        desk.get(address)


SETS_COST = 6
FORM_COST = 9
