"""Writes of the room: screening, moving on, taking that back."""

from participants.stages.actions.moving_on import move_on, undo
from participants.stages.actions.screening import rule_out, screen, screen_many

__all__ = ["move_on", "rule_out", "screen", "screen_many", "undo"]
