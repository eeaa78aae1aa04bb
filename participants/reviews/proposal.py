"""A proposed assignment as its page shows it: each change with its reason, the loads before and after, the rules it obeys."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from incubator.lib.places import language_name
from incubator.lib.shares import shares
from participants.applications.models import Application
from participants.reviews.affinity import Application as Wanted
from participants.reviews.affinity import Component, affinity
from participants.reviews.affinity import Reviewer as Reader
from participants.reviews.explaining import explained
from participants.reviews.models import AssignmentRun, Review, Reviewer
from participants.reviews.queries import disciplines_of, names_of
from participants.reviews.states import LIVE
from participants.reviews.why import why

EACH_PAGE = 60
MOST_LOADS = 100


@dataclass(frozen=True)
class Change:
    """One review that would be given, or (`given` false) taken back. `kept`: it must come, a coordinator said."""

    application: Application
    reviewer: Reviewer
    given: bool
    kept: bool
    fit: int
    why: list[str]

    @property
    def pair(self) -> str:
        return f"{self.application.pk}-{self.reviewer.pk}"


@dataclass(frozen=True)
class Load:
    """A reviewer's reviews of the stage before and after."""

    reviewer: Reviewer
    before: int
    after: int


def loads(run: AssignmentRun) -> list[Load]:
    """Of the panel, those of most change first, MOST_LOADS of them."""
    given = Counter(pair[1] for pair in run.plan.get("give", ()))
    taken = Counter(pair[1] for pair in run.plan.get("take", ()))
    rows = Review.objects.filter(stage=run.stage_id, state__in=LIVE).values_list("reviewer_id", flat=True)
    have = Counter(rows)
    panel = Reviewer.objects.filter(call=run.stage.call, active=True).select_related("person").order_by("person__name", "pk")
    found = [Load(one, have[one.pk], have[one.pk] + given[one.pk] - taken[one.pk]) for one in panel]
    return sorted(found, key=lambda load: -abs(load.after - load.before))[:MOST_LOADS]


def changes(run: AssignmentRun, *, reviewer: int | None = None, page: int = 1) -> tuple[list[Change], int]:
    """One page of the changes, by application, and how many pages there are."""
    kept = {tuple(pair) for pair in run.keep}
    rows = [(a, r, fit, True) for a, r, fit, _source in run.plan.get("give", ())]
    rows += [(a, r, 0, False) for a, r in run.plan.get("take", ())]
    rows = sorted(row for row in rows if reviewer is None or row[1] == reviewer)
    pages = max(1, -(-len(rows) // EACH_PAGE))
    place = min(max(page, 1), pages) - 1
    shown = rows[place * EACH_PAGE : (place + 1) * EACH_PAGE]
    applications = Application.objects.only("reference", "title", "language", "discipline", "country").in_bulk(
        {row[0] for row in shown}
    )
    reviewers = {one.pk: one for one in Reviewer.objects.filter(pk__in={row[1] for row in shown}).select_related("person")}
    explain = _explainer(run)
    found = [
        Change(
            applications[a], reviewers[r], given, (a, r) in kept, fit,
            explain(applications[a], reviewers[r]) if given else [],
        )
        for a, r, fit, given in shown if a in applications and r in reviewers
    ]  # fmt: skip
    return found, pages


def _explainer(run: AssignmentRun) -> Any:
    labels = dict(disciplines_of(run.stage.call))
    points = shares({component: run.weights.get(component, 0) for component in Component})

    def explain(application: Application, reviewer: Reviewer) -> list[str]:
        topics = frozenset([application.discipline] if application.discipline else ())
        wanted = Wanted(application.pk, 1, application.language, topics, application.country)
        reader = Reader(reviewer.pk, reviewer.most, 0, tuple(reviewer.languages), frozenset(reviewer.disciplines))
        return why(explained(affinity(wanted, reader, points)), labels)

    return explain


def wholes_in_words(run: AssignmentRun) -> list[str]:
    """The rules by whole discipline or language."""
    if not run.wholes:
        return []
    labels = dict(disciplines_of(run.stage.call))
    names = names_of({pk for one in run.wholes for pk in one["reviewers"]})
    return [_whole(one, labels, names) for one in run.wholes]


def _whole(rule: Mapping[str, Any], labels: Mapping[str, str], names: Mapping[int, str]) -> str:
    what = labels.get(rule.get("topic", ""), rule.get("topic", "")) or language_name(rule.get("language", ""))
    who = ", ".join(sorted(names.get(pk, "–") for pk in rule["reviewers"]))
    said = (
        _("Everything in “%(what)s” is read by each of: %(who)s.")
        if rule["everyone"]
        else _("“%(what)s” is read only by: %(who)s.")
    )
    return said % {"what": what, "who": who}
