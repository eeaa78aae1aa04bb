"""What a work needs before it may be shown, each point in words for its author."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from showcase.media.states import Kind as Media
from showcase.media.states import State as MediaState
from showcase.works.models import Work


@dataclass(frozen=True)
class Point:
    """`part` is the page where it is mended: "texts", "media", "credits". `waiting`: nothing to do but wait."""

    key: str
    text: Any
    done: bool
    part: str
    waiting: bool = False


def checklist(work: Work) -> list[Point]:
    """All points, in the order of the pages; two queries."""
    places = list(work.work_assets.select_related("asset"))
    assets = [place.asset for place in places]
    pictures = [asset for asset in assets if asset.kind == Media.IMAGE]
    cover = work.cover
    busy = [asset for asset in assets if asset.state not in (MediaState.READY, MediaState.FAILED)]
    return [
        Point("title", _("A title in at least one language"), bool(work.title), "texts"),
        Point("summary", _("One or two sentences that say what it is"), bool(work.summary), "texts"),
        Point("kind", _("Kind and year"), bool(work.kind and work.year), "texts"),
        Point("country", _("At least one country"), bool(work.countries), "texts"),
        Point("rights", _("What others may do with it"), bool(work.rights), "texts"),
        Point("credits", _("At least one name in the credits"), work.credits.exists(), "credits"),
        Point("cover", _("A cover picture"), cover is not None and cover.is_ready, "media",
              waiting=cover is not None and cover in busy),
        Point("alt", _("Words for each picture, for people who do not see it"),
              bool(pictures) and all(asset.alt for asset in pictures), "media"),
        Point("ready", _("All files prepared"), bool(assets) and not busy, "media", waiting=bool(busy)),
        Point("failed", _("No file that could not be used"),
              all(asset.state != MediaState.FAILED for asset in assets), "media"),
    ]  # fmt: skip


def missing(work: Work) -> list[Point]:
    return [point for point in checklist(work) if not point.done]
