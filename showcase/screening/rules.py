"""Who opens screening rooms: the organisation's editors."""

from incubator.access.registry import register
from incubator.organisations.rules import edits

PERMISSIONS = register({"showcase.view_screenings": edits, "showcase.edit_screening": edits})
