"""Public addresses, without their language prefix."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import override

from programmes.calls.models import Call
from programmes.editions.models import Programme
from showcase.creators.models import Creator
from showcase.journal.models import Article, Issue
from showcase.works.models import Work

AT_ONCE = 500
"""Works in one file of the map: five languages each, with all the others named, is about a megabyte and a half."""


@dataclass(frozen=True)
class Address:
    """`path` begins after the language; `changed` where a day is known."""

    path: str
    changed: date | None = None


def _path(name: str, *args: object) -> str:
    with override("fr"):
        return reverse(name, args=args).removeprefix("/fr/")


def parts() -> int:
    """In how many files the works are listed: by ranges of their keys, so that no file costs more than another."""
    last = Work.objects.listed().order_by("-pk").values_list("pk", flat=True).first() or 0
    return -(-last // AT_ONCE)


def works(part: int) -> Iterator[Address]:
    """Works of the part, counted from 1."""
    rows = Work.objects.listed().filter(pk__gt=(part - 1) * AT_ONCE, pk__lte=part * AT_ONCE).order_by("pk")
    before, after = _path("showcase:work", "SLUG").split("SLUG")
    for slug, published in rows.values_list("slug", "published"):
        yield Address(f"{before}{slug}{after}", published.date() if published else None)


def pages() -> Iterator[Address]:
    """Everything public but the works."""
    newest = Work.objects.listed().aggregate(day=Max("published"))["day"]
    for name in ("showcase:home", "showcase:works"):
        yield Address(_path(name), newest.date() if newest else None)
    for name in ("showcase:creators", "showcase:journal", "programmes:programmes", "programmes:calls"):
        yield Address(_path(name))
    for slug in Programme.objects.public().values_list("slug", flat=True):
        yield Address(_path("programmes:programme", slug))
    for call in Call.objects.public().filter(cohort__programme__listed=True).values_list("slug", flat=True):
        yield Address(_path("programmes:call", call))
    for slug in Creator.objects.public().values_list("slug", flat=True):
        yield Address(_path("showcase:creator", slug))
    for issue, day in Issue.objects.public().values_list("slug", "published"):
        yield Address(_path("showcase:issue", issue), day)
    articles = Article.objects.filter(issue__in=Issue.objects.public())
    for issue, article, day in articles.values_list("issue__slug", "slug", "issue__published"):
        yield Address(_path("showcase:article", issue, article), day)
