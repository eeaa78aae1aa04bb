"""The steps of a call's evaluation and their criteria."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import User
from incubator.audit.actions import action, locked
from incubator.lib.errors import Refused
from programmes.calls import starter
from programmes.calls.actions.rows import changeable, fill, gone, in_use, next_place, put, swap, told
from programmes.calls.models import Call, Criterion, Stage

STAGE_FIELDS = (
    "name", "kind", "blind", "reviews_each", "guidance", "opens", "closes",
    "moves_on", "moves_on_count", "moves_on_from", "moves_on_by",
)  # fmt: skip
CRITERION_FIELDS = ("name", "help", "low_end", "high_end", "weight", "lowest", "highest")


def _whole(fields: dict[str, Any], row: Criterion | None = None) -> None:
    lowest = fields.get("lowest", row.lowest if row else 1)
    highest = fields.get("highest", row.highest if row else 5)
    weight = fields.get("weight", row.weight if row else 1)
    if highest <= lowest:
        raise Refused(_("The highest score must be above the lowest."))
    if highest - lowest > 20:
        raise Refused(_("A scale has at most 21 steps: more cannot be told apart."))
    if weight < 1:
        raise Refused(_("A criterion weighs at least 1."))


def _window(fields: dict[str, Any], row: Stage | None = None) -> None:
    opens = fields.get("opens", row.opens if row else None)
    closes = fields.get("closes", row.closes if row else None)
    if opens and closes and closes <= opens:
        raise Refused(_("A stage must close after it opens."))


@action
def add_stage(call: Call, *, by: User | None, name: Any, **fields: Any) -> Stage:
    """A further step, after those there are; blind as the call says where nothing else is said."""
    row = changeable(call)
    _window(fields)
    stage = Stage(call=row, name=name, blind=row.blind, order=next_place(Stage.objects.filter(call=row)))
    fill(stage, fields, STAGE_FIELDS)
    stage.save()
    told(row, "add_stage", by=by, on=stage)
    return stage


@action
def edit_stage(stage: Stage, *, by: User | None, **fields: Any) -> Stage:
    call = changeable(stage.call)
    row = locked(stage)
    _window(fields, row)
    if changed := put(row, fields, STAGE_FIELDS):
        told(call, "edit_stage", by=by, on=row, detail={"changed": changed})
    return row


@action
def move_stage(stage: Stage, direction: str, *, by: User | None) -> Stage:
    call = changeable(stage.call)
    if swap(list(Stage.objects.filter(call=call)), stage, direction):
        told(call, "move_stage", by=by, on=stage, detail={"direction": direction})
    return stage


@action
def remove_stage(stage: Stage, *, by: User | None) -> None:
    """Only one in which nobody reviews yet."""
    call = changeable(stage.call)
    detail = {"name": str(stage)}
    if not gone(stage):
        raise Refused(_("Reviews belong to this stage, so it stays."))
    told(call, "remove_stage", by=by, detail=detail)


@action
def add_criterion(stage: Stage, *, by: User | None, name: Any, **fields: Any) -> Criterion:
    call = changeable(stage.call)
    _whole(fields)
    criterion = Criterion(stage=stage, name=name, order=next_place(Criterion.objects.filter(stage=stage)))
    fill(criterion, fields, CRITERION_FIELDS)
    criterion.save()
    told(call, "add_criterion", by=by, on=criterion)
    return criterion


@action
def edit_criterion(criterion: Criterion, *, by: User | None, **fields: Any) -> Criterion:
    """Change a criterion. Its scale stays as it is once scores were given on it."""
    call = changeable(criterion.stage.call)
    row = locked(criterion)
    _whole(fields, row)
    if in_use(row) and any(fields.get(name, getattr(row, name)) != getattr(row, name) for name in ("lowest", "highest")):
        raise Refused(_("Scores were given on this scale, so it stays as it is."))
    if changed := put(row, fields, CRITERION_FIELDS):
        told(call, "edit_criterion", by=by, on=row, detail={"changed": changed})
    return row


@action
def move_criterion(criterion: Criterion, direction: str, *, by: User | None) -> Criterion:
    call = changeable(criterion.stage.call)
    if swap(list(Criterion.objects.filter(stage_id=criterion.stage_id)), criterion, direction):
        told(call, "move_criterion", by=by, on=criterion, detail={"direction": direction})
    return criterion


@action
def remove_criterion(criterion: Criterion, *, by: User | None) -> None:
    """Only one on which no score was given."""
    call = changeable(criterion.stage.call)
    detail = {"name": str(criterion)}
    if not gone(criterion):
        raise Refused(_("Scores were given on this criterion, so it stays. Give it the weight 1 to make it count less."))
    told(call, "remove_criterion", by=by, detail=detail)


@action
def starter_stage(call: Call, *, by: User | None) -> Stage:
    """A reading panel with four weighted criteria, in five languages."""
    stage = add_stage(call, by=by, **starter.STAGE)
    for fields in starter.CRITERIA:
        add_criterion(stage, by=by, **fields)
    return stage
