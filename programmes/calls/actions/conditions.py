"""Conditions of the call's own: a question of its form with the answer that the rules want."""

from typing import Any

from incubator.accounts.models import User
from incubator.audit.actions import action
from programmes.calls import starter
from programmes.calls.actions.form import add_question, add_section, edit_question
from programmes.calls.actions.rows import changeable
from programmes.calls.models import Call, Question, Section
from programmes.calls.states import Type


@action
def add_condition(
    call: Call, *, by: User | None, label: Any, wanted: str = starter.YES, soft: bool = False, help: Any = None  # noqa: A002
) -> Question:  # fmt: skip
    """Ask a yes-or-no question in the form's first section; another answer than `wanted` stops, or flags where `soft`."""
    row = changeable(call)
    section = Section.objects.filter(call=row).first() or add_section(row, by=by, title=starter.CONDITIONS)
    return add_question(
        section, by=by, type=Type.CHOICE, label=label, help=help or {}, required=True, options=starter.YES_NO, wanted=wanted,
        wanted_soft=soft,
    )  # fmt: skip


@action
def edit_condition(question: Question, *, by: User | None, wanted: str, soft: bool, **texts: Any) -> Question:
    return edit_question(question, by=by, wanted=wanted, wanted_soft=soft, required=True, **texts)


@action
def drop_condition(question: Question, *, by: User | None) -> Question:
    """It is asked as before, but is no rule any more."""
    return edit_question(question, by=by, wanted="", wanted_soft=False)
