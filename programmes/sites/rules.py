"""Who enters places."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates, edits

PERMISSIONS = register({"programmes.view_sites": edits, "programmes.edit_site": coordinates})
