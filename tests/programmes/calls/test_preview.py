"""The form tried out: every type, each language, as a check before sending, and nothing is saved."""

import pytest
from django.conf import settings
from django.urls import reverse

from participants.applications.models import Application
from programmes.calls.answers import token
from programmes.calls.states import FILES, Type
from tests.programmes.calls.making import CONSENT, every_type
from tests.world import World


@pytest.fixture
def desk(world: World, enter):
    return enter(world.coordinator)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_type_is_drawn_in_each_language(language: str, world: World, desk) -> None:
    every_type(world.questions["name"].section, by=world.coordinator)
    address = reverse("programmes:desk_call_preview", args=world.call.slugs).replace("/fr/", f"/{language}/")
    page = desk.get(address).content.decode()
    assert [kind for kind in Type.values if f'data-type="{kind}"' not in page] == []


def test_answers_are_judged_as_before_sending_and_kept_nowhere(world: World, desk) -> None:
    made = every_type(world.questions["name"].section, by=world.coordinator)
    address = reverse("programmes:desk_call_preview", args=world.call.slugs)
    name = {kind: f"q-{question.pk}" for kind, question in made.items()}
    data = {
        name["scale"]: "9", name["money"]: "12,5", name["consent"]: token("fr", CONSENT["fr"]), name["region"]: "TN-81",
        f"{name['budget']}-0-label": "Son", f"{name['budget']}-0-amount": "100", f"{name['budget']}-asked": "90",
        f"{name['people']}-0-name": "Awa",
    }  # fmt: skip
    page = desk.post(address, data)
    trial = page.context["trial"]
    wrong = {question.type for question in made.values() if question.pk in trial.errors}
    assert wrong == {Type.SCALE, Type.BUDGET}
    assert {world.questions[key].pk for key in ("name", "birth", "country", "title", "idea")} <= set(trial.errors)
    assert (trial.values[made["money"].pk]["amount"], trial.values[made["budget"].pk]["lines"][0]["amount"]) == ("12.50", "100")
    assert not {made[kind].pk for kind in FILES} & set(trial.values)
    assert Application.objects.count() == 0
    text = page.content.decode()
    assert ('value="Awa"' in text, 'value="12.50"' in text) == (True, True)


@pytest.mark.parametrize("kind", Type.values)
def test_editor_takes_every_type(kind: str, world: World, desk) -> None:
    new = reverse("programmes:desk_question_new", args=world.call.slugs)
    form = desk.get(f"{new}?type={kind}").context["form"]
    data = {"type": kind, "label_fr": f"Une {kind}", "section": world.questions["name"].section_id, "condition": ""}
    data |= {"options": "2", "option-0-fr": "Oui", "option-1-fr": "Non"}
    for field in form.limit_names:
        value = form[field].value()
        if value not in (None, "", [], False) and not isinstance(value, dict):
            data[field] = value
    if kind == Type.CONSENT:
        data["text_fr"] = "D’accord"
    response = desk.post(new, data)
    assert response.status_code == 302, response.context["form"].errors
    question = desk.get(response.url).context["parts"][0].questions[-1]
    # saved once more unchanged it stays the same
    again = desk.get(reverse("programmes:desk_question", args=[*world.call.slugs, question.pk])).context["form"]
    assert again.initial["audience"] == ""
    assert (question.type, str(question)) == (kind, f"Une {kind}")


def test_readers_are_chosen_in_one_place(world: World, desk) -> None:
    idea = world.questions["idea"]
    data = {"type": "long", "label_fr": "Idée", "section": idea.section_id, "condition": "", "meaning": "summary"}
    address = reverse("programmes:desk_question", args=[*world.call.slugs, idea.pk])
    found = []
    for audience in ("private", "not_blind", ""):
        desk.post(address, data | {"audience": audience})
        idea.refresh_from_db()
        found.append((idea.private, idea.hidden_when_blind))
    assert found == [(True, True), (False, True), (False, False)]
