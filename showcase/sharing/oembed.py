"""The answer to who asks how to show a work inside another page (oembed.com, version 1.0)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from showcase.sharing.drawing import HEIGHT, WIDTH
from showcase.works import queries
from showcase.works.models import Work

WIDE = 640
FOOT = 76
"""Pixels under the picture: title, names, what playing costs."""
CACHED = 3600


def work_at(url: str) -> tuple[Work, str] | None:
    """The public work whose page that is, and the page's language; None where it is not one of ours."""
    asked, own = urlsplit(url), urlsplit(settings.SITE_URL)
    if asked.hostname != own.hostname or asked.port != own.port:
        return None
    language = asked.path.split("/")[1] if asked.path.count("/") > 1 else ""
    if language not in dict(settings.LANGUAGES):
        return None
    with override(language):
        try:
            match = resolve(asked.path)
        except Resolver404:
            return None
    if match.view_name not in ("showcase:work", "showcase:embed_work"):
        return None
    work = queries.public_work(match.kwargs["slug"])
    return (work, language) if work else None


def size(ratio: float, most_wide: int | None, most_high: int | None) -> tuple[int, int]:
    """Width and height of the frame: the picture's proportion and the foot, within both bounds."""
    wide = min(WIDE, most_wide or WIDE)
    high = round(wide / ratio) + FOOT
    if most_high and high > most_high:
        high = most_high
        wide = max(1, min(wide, round(max(1, most_high - FOOT) * ratio)))
    return wide, high


def answer(work: Work, language: str, *, most_wide: int | None = None, most_high: int | None = None) -> dict[str, Any]:
    ratio = work.cover.ratio if work.cover else 16 / 9
    wide, high = size(ratio, most_wide, most_high)
    with override(language):
        at = f"{settings.SITE_URL}{reverse('showcase:embed_work', args=[work.slug])}"
        card = f"{settings.SITE_URL}{reverse('showcase:work_card', args=[work.slug])}"
        title = str(work.title)
        said: dict[str, Any] = {
            "version": "1.0", "type": "rich", "title": title, "author_name": work.byline,
            "provider_name": _("Veillée"), "provider_url": f"{settings.SITE_URL}/", "cache_age": CACHED,
            "width": wide, "height": high, "html": frame(at, title, wide, high),
        }  # fmt: skip
    # A thumbnail, too, stays within what was asked for, or is left out.
    if (most_wide is None or most_wide >= WIDTH) and (most_high is None or most_high >= HEIGHT):
        said |= {"thumbnail_url": card, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}
    return said


def frame(address: str, title: str, wide: int, high: int) -> str:
    """The code for other pages: it brings no cookie and no script along."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" allowfullscreen '
        'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>',
        address, title, wide, high,
    )  # fmt: skip
