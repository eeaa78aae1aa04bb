"""What pages of programmes and cohorts read."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from programmes.editions.models import Cohort, Programme


def with_cohorts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    return programmes.prefetch_related("cohorts").annotate(cohort_count=Count("cohorts"))


def phase_items(phases: Any) -> list[dict[str, Any]]:
    """Phases as the timeline component takes them."""
    return [{"text": str(phase.name), "start": phase.starts, "end": phase.ends} for phase in phases]


def phase_doors(cohort: Cohort) -> list[dict[str, Any]]:
    """The same for the desk: each phase leads to its form."""
    phases = list(cohort.phases.all())
    return [
        item | {"href": reverse("programmes:edit_phase", args=[*cohort.slugs, phase.pk])}
        for item, phase in zip(phase_items(phases), phases, strict=True)
    ]
