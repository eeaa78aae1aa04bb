"""Conditions of the call's own, on the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import queries
from programmes.calls.forms import ConditionForm
from programmes.calls.models import Call
from programmes.calls.views.shared import attempt, show, to


@guarded("programmes.edit_call", Call)
def condition(request: Request, call: Call, question: int | None = None) -> HttpResponse:
    """A new one, or one there is; its buttons save it, or take it away."""
    row = get_object_or_404(queries.conditions_of(call), pk=question) if question is not None else None
    form = ConditionForm(request.POST or None, question=row)
    if request.method == "POST" and row is not None and "remove" in request.POST:
        return _removed(request, call, row.pk)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        saved = attempt(
            form,
            lambda: (
                calls.edit_condition(row, by=request.user, **given)
                if row
                else calls.add_condition(call, by=request.user, **given)
            ),
        )
        if saved:
            messages.success(request, _("Saved."))
            return to(call, "desk_call_edit", anchor="conditions")
    return show(request, call, "condition", "desk_call_edit", form=form, condition=row)


def _removed(request: Request, call: Call, pk: int) -> HttpResponse:
    row = queries.conditions_of(call).get(pk=pk)
    try:
        calls.remove_question(row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to(call, "desk_condition", row.pk)
    messages.success(request, _("The condition is gone; answers given so far stay readable."))
    return to(call, "desk_call_edit", anchor="conditions")
