"""States and modes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MentorshipState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")


MENTORSHIP_MOVES = {
    MentorshipState.PROPOSED: {MentorshipState.ACTIVE, MentorshipState.ENDED},
    MentorshipState.ACTIVE: {MentorshipState.ENDED},
    MentorshipState.ENDED: set(),
}


class MeetingState(TextChoices):
    BOOKED = "booked", _("booked")
    HELD = "held", _("held")
    MISSED = "missed", _("missed")
    CANCELLED = "cancelled", _("cancelled")


MEETING_MOVES = {
    MeetingState.BOOKED: {MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED},
    MeetingState.HELD: set(),
    MeetingState.MISSED: {MeetingState.HELD},
    MeetingState.CANCELLED: set(),
}


class Mode(TextChoices):
    CALL = "call", _("call")
    VIDEO = "video", _("video")
    ROOM = "room", _("in person")
    CHAT = "chat", _("messages")
