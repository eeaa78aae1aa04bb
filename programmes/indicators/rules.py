"""Who sees and sets indicators."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates, edits

PERMISSIONS = register({"programmes.view_indicators": edits, "programmes.edit_indicator": coordinates})
