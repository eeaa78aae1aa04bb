"""From rows to the pure assignment and back: what is asked of it, what its answer says in codes and numbers."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from participants.applications.models import ApplicationQuerySet
from participants.reviews import affinity
from participants.reviews.affinity import Component
from participants.reviews.assignment import Assignment, Fairness, Problem
from participants.reviews.conflicts import Pair, bars
from participants.reviews.models import AssignmentRun as Run
from participants.reviews.models import Review, Reviewer
from participants.reviews.states import LIVE, Scope, State
from participants.reviews.wholes import Whole
from participants.stages.queries import in_stage
from programmes.calls.models import Stage

NEEDED = ("pk", "call_id", "applicant_id", "entered_by_id", "language", "discipline", "country", "state", "shared")


def under_review(stage: Stage) -> ApplicationQuerySet:
    """What the stage reads: received, not ruled out, not decided, moved on from the stage before."""
    return in_stage(stage)


@dataclass(frozen=True)
class Inputs:
    """Everything an assignment of a stage is worked out from, as it stands. `live` holds (application, reviewer) -> (state,
    pinned) of the reviews that count.
    """

    applications: list[affinity.Application]
    reviewers: list[affinity.Reviewer]
    conflicts: set[Pair]
    live: dict[Pair, tuple[str, bool]]

    @property
    def fingerprint(self) -> str:
        """Whether a proposal is still good. That a review which stays was begun or submitted meanwhile does not matter to it."""
        people = [(one.id, one.language, sorted(one.topics), one.country) for one in self.applications]
        panel = [(one.id, one.least, one.most, one.languages, sorted(one.topics)) for one in self.reviewers]
        given = sorted((pair, pinned) for pair, (_state, pinned) in self.live.items())
        return sha256(repr((people, panel, sorted(self.conflicts), given)).encode()).hexdigest()

    def problem(self, run: Run, *, each: int) -> Problem:
        """Begun and pinned reviews stay; for who only fills what is missing, all that are given."""
        stays = {pair for pair, (state, _pinned) in self.live.items() if state != State.ASSIGNED or run.scope == Scope.TOP_UP}
        pins = {pair for pair, (_state, pinned) in self.live.items() if pinned} | {(a, r) for a, r in run.keep}
        return Problem(
            applications=[replace(one, reviews=each) for one in self.applications],
            reviewers=self.reviewers,
            conflicts=self.conflicts,
            begun=stays,
            pins=pins - stays,
            ruled_out={(a, r) for a, r in run.bar},
            wholes=[
                Whole(frozenset(one["reviewers"]), one.get("topic", ""), one.get("language", ""), one["everyone"])
                for one in run.wholes
            ],
            weights={Component(name): weight for name, weight in run.weights.items()} or None,
            fairness=Fairness(run.mode),
        )


def inputs_of(stage: Stage) -> Inputs:
    """Applications under review against the active panel."""
    applications = list(under_review(stage).only(*NEEDED).order_by("pk"))
    reviewers = list(Reviewer.objects.filter(call=stage.call, active=True).order_by("pk"))
    ids = {row.pk for row in applications}
    rows = Review.objects.filter(stage=stage, state__in=LIVE).order_by("pk")
    live = rows.values_list("application_id", "reviewer_id", "state", "pinned", "trial")
    return Inputs(
        applications=[
            affinity.Application(
                id=row.pk,
                reviews=stage.reviews_each,
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
        # what a calibration round gave stays as if it were begun
        live={(a, r): (State.DRAFT if trial else state, pinned) for a, r, state, pinned, trial in live if a in ids},
    )


def plan_of(found: Assignment, inputs: Inputs) -> dict[str, Any]:
    """What would change: who is given what, with the fit, and what is taken back."""
    wanted = {(one.application, one.reviewer): one for one in found.pairs}
    return {
        "give": [[*pair, one.fit.total if one.fit else 0, str(one.source)] for pair, one in wanted.items() if pair not in inputs.live],
        "take": sorted([*pair] for pair, (state, _pinned) in inputs.live.items() if state == State.ASSIGNED and pair not in wanted),
    }  # fmt: skip


def report_of(found: Assignment, *, given: int, taken: int) -> dict[str, Any]:
    """The report as it is stored: rows by id, reasons by code."""
    figures = found.figures
    return {
        "figures": {
            "places": figures.places,
            "filled": figures.filled,
            "new": given,
            "taken": taken,
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
        "left_out": [[*pair] for pair in found.left_out],
    }
