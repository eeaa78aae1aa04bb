"""The desk's overview: who works with whom, how often."""

from django.http import HttpResponse
from django.shortcuts import render

from incubator.access import guarded
from incubator.web.http import Request
from incubator.web.paging import page
from mentoring.meetings import queries
from mentoring.mentors.pages import mentoring_tabs
from programmes.editions.models import Cohort


@guarded("mentoring.view_mentoring", Cohort)
def desk_mentorships(request: Request, cohort: Cohort) -> HttpResponse:
    rows = queries.of_cohort(cohort)
    quiet = list(queries.quiet(cohort))
    if request.GET.get("quiet"):
        rows = rows.filter(participation__in=[row.pk for row in quiet])
    context = {
        "cohort": cohort,
        "pages": mentoring_tabs(cohort, "desk_mentorships"),
        "mentorships": page(request, rows, order=("participation__person__name", "pk")),
        "quiet": quiet,
        "quiet_days": queries.QUIET_DAYS,
        "only_quiet": bool(request.GET.get("quiet")),
        "hours": queries.hours_logged(cohort),
    }
    return render(request, "mentoring/meetings/desk_mentorships.html", context)
