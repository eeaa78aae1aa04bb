"""Who steps in when a place becomes free."""

from participants.applications.models import Application
from participants.selection.models import Decision, Selection
from participants.selection.queries import waiting_list


def next_in_line(selection: Selection, leaving: Application | None) -> Decision | None:
    """The one who waits and gets the place of `leaving`; of a place that nobody left, the first of the list."""
    return waiting_list(selection).select_related("application__applicant").first()
