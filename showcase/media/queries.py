"""Assets with all that showing them needs, in one query more."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from showcase.media.models import Asset, Rendition


def renditions(prefix: str = "") -> "Prefetch[Any]":
    """For `prefetch_related` on anything that has assets: `renditions("cover")`, `renditions("assets__asset")`."""
    path = f"{prefix}__renditions" if prefix else "renditions"
    return Prefetch(path, queryset=Rendition.objects.order_by("width", "pk"))


def shown(assets: "QuerySet[Asset]") -> "QuerySet[Asset]":
    return assets.select_related("stored").prefetch_related(renditions())
