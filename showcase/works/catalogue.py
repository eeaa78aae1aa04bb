"""How many works there are under each value one can choose by; counted once for each change of the public pages."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from incubator.access.stamps import version
from showcase.works.models import Facet, Work
from showcase.works.states import Embargo, State

HOUR = 3600


@dataclass(frozen=True)
class Catalogue:
    """Counts by value; programmes by slug with their name per language."""

    total: int
    kinds: dict[str, int]
    disciplines: dict[str, int]
    years: dict[int, int]
    countries: dict[str, int]
    languages: dict[str, int]
    programmes: dict[str, int]
    names: dict[str, Any]


def _counts(rows: QuerySet[Any], field: str) -> dict[Any, int]:
    found = rows.order_by().values_list(field).annotate(many=Count("pk")).order_by(field)
    return {value: many for value, many in found if value not in ("", None)}


def _count() -> Catalogue:
    works = Work.objects.listed()
    facets = Facet.objects.filter(work__in=works)
    kinds = _counts(works, "kind")
    programmes = works.order_by().values_list("programme__slug", "programme__name").annotate(many=Count("pk"))
    rows = [(slug, name, many) for slug, name, many in programmes.order_by("programme__slug")]
    return Catalogue(
        total=sum(kinds.values()),
        kinds=kinds,
        disciplines=_counts(works, "discipline"),
        years=dict(sorted(_counts(works, "year").items(), reverse=True)),
        countries=_counts(facets.filter(name="country"), "value"),
        languages=_counts(facets.filter(name="language"), "value"),
        programmes={slug: many for slug, _name, many in rows},
        names={slug: dict(name) for slug, name, _many in rows},
    )


def _good_for() -> float:
    """Seconds until the counts may be others though nobody did anything: the next embargo's end, an hour at most."""
    now = timezone.now()
    ends = Work.objects.filter(state=State.PUBLISHED, embargo=Embargo.HIDDEN, embargo_until__gt=now)
    end = ends.aggregate(first=Min("embargo_until"))["first"]
    return min(HOUR, (end - now).total_seconds()) if end else HOUR


def catalogue(request: Any = None) -> Catalogue:
    """The counts as of the last public change; no query besides the stamp's where they are known."""
    key = f"works.catalogue:{version(request)}"
    found: Catalogue | None = cache.get(key)
    if found is None:
        found = _count()
        cache.set(key, found, _good_for())
    return found
