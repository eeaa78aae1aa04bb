"""Writes of the room: deciding, publishing, answers to offers."""

from participants.selection.actions.deciding import (
    decide,
    decide_many,
    decide_rest,
    edit_letters,
    freeze,
    open_selection,
    unfreeze,
)
from participants.selection.actions.notes import add_note, edit_note
from participants.selection.actions.offers import answer_offer, extend_reply, promote_next
from participants.selection.actions.publishing import publish

__all__ = [
    "add_note", "answer_offer", "decide", "decide_many", "decide_rest", "edit_letters", "edit_note", "extend_reply", "freeze",
    "open_selection", "promote_next", "publish", "unfreeze",
]  # fmt: skip
