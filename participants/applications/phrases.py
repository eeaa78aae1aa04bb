"""What the ledger says of an application, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS = {
    "participants.claim_application": _("begun, and now with an address"),
    "participants.submit_application": _("sent"),
    "participants.edit_application": _("changed after sending"),
    "participants.withdraw_application": _("withdrawn"),
    "participants.expire_application": _("put away: the deadline passed"),
    "participants.review_application": _("put in review"),
    "participants.shortlist_application": _("shortlisted"),
    "participants.accept_application": _("accepted"),
    "participants.waitlist_application": _("put on the waiting list"),
    "participants.decline_application": _("declined"),
    "participants.confirm_application": _("place confirmed"),
    "participants.turn_down_application": _("place turned down"),
    "participants.exclude_application": _("marked as not eligible"),
    "participants.restore_application": _("back among the eligible"),
}


def said(verb: str) -> Any:
    """The verb in words; one that a higher room wrote and this one does not know is shown as it is."""
    return VERBS.get(verb, verb.rpartition(".")[2].replace("_", " "))
