"""Reads of the room: which applications a stage reads, who moved on from it."""

from typing import Any

from participants.applications.models import Application, ApplicationQuerySet
from participants.applications.states import UNDER_REVIEW
from participants.stages.models import Passage
from programmes.calls.models import Stage


def before(stage: Stage) -> Stage | None:
    """The stage before it in its call."""
    earlier = [one for one in Stage.objects.filter(call_id=stage.call_id) if (one.order, one.pk) < (stage.order, stage.pk)]
    return earlier[-1] if earlier else None


def after(stage: Stage) -> list[Stage]:
    """The stages that come after it in its call, in order."""
    return [one for one in Stage.objects.filter(call_id=stage.call_id) if (one.order, one.pk) > (stage.order, stage.pk)]


def moved_on(stage: Stage) -> Any:
    """Ids of the applications that moved on from it, as a subquery."""
    return Passage.objects.filter(cut__stage=stage, cut__undone=None).order_by().values("application_id")


def in_stage(stage: Stage) -> ApplicationQuerySet:
    """What the stage reads: received, not ruled out, not decided, and moved on from the stage before it. The first reads all."""
    rows = Application.objects.filter(call_id=stage.call_id, state__in=UNDER_REVIEW)
    previous = before(stage)
    return rows.filter(pk__in=moved_on(previous)) if previous else rows
