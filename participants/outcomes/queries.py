"""Reads of the room: outcomes of a cohort and their counts."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.outcomes.models import Outcome
from participants.outcomes.states import Kind, State
from participants.participations.models import Participation
from programmes.editions.models import Cohort


def outcomes_of(cohort: Cohort) -> QuerySet[Outcome]:
    rows = Outcome.objects.filter(participation__cohort=cohort)
    return rows.select_related("participation__person", "participation__cohort", "project", "verified_by")


def own_outcomes(participation: Participation) -> QuerySet[Outcome]:
    return Outcome.objects.filter(participation=participation).select_related("project")


def verified_counts(cohort: Cohort) -> dict[str, int]:
    """Verified outcomes by kind; kinds without any are nought."""
    rows = Outcome.objects.filter(participation__cohort=cohort, state=State.VERIFIED).order_by().values("kind")
    found: dict[Any, int] = {row["kind"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    return {kind: found.get(kind, 0) for kind in Kind.values}


def people_with(cohort: Cohort, kind: str) -> int:
    """How many people have at least one verified outcome of a kind: 47 of 60 counts people, not jobs."""
    rows = Outcome.objects.filter(participation__cohort=cohort, state=State.VERIFIED, kind=kind)
    return rows.order_by().values("participation").distinct().count()


def verified_count(cohort: Cohort, kind: str) -> int:
    return Outcome.objects.filter(participation__cohort=cohort, state=State.VERIFIED, kind=kind).count()


def state_chips(cohort: Cohort, chosen: str) -> list[dict[str, Any]]:
    """Filters by state with their counts."""
    rows = Outcome.objects.filter(participation__cohort=cohort).order_by().values("state")
    counts: dict[Any, int] = {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    chips = [{"text": str(_("all")), "href": "?", "count": sum(counts.values()), "current": not chosen}]
    for state, label in State.choices:
        chips.append({"text": str(label), "href": f"?state={state}", "count": counts.get(state, 0), "current": state == chosen})
    return chips
