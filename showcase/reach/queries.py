"""Figures of a work, or of all works of somebody, over a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from incubator.accounts.models import User
from programmes.editions.models import Cohort
from showcase.reach.models import Tally
from showcase.reach.states import PLAYS, What
from showcase.works.models import Work

SPANS = {"month": 30, "year": 365, "all": 0}
"""Days back; 0 is since the beginning. More than a quarter is shown by month."""
BY_DAY = 92


@dataclass(frozen=True)
class Reach:
    """Sums by kind; views by step (a day, or the first of a month) without a gap; views by country, "" where unknown."""

    sums: dict[str, int]
    steps: list[tuple[date, int]]
    monthly: bool
    countries: list[tuple[str, int]]

    @property
    def plays(self) -> list[tuple[What, int]]:
        return [(what, self.sums.get(what, 0)) for what in PLAYS]


def since(span: str, today: date, rows: QuerySet[Tally]) -> date:
    back = SPANS[span]
    if back:
        return today - timedelta(days=back - 1)
    first = rows.aggregate(first=Min("day"))["first"]
    return first or today - timedelta(days=SPANS["month"] - 1)


def reach_of(work: Work, span: str, today: date) -> Reach:
    rows = Tally.objects.filter(work=work)
    start = since(span, today, rows)
    rows = rows.filter(day__gte=start)
    monthly = (today - start).days > BY_DAY
    views = rows.filter(what=What.VIEW)
    step = TruncMonth("day") if monthly else F("day")
    found = dict(views.annotate(step=step).order_by().values_list("step").annotate(many=Sum("many")))
    by_country = views.order_by().values_list("country").annotate(many=Sum("many")).order_by("-many", "country")
    return Reach(
        sums=dict(rows.order_by().values_list("what").annotate(many=Sum("many"))),
        steps=[(one, found.get(one, 0)) for one in _steps(start, today, monthly)],
        monthly=monthly,
        countries=list(by_country),
    )


def _steps(start: date, today: date, monthly: bool) -> Iterable[date]:
    one = start.replace(day=1) if monthly else start
    while one <= today:
        yield one
        one = (one.replace(day=28) + timedelta(days=4)).replace(day=1) if monthly else one + timedelta(days=1)


def is_public(slug: str) -> bool:
    return Work.objects.public().filter(slug=slug).exists()


def rows_of(work: Work) -> QuerySet[Tally]:
    """All that was counted, for the export."""
    return Tally.objects.filter(work=work).order_by("day", "what", "country")


def works_of(user: User) -> QuerySet[Work]:
    """Works a person has a part in, with what was counted in all."""
    own = Work.objects.filter(Q(proposed_by=user) | Q(project__members__person=user)).values("pk")
    rows = Work.objects.filter(pk__in=own).exclude(published=None).select_related("cover", "programme")

    def all_of(*what: str) -> Any:
        return Sum("tallies__many", filter=Q(tallies__what__in=what), default=0)

    return rows.annotate(views=all_of(What.VIEW), plays=all_of(What.BEGAN), kits=all_of(What.KIT)).order_by("-views", "pk")


def views_in(cohort: Cohort) -> int:
    """Views of a cohort's works in all."""
    rows = Tally.objects.filter(work__cohort=cohort, what=What.VIEW)
    return rows.aggregate(many=Sum("many", default=0))["many"]
