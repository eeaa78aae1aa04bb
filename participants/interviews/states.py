"""States of an interview."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    INVITED = "invited", pgettext_lazy("interview", "invited to choose")
    PROPOSED = "proposed", pgettext_lazy("interview", "hour proposed")
    BOOKED = "booked", pgettext_lazy("interview", "hour agreed")
    HELD = "held", pgettext_lazy("interview", "held")
    MISSED = "missed", pgettext_lazy("interview", "missed")
    CANCELLED = "cancelled", pgettext_lazy("interview", "called off")


S = State
MOVES = {
    S.INVITED: {S.PROPOSED, S.BOOKED, S.CANCELLED},
    S.PROPOSED: {S.PROPOSED, S.INVITED, S.BOOKED, S.CANCELLED},
    S.BOOKED: {S.BOOKED, S.PROPOSED, S.INVITED, S.HELD, S.MISSED, S.CANCELLED},
    S.HELD: {S.MISSED},
    S.MISSED: {S.HELD, S.INVITED, S.PROPOSED},
    S.CANCELLED: {S.INVITED, S.PROPOSED},
}
WAITING = (S.INVITED, S.PROPOSED)
"""The candidate has still to answer."""
ANSWERABLE = (*WAITING, S.BOOKED)
