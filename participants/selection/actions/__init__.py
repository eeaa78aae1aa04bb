"""Writes of the room: deciding, publishing, answers to offers."""

from participants.selection.actions.composing import (
    accept_composition,
    cancel_composition,
    decided_mark,
    fail_composition,
    finish_composition,
    hear_of_composition,
    keep_finding,
    proposed,
    put_composition_back,
    request_composition,
    take_composition,
    tend_compositions,
)
from participants.selection.actions.deciding import decide, decide_many, decide_rest, open_selection
from participants.selection.actions.notes import add_note, edit_note
from participants.selection.actions.offers import (
    answer_for,
    answer_offer,
    extend_offer,
    extend_reply,
    lapse_offer,
    note_told,
    pass_on,
    promote_next,
    take_offer_back,
)
from participants.selection.actions.preparing import edit_feedback, edit_letters, freeze, sign, take_signature_back, unfreeze
from participants.selection.actions.publishing import publish
from participants.selection.actions.quotas import add_quota, change_quota, pin, remove_quota, replace_quotas
from participants.selection.actions.waiting import close_waiting, edit_offers, tend_offers

__all__ = [
    "accept_composition",
    "add_note",
    "add_quota",
    "answer_for",
    "answer_offer",
    "cancel_composition",
    "change_quota",
    "close_waiting",
    "decide",
    "decide_many",
    "decide_rest",
    "decided_mark",
    "edit_feedback",
    "edit_letters",
    "edit_note",
    "edit_offers",
    "extend_offer",
    "extend_reply",
    "fail_composition",
    "finish_composition",
    "freeze",
    "hear_of_composition",
    "keep_finding",
    "lapse_offer",
    "note_told",
    "open_selection",
    "pass_on",
    "pin",
    "promote_next",
    "proposed",
    "publish",
    "put_composition_back",
    "remove_quota",
    "replace_quotas",
    "request_composition",
    "sign",
    "take_composition",
    "take_offer_back",
    "take_signature_back",
    "tend_compositions",
    "tend_offers",
    "unfreeze",
]  # fmt: skip
