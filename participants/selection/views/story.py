"""The story of a selection on a page, and its minutes on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incubator.access import guarded
from incubator.web.http import Request
from incubator.web.texts import CODES
from participants.selection.minutes import language_of, minutes
from participants.selection.story import story
from participants.selection.views.desk import selection_asked
from participants.selection.views.preparing import address, around
from programmes.editions.models import Cohort


@guarded("participants.manage_selection", Cohort)
@require_safe
def log(request: Request, cohort: Cohort) -> HttpResponse:
    """Who did what and when, from the opening to the last answer, the oldest first."""
    selection = selection_asked(request, cohort)
    context = around(cohort, selection) | {"lines": story(selection), "languages": list(CODES), "first": language_of(selection)}
    context["minutes"] = address("minutes", cohort, selection)
    return render(request, "participants/selection/log.html", context)


@guarded("participants.manage_selection", Cohort)
@require_safe
def paper(request: Request, cohort: Cohort) -> HttpResponse:
    """The PDF, in the cohort's language or in the one asked for."""
    selection = selection_asked(request, cohort)
    asked = request.GET.get("language", "")
    answer = HttpResponse(minutes(selection, asked if asked in CODES else language_of(selection)), "application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{selection.call.slug}.pdf"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
