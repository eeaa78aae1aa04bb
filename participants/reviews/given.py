"""Who reads what: a stage's applications with their readers, and for one of them everybody who could read it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from incubator.accounts.models import User
from incubator.lib.folding import fold
from incubator.lib.shares import shares
from participants.applications.models import Application
from participants.reviews.actions.placing import Doubt, doubts
from participants.reviews.affinity import WEIGHTS, Component, affinity
from participants.reviews.affinity import Application as Wanted
from participants.reviews.affinity import Reviewer as Reader
from participants.reviews.conflicts import bars
from participants.reviews.explaining import explained
from participants.reviews.models import Review, Reviewer
from participants.reviews.problem import under_review
from participants.reviews.queries import active_panel, disciplines_of
from participants.reviews.states import LIVE
from participants.reviews.why import why
from programmes.calls.models import Stage

SHOWN = 40
"""Candidates shown for one application; a name finds the others."""


def given(stage: Stage, user: User) -> QuerySet[Application]:
    """What the stage reads with `readers`, how many live reviews it has there; the reviews are at hand as `of_stage`."""
    live = Q(reviews__stage=stage, reviews__state__in=LIVE)
    reviews = Review.objects.filter(stage=stage).select_related("reviewer__person").order_by("pk")
    rows = Application.objects.filter(pk__in=under_review(stage).order_by().values("pk")).not_of(user)
    rows = rows.annotate(readers=Count("reviews", filter=live)).prefetch_related(Prefetch("reviews", reviews, to_attr="of_stage"))
    return rows.only("reference", "title", "language", "discipline", "country", "call_id", "state", "applicant_id", "shared")


def narrowed(
    rows: QuerySet[Application], stage: Stage, *, words: str = "", reviewer: int | None = None, gaps: bool = False
) -> QuerySet[Application]:
    """Only those that a search finds, that one reviewer reads, that have fewer readers than wanted."""
    if words.strip():
        rows = rows.filter(Q(search__contains=fold(words)) | Q(reference__iexact=words.strip()))
    if reviewer is not None:
        reads = Review.objects.filter(stage=stage, reviewer=reviewer, state__in=LIVE).values("application")
        rows = rows.filter(pk__in=reads)
    return rows.filter(readers__lt=stage.reviews_each) if gaps else rows  # type: ignore[misc]  # counted by of_stage


@dataclass(frozen=True)
class Reading:
    """One review of an application with why this reader."""

    review: Review
    why: list[str]


def readings(reviews: Iterable[Review], labels: dict[str, str]) -> list[Reading]:
    return [Reading(review, why(review.reasons, labels)) for review in reviews]


@dataclass(frozen=True)
class Candidate:
    """Somebody of the panel who could read it: the fit (of 1,000) with its reasons, their load, what speaks against it."""

    reviewer: Reviewer
    fit: int
    why: list[str]
    load: int
    doubts: list[Doubt]

    @property
    def barred(self) -> bool:
        return any(doubt.bars for doubt in self.doubts)


def candidates(stage: Stage, application: Application, *, words: str = "") -> list[Candidate]:
    """The best of the panel for an application: without doubts first, then by fit; who may not read it stands last."""
    panel = list(active_panel(stage.call))
    loads = Counter(Review.objects.filter(stage=stage, state__in=LIVE).values_list("reviewer_id", flat=True))
    tied = bars(stage.call, [application], panel)
    had = set(Review.objects.filter(stage=stage, application=application).values_list("reviewer_id", flat=True))
    labels, points = dict(disciplines_of(stage.call)), shares({component: WEIGHTS[component] for component in Component})
    topics = frozenset([application.discipline] if application.discipline else ())
    wanted = Wanted(application.pk, 1, application.language, topics, application.country)
    found = []
    for one in panel:
        if one.pk in had or (words and fold(words) not in fold(one.person.name)):
            continue
        fit = affinity(wanted, Reader(one.pk, one.most, 0, tuple(one.languages), frozenset(one.disciplines)), points)
        against = doubts(stage, application, one, load=loads[one.pk], tied=(application.pk, one.pk) in tied, had=False)
        found.append(Candidate(one, fit.total, why(explained(fit), labels), loads[one.pk], against))
    return sorted(found, key=lambda row: (row.barred, len(row.doubts), -row.fit, row.load, row.reviewer.pk))[:SHOWN]
