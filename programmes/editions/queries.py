"""What pages of programmes and cohorts read."""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from programmes.calls.models import Call
from programmes.editions.models import Cohort, Programme


def public_programmes() -> QuerySet[Programme]:
    """Public programmes with their organisation and, newest first, their cohorts."""
    cohorts = Prefetch("cohorts", Cohort.objects.order_by("-starts"))
    return Programme.objects.public().select_related("organisation").prefetch_related(cohorts)


def public_page(programme: Programme) -> dict[str, Any]:
    """Calls, cohorts with phases, and partners by kind; a query for each."""
    calls = Call.objects.public().filter(cohort__programme=programme).order_by("-closes")[:6]
    cohorts = programme.cohorts.prefetch_related("phases", "sites", "workshops__sites").order_by("-starts")
    return {
        "calls": list(calls),
        "cohorts": list(cohorts),
        "partnerships": list(programme.partnerships.select_related("partner")),
    }


def with_cohorts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    return programmes.prefetch_related("cohorts").annotate(cohort_count=Count("cohorts"))


def phase_items(phases: Any) -> list[dict[str, Any]]:
    """Phases as the timeline component takes them."""
    return [{"text": str(phase.name), "start": phase.starts, "end": phase.ends} for phase in phases]


