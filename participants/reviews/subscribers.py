"""Errands of the room."""

from typing import Any

from incubator.lib.errors import Refused
from participants.reviews import actions as reviews
from participants.reviews.models import AssignmentRun


def run_assignment(payload: dict[str, Any]) -> None:
    """Run an assignment that was asked for; what cannot be done is said on the run."""
    run = AssignmentRun.objects.select_related("stage__call", "by").filter(pk=payload["run"]).first()
    if run is None:
        return
    try:
        reviews.assign(run.stage, by=run.by, run=run)
    except Refused as why:
        reviews.refuse_run(run, reason=str(why))
