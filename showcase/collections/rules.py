"""Who curates: the organisation's editors."""

from incubator.access.registry import register
from incubator.organisations.rules import edits

PERMISSIONS = register({"showcase.view_collections": edits, "showcase.edit_collection": edits})
