"""Writes of calls: `from programmes.calls import actions as calls` … `calls.publish(call, by=user)`."""

from programmes.calls.actions.conditions import add_condition, drop_condition, edit_condition
from programmes.calls.actions.copying import duplicate
from programmes.calls.actions.form import (
    add_question,
    add_section,
    edit_question,
    edit_section,
    move_question,
    move_section,
    remove_question,
    remove_section,
    restore_question,
    starter_questions,
)
from programmes.calls.actions.life import archive, close_now, create, edit, extend, mark_decided, publish
from programmes.calls.actions.passes import PassTaken, give_pass, revoke_pass, take_pass
from programmes.calls.actions.stages import (
    add_criterion,
    add_stage,
    edit_criterion,
    edit_stage,
    move_criterion,
    move_stage,
    remove_criterion,
    remove_stage,
    starter_stage,
)

__all__ = [
    "PassTaken",
    "add_condition",
    "add_criterion",
    "add_question",
    "add_section",
    "add_stage",
    "archive",
    "close_now",
    "create",
    "drop_condition",
    "duplicate",
    "edit",
    "edit_condition",
    "edit_criterion",
    "edit_question",
    "edit_section",
    "edit_stage",
    "extend",
    "give_pass",
    "mark_decided",
    "move_criterion",
    "move_question",
    "move_section",
    "move_stage",
    "publish",
    "remove_criterion",
    "remove_question",
    "remove_section",
    "remove_stage",
    "restore_question",
    "revoke_pass",
    "starter_questions",
    "starter_stage",
    "take_pass",
]
