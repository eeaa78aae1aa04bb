"""Who enters partners."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates, edits

PERMISSIONS = register({"programmes.view_partners": edits, "programmes.edit_partner": coordinates})
