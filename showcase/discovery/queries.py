"""Public addresses, without their language prefix."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import override

from incubator.organisations.models import Organisation
from incubator.web.texts import Texts
from programmes.calls.models import Call
from programmes.editions.models import Programme
from showcase.collections.models import Collection
from showcase.creators.models import Creator
from showcase.journal.models import Article, Issue
from showcase.media.components import share_picture
from showcase.media.models import Asset
from showcase.media.players import shown_first
from showcase.media.states import Kind
from showcase.works.models import Work, WorkAsset
from showcase.works.queries import with_renditions
from showcase.works.states import Place

AT_ONCE = 500
"""Works in one file of the map: five languages each, with all the others named, is about a megabyte and a half."""


@dataclass(frozen=True)
class Film:
    """What a map says of a film: `thumbnail` and `content` are paths of files, `seconds` its length."""

    thumbnail: str
    content: str
    seconds: int
    title: Texts
    text: Texts
    since: datetime


@dataclass(frozen=True)
class Address:
    """`path` begins after the language; `changed` where a day is known; `images` are paths of pictures on the page."""

    path: str
    changed: date | None = None
    images: tuple[str, ...] = ()
    film: Film | None = None


def _path(name: str, *args: object) -> str:
    with override("fr"):
        return reverse(name, args=args).removeprefix("/fr/")


def parts() -> int:
    """In how many files the works are listed: by ranges of their keys, so that no file costs more than another."""
    last = Work.objects.listed().order_by("-pk").values_list("pk", flat=True).first() or 0
    return -(-last // AT_ONCE)


def works(part: int) -> Iterator[Address]:
    """Works of the part, counted from 1, with their cover and the film that can be played. Four queries."""
    rows = Work.objects.listed().filter(pk__gt=(part - 1) * AT_ONCE, pk__lte=part * AT_ONCE).order_by("pk")
    found = list(rows.select_related("cover").only("slug", "title", "summary", "published", "embargo", "embargo_until", "cover"))
    films = _films(found)
    with_renditions([*(work.cover for work in found), *films.values()])
    before, after = _path("showcase:work", "SLUG").split("SLUG")
    for work in found:
        picture = share_picture(work.cover)
        yield Address(
            f"{before}{work.slug}{after}", work.published.date() if work.published else None,
            (picture,) if picture else (), _film(work, films.get(work.pk), picture),
        )  # fmt: skip


def _films(works: list[Work]) -> dict[int, Asset]:
    """The film of each work that may be played now."""
    places = WorkAsset.objects.filter(work__in=works, asset__kind=Kind.FILM, place__in=[Place.MAIN, Place.EXCERPT])
    kept = {work.pk for work in works if work.in_excerpt}
    found: dict[int, Asset] = {}
    for place in places.select_related("asset").order_by("order", "pk"):
        if place.place == Place.EXCERPT or place.work_id not in kept:
            found.setdefault(place.work_id, place.asset)
    return found


def _film(work: Work, asset: Asset | None, cover: str) -> Film | None:
    made = shown_first(asset) if asset else None
    thumbnail = (share_picture(asset) if asset else "") or cover
    if made is None or asset is None or not thumbnail or work.published is None:
        return None
    return Film(thumbnail, made.file.url, int(asset.seconds or 0), work.title, work.summary, work.published)


def pages() -> Iterator[Address]:
    """Everything public but the works."""
    newest = Work.objects.listed().aggregate(day=Max("published"))["day"]
    for name in ("showcase:home", "showcase:works"):
        yield Address(_path(name), newest.date() if newest else None)
    for name in (
        "showcase:creators",
        "showcase:collections",
        "showcase:journal",
        "programmes:programmes",
        "programmes:organisations",
        "programmes:calls",
    ):
        yield Address(_path(name))
    for slug in Programme.objects.public().values_list("slug", flat=True):
        yield Address(_path("programmes:programme", slug))
    for slug in Organisation.objects.public().values_list("slug", flat=True):
        yield Address(_path("programmes:organisation", slug))
    for call in Call.objects.public().filter(cohort__programme__listed=True).values_list("slug", flat=True):
        yield Address(_path("programmes:call", call))
    for slug in Creator.objects.public().values_list("slug", flat=True):
        yield Address(_path("showcase:creator", slug))
    for slug, day in Collection.objects.public().values_list("slug", "published"):
        yield Address(_path("showcase:collection", slug), day)
    for issue, day in Issue.objects.public().values_list("slug", "published"):
        yield Address(_path("showcase:issue", issue), day)
    articles = Article.objects.filter(issue__in=Issue.objects.public())
    for issue, article, day in articles.values_list("issue__slug", "slug", "issue__published"):
        yield Address(_path("showcase:article", issue, article), day)
