"""States of a review and of an assignment run."""

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


class Mode(TextChoices):
    """What the assignment makes best: the same words as the pure module's Fairness."""

    WORST_OFF = "worst_off", _("protect the worst-off")
    BEST_TOTAL = "best_total", _("best fit in total")


class RunState(TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    REFUSED = "refused", _("could not be done")


RUN_MOVES = {RunState.WAITING: {RunState.DONE, RunState.REFUSED}, RunState.DONE: set(), RunState.REFUSED: set()}


class RoundState(TextChoices):
    """A calibration round: everybody reads the same few first, then looks where they differ."""

    OPEN = "open", _("being read")
    CLOSED = "closed", _("over")


ROUND_MOVES = {RoundState.OPEN: {RoundState.CLOSED}, RoundState.CLOSED: {RoundState.OPEN}}


class Counting(TextChoices):
    """Whether the scores of a calibration round count in the ranking."""

    NEEDED = "needed", _("only where an application has too few other reviews")
    OUT = "out", _("never")
    ALL = "all", _("always")
