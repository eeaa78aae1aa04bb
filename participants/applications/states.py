"""States of an application and of the members of its team."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("in review")
    SHORTLISTED = "shortlisted", _("shortlisted")
    ACCEPTED = "accepted", _("accepted")
    WAITLISTED = "waitlisted", _("waiting list")
    DECLINED = "declined", _("declined")
    CONFIRMED = "confirmed", _("confirmed")
    TURNED_DOWN = "turned_down", _("turned down")
    WITHDRAWN = "withdrawn", _("withdrawn")
    INELIGIBLE = "ineligible", _("not eligible")
    EXPIRED = "expired", _("expired")


class Why(TextChoices):
    """Why sections of what was sent are open again."""

    MORE = "more", _("more information")
    SECOND = "second", _("second step")


S = State
MOVES = {
    S.DRAFT: {S.SUBMITTED, S.WITHDRAWN, S.EXPIRED},
    S.SUBMITTED: {S.IN_REVIEW, S.INELIGIBLE, S.ACCEPTED, S.WAITLISTED, S.DECLINED, S.WITHDRAWN},
    S.IN_REVIEW: {S.SHORTLISTED, S.ACCEPTED, S.WAITLISTED, S.DECLINED, S.WITHDRAWN},
    S.SHORTLISTED: {S.ACCEPTED, S.WAITLISTED, S.DECLINED, S.WITHDRAWN},
    S.ACCEPTED: {S.CONFIRMED, S.TURNED_DOWN, S.DECLINED, S.WITHDRAWN},
    S.WAITLISTED: {S.ACCEPTED, S.DECLINED, S.WITHDRAWN},
    S.DECLINED: set(),
    S.CONFIRMED: set(),
    S.TURNED_DOWN: set(),
    S.WITHDRAWN: set(),
    S.INELIGIBLE: {S.SUBMITTED},
    S.EXPIRED: {S.DRAFT, S.SUBMITTED},
}
SENT = (
    S.SUBMITTED,
    S.IN_REVIEW,
    S.SHORTLISTED,
    S.ACCEPTED,
    S.WAITLISTED,
    S.DECLINED,
    S.CONFIRMED,
    S.TURNED_DOWN,
    S.INELIGIBLE,
)
UNDER_REVIEW = (S.SUBMITTED, S.IN_REVIEW, S.SHORTLISTED)
EDITABLE = (S.DRAFT, S.SUBMITTED)
UNSENT = (S.DRAFT, S.EXPIRED)


class Audience(TextChoices):
    """Whom a mailing goes to."""

    LIST = "list", _("who is on the list")
    TICKED = "ticked", _("who was ticked")
    DRAFTS = "drafts", _("who has a draft")


class MailingState(TextChoices):
    DRAFT = "draft", _("draft")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    STOPPED = "stopped", _("stopped")


class ExportKind(TextChoices):
    XLSX = "xlsx", _("spreadsheet (XLSX)")
    ZIP = "zip", _("files (ZIP)")


class ExportState(TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("in the making")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")


MAILING_MOVES: dict[str, set[str]] = {
    MailingState.DRAFT: {MailingState.SENDING},
    MailingState.SENDING: {MailingState.SENT, MailingState.STOPPED},
    MailingState.SENT: {MailingState.STOPPED},
    MailingState.STOPPED: set(),
}
EXPORT_MOVES: dict[str, set[str]] = {
    ExportState.WAITING: {ExportState.RUNNING, ExportState.CANCELLED, ExportState.FAILED},
    ExportState.RUNNING: {ExportState.READY, ExportState.WAITING, ExportState.FAILED, ExportState.CANCELLED},
    ExportState.READY: {ExportState.EXPIRED},
    ExportState.FAILED: set(),
    ExportState.CANCELLED: set(),
    ExportState.EXPIRED: set(),
}
UNFINISHED = (ExportState.WAITING, ExportState.RUNNING)


class MemberState(TextChoices):
    INVITED = "invited", pgettext_lazy("team", "asked, has not answered")
    CONFIRMED = "confirmed", pgettext_lazy("team", "in the team")
    DECLINED = "declined", pgettext_lazy("team", "said no")
    LEFT = "left", pgettext_lazy("team", "left the team")
    REMOVED = "removed", pgettext_lazy("team", "taken out of the team")


class Edits(TextChoices):
    """What a member may change in the form."""

    ALL = "all", pgettext_lazy("team", "everything")
    SOME = "some", pgettext_lazy("team", "some sections")
    NONE = "none", pgettext_lazy("team", "nothing, only read")


M = MemberState
MEMBER_MOVES = {
    M.INVITED: {M.CONFIRMED, M.DECLINED, M.REMOVED},
    M.CONFIRMED: {M.LEFT, M.REMOVED},
    M.DECLINED: {M.INVITED},
    M.LEFT: {M.INVITED},
    M.REMOVED: {M.INVITED},
}
COUNTED = (M.INVITED, M.CONFIRMED)
"""Who takes one of the team's places."""
JOINABLE = (S.DRAFT, *UNDER_REVIEW)
"""Applications whose team one may still join: nobody has decided on them."""
CHANGEABLE = (*JOINABLE, S.WAITLISTED, S.ACCEPTED)
"""Applications whose team may still lose people and change its lead."""
