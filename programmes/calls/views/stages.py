"""The editor of a call's evaluation: stages and their criteria."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.numbers import key, whole
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import queries, rubrics
from programmes.calls.actions.rows import STEPS, in_use
from programmes.calls.forms import CriterionForm, StageForm
from programmes.calls.models import Call, Criterion, Stage
from programmes.calls.states import StageKind
from programmes.calls.usage import Effect
from programmes.calls.views.shared import attempt, show, to


def shares(stage: Stage) -> list[dict[str, Any]]:
    """Criteria that are scored with their share of the stage's weight, in whole percent, for bars."""
    criteria = [one for one in stage.criteria.all() if not one.retired]
    total = sum(criterion.weight for criterion in criteria) or 1
    return [{"criterion": criterion, "share": round(100 * criterion.weight / total), "of": total} for criterion in criteria]


@guarded("programmes.view_calls", Call)
def listing(request: Request, call: Call) -> HttpResponse:
    stages = [
        {"stage": stage, "criteria": shares(stage), "retired": [one for one in stage.criteria.all() if one.retired]}
        for stage in queries.stages_of(call)
    ]
    sources = queries.calls_with_stages(call)
    return show(request, call, "stages", "desk_call_stages", stages=stages, kinds=StageKind.choices, sources=sources)


@guarded("programmes.edit_call", Call)
@require_POST
def starter(request: Request, call: Call) -> HttpResponse:
    """A ready-made stage of a kind."""
    kind = request.POST.get("kind", StageKind.PANEL)
    if kind not in StageKind.values:
        raise Http404
    made = calls.starter_stage(call, by=request.user, kind=kind)
    messages.success(request, _("“%(stage)s” is there with its criteria. Change what you like.") % {"stage": made})
    return to(call, "desk_call_stages", anchor=f"stage-{made.pk}")


@guarded("programmes.edit_call", Call)
@require_POST
def take(request: Request, call: Call) -> HttpResponse:
    """The stages of another call."""
    source = get_object_or_404(queries.calls_with_stages(call), pk=key(request.POST.get("source")))
    try:
        calls.take_stages(call, source, by=request.user)
        messages.success(request, _("Taken over, without their dates. Change what you like."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to(call, "desk_call_stages")


@guarded("programmes.edit_call", Call)
@require_POST
def move(request: Request, call: Call) -> HttpResponse:
    """`what` is "stage-7" or "criterion-3". One step with `direction` "up" or "down", or to a `place` (from 0), a criterion
    also in another stage (`section`): so the script says where it was put down, and takes 204 for an answer.
    """
    what, _dash, said = request.POST.get("what", "").partition("-")
    number, direction, place = whole(said), request.POST.get("direction", ""), whole(request.POST.get("place"))
    if what not in ("stage", "criterion") or number is None or (direction not in STEPS and place is None):
        raise Http404
    try:
        _moved(request, call, what, number, direction, place)
    except Refused as refusal:
        if place is not None:
            return HttpResponse(str(refusal), status=409)
        messages.error(request, str(refusal))
    return HttpResponse(status=204) if place is not None else to(call, "desk_call_stages", anchor=f"{what}-{number}")


def _moved(request: Request, call: Call, what: str, number: int, direction: str, place: int | None) -> None:
    if what == "stage":
        row = get_object_or_404(queries.stages_of(call), pk=number)
        if place is not None:
            calls.place_stage(row, place, by=request.user)
        else:
            calls.move_stage(row, direction, by=request.user)
        return
    criterion = get_object_or_404(queries.criteria_in(call), pk=number)
    if place is None:
        calls.move_criterion(criterion, direction, by=request.user)
        return
    target = whole(request.POST.get("section"))
    stage = get_object_or_404(queries.stages_of(call), pk=criterion.stage_id if target is None else target)
    calls.place_criterion(criterion, stage, place, by=request.user)


@guarded("programmes.edit_call", Call)
def stage(request: Request, call: Call, stage: int = 0) -> HttpResponse:
    row = get_object_or_404(queries.stages_of(call), pk=stage) if stage else None
    form = StageForm(request.POST or None, instance=row, call=call)
    if request.method == "POST" and row and "remove" in request.POST:
        return _removed(request, call, lambda: calls.remove_stage(row, by=request.user))
    if request.method == "POST" and form.is_valid():
        given = form.fields_given()
        act = (lambda: calls.edit_stage(row, by=request.user, **given)) if row else (lambda: calls.add_stage(call, by=request.user, **given))  # fmt: skip
        if saved := attempt(form, act):
            return to(call, "desk_call_stages", anchor=f"stage-{saved.pk}")
    return show(request, call, "stage", "desk_call_stages", form=form, stage=row)


@guarded("programmes.edit_call", Call)
def criterion(request: Request, call: Call, stage: int = 0, criterion: int = 0) -> HttpResponse:
    """A new criterion of `stage`, or `criterion` to change or remove. What it does to reviews that are in is shown first."""
    row = get_object_or_404(queries.criteria_in(call), pk=criterion) if criterion else None
    of = row.stage if row else get_object_or_404(queries.stages_of(call), pk=stage)
    form = CriterionForm(request.POST or None, instance=row, stage=of)
    count = rubrics.submitted(of)
    removing = bool(row and "remove" in request.POST)
    effects: list[Effect] = []
    if request.method == "POST" and (removing or form.is_valid()):
        effects = _effects(row, {} if removing else form.fields_given(), count, removing=removing)
        if agreed(effects) in ("", request.POST.get("confirmed")):
            if removing and row:
                return _removed(request, call, lambda: calls.remove_criterion(row, by=request.user))
            given = form.fields_given()
            act = (lambda: calls.edit_criterion(row, by=request.user, **given)) if row else (lambda: calls.add_criterion(of, by=request.user, **given))  # fmt: skip
            if saved := attempt(form, act):
                return to(call, "desk_call_stages", anchor=f"criterion-{saved.pk}")
            effects = []
    context = {
        "form": form, "stage": of, "criterion": row, "effects": effects, "confirmed": agreed(effects), "removing": removing,
        "check": of.kind == StageKind.SCREENING, "count": count,
    }  # fmt: skip
    return show(request, call, "criterion", "desk_call_stages", **context)


def _effects(row: Criterion | None, given: dict[str, Any], count: int, *, removing: bool) -> list[Effect]:
    if removing and row is not None:
        return rubrics.dropped(count) if in_use(row) else []
    return rubrics.changed(row, given, count) if row else rubrics.added(count)


def agreed(found: list[Effect]) -> str:
    """What a coordinator says yes to: the effects by their codes, since figures grow while one reads."""
    return ",".join(sorted(effect.code for effect in found))


@guarded("programmes.edit_call", Call)
@require_POST
def restore(request: Request, call: Call, criterion: int) -> HttpResponse:
    calls.restore_criterion(get_object_or_404(queries.criteria_in(call), pk=criterion), by=request.user)
    return to(call, "desk_call_stages", anchor=f"criterion-{criterion}")


def _removed(request: Request, call: Call, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to(call, "desk_call_stages")
