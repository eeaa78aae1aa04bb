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


class Promotion(TextChoices):
    """How a place that became free goes to somebody who waits."""

    CONFIRMED = "confirmed", _("when a coordinator confirms it")
    ITSELF = "itself", _("by itself, at once")


class Reply(TextChoices):
    """How an offer ended."""

    YES = "yes", _("takes the place")
    NO = "no", _("leaves the place")
    SILENT = "silent", _("no answer in time")
    TAKEN_BACK = "taken_back", _("offer taken back")


class Measure(TextChoices):
    """What a quota counts: the same words as the composer's."""

    PEOPLE = "people", _("people, together")
    EACH = "each", _("people of each one")
    DIFFERENT = "different", _("different ones")
    COST = "cost", _("cost of all")


class Sense(TextChoices):
    LEAST = "least", _("at least")
    MOST = "most", _("at most")
    EXACTLY = "exactly", _("exactly")


class Stay(TextChoices):
    IN = "in", _("in any case")
    OUT = "out", _("left out")


class RunState(TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("composing")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("could not be done")


RUN_MOVES = {
    RunState.WAITING: {RunState.RUNNING, RunState.CANCELLED, RunState.FAILED},
    RunState.RUNNING: {RunState.DONE, RunState.CANCELLED, RunState.FAILED},
    RunState.DONE: set(),
    RunState.CANCELLED: set(),
    RunState.FAILED: set(),
}
