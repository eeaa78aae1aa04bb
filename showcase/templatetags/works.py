"""`{% load works %}`: what pages of works say again and again."""

from typing import Any

from babel.lists import format_list
from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.lib.places import country_name
from incubator.templatetags.linked import linked_data
from incubator.web.phrases import in_a_row
from showcase.media import words
from showcase.media.models import Asset
from showcase.media.players import lines_of, made_of, shown_first
from showcase.works.models import Work
from showcase.works.states import Kind

register = template.Library()
register.simple_tag(linked_data)
KINDS = dict(Kind.choices)


@register.filter
def countries(codes: list[str]) -> str:
    return in_a_row(country_name(code) for code in codes)


@register.filter
def kind_line(work: Work) -> str:
    """Kind and extent: "Documentary · 26 min"."""
    kind = str(KINDS.get(work.kind, work.kind))
    extent = str(work.extent) or (_("%(minutes)s min") % {"minutes": work.minutes} if work.minutes else "")
    return " · ".join(part for part in (kind[:1].upper() + kind[1:], extent) if part)


@register.filter
def by_line(work: Work) -> str:
    """Who and from where: "Salif Ouédraogo, Burkina Faso"."""
    return in_a_row((work.byline, country_name(work.countries[0]) if work.countries else ""))


@register.filter
def names(people: list[str]) -> str:
    """ "A, B and C", as the reader's language joins them."""
    return format_list(people, locale=get_language() or "fr") if people else ""


@register.filter
def honour_place(one: Any) -> str:
    """City and country of a recognition."""
    return in_a_row((one.place, country_name(one.country) if one.country else ""))


@register.filter
def is_wide(asset: Asset | None) -> bool:
    """Whether a picture takes the whole width of a phone."""
    return asset is None or asset.ratio > 1.2


@register.filter
def wall_sizes(asset: Asset | None) -> str:
    """How wide a picture stands on the wall. A little less than it is on phones: a pixel-exact one costs twice the bytes."""
    ratio = asset.ratio if asset else 1.5
    return f"(max-width:46rem) {82 if is_wide(asset) else 41}vw, {max(8, round(ratio * 17))}rem"


@register.filter
def screen_sizes(asset: Asset) -> str:
    """How wide a work's first picture stands on its page. An upright one is as high as the window lets it, and no wider."""
    if is_wide(asset):
        return "(max-width:46rem) 82vw, (min-width:70rem) 1280px, 100vw"
    return f"(max-width:46rem) 60vw, {max(20, round(asset.ratio * 44))}rem"


@register.filter
def still_sizes(asset: Asset) -> str:
    """Stills stand in a row of one height, on phones a third of what they have on a desk."""
    return f"(max-width:46rem) {max(4, round(asset.ratio * 7))}rem, {max(8, round(asset.ratio * 17))}rem"


@register.filter
def watch_label(work: Work) -> str:
    """What one does with it."""
    if work.kind == Kind.MUSIC:
        return _("Listen")
    if work.kind in (Kind.PHOTOGRAPHY, Kind.ILLUSTRATION):
        return _("See the pictures")
    if work.kind in (Kind.CIVIC, Kind.DIGITAL, Kind.ENTERPRISE, Kind.VR):
        return _("Discover it")
    return _("Watch the film")


@register.filter
def cost(asset: Asset | None) -> str:
    """What playing it costs: "14 MB in 360p"; nothing where nothing is to play."""
    if asset is None:
        return ""
    if film := shown_first(asset):
        return _("%(weight)s in %(lines)sp") % {"weight": words.weight(film.size), "lines": lines_of(film)}
    sounds = made_of(asset, "sound-")
    return words.weight(sounds[0].size) if sounds else ""
