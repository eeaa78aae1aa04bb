"""States of a review."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    ASSIGNED = "assigned", _("to read")
    DRAFT = "draft", _("begun")
    SUBMITTED = "submitted", _("submitted")
    RECUSED = "recused", _("handed back")


MOVES = {
    State.ASSIGNED: {State.DRAFT, State.SUBMITTED, State.RECUSED},
    State.DRAFT: {State.DRAFT, State.SUBMITTED, State.RECUSED},
    State.SUBMITTED: {State.DRAFT},
    State.RECUSED: set(),
}
OPEN = (State.ASSIGNED, State.DRAFT)
LIVE = (State.ASSIGNED, State.DRAFT, State.SUBMITTED)
