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


class Scope(TextChoices):
    """How much of what is given an assignment may change."""

    ANEW = "anew", _("deal anew what nobody has begun")
    TOP_UP = "top_up", _("only fill what is missing")


class RunState(TextChoices):
    """An assignment is worked out behind the page, proposed, and written when a coordinator accepts it."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being worked out")
    PROPOSED = "proposed", _("proposed")
    DONE = "done", _("done")
    REFUSED = "refused", _("could not be done")
    CANCELLED = "cancelled", _("cancelled")
    DISCARDED = "discarded", _("not taken")


R = RunState
RUN_MOVES: dict[str, set[str]] = {
    R.WAITING: {R.RUNNING, R.REFUSED, R.CANCELLED},
    R.RUNNING: {R.PROPOSED, R.WAITING, R.REFUSED, R.CANCELLED},
    R.PROPOSED: {R.DONE, R.DISCARDED},
    R.DONE: set(),
    R.REFUSED: set(),
    R.CANCELLED: set(),
    R.DISCARDED: set(),
}
UNFINISHED = (R.WAITING, R.RUNNING)


class Tie(TextChoices):
    """What is known of a conflict. One that was only found keeps the two apart until a coordinator has looked."""

    STANDS = "stands", _("conflict")
    WAITING = "waiting", _("to look at")
    DISMISSED = "dismissed", _("no conflict")


TIE_MOVES: dict[str, set[str]] = {
    Tie.WAITING: {Tie.STANDS, Tie.DISMISSED},
    Tie.STANDS: {Tie.DISMISSED},
    Tie.DISMISSED: {Tie.STANDS, Tie.WAITING},
}


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


class Cause(TextChoices):
    """Why the readers of an application talk about it."""

    APART = "apart", _("scores lie far apart")
    ASKED = "asked", _("a coordinator asked for it")
