"""What pages of programmes and cohorts read."""

from typing import Any

from django.db.models import Count, QuerySet

from programmes.editions.models import Programme


def with_cohorts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    return programmes.prefetch_related("cohorts").annotate(cohort_count=Count("cohorts"))


def phase_items(phases: Any) -> list[dict[str, Any]]:
    """Phases as the timeline component takes them."""
    return [{"text": str(phase.name), "start": phase.starts, "end": phase.ends} for phase in phases]
