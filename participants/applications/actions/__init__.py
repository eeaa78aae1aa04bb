"""Writes on applications: drafts, sending, moves. Called as `applications.submit(application, by=user)`."""

from participants.applications.actions.drafts import Saved, attach, begin, claim, detach, let_in, may_attach, save_answers
from participants.applications.actions.emptying import empty, forget_drafts
from participants.applications.actions.exporting import (
    cancel_export,
    drop,
    fail_export,
    finish_export,
    forget_export,
    hear_of_export,
    part_of,
    put_export_back,
    request_export,
    room_for,
    start_next_export,
    take_export,
    tend_exports,
)
from participants.applications.actions.extending import announce_extension, writers_of
from participants.applications.actions.keeping import change_view, forget_view, keep_view
from participants.applications.actions.leading import offer_lead, pass_on, refuse_lead, take_back_lead, take_lead
from participants.applications.actions.mailing import (
    ask_for_batch,
    begin_mailing,
    forget_mailing,
    send_mailing,
    stop_mailing,
    write_batch,
    write_mailing,
)
from participants.applications.actions.moving import (
    accept,
    confirm,
    confirm_for,
    decide_all,
    decline,
    expire_drafts,
    lapse,
    mark_all_ineligible,
    mark_ineligible,
    note_export,
    put_all_in_review,
    put_in_review,
    restore,
    shortlist,
    take_place_back,
    turn_down,
    turn_down_for,
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
from participants.applications.actions.team import (
    edit_member,
    invite,
    join_team,
    leave_team,
    refuse_team,
    remind_member,
    remove_member,
)

__all__ = [
    "Saved", "accept", "announce_extension", "ask_for_batch", "attach", "attach_in_opening", "attach_scan", "begin",
    "begin_mailing", "cancel_export", "change_view", "claim", "close_opening", "confirm", "confirm_for", "decide_all", "decline",
    "detach", "detach_in_opening", "drop", "edit_member", "empty", "enter_on_paper", "expire_drafts", "fail_export", "finish_export",
    "forget_drafts", "forget_export", "forget_mailing", "forget_view", "hear_of_export", "invite", "join_team", "keep_view", "lapse",
    "leave_address", "leave_team", "let_in", "mark_all_ineligible", "mark_ineligible", "may_attach",
    "may_attach_in_opening", "move_opening", "note_export", "offer_lead", "open_again", "open_all_again", "part_of",
    "pass_on", "put_all_in_review", "put_export_back", "put_in_review", "quieten", "quieten_all", "refuse_lead",
    "refuse_team", "remind", "remind_member", "remove_member", "request_export", "restore", "room_for", "save_answers",
    "save_in_opening", "send_mailing", "send_opening", "shortlist", "start_next_export", "stop_mailing", "submit",
    "take_back_lead", "take_export", "take_lead", "take_place_back", "tend_exports", "turn_down", "turn_down_for",
    "waitlist", "withdraw", "write_batch", "write_mailing",
    "writers_of",
]  # fmt: skip
