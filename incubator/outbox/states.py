"""States of what waits in the outbox."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PENDING = "pending", _("waiting to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed, will be tried again")
    ABANDONED = "abandoned", _("given up")


MOVES = {
    State.PENDING: {State.SENT, State.FAILED, State.ABANDONED},
    State.FAILED: {State.SENT, State.FAILED, State.ABANDONED, State.PENDING},
    State.ABANDONED: {State.PENDING},
    State.SENT: set(),
}
DUE = (State.PENDING, State.FAILED)
