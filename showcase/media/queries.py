"""Assets with all that showing them needs, in one query more."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from showcase.media.models import Asset, Rendition, Track
from showcase.media.states import Kind


def renditions(prefix: str = "") -> "Prefetch[Any]":
    """For `prefetch_related` on anything that has assets: `renditions("cover")`, `renditions("assets__asset")`."""
    path = f"{prefix}__renditions" if prefix else "renditions"
    return Prefetch(path, queryset=Rendition.objects.order_by("width", "pk"))


def shown(assets: "QuerySet[Asset]") -> "QuerySet[Asset]":
    return assets.select_related("stored").prefetch_related(renditions())


def with_renditions(assets: "Iterable[Asset | None]") -> None:
    """All that showing several assets needs: their renditions in one query, and what stands beside films and sounds in three."""
    known = list({id(asset): asset for asset in assets if asset is not None}.values())
    prefetch_related_objects(known, renditions())
    if playing := [asset for asset in known if asset.kind in (Kind.FILM, Kind.SOUND)]:
        prefetch_related_objects(playing, "tracks", "description", renditions("description"))


def track_of(asset: Asset, pk: int) -> Track | None:
    return asset.tracks.filter(pk=pk).first()
