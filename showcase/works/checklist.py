"""What a work needs before it may be shown and before it is listed, and what a festival would still ask for; in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from showcase.media.models import Asset
from showcase.media.states import Kind as Media
from showcase.media.states import State as MediaState
from showcase.works.models import Work, WorkAsset
from showcase.works.states import Place

SHOWN, LISTED, FESTIVAL = "shown", "listed", "festival"
PRINT_EDGE = 1920
"""Pixels of the long side from which a still can be printed in a programme: 16 cm at 300 dpi."""
STILLS = 3
SYNOPSIS = range(300, 1501)
"""Characters of a synopsis that festivals take."""


@dataclass(frozen=True)
class Point:
    """`part` is the page where it is mended: "texts", "media", "credits". `level`: what it is needed for. `waiting`: nothing
    to do but wait."""

    key: str
    text: Any
    done: bool
    part: str
    level: str = SHOWN
    waiting: bool = False


def checklist(work: Work) -> list[Point]:
    """Points of all levels, in the order of the pages; two queries."""
    places = list(work.work_assets.select_related("asset__stored"))
    return [*_shown(work, places), *_listed(work, places), *_festival(work, places)]


def _busy(asset: Asset | None) -> bool:
    return asset is not None and asset.state not in (MediaState.READY, MediaState.FAILED)


def _shown(work: Work, places: list[WorkAsset]) -> list[Point]:
    assets = [place.asset for place in places]
    waits = any(_busy(asset) for asset in assets)
    pictures = [asset for asset in assets if asset.kind in (Media.IMAGE, Media.MODEL)]
    return [
        Point("title", _("A title in at least one language"), bool(work.title), "texts"),
        Point("summary", _("One or two sentences that say what it is"), bool(work.summary), "texts"),
        Point("kind", _("Kind and year"), bool(work.kind and work.year), "texts"),
        Point("country", _("At least one country"), bool(work.countries), "texts"),
        Point("rights", _("What others may do with it"), bool(work.rights), "texts"),
        Point("credits", _("At least one name in the credits"), work.credits.exists(), "credits"),
        Point("alt", _("Words for each picture, for people who do not see it"), all(one.alt for one in pictures), "media"),
        Point("ready", _("All files prepared"), not waits, "media", waiting=waits),
        Point("failed", _("No file that could not be used"),
              all(asset.state != MediaState.FAILED for asset in assets), "media"),
    ]  # fmt: skip


def _listed(work: Work, places: list[WorkAsset]) -> list[Point]:
    cover = work.cover
    return [
        Point("cover", _("A cover picture"), cover is not None and cover.is_ready, "media", LISTED, waiting=_busy(cover)),
        Point("play", _("Something to see, hear, read or try: a film, a sound, a PDF, a 3D model, pictures besides the cover, or a link"),
              bool(work.link) or any(_plays(work, place) for place in places), "media", LISTED),
    ]  # fmt: skip


def _plays(work: Work, place: WorkAsset) -> bool:
    """Whether people come for this file; one that is still being prepared counts."""
    if place.asset.state == MediaState.FAILED:
        return False
    return place.asset.kind != Media.IMAGE or place.asset_id != work.cover_id


def _festival(work: Work, places: list[WorkAsset]) -> list[Point]:
    large = [
        place for place in places
        if place.asset.kind == Media.IMAGE and max(place.asset.width or 0, place.asset.height or 0) >= PRINT_EDGE
    ]  # fmt: skip
    lengths = [len(text) for text in work.text.values() if text]
    moves = any(place.asset.kind == Media.FILM for place in places)
    points = [
        Point("synopsis", _("A synopsis of 300 to 1,500 signs in two languages"),
              sum(length in SYNOPSIS for length in lengths) >= 2, "texts", FESTIVAL),
        Point("print", _("Three stills that can be printed: 1,920 pixels or more"), len(large) >= STILLS, "media", FESTIVAL),
        Point("press", _("Pictures for the press, with who made them"),
              any(place.press and place.by for place in places), "media", FESTIVAL),
        Point("sheet", _("The facts of a technical sheet: length, languages, year, country"),
              bool((work.minutes or work.extent) and work.languages and work.countries), "texts", FESTIVAL),
        Point("excerpt", _("An excerpt or trailer"), any(one.place == Place.EXCERPT for one in places), "media", FESTIVAL),
        Point("statement", _("A word from the authors"), bool(work.statement), "texts", FESTIVAL),
        Point("contact", _("A creator with a public page, to be reached"),
              work.credits.filter(creator__listed=True).exists(), "credits", FESTIVAL),
    ]  # fmt: skip
    if moves:
        points.append(
            Point("subtitles", _("Subtitles in English or French"), bool({"en", "fr"} & {*work.subtitles}), "texts", FESTIVAL)
        )
    return points


def missing(work: Work) -> list[Point]:
    """What it lacks to be shown at all."""
    return [point for point in checklist(work) if point.level == SHOWN and not point.done]


def lacking_for_list(work: Work) -> list[Point]:
    """What it lacks to come on the walls, once it is shown."""
    return [point for point in checklist(work) if point.level == LISTED and not point.done]
