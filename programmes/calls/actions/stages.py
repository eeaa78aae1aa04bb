"""The steps of a call's evaluation and their criteria."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import User
from incubator.audit.actions import action, locked
from incubator.lib.errors import Refused
from programmes.calls import rubrics, stage_starters
from programmes.calls.actions.copying import copy_stages
from programmes.calls.actions.rows import STEPS, changeable, fill, gone, in_use, next_place, put, told, write_order
from programmes.calls.models import Call, Criterion, Stage
from programmes.calls.states import MovesOn, StageKind

STAGE_FIELDS = (
    "name", "kind", "blind", "reviews_each", "guidance", "apart_from", "opens", "closes",
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


def _sensible(fields: dict[str, Any], row: Stage | None = None) -> None:
    """A rule names its number; an interview is never blind: people see each other."""
    rule = fields.get("moves_on", row.moves_on if row else MovesOn.BY_HAND)
    if rule == MovesOn.TOP and not fields.get("moves_on_count", row.moves_on_count if row else None):
        raise Refused(_("Say how many move on."))
    if rule == MovesOn.THRESHOLD and fields.get("moves_on_from", row.moves_on_from if row else None) is None:
        raise Refused(_("Say from which score on, from 0 to 100."))
    if fields.get("kind", row.kind if row else "") == StageKind.INTERVIEW:
        fields["blind"] = False


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
    _sensible(fields)
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
    _sensible(fields, row)
    if fields.get("kind", row.kind) != row.kind and in_use(row):
        raise Refused(_("Work has begun in this stage, so its kind stays."))
    if changed := put(row, fields, STAGE_FIELDS):
        told(call, "edit_stage", by=by, on=row, detail={"changed": changed})
    return row


def _put_in_order(rows: list[Stage]) -> None:
    """Write the stages' order. What comes before a stage in which work has begun stays before it, for that work rests on it."""
    now = list(Stage.objects.filter(call=rows[0].call_id))
    for stage in now:
        before = {one.pk for one in now[: now.index(stage)]}
        if before != {one.pk for one in rows[: rows.index(stage)]} and in_use(stage):
            said = _("Work has begun in “%(stage)s”, so what comes before it stays before it.")
            raise Refused(said % {"stage": stage})
    write_order(rows)


@action
def move_stage(stage: Stage, direction: str, *, by: User | None) -> Stage:
    """One place "up" or "down"; at the end nothing happens."""
    rows = list(Stage.objects.filter(call=stage.call_id))
    place = rows.index(stage) + STEPS[direction]
    return place_stage(stage, place, by=by) if 0 <= place < len(rows) else stage


@action
def place_stage(stage: Stage, place: int, *, by: User | None) -> Stage:
    """To a place (from 0) among the stages."""
    call = changeable(stage.call)
    others = list(Stage.objects.filter(call=call).exclude(pk=stage.pk))
    place = min(max(place, 0), len(others))
    _put_in_order([*others[:place], locked(stage), *others[place:]])
    told(call, "move_stage", by=by, on=stage, detail={"place": place})
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
    """Change a criterion. Its scale stays once scores were given on it; with another weight submitted reviews are counted anew."""
    call = changeable(criterion.stage.call)
    row = locked(criterion)
    _whole(fields, row)
    if in_use(row) and any(fields.get(name, getattr(row, name)) != getattr(row, name) for name in ("lowest", "highest")):
        raise Refused(_("Scores were given on this scale, so it stays as it is."))
    if changed := put(row, fields, CRITERION_FIELDS):
        told(call, "edit_criterion", by=by, on=row, detail={"changed": changed})
        if "weight" in changed:
            rubrics.recount(criterion.stage)
    return row


@action
def move_criterion(criterion: Criterion, direction: str, *, by: User | None) -> Criterion:
    """One place "up" or "down"; at the end nothing happens."""
    rows = list(Criterion.objects.asked().filter(stage_id=criterion.stage_id))
    place = rows.index(criterion) + STEPS[direction]
    return place_criterion(criterion, criterion.stage, place, by=by) if 0 <= place < len(rows) else criterion


@action
def place_criterion(criterion: Criterion, stage: Stage, place: int, *, by: User | None) -> Criterion:
    """To a place (from 0) among the criteria of a stage of the same call; into another stage only while nobody scored on it."""
    call = changeable(criterion.stage.call)
    row = locked(criterion)
    if stage.call_id != call.pk:
        raise Refused(_("This stage belongs to another call."))
    if stage.pk != row.stage_id:
        if in_use(row):
            raise Refused(_("Scores were given on this criterion, so it stays in its stage."))
        row.stage = stage
        row.save(update_fields=["stage"])
    others = list(Criterion.objects.filter(stage=stage).exclude(pk=row.pk).order_by("retired", "order", "pk"))
    place = min(max(place, 0), sum(not one.retired for one in others))
    write_order([*others[:place], row, *others[place:]])
    told(call, "move_criterion", by=by, on=row, detail={"place": place})
    return row


@action
def remove_criterion(criterion: Criterion, *, by: User | None) -> Criterion | None:
    """Gone where nobody scored on it; else scored no more, its scores readable and not counted: then it is returned."""
    call = changeable(criterion.stage.call)
    detail = {"name": str(criterion)}
    row = locked(criterion)
    if gone(criterion):
        told(call, "remove_criterion", by=by, detail=detail)
        return None
    if not Criterion.objects.asked().filter(stage_id=row.stage_id).exclude(pk=row.pk).exists():
        raise Refused(_("It is the only criterion that is scored. Add another one first."))
    put(row, {"retired": True}, ["retired"])
    told(call, "retire_criterion", by=by, on=row)
    rubrics.recount(row.stage)
    return row


@action
def restore_criterion(criterion: Criterion, *, by: User | None) -> Criterion:
    """Score again what is scored no more; what was scored on it counts again."""
    call = changeable(criterion.stage.call)
    row = locked(criterion)
    if put(row, {"retired": False}, ["retired"]):
        told(call, "restore_criterion", by=by, on=row)
        rubrics.recount(row.stage)
    return row


@action
def starter_stage(call: Call, *, by: User | None, kind: str = StageKind.PANEL) -> Stage:
    """A ready-made stage of that kind with its criteria, in five languages."""
    fields, criteria = stage_starters.of(kind)
    stage = add_stage(call, by=by, **fields)
    for one in criteria:
        add_criterion(stage, by=by, **one)
    return stage


@action
def take_stages(call: Call, source: Call, *, by: User | None) -> list[Stage]:
    """The stages and criteria of another call of the organisation, after those there are; without their dates."""
    row = changeable(call)
    if source.organisation_id != row.organisation_id or source.pk == row.pk:
        raise Refused(_("Choose another call of your organisation."))
    made = copy_stages(source, row)
    if not made:
        raise Refused(_("That call has no stages."))
    told(row, "take_stages", by=by, detail={"from": source.slug, "stages": len(made)})
    return made
