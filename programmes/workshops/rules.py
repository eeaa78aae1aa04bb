"""Who plans workshops, who sees sessions."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates, edits

PERMISSIONS = register(
    {
        "programmes.view_workshops": edits,
        "programmes.edit_workshop": coordinates,
        "programmes.edit_session": coordinates,
    }
)
