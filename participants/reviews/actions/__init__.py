"""Writes of the room: the panel, conflicts, the assignment, the reading."""

from participants.reviews.actions.accepting import accept_run, assign, discard_run, is_good, worked_out
from participants.reviews.actions.assigning import (
    cancel_run,
    hear_of_run,
    keep_proposal,
    put_run_back,
    refuse_run,
    request_assignment,
    rework,
    take_run,
    tend_runs,
)
from participants.reviews.actions.discussing import amend_review, ask_for_discussion, remark
from participants.reviews.actions.inviting import add_reviewers
from participants.reviews.actions.panel import add_reviewer, edit_reviewer, remove_reviewer
from participants.reviews.actions.placing import add_review, doubts, move_review, pin, remove_review
from participants.reviews.actions.ranking import rank, work_out
from participants.reviews.actions.reading import declare_conflict, give_in, reopen_review, save_review, submit_review
from participants.reviews.actions.reminding import remind_reviewers
from participants.reviews.actions.round import close_round, edit_round, extend_round, open_round, reopen_round
from participants.reviews.actions.ties import add_conflict, confirm_conflict, dismiss_conflict, look_for_ties

__all__ = [
    "accept_run", "add_conflict", "add_review", "add_reviewer", "add_reviewers", "amend_review", "ask_for_discussion", "assign", "cancel_run", "close_round",
    "confirm_conflict", "declare_conflict", "discard_run", "dismiss_conflict", "doubts", "edit_reviewer", "edit_round",
    "extend_round", "give_in", "hear_of_run", "is_good", "keep_proposal", "look_for_ties", "move_review", "open_round", "pin",
    "put_run_back", "rank", "refuse_run", "remark", "remind_reviewers", "remove_review", "remove_reviewer", "reopen_review",
    "reopen_round", "request_assignment", "rework", "save_review", "submit_review", "take_run", "tend_runs", "work_out",
    "worked_out",
]  # fmt: skip
