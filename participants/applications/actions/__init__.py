"""Writes on applications: drafts, sending, moves. Called as `applications.submit(application, by=user)`."""

from participants.applications.actions.drafts import Saved, attach, begin, claim, detach, let_in, may_attach, save_answers
from participants.applications.actions.moving import (
    accept,
    confirm,
    decline,
    expire_drafts,
    mark_all_ineligible,
    mark_ineligible,
    note_export,
    put_in_review,
    restore,
    shortlist,
    turn_down,
    waitlist,
)
from participants.applications.actions.sending import submit, withdraw

__all__ = [
    "Saved", "accept", "attach", "begin", "claim", "confirm", "decline", "detach", "expire_drafts", "let_in",
    "mark_all_ineligible", "mark_ineligible", "may_attach", "note_export", "put_in_review", "restore", "save_answers", "shortlist", "submit", "turn_down", "waitlist",
    "withdraw",
]  # fmt: skip
