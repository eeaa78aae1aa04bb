"""Who runs programmes and cohorts."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates, edits

PERMISSIONS = register(
    {
        "programmes.create_programme": coordinates,
        "programmes.view_programme": edits,
        "programmes.edit_programme": coordinates,
        "programmes.list_programme": edits,
        "programmes.create_cohort": coordinates,
        "programmes.view_cohort": edits,
        "programmes.edit_cohort": coordinates,
        "programmes.view_messages": coordinates,
    }
)
