"""How assets look: `{% load media %}`. Each tag reads `asset.renditions.all()`; prefetch it (queries.renditions)."""

from collections.abc import Iterable
from typing import Any

from django.template import Library, RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incubator.lib.places import language_name
from incubator.web.components import attrs
from incubator.web.html import format_html, format_html_join
from incubator.web.palette import ratio_class, tone_class
from showcase.media import players, turning, words
from showcase.media.models import Asset, Rendition
from showcase.media.states import Kind

register = Library()
STILLS = ("image-", "poster-")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
NOTHING = SafeString("")


def stills(asset: Asset) -> dict[str, list[Rendition]]:
    """Pictures by format, the smallest first."""
    found: dict[str, list[Rendition]] = {}
    for one in asset.renditions.all():
        if one.recipe.startswith(STILLS):
            found.setdefault(one.format, []).append(one)
    return found


@register.simple_tag(takes_context=True)
def picture(
    context: RequestContext, asset: Asset | None, *, sizes: str = "100vw", priority: bool = False, alt: str | None = None
) -> SafeString:
    """An asset's picture in the formats and widths there are; nothing where none is made yet (its tone stays).

    `sizes` as in HTML; `priority` for the one picture a page opens with. `alt=""` where the words beside it say the same.
    With the data saver on: a small one where `priority`, else a button that says what the picture costs.
    """
    if asset is None or not (found := stills(asset)):
        return NOTHING
    if context.get("data_saver"):
        small, image = _light(asset, found, alt, priority=priority)
        return image if priority else _asked(small, image)
    fallback = found.get("jpg") or found.get("webp") or found["avif"]
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((TYPES[form], _srcset(found[form]), sizes) for form in ("avif", "webp") if form in found),
    )
    image = _image(asset, fallback, fallback[0], alt, sizes, priority=priority)
    return format_html("<picture>{}{}</picture>", sources, image)


def light(asset: Asset, found: dict[str, list[Rendition]]) -> dict[str, Rendition]:
    """The small picture of the data saver by format; the smallest there is, where it was made before there was one."""
    made = {one.format: one for one in asset.renditions.all() if one.recipe == "light"}
    return made or {form: ones[0] for form, ones in found.items()}


def _light(asset: Asset, found: dict[str, list[Rendition]], alt: str | None, *, priority: bool) -> tuple[Rendition, SafeString]:
    made = light(asset, found)
    first = made.get("avif") or next(iter(made.values()))
    rest = made.get("webp") or made.get("jpg") or first
    source = NOTHING if rest is first else format_html('<source type="{}" srcset="{}">', TYPES[first.format], first.file.url)
    image = _image(asset, [rest], rest, alt, "", priority=priority)
    return first, format_html("<picture>{}{}</picture>", source, image)


def _srcset(ones: Iterable[Rendition]) -> str:
    return ", ".join(f"{one.file.url} {one.width}w" for one in ones)


def _image(asset: Asset, ones: list[Rendition], first: Rendition, alt: str | None, sizes: str, *, priority: bool) -> SafeString:
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}"{}>',
        first.file.url,
        attrs(srcset=_srcset(ones) if len(ones) > 1 else "", sizes=sizes if len(ones) > 1 else ""),
        asset.width or first.width,
        asset.height or first.height,
        players.words_for(asset, alt),
        attrs(fetchpriority="high") if priority else attrs(loading="lazy", decoding="async"),
    )


def _asked(small: Rendition, image: SafeString) -> SafeString:
    # A closed <details> keeps its lazy image unloaded, and needs no script to open.
    label = _("Show the picture (%(size)s)") % {"size": words.weight(small.size)}
    return format_html('<details class="later"><summary>{}</summary>{}</details>', label, image)


@register.simple_tag(takes_context=True)
def film(context: RequestContext, asset: Asset | None) -> SafeString:
    """A film to play here, with what goes with it: qualities by weight, captions, description, strip, transcript. Nothing of
    it is loaded before; its length and weight are said. A loop is silent."""
    saving = bool(context.get("data_saver"))
    found = stills(asset) if asset else {}
    if asset is not None and saving:
        found = {form: [one] for form, one in light(asset, found).items()}
    if asset is None or (shown := players.film(asset, found, saving=saving)) is None:
        return picture(context, asset, priority=True)
    return shown


@register.simple_tag(takes_context=True)
def link(context: RequestContext, asset: Asset) -> SafeString:
    """What lies elsewhere: its picture and where it leads; the host's own player only after a press (`js/media/film.js`)."""
    return players.link(asset, picture(context, asset, alt=""))


@register.simple_tag
def sound(asset: Asset | None, *, title: str = "") -> SafeString:
    """A sound with its waveform; its length and weight are said before it is played."""
    return players.sound(asset, title) if asset is not None else NOTHING


@register.simple_tag(takes_context=True)
def pages(context: RequestContext, asset: Asset | None) -> SafeString:
    """The first pages of a document, side by side; each leads to itself in full. With the data saver on: only their names."""
    sizes: dict[int, list[Rendition]] = {}
    for one in players.made_of(asset, "page-") if asset is not None else []:
        sizes.setdefault(int(one.recipe.split("-")[1]), []).append(one)
    rows = [_page(number, found, saving=bool(context.get("data_saver"))) for number, found in sorted(sizes.items())]
    return (
        format_html('<ol class="pages">{}</ol>', format_html_join("", "<li>{}</li>", ((row,) for row in rows)))
        if rows
        else NOTHING
    )


def _page(number: int, found: list[Rendition], *, saving: bool) -> SafeString:
    small, large = found[0], found[-1]
    said = _("Page %(number)s") % {"number": number}
    if saving:
        return format_html('<a href="{}">{} <small>{}</small></a>', large.file.url, said, words.weight(large.size))
    return format_html(
        '<a href="{}"><img src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async"></a>',
        large.file.url, small.file.url, small.width, small.height, said,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def exhibit(context: RequestContext, asset: Asset | None, *, sizes: str = "100vw", priority: bool = False) -> SafeString:
    """An asset as what it is: film, sound, pages of a document, model, picture; what is still being made shows its tone."""
    if asset is None:
        return NOTHING
    if asset.kind == Kind.LINK:
        return link(context, asset)
    if asset.kind == Kind.FILM or players.playable(asset, "loop-"):
        return film(context, asset)
    if asset.kind == Kind.SOUND:
        return sound(asset)
    if asset.kind == Kind.DOCUMENT:
        return pages(context, asset)
    if asset.kind == Kind.MODEL:
        return turning.model(asset, picture(context, asset, sizes=sizes, priority=priority))
    if asset.around:
        flat = picture(context, asset, sizes=sizes, priority=priority)
        return turning.still(asset, flat, saving=bool(context.get("data_saver")))
    return picture(context, asset, sizes=sizes, priority=priority)


@register.filter
def frame(asset: Asset | None) -> str:
    """Classes of an asset's proportion and placeholder tone: `<figure class="{{ asset|frame }}">`."""
    if asset is None:
        return f"{ratio_class(3, 2)} {tone_class('')}"
    return f"{ratio_class(asset.width or 3, asset.height or 2)} {tone_class(asset.tone)}"


@register.filter
def share_picture(asset: Asset | None) -> str:
    """Address of the JPEG that other sites show for a link (og:image): the largest one."""
    found: list[Any] = stills(asset).get("jpg", []) if asset else []
    return str(found[-1].file.url) if found else ""


@register.filter
def turns(asset: Asset | None) -> bool:
    """Whether it is turned or looked about in: the page then needs `js/media/press.js`."""
    return asset is not None and (asset.kind == Kind.MODEL or bool(asset.around))


@register.filter
def any_turns(assets: Iterable[Asset] | None) -> bool:
    return any(turns(asset) for asset in assets or ())


register.filter("weight", words.weight)
register.filter("length_of", words.length)
register.filter("media_reason", words.why)
register.filter("language_name", language_name)
