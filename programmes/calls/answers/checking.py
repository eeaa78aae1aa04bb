"""From what was posted to what is kept: one cleaner for each type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.calls.answers import chosen, figures, rows, texts
from programmes.calls.answers.asked import Asked, Problem, blank
from programmes.calls.states import Type

LONGEST_KEPT = 40_000
"""Characters kept of one answer that does not fit its question: what was typed is never thrown away."""


def _file(question: Asked, raw: Any) -> list[str] | None:
    return [str(name) for name in raw] if raw else None


_CLEANERS: dict[str, Callable[[Asked, Any], Any]] = {
    Type.SHORT: texts.text,
    Type.LONG: texts.text,
    Type.CHOICE: chosen.choice,
    Type.SEVERAL: chosen.several,
    Type.SCALE: chosen.scale,
    Type.NUMBER: figures.number,
    Type.MONEY: figures.money,
    Type.DATE: figures.day,
    Type.MONTH: figures.month,
    Type.COUNTRY: chosen.country,
    Type.REGION: chosen.region,
    Type.LANGUAGE: chosen.language,
    Type.LINK: texts.link,
    Type.VIDEO: texts.link,
    Type.FILE: _file,
    Type.IMAGE: _file,
    Type.SOUND: _file,
    Type.FILM: _file,
    Type.PEOPLE: rows.people,
    Type.BUDGET: rows.budget,
    Type.CONSENT: rows.consent,
}

_WHOLE: dict[str, Callable[[Asked, Any], None]] = {
    Type.SHORT: texts.long_enough,
    Type.LONG: texts.long_enough,
    Type.PEOPLE: rows.whole_people,
    Type.BUDGET: rows.whole_budget,
}
"""What is asked of an answer that is to be sent, and not while it is being written."""


def read(question: Asked, data: Any, name: str) -> Any:
    """The raw answer in a posted form: a list for several choices, rows for people and budgets, else text.

    Composite answers come either as JSON in the field of the question's name (the script) or in fields of their own.
    """
    if question.type == Type.SEVERAL:
        return data.getlist(name)
    if question.type == Type.PEOPLE:
        return rows.read_people(data, name)
    if question.type == Type.BUDGET:
        return rows.read_budget(data, name)
    if question.type == Type.REGION:
        return data.get(f"{name}-other", "").strip() or data.get(name, "")
    return data.get(name, "")


def clean(question: Asked, raw: Any, *, complete: bool = False) -> Any:
    """The JSON value of a raw answer, None where there is none. `complete` also asks for what is required.

    Raises Problem. A value that came out once goes in again unchanged.
    """
    value = _CLEANERS[str(question.type)](question, raw)
    if not complete:
        return value
    if blank(value):
        if question.required:
            raise Problem("missing", _("This answer is still missing."))
    elif whole := _WHOLE.get(str(question.type)):
        whole(question, value)
    return value


def as_typed(raw: Any, depth: int = 0) -> Any:
    """What does not fit its question, kept as it was typed within reason, so that it can be put right later."""
    if isinstance(raw, Mapping) and depth < 3:
        return {str(name)[:40]: as_typed(value, depth + 1) for name, value in list(raw.items())[:12]}
    if isinstance(raw, list | tuple) and depth < 3:
        return [as_typed(one, depth + 1) for one in raw[:100]]
    return str(raw if raw is not None else "").replace("\0", "")[: LONGEST_KEPT if depth == 0 else 200]


def repeats(question: Asked, raw: Any, before: Any) -> bool:
    """Whether the raw answer only says again what is kept already, though cleaning it would make something newer."""
    return question.type == Type.CONSENT and rows.agreed_already(raw, before)


def shown(question: Any, answers: Mapping[int, Any]) -> bool:
    """Whether a question is asked at all, given the answers by question id so far."""
    if question.shown_if_id is None:
        return True
    return question.shown_if_value in chosen.marks(answers.get(question.shown_if_id))
