"""States of a selection and outcomes of a decision."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PROPOSED = "proposed", _("in preparation")
    FROZEN = "frozen", _("frozen")
    PUBLISHED = "published", _("published")


MOVES = {
    State.PROPOSED: {State.FROZEN},
    State.FROZEN: {State.PROPOSED, State.PUBLISHED},
    State.PUBLISHED: set(),
}


class Verdict(TextChoices):
    ACCEPTED = "accepted", _("accepted")
    WAITLISTED = "waitlisted", _("waiting list")
    DECLINED = "declined", _("declined")
