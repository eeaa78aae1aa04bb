"""Who announces events."""

from incubator.access.registry import register
from incubator.organisations.rules import edits

PERMISSIONS = register({"programmes.view_events": edits, "programmes.edit_event": edits})
