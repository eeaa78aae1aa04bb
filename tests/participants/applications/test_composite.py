"""Answers of several parts on their way: typed without script, saved by it, sent, read, exported."""

from typing import Any

import pytest

from participants.applications.models import Answer, Application
from programmes.calls.answers import token
from programmes.calls.models import Question
from programmes.calls.states import Meaning
from tests.participants.applications.making import raw
from tests.programmes.calls.making import CONSENT, every_type
from tests.world import World

FORM = "/fr/calls/call-for-ideas/apply/"


@pytest.fixture
def made(world: World) -> dict[str, Question]:
    return every_type(world.questions["name"].section, by=world.coordinator)


def posted(world: World, made: dict[str, Question]) -> dict[str, Any]:
    """The page as a browser without script sends it."""
    q = {kind: f"q-{question.pk}" for kind, question in made.items()}
    everything = [*world.questions.values(), *made.values()]
    data: dict[str, Any] = {f"q-{pk}": value for pk, value in raw(world).items()}
    return data | {
        "versions": ",".join(f"{question.pk}:0" for question in everything if not question.takes_files),
        q["scale"]: "4", q["money"]: "1 200,50", q["month"]: "03/2026", q["language"]: "wo", q["video"]: "youtu.be/abc",
        q["region"]: "MA-02", f"{q['region']}-other": "", q["consent"]: token("fr", CONSENT["fr"]), q["several"]: ["film", "sound"],
        f"{q['people']}-0-name": "Awa", f"{q['people']}-0-role": "son", f"{q['people']}-0-email": "awa@people.test",
        f"{q['people']}-1-name": "", f"{q['people']}-2-name": "Ali",
        f"{q['budget']}-0-label": "Caméra", f"{q['budget']}-0-amount": "800", f"{q['budget']}-asked": "400",
    }  # fmt: skip


def value(question: Question) -> Any:
    return Answer.objects.get(question=question).value


def test_page_without_script_keeps_every_part(world: World, made, enter) -> None:
    client = enter(world.applicant)
    assert client.post(FORM, posted(world, made)).status_code == 302
    assert [row["name"] for row in value(made["people"])] == ["Awa", "Ali"]
    assert (value(made["budget"])["total"], value(made["money"])["amount"], value(made["region"])) == ("800", "1200.50", "MA-02")
    page = client.get(FORM).content.decode()
    # both rows are there again with room for more
    assert (page.count('value="Awa"'), page.count(f'name="q-{made["people"].pk}-3-name"')) == (1, 1)
    before = value(made["consent"])
    again = posted(world, made) | {"versions": page.split('name="versions" value="')[1].split('"')[0]}
    client.post(FORM, again)
    assert value(made["consent"]) == before
    assert Answer.objects.get(question=made["budget"]).version == 1


def test_script_sends_parts_as_json(world: World, made, enter) -> None:
    client = enter(world.applicant)
    people = made["people"]
    data = {"versions": f"{people.pk}:0", f"q-{people.pk}": '[{"name":"Awa","role":"","email":"wrong"}]'}
    told = client.post(FORM, data, headers={"Accept": "application/json"}).json()
    assert "Ligne 1" in told["problems"][str(people.pk)]
    assert value(people) == [{"name": "Awa", "role": "", "email": "wrong"}]
    more = {"application": told["application"], "versions": f"{people.pk}:1", f"q-{people.pk}": ""}
    client.post(FORM, more, headers={"Accept": "application/json"})
    assert value(people) is None


def test_region_is_copied_by_its_name(world: World, made, enter) -> None:
    Question.objects.filter(pk=made["region"].pk).update(meaning=Meaning.REGION)
    client = enter(world.applicant)
    client.post(FORM, posted(world, made))
    assert Application.objects.get().region == "L'Oriental"


def test_everything_is_read_through_by_applicant_and_desk(world: World, made, enter) -> None:
    client = enter(world.applicant)
    client.post(FORM, posted(world, made))
    application = Application.objects.get()
    page = client.get(f"/fr/calls/call-for-ideas/apply/review/?application={application.pk}")
    text = page.content.decode().replace("\u00a0", " ")
    for said in ("Awa · son · awa@people.test", "Caméra : 800 TND", "Total : 800 TND", "4 sur 5", "mars 2026", CONSENT["fr"]):
        assert said in text


def test_form_costs_the_same_with_more_questions(world: World, enter, django_assert_num_queries) -> None:
    client = enter(world.applicant)
    client.get(FORM)
    with django_assert_num_queries(COST):
        client.get(FORM)
    every_type(world.questions["name"].section, by=world.coordinator)
    with django_assert_num_queries(COST + 2):  # the form has changed, and is read again once
        client.get(FORM)
    with django_assert_num_queries(COST):
        client.get(FORM)


COST = 7
