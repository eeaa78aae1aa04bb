"""How many works there are under each value one can choose by; counted once for each change of the public pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from incubator.access.stamps import version
from incubator.organisations.states import State as OrganisationState
from incubator.web.paging import MOST_COUNTED
from programmes.editions.models import Programme
from showcase.works.indexing import FACETS
from showcase.works.models import Facet, Work
from showcase.works.states import Embargo, State

Counts = dict[str, dict[str, int]]
"""By filter and value."""


@dataclass(frozen=True)
class Catalogue:
    """Counts by value, those of `facets` by name and value; programmes by slug with their name per language.

    `until` is when they may be others though nobody did anything: at the end of the next embargo.
    """

    total: int
    kinds: dict[str, int]
    years: dict[int, int]
    facets: dict[str, dict[str, int]]
    programmes: dict[str, int]
    names: dict[str, Any]
    until: datetime

    @property
    def seconds(self) -> float:
        """How long what was counted may be kept."""
        return max((self.until - timezone.now()).total_seconds(), 0)


Rows = list[tuple[str, int, int, int]]
"""Kind, year and programme with how many works have them."""


def _count() -> Catalogue:
    """Everything that is on the walls, less what is kept back for a festival or stands under an organisation that is not
    approved: those are few, and the rest is counted along two indexes without a look at the works themselves."""
    shown = Work.objects.filter(state=State.PUBLISHED, listed=True)
    hidden = shown.filter(embargo=Embargo.HIDDEN, embargo_until__gt=timezone.now())
    programmes = {row[0]: row[1:] for row in Programme.objects.values_list("pk", "slug", "name", "organisation__state")}
    refused = [pk for pk, (_slug, _name, state) in programmes.items() if state != OrganisationState.APPROVED]
    kinds, years, under = Counter[str](), Counter[int](), Counter[int]()
    for sign, rows in ((1, _rows(shown)), (-1, _rows(hidden))):
        for kind, year, programme, many in rows:
            if programme not in refused:
                kinds[kind] += sign * many
                years[year] += sign * many
                under[programme] += sign * many
    found = {pk: many for pk, many in under.items() if many}
    return Catalogue(
        total=kinds.total(),
        kinds={kind: many for kind, many in sorted(kinds.items()) if many},
        years={year: many for year, many in sorted(years.items(), reverse=True) if many},
        facets=_less(_facets(Facet.objects.all()), _facets(Facet.objects.filter(_of(hidden, refused)))),
        programmes={programmes[pk][0]: many for pk, many in sorted(found.items(), key=lambda one: programmes[one[0]][0])},
        names={programmes[pk][0]: dict(programmes[pk][1]) for pk in found},
        until=_until(),
    )


def _rows(works: QuerySet[Work]) -> Rows:
    return list(works.order_by().values_list("kind", "year", "programme").annotate(many=Count("*")))


def _of(hidden: QuerySet[Work], refused: list[int]) -> Q:
    """Facets of works that are not shown for one of the two reasons."""
    kept_back = Q(work__in=hidden.values("pk"))
    return kept_back | Q(work__programme__in=refused) if refused else kept_back


def _facets(rows: QuerySet[Facet]) -> Counts:
    found: Counts = {name: {} for name in FACETS}
    for name, value, many in rows.order_by().values_list("name", "value").annotate(many=Count("*")).order_by("name", "value"):
        found.setdefault(name, {})[value] = many
    return found


def _less(counts: Counts, gone: Counts) -> Counts:
    """Without those, and without values that nothing is left of."""
    left = {name: {value: many - gone[name].get(value, 0) for value, many in values.items()} for name, values in counts.items()}
    return {name: {value: many for value, many in values.items() if many > 0} for name, values in left.items()}


def counts_in(rows: QuerySet[Work], wanted: Mapping[str, str], good_for: float, request: Any = None) -> Counts | None:
    """How many of what was found are under each value of each filter; None where more are found than anybody reads.

    Kept until something public changes, `good_for` seconds at most, for everyone who narrows the wall in the same way.
    """
    asked = "&".join(f"{name}={wanted[name]}" for name in sorted(wanted) if name != "order")
    key = f"works.counts:{version(request)}:{sha256(asked.encode()).hexdigest()[:32]}"
    known: Counts | str | None = cache.get(key)
    if known is None:
        known = _count_in(rows) or "too many"
        cache.set(key, known, good_for)
    return known if isinstance(known, dict) else None


def _count_in(rows: QuerySet[Work]) -> Counts | None:
    plain = rows.order_by().select_related(None).prefetch_related(None)
    found = list(plain.values_list("pk", "kind", "year", "programme__slug")[: MOST_COUNTED + 1])
    if len(found) > MOST_COUNTED:
        return None
    counts = _facets(Facet.objects.filter(work__in=[row[0] for row in found]))
    for place, name in enumerate(("kind", "year", "programme"), start=1):
        counts[name] = dict(Counter(str(row[place]) for row in found))
    return counts


def _until() -> datetime:
    """In an hour, or when an embargo ends before."""
    now = timezone.now()
    ends = Work.objects.filter(state=State.PUBLISHED, embargo=Embargo.HIDDEN, embargo_until__gt=now)
    end = ends.aggregate(first=Min("embargo_until"))["first"]
    latest = now + timedelta(hours=1)
    return min(end, latest) if end else latest


def catalogue(request: Any = None) -> Catalogue:
    """The counts as of the last public change; no query besides the stamp's where they are known."""
    key = f"works.catalogue:{version(request)}"
    found: Catalogue | None = cache.get(key)
    # By our clock, too: the cache's may go otherwise, and an embargo ends by ours.
    if found is None or not found.seconds:
        found = _count()
        cache.set(key, found, found.seconds)
    return found
