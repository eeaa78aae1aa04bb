"""From rows to the pure assignment and back: what is asked of it, what its answer says in codes and numbers."""

from typing import Any

from participants.applications.models import ApplicationQuerySet
from participants.reviews import affinity
from participants.reviews.assignment import Assignment, Fairness, Problem
from participants.reviews.conflicts import bars
from participants.reviews.models import Review, Reviewer
from participants.reviews.states import State
from participants.stages.queries import in_stage
from programmes.calls.models import Stage

NEEDED = ("pk", "call_id", "applicant_id", "language", "discipline", "country", "state", "shared")


def under_review(stage: Stage) -> ApplicationQuerySet:
    """What the stage reads: received, not ruled out, not decided, moved on from the stage before."""
    return in_stage(stage)


def problem_of(stage: Stage, *, each: int, fairness: Fairness) -> Problem:
    """Applications under review against the active panel; begun and pinned reviews stay."""
    applications = list(under_review(stage).only(*NEEDED).order_by("pk"))
    reviewers = list(Reviewer.objects.filter(call=stage.call, active=True).order_by("pk"))
    kept = Review.objects.filter(stage=stage, application__in=under_review(stage).order_by().values("pk"))
    begun = set(kept.filter(state__in=[State.DRAFT, State.SUBMITTED]).values_list("application_id", "reviewer_id"))
    pins = set(kept.filter(state=State.ASSIGNED, pinned=True).values_list("application_id", "reviewer_id"))
    return Problem(
        applications=[
            affinity.Application(
                id=row.pk,
                reviews=each,
                language=row.language,
                topics=frozenset([row.discipline] if row.discipline else ()),
                country=row.country,
            )
            for row in applications
        ],
        reviewers=[
            affinity.Reviewer(
                id=row.pk, most=row.most, least=row.least, languages=tuple(row.languages), topics=frozenset(row.disciplines)
            )
            for row in reviewers
        ],
        conflicts=bars(stage.call, applications, reviewers),
        begun=begun,
        pins=pins,
        fairness=fairness,
    )


def report_of(found: Assignment, *, given: int) -> dict[str, Any]:
    """The report as it is stored: rows by id, reasons by code."""
    figures = found.figures
    return {
        "figures": {
            "places": figures.places,
            "filled": figures.filled,
            "new": given,
            "capacity": figures.capacity,
            "total": figures.total,
            "worst": figures.worst,
            "panels": figures.panels,
        },
        "shortfalls": [
            {
                "application": row.application,
                "wanted": row.wanted,
                "missing": row.missing,
                "reason": str(row.reason),
                "candidates": row.candidates,
                "barred": [[str(bar), count] for bar, count in row.barred],
            }
            for row in found.shortfalls
        ],
        "below": [
            {"reviewer": row.reviewer, "load": row.load, "least": row.least, "eligible": row.eligible, "reason": str(row.reason)}
            for row in found.below_minimum
        ],
        "warnings": [[one.application, one.reviewer, str(one.breaks)] for one in found.pairs if one.breaks],
    }
