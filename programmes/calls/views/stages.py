"""The editor of a call's evaluation: stages and their criteria."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import queries
from programmes.calls.actions.rows import STEPS
from programmes.calls.forms import CriterionForm, StageForm
from programmes.calls.models import Call, Stage
from programmes.calls.views.shared import attempt, show, to


def shares(stage: Stage) -> list[dict[str, Any]]:
    """Criteria with their share of the stage's weight, in whole percent, for bars."""
    criteria = list(stage.criteria.all())
    total = sum(criterion.weight for criterion in criteria) or 1
    return [{"criterion": criterion, "share": round(100 * criterion.weight / total), "of": total} for criterion in criteria]


@guarded("programmes.view_calls", Call)
def listing(request: Request, call: Call) -> HttpResponse:
    stages = [{"stage": stage, "criteria": shares(stage)} for stage in queries.stages_of(call)]
    return show(request, call, "stages", "desk_call_stages", stages=stages)


@guarded("programmes.edit_call", Call)
@require_POST
def starter(request: Request, call: Call) -> HttpResponse:
    calls.starter_stage(call, by=request.user)
    messages.success(request, _("A reading panel with four criteria is there. Change what you like."))
    return to(call, "desk_call_stages")


@guarded("programmes.edit_call", Call)
@require_POST
def move(request: Request, call: Call) -> HttpResponse:
    """`what` is "stage-7" or "criterion-3", `direction` "up" or "down"."""
    what, _dash, number = request.POST.get("what", "").partition("-")
    direction = request.POST.get("direction", "")
    if what not in ("stage", "criterion") or not number.isdigit() or direction not in STEPS:
        raise Http404
    if what == "stage":
        calls.move_stage(get_object_or_404(queries.stages_of(call), pk=number), direction, by=request.user)
    else:
        calls.move_criterion(get_object_or_404(queries.criteria_in(call), pk=number), direction, by=request.user)
    return to(call, "desk_call_stages", anchor=f"{what}-{number}")


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
    """A new criterion of `stage`, or `criterion` to change or remove."""
    row = get_object_or_404(queries.criteria_in(call), pk=criterion) if criterion else None
    of = row.stage if row else get_object_or_404(queries.stages_of(call), pk=stage)
    form = CriterionForm(request.POST or None, instance=row)
    if request.method == "POST" and row and "remove" in request.POST:
        return _removed(request, call, lambda: calls.remove_criterion(row, by=request.user))
    if request.method == "POST" and form.is_valid():
        given = form.fields_given()
        act = (lambda: calls.edit_criterion(row, by=request.user, **given)) if row else (lambda: calls.add_criterion(of, by=request.user, **given))  # fmt: skip
        if saved := attempt(form, act):
            return to(call, "desk_call_stages", anchor=f"criterion-{saved.pk}")
    return show(request, call, "criterion", "desk_call_stages", form=form, stage=of, criterion=row)


def _removed(request: Request, call: Call, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to(call, "desk_call_stages")
