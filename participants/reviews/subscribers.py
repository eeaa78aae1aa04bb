"""Errands of the room: an assignment is worked out. It can be cut short at any moment: nothing is written before its end."""

import logging
from typing import Any

from incubator.lib.accidents import repairing
from incubator.lib.errors import Refused
from participants.reviews import actions as reviews
from participants.reviews.models import AssignmentRun
from participants.reviews.problem import inputs_of
from programmes.calls.models import Stage

log = logging.getLogger(__name__)
READ, SOLVED = 2, 9
"""Of ten parts of the work: what is done once the rows are read, and once the best is found."""
PARTS = 10


class Stopped(Exception):
    """The assignment was cancelled, or given to another worker."""


class Pulse:
    """Says how far a run is; raises Stopped where nobody wants it any more."""

    def __init__(self, run: AssignmentRun) -> None:
        self.run = run

    def __call__(self, done: int) -> None:
        if not reviews.hear_of_run(self.run, done=done, total=PARTS):
            raise Stopped

    def solving(self, done: int, total: int) -> None:
        self(READ + (SOLVED - READ) * done // max(total, 1))


def run_assignment(payload: dict[str, Any]) -> None:
    """Work out an assignment that was asked for; what cannot be done is said on the run."""
    asked = AssignmentRun.objects.select_related("stage__call__cohort__programme", "by").filter(pk=payload["run"]).first()
    run = reviews.take_run(asked) if asked else None
    if run is None or asked is None:
        return
    run.stage = asked.stage
    try:
        with repairing(lambda: reviews.put_run_back(run), but=(Stopped, Refused)):
            _propose(run, Pulse(run))
    except Stopped:
        log.info("assignment %s is not wanted any more", run.pk)
    except Refused as why:
        reviews.refuse_run(run, reason=str(why))


def _propose(run: AssignmentRun, pulse: Pulse) -> None:
    pulse(0)
    reviews.look_for_ties(run.stage.call)
    pulse(1)
    inputs = inputs_of(run.stage)
    pulse(READ)
    found = reviews.worked_out(run, inputs, pulse.solving)
    pulse(SOLVED)
    run.total = PARTS
    reviews.keep_proposal(run, inputs, found)


def work_out_ranking(payload: dict[str, Any]) -> None:
    """Work out a large ranking behind its page."""
    stage = Stage.objects.filter(pk=payload["stage"]).first()
    if stage is not None:
        reviews.work_out(stage)
