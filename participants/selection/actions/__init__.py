"""Writes of the room: deciding, publishing, answers to offers."""

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
from participants.selection.actions.waiting import close_waiting, edit_offers, tend_offers

__all__ = [
    "add_note", "answer_for", "answer_offer", "close_waiting", "decide", "decide_many", "decide_rest", "edit_feedback",
    "edit_letters", "edit_note", "edit_offers", "extend_offer", "extend_reply", "freeze", "lapse_offer", "note_told",
    "open_selection", "pass_on", "promote_next", "publish", "sign", "take_offer_back", "take_signature_back", "tend_offers",
    "unfreeze",
]  # fmt: skip
