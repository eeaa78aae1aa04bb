"""Announcing a call of the demo, and answering what it asks in a plain way."""

from datetime import datetime, timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.demo.clock import told_at
from incubator.demo.stage import Stage
from programmes.calls import actions as calls
from programmes.calls import answers as reading
from programmes.calls.models import Call, Question
from programmes.calls.states import Type
from programmes.demo.forms import write_form

KEPT = {"ateliers-sud-sud": 24, "arts-factory": 12, "takafaship": 12, "connexions-citoyennes-2": 8}
"""Months, as the consents of their forms say."""


def announced(
    stage: Stage, key: str, cohort: Any, texts: dict[str, Any], *, opens: datetime, closes: datetime, form: str = "", **fields: Any
) -> Call:  # fmt: skip
    """A published call with a programme's own form (the ready-made one where none is named) and a panel, set up a little
    before it opens. It opens in the morning of its day and closes in the last minute of its last.
    """
    by = stage.people[f"coordinator.{key}"]
    fields = {"keep_months": KEPT.get(key, 3)} | fields
    with told_at(opens - timedelta(days=5)):
        call = calls.create(
            cohort, by=by, opens=opens.replace(hour=8, minute=0), time_zone=cohort.time_zone,
            closes=closes.replace(hour=22, minute=59, second=0), **texts, **fields,
        )  # fmt: skip
        if form:
            stage.rows[f"{call.slug}/form"] = write_form(call, form, by=by)
        else:
            calls.starter_questions(call, by=by)
        stage.rows[f"{call.slug}/stage"] = calls.starter_stage(call, by=by)
        return calls.publish(call, by=by)


def questions_of(stage: Stage, call: Call, step: int = 1) -> list[Question]:
    key = f"{call.slug}/questions/{step}"
    if key not in stage.rows:
        sections = call.sections.filter(step=step)
        stage.rows[key] = [question for section in sections for question in section.questions.all()]
    return list(stage.rows[key])


def filled(questions: list[Question], answers: dict[int, Any], person: User, language: str) -> dict[int, Any]:
    """`answers`, and a plain one for each other question that must be answered, in the form's order."""
    found = dict(answers)
    for question in questions:
        if question.pk not in found and question.required and reading.shown(question, found):
            found[question.pk] = _plainly(question, person, language)
    return {pk: value for pk, value in found.items() if value is not None}


def _plainly(question: Question, person: User, language: str) -> Any:
    kind, limits = Type(question.type), question.limits
    offered = reading.values_of(question)
    if kind == Type.CONSENT:
        text, written = reading.text_asked(question, language)
        return reading.token(written, text)
    plain = {
        Type.CHOICE: question.wanted or next(iter(offered), None),
        Type.SEVERAL: offered[:1],
        Type.SCALE: limits.get("lowest", 1) + 2,
        Type.NUMBER: limits.get("min", 1),
        Type.LANGUAGE: language,
        Type.COUNTRY: person.country,
    }
    return plain.get(kind)
