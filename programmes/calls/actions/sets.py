"""Question sets: questions an organisation keeps, taken out of a call and put into others."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import User
from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotYours, Refused
from programmes.calls import answers as reading
from programmes.calls.actions.form import add_question, add_section, edit_question
from programmes.calls.actions.rows import changeable, told
from programmes.calls.models import Call, Question, QuestionSet, Section

SAME = ("type", "meaning", "required", "hidden_when_blind", "private", "limits", "shown_if_value")
TEXTS = ("label", "help", "example")
MOST_SETS = 200


def _packed(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Fields of questions as JSON; a condition on a question outside is left out."""
    places = {question.pk: place for place, question in enumerate(questions)}
    found = []
    for question in questions:
        on = places.get(question.shown_if_id) if question.shown_if_id else None
        fields = {name: getattr(question, name) for name in SAME} | {name: dict(getattr(question, name)) for name in TEXTS}
        found.append(fields | {"options": reading.offered_of(question), "shown_if": on})
        if on is None:
            found[-1]["shown_if_value"] = ""
    return found


def _named(organisation: Any, name: str, besides: QuestionSet | None = None) -> str:
    name = " ".join(name.split())[:120]
    if not name:
        raise Refused(_("Give the set a name."))
    same = QuestionSet.objects.filter(organisation=organisation, name=name)
    if (same.exclude(pk=besides.pk) if besides else same).exists():
        raise Refused(_("There is a set of this name already. Choose another name."))
    return name


@action
def save_set(section: Section, *, by: User | None, name: str, questions: Sequence[Question]) -> QuestionSet:
    """Keep questions of a section under a name of the organisation's."""
    call = section.call
    if not questions or any(question.section_id != section.pk or question.retired for question in questions):
        raise Refused(_("Choose at least one question of this section."))
    if QuestionSet.objects.filter(organisation=call.organisation).count() >= MOST_SETS:
        raise Refused(_("There are very many sets already. Delete those that are not used."))
    content = {"title": dict(section.title), "help": dict(section.help), "questions": _packed(questions)}
    row = QuestionSet.objects.create(organisation=call.organisation, name=_named(call.organisation, name), content=content)
    record(by=by, verb="programmes.save_question_set", on=row, organisation=call.organisation, detail={"from": call.slug})
    return row


def _meaning(call: Call, fields: Mapping[str, Any]) -> str:
    """A meaning belongs to one question of a call: where it is taken, the new question has none."""
    meaning = str(fields.get("meaning") or "")
    taken = Question.objects.filter(section__call=call, meaning=meaning, retired=False).exists()
    return "" if taken else meaning


@action
def insert_set(question_set: QuestionSet, call: Call, *, by: User | None) -> Section:
    """Its questions as a new last section of a call of the same organisation."""
    row = changeable(call)
    if row.organisation_id != question_set.organisation_id:
        raise NotYours
    content = question_set.content
    section = add_section(row, by=by, title=content["title"], help=content.get("help") or {})
    made: dict[int, Question] = {}
    for place, fields in enumerate(content["questions"]):
        plain = {name: value for name, value in fields.items() if name not in ("shown_if", "shown_if_value")}
        made[place] = add_question(section, by=by, **plain | {"meaning": _meaning(row, fields)})
    # Only when all of them are there: a question may hang on a later one.
    for place, fields in enumerate(content["questions"]):
        if (on := made.get(fields.get("shown_if"))) is not None:
            edit_question(made[place], by=by, shown_if=on, shown_if_value=fields["shown_if_value"])
    told(row, "insert_question_set", by=by, on=section, detail={"set": question_set.name})
    return section


@action
def rename_set(question_set: QuestionSet, *, by: User | None, name: str) -> QuestionSet:
    row = locked(question_set)
    before, row.name = row.name, _named(row.organisation, name, row)
    if row.name != before:
        row.save(update_fields=["name", "saved"])
        detail = {"changed": {"name": [before, row.name]}}
        record(by=by, verb="programmes.rename_question_set", on=row, organisation=row.organisation, detail=detail)
    return row


@action
def delete_set(question_set: QuestionSet, *, by: User | None) -> None:
    """Calls keep the questions they took from it."""
    organisation, detail = question_set.organisation, {"name": question_set.name}
    question_set.delete()
    record(by=by, verb="programmes.delete_question_set", on=organisation, organisation=organisation, detail=detail)
