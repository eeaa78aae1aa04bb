"""Writes of the room: the panel, the assignment, the reading."""

from participants.reviews.actions.assigning import assign, refuse_run, request_assignment
from participants.reviews.actions.panel import (
    add_conflict,
    add_review,
    add_reviewer,
    edit_reviewer,
    pin,
    remove_conflict,
    remove_review,
    remove_reviewer,
)
from participants.reviews.actions.reading import declare_conflict, give_in, reopen_review, save_review, submit_review

__all__ = [
    "add_conflict", "add_review", "add_reviewer", "assign", "declare_conflict", "edit_reviewer", "give_in", "pin", "refuse_run",
    "remove_conflict", "remove_review", "remove_reviewer", "reopen_review", "request_assignment", "save_review", "submit_review",
]  # fmt: skip
