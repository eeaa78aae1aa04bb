"""Changing a question after answers came in: what it does is said first, and nothing becomes unreadable."""

from typing import Any

import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from participants.applications import actions as applications
from participants.applications.models import Answer
from programmes.calls import actions as calls
from programmes.calls.answers import show_answer, token
from programmes.calls.models import Question
from programmes.calls.states import Type
from programmes.calls.usage import Use, effects, options_used, use_of
from tests.participants.applications.making import draft, sent
from tests.programmes.calls.making import CONSENT, add
from tests.world import World


@pytest.fixture
def desk(world: World, enter):
    return enter(world.coordinator)


def codes(question: Question, **fields: Any) -> list[str]:
    return [effect.code for effect in effects(question, fields, use_of(question))]


def test_use_counts_sent_and_drafts_apart(world: World) -> None:
    sent(world)
    draft(world, by=world.participant, discipline=None)
    assert use_of(world.questions["title"]) == Use(1, 1, 1, 1)
    assert use_of(world.questions["discipline"]) == Use(1, 0, 1, 1)
    assert use_of(world.questions["picture"]) == Use(0, 0, 1, 1)


def test_answer_taken_back_is_no_use(world: World) -> None:
    application = draft(world)
    applications.save_answers(application, {world.questions["discipline"].pk: ""}, by=world.applicant)
    assert use_of(world.questions["discipline"]).total == 0
    assert options_used(world.questions["discipline"]) == {}


def test_option_in_use_is_retired_and_stays_readable(world: World) -> None:
    question = world.questions["discipline"]
    application = draft(world)
    left = [option for option in question.options if option["value"] != "documentary"]
    assert codes(question, options=left) == ["option-documentary"]
    question = calls.edit_question(question, by=world.coordinator, options=left)
    assert [(option["value"], option.get("retired", False)) for option in question.options] == [
        ("animation", False),
        ("documentary", True),
    ]
    answer = Answer.objects.get(application=application, question=question)
    assert show_answer(question, answer.value, "fr") == "documentary"
    # the answer stands for whoever gave it
    assert applications.submit(application, by=world.applicant).state == "submitted"


def test_unanswered_question_loses_its_options_for_good(world: World) -> None:
    question = calls.edit_question(world.questions["discipline"], by=world.coordinator, options=[])
    assert question.options == []


def test_change_is_asked_before_it_is_done(world: World, desk) -> None:
    sent(world)
    question = world.questions["discipline"]
    address = reverse("programmes:desk_question", args=[*world.call.slugs, question.pk])
    data = {
        "type": Type.CHOICE, "label_fr": "Discipline", "section": question.section_id, "meaning": "discipline", "condition": "",
        "options": "1", "option-0-value": "animation", "option-0-fr": "Animation",
    }  # fmt: skip
    asked = desk.post(address, data)
    assert (asked.status_code, [one.code for one in asked.context["effects"]]) == (200, ["option-documentary"])
    assert "1 réponse" in asked.context["effects"][0].sentence
    question.refresh_from_db()
    assert len(question.options) == 2
    done = desk.post(address, data | {"confirmed": asked.context["confirmed"]})
    question.refresh_from_db()
    assert (done.status_code, question.options[-1].get("retired")) == (302, True)


def test_retired_option_comes_back_by_its_button(world: World, desk) -> None:
    sent(world)
    question = calls.edit_question(world.questions["discipline"], by=world.coordinator, options=[])
    address = reverse("programmes:desk_question", args=[*world.call.slugs, question.pk])
    data = {
        "type": Type.CHOICE, "label_fr": "Discipline", "section": question.section_id, "condition": "", "options": "1",
        "option-0-value": "documentary", "option-0-fr": "Documentaire", "option-0-retired": "1", "row": "back-0",
    }  # fmt: skip
    rows = desk.post(address, data).context["rows"]
    assert rows.options() == [{"value": "documentary", "label": {"fr": "Documentaire"}}]
    again = desk.post(address, data | {"option-0-retired": "", "row": "remove-0"}).context["rows"]
    assert again.rows[0]["retired"] is True


def test_shorter_limits_say_how_many_answers_they_touch(world: World) -> None:
    sent(world)
    assert codes(world.questions["idea"], limits={"words": 3}) == ["limits"]
    assert codes(world.questions["idea"], limits={"words": 300}) == []


def test_new_duty_names_drafts_and_sent_ones(world: World) -> None:
    sent(world, discipline=None)
    draft(world, by=world.participant, discipline=None)
    assert codes(world.questions["discipline"], required=True) == ["required-drafts", "required-sent"]


def test_more_readers_are_said_fewer_are_not(world: World) -> None:
    sent(world)
    idea = calls.edit_question(world.questions["idea"], by=world.coordinator, private=True)
    assert codes(idea, private=False) == ["readers"]
    assert codes(world.questions["picture"], private=True) == []


def test_changed_consent_leaves_old_answers_with_their_text(world: World) -> None:
    consent = add(world.questions["name"].section, Type.CONSENT, by=world.coordinator)
    application = draft(world)
    applications.save_answers(application, {consent.pk: token("fr", CONSENT["fr"])}, by=world.applicant)
    new = {"text": {"fr": "J’accepte tout."}}
    assert codes(consent, limits=new) == ["consent"]
    consent = calls.edit_question(consent, by=world.coordinator, limits=new)
    value = Answer.objects.get(question=consent).value
    assert (value["text"], value["language"]) == (CONSENT["fr"], "fr")
    # a tick that stood beside the former text says the same again
    saved = applications.save_answers(application, {consent.pk: token("fr", CONSENT["fr"])}, by=world.applicant)
    assert (Answer.objects.get(question=consent).value, saved.versions[consent.pk]) == (value, 1)


def test_answered_type_stays_and_money_keeps_its_currency(world: World) -> None:
    money = add(world.questions["name"].section, Type.MONEY, by=world.coordinator)
    assert money.limits["currency"] == (world.cohort.currency or "EUR")
    application = draft(world)
    applications.save_answers(application, {money.pk: "100"}, by=world.applicant)
    with pytest.raises(Refused):
        calls.edit_question(money, by=world.coordinator, type=Type.NUMBER)
    assert codes(money, limits={"currency": "XOF"}) == ["currency"]
    money = calls.edit_question(money, by=world.coordinator, limits={"currency": "XOF"})
    value = Answer.objects.get(question=money).value
    assert value["currency"] != "XOF"
    assert show_answer(money, value, "fr").replace("\u00a0", " ") == f"100 {value['currency']}"


@pytest.mark.parametrize("fields", [{"limits": {}}, {"limits": {"text": {"fr": ""}}}])
def test_consent_without_a_text_is_refused(fields: dict[str, Any], world: World) -> None:
    with pytest.raises(Refused):
        add(world.questions["name"].section, Type.CONSENT, by=world.coordinator, **fields)


def test_title_cannot_be_private(world: World) -> None:
    with pytest.raises(Refused):
        calls.edit_question(world.questions["title"], by=world.coordinator, private=True)


def test_questions_cannot_wait_for_each_other(world: World) -> None:
    section, by = world.questions["name"].section, world.coordinator
    first = add(section, Type.CHOICE, by=by)
    second = add(section, Type.CHOICE, by=by, shown_if=first, shown_if_value="film")
    with pytest.raises(Refused):
        calls.edit_question(first, by=by, shown_if=second, shown_if_value="film")
