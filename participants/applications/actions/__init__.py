"""Writes on applications: drafts, sending, moves. Called as `applications.submit(application, by=user)`."""

from participants.applications.actions.drafts import Saved, attach, begin, claim, detach, let_in, may_attach, save_answers
from participants.applications.actions.extending import announce_extension, writers_of
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
from participants.applications.actions.opening import (
    attach_in_opening,
    close_opening,
    detach_in_opening,
    may_attach_in_opening,
    move_opening,
    open_again,
    open_all_again,
    save_in_opening,
    send_opening,
)
from participants.applications.actions.paper import attach_scan, enter_on_paper
from participants.applications.actions.reminding import leave_address, quieten, quieten_all, remind
from participants.applications.actions.sending import submit, withdraw

__all__ = [
    "Saved",
    "accept",
    "announce_extension",
    "attach",
    "attach_in_opening",
    "attach_scan",
    "begin",
    "claim",
    "close_opening",
    "confirm",
    "decline",
    "detach",
    "detach_in_opening",
    "enter_on_paper",
    "expire_drafts",
    "leave_address",
    "let_in",
    "mark_all_ineligible",
    "mark_ineligible",
    "may_attach",
    "may_attach_in_opening",
    "move_opening",
    "note_export",
    "open_again",
    "open_all_again",
    "put_in_review",
    "quieten",
    "quieten_all",
    "remind",
    "restore",
    "save_answers",
    "save_in_opening",
    "send_opening",
    "shortlist",
    "submit",
    "turn_down",
    "waitlist",
    "withdraw",
    "writers_of",
]  # fmt: skip
