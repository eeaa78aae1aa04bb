"""Indicators of a cohort on the desk."""

from functools import partial
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.csvsafe import stream
from incubator.web.acting import attempt, told
from incubator.web.arranging import rearranged
from incubator.web.http import Request
from programmes.editions.models import Cohort
from programmes.indicators import actions, queries
from programmes.indicators.forms import IndicatorForm
from programmes.indicators.models import Indicator


@guarded("programmes.view_indicators", Cohort)
def indicators(request: Request, cohort: Cohort) -> HttpResponse:
    rows = queries.figures(cohort)
    context = {"cohort": cohort, "rows": rows, "bars": queries.bars(rows)}
    return render(request, "programmes/indicators/indicators.html", context)


@guarded("programmes.view_indicators", Cohort)
def export(request: Request, cohort: Cohort) -> StreamingHttpResponse:
    head = [_("Indicator"), _("Figure"), _("Target"), _("Unit"), _("Source")]
    rows = (
        [str(row.indicator.name), row.actual, row.indicator.target, row.indicator.unit, row.source]
        for row in queries.figures(cohort)
    )
    answer = StreamingHttpResponse(stream(head, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{cohort.programme.slug}-{cohort.slug}-indicators.csv"'
    return answer


@require_POST
@guarded("programmes.edit_indicator", Indicator)
def show(request: Request, indicator: Indicator) -> HttpResponse:
    """On the public page as it stands today, or off it."""
    if request.POST.get("shown") == "1":
        told(
            request,
            partial(actions.declare, indicator, by=request.user),
            _("The figure stands on the public page, with today’s date."),
        )
    else:
        told(request, partial(actions.conceal, indicator, by=request.user), _("The figure is not public any more."))
    return redirect("programmes:desk_indicators", *indicator.cohort.slugs)


@require_POST
@guarded("programmes.edit_indicator", Cohort)
def order(request: Request, cohort: Cohort) -> HttpResponse:
    keys = rearranged([row.indicator.pk for row in queries.figures(cohort)], request.POST)
    told(request, partial(actions.arrange, cohort, keys, by=request.user))
    return redirect("programmes:desk_indicators", *cohort.slugs)


def _page(request: Request, form: Any, title: str, cohort: Cohort, *, removable: bool = False) -> HttpResponse:
    context = {"form": form, "title": title, "cohort": cohort, "removable": removable}
    return render(request, "programmes/editions/cohort_form.html", context, status=422 if form.errors else 200)


@guarded("programmes.edit_indicator", Cohort)
def new(request: Request, cohort: Cohort) -> HttpResponse:
    form = IndicatorForm(request.POST or None)
    if attempt(form, partial(actions.add, cohort, by=request.user)):
        return redirect("programmes:desk_indicators", *cohort.slugs)
    return _page(request, form, _("A new indicator"), cohort)


@guarded("programmes.edit_indicator", Indicator)
def edit(request: Request, indicator: Indicator) -> HttpResponse:
    cohort = indicator.cohort
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(actions.remove, indicator, by=request.user), _("Removed."))
        return redirect("programmes:desk_indicators", *cohort.slugs)
    form = IndicatorForm(request.POST or None, instance=indicator)
    if attempt(form, partial(actions.edit, indicator, by=request.user)):
        return redirect("programmes:desk_indicators", *cohort.slugs)
    return _page(request, form, str(indicator), cohort, removable=True)
