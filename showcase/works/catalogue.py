"""How many works there are under each value one can choose by; counted once for each change of the public pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from incubator.access.stamps import version
from incubator.web.paging import MOST_COUNTED
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


def _counts(rows: QuerySet[Any], field: str) -> dict[Any, int]:
    found = rows.order_by().values_list(field).annotate(many=Count("pk")).order_by(field)
    return {value: many for value, many in found if value not in ("", None)}


def _count() -> Catalogue:
    works = Work.objects.listed()
    kinds = _counts(works, "kind")
    programmes = works.order_by().values_list("programme__slug", "programme__name").annotate(many=Count("pk"))
    rows = [(slug, name, many) for slug, name, many in programmes.order_by("programme__slug")]
    return Catalogue(
        total=sum(kinds.values()),
        kinds=kinds,
        years=dict(sorted(_counts(works, "year").items(), reverse=True)),
        facets=_facets(Facet.objects.filter(work__in=works)),
        programmes={slug: many for slug, _name, many in rows},
        names={slug: dict(name) for slug, name, _many in rows},
        until=_until(),
    )


def _facets(rows: QuerySet[Facet]) -> Counts:
    found: Counts = {name: {} for name in FACETS}
    for name, value, many in rows.order_by().values_list("name", "value").annotate(many=Count("pk")).order_by("name", "value"):
        found.setdefault(name, {})[value] = many
    return found


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
