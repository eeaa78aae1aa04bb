"""Errands of the room: the composer at work. Cut short at any moment, it begins anew; what it found first is soon there again."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from incubator.lib.accidents import repairing
from participants.selection import actions as selections
from participants.selection.candidates import mark_of, problem_of
from participants.selection.compose_models import Composition
from participants.selection.composer import Cancelled
from participants.selection.composing import findings

HEARD_EVERY = 0.7  # seconds between two words of a worker
log = logging.getLogger(__name__)


def compose(payload: dict[str, Any]) -> None:
    """Compose what was asked for; the proposal can be looked at while the rest is worked out."""
    asked = Composition.objects.select_related("selection__call__cohort__programme").filter(pk=payload["run"]).first()
    run = selections.take_composition(asked) if asked else None
    if run is None or asked is None:
        return
    run.selection = asked.selection
    try:
        with repairing(lambda: selections.put_composition_back(run), but=(Cancelled,)):
            _compose(run)
    except Cancelled:
        log.info("composition %s is not wanted any more", run.pk)


def _compose(run: Composition) -> None:
    began = monotonic()
    problem = problem_of(run.selection, places=run.places, score_by=run.score_by)
    mark, solver = mark_of(problem), _solver()
    for found in findings(problem, _listening(run)):
        if not selections.keep_finding(run, found, mark=mark, solver=solver, seconds=monotonic() - began):
            raise Cancelled
    selections.finish_composition(run)


def _listening(run: Composition) -> Callable[[], bool]:
    heard = [monotonic()]

    def cancelled() -> bool:
        if monotonic() - heard[0] < HEARD_EVERY:
            return False
        heard[0] = monotonic()
        return not selections.hear_of_composition(run)

    return cancelled


def _solver() -> str:
    from importlib.metadata import version

    return f"OR-Tools {version('ortools')}"
