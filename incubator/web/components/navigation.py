"""Ways through the product: navigation, tabs, chips, pages, languages, preferences."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.web.components import attrs, checked
from incubator.web.components.marks import badge
from incubator.web.components.marks import icon as draw
from incubator.web.html import format_html, format_html_join

register = template.Library()

SHORT = {"ar": "ع"}
"""Short names of languages that are not their code in capitals."""

CODES = frozenset(code for code, _name in settings.LANGUAGES)
Items = Iterable[Mapping[str, Any]]


def in_language(path: str, code: str) -> str:
    """The same address in another language: the prefix alone differs, so nothing needs to be resolved."""
    prefix, slash, rest = path.removeprefix("/").partition("/")
    return f"/{code}{slash}{rest}" if prefix in CODES else path


@register.simple_tag
def url_if(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named route, or "" where no room has such a route (yet). `{% url_if "showcase:works" as works %}`"""
    try:
        return reverse(name, args=args, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def nav_link(context: RequestContext, name: str, text: str, *, icon: str = "", count: int = 0, exact: bool = False) -> SafeString:
    """A link to a named route, marked when one is on or below it, left out when there is none."""
    href = url_if(name)
    if not href:
        return SafeString("")
    path = context["request"].path if "request" in context else ""
    here = path == href or (not exact and path.startswith(href))
    current = attrs(aria_current="page" if path == href else "true") if here else ""
    return format_html('<a href="{}"{}>{}{}{}</a>', href, current, draw(icon) if icon else "", text, badge(count))


def _links(items: Items, component: str) -> SafeString:
    rows = []
    for item in items:
        checked(item, component, "text href", "count current")
        count = item.get("count")
        shown = (
            format_html("<span>{}</span>", number_format(count, use_l10n=True, force_grouping=True)) if count is not None else ""
        )
        rows.append((item["href"], attrs(aria_current="true" if item.get("current") else ""), item["text"], shown))
    return format_html_join("", '<a href="{}"{}>{}{}</a>', rows)


@register.simple_tag
def chips(items: Items, *, label: str) -> SafeString:
    """Filters as a row of chips; items: {text, href, count?, current?}. `{% chips kinds label=_("Disciplines") %}`"""
    return format_html('<nav class="chips" aria-label="{}">{}</nav>', label, _links(items, "chips"))


@register.simple_tag
def tabs(items: Items, *, label: str) -> SafeString:
    """Pages of one thing as tabs; items: {text, href, count?, current?}. `{% tabs pages label=_("Call") %}`"""
    return format_html('<nav class="subtabs" aria-label="{}">{}</nav>', label, _links(items, "tabs"))


@register.simple_tag
def desk_tabs(items: Items, *, label: str, place: str = "") -> SafeString:
    """The strip in the programme's accent under the masthead; items: {text, href, count?, current?}, place: the cohort's name."""
    said = format_html('<span class="place">{}</span>', place) if place else ""
    return format_html(
        '<div class="strip"><nav class="wrap" aria-label="{}">{}{}</nav></div>',
        label,
        said,
        _links(items, "desk_tabs"),
    )


@register.simple_tag
def menu(text: str, items: Items, *, icon: str = "down", end: bool = False) -> SafeString:
    """Further ways folded under a word; items: {text, href, current?, icon?}. `{% menu organisation.name others %}`"""
    rows = []
    for item in items:
        checked(item, "menu", "text href", "current icon")
        current = attrs(aria_current="true" if item.get("current") else "")
        rows.append((item["href"], current, draw(item["icon"]) if item.get("icon") else "", item["text"]))
    links = format_html_join("", '<li><a href="{}"{}>{}{}</a></li>', rows)
    about = format_html('<summary class="btn small">{}{}</summary>', text, draw(icon))
    return format_html('<details class="menu{}">{}<ul class="l">{}</ul></details>', " end" if end else "", about, links)


@register.simple_tag
def way_back(items: Items) -> SafeString:
    """The way back up; items: {text, href}, from the far to the near; the page itself is not among them."""
    rows = ((item["href"], item["text"]) for item in (checked(item, "way_back", "text href") for item in items))
    steps = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
    return format_html('<nav class="back" aria-label="{}"><ol>{}</ol></nav>', _("Way back"), steps)


@register.simple_tag
def pagination(page: Any) -> SafeString:
    """Before and after, with what is shown of how much; `page` is what `incubator.web.paging.page` gives."""
    if not (page.previous or page.next):
        return SafeString("")
    total = number_format(page.total, use_l10n=True, force_grouping=True)
    said = _("%(count)s and more") % {"count": total} if page.more_than_counted else _("%(count)s in all") % {"count": total}
    before = format_html(
        '<a class="btn small" href="{}" rel="prev">{}{}</a>',
        page.previous,
        draw("previous"),
        _("Previous page"),
    )
    after = format_html('<a class="btn small" href="{}" rel="next">{}{}</a>', page.next, _("Next page"), draw("next"))
    return format_html(
        '<nav class="pages" aria-label="{}"><p class="muted">{}</p>{}{}</nav>',
        _("Pages"), said, before if page.previous else "", after if page.next else "",
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def languages(context: RequestContext, *, long: bool = False) -> SafeString:
    """The same page in the other languages: short in the masthead, long in the footer."""
    path = context["request"].get_full_path() if "request" in context else "/"
    rows = []
    for code, name in settings.LANGUAGES:
        shown = name if long else SHORT.get(code, code.upper())
        more = attrs(aria_current="true" if code == get_language() else "", aria_label="" if long else name)
        rows.append((in_language(path, code), code, code, more, shown))
    links = format_html_join("", '<a href="{}" hreflang="{}" lang="{}"{}>{}</a>', rows)
    if long:
        return format_html('<p class="lang">{}</p>', links)
    return format_html('<nav class="lang" aria-label="{}">{}</nav>', _("Languages"), links)


@register.simple_tag(takes_context=True)
def alternates(context: RequestContext) -> SafeString:
    """`<link rel=alternate hreflang>` for every language, for the head of public pages."""
    if "request" not in context:
        return SafeString("")
    request = context["request"]
    rows = ((code, request.build_absolute_uri(in_language(request.path, code))) for code, _name in settings.LANGUAGES)
    return format_html_join("", '<link rel="alternate" hreflang="{}" href="{}">', rows)


@register.simple_tag(takes_context=True)
def preferences(context: RequestContext) -> SafeString:
    """Light or dark, full or frugal: kept in a cookie, by a form that needs neither account nor script."""
    url = url_if("incubator:preferences")
    if not url or "request" not in context:
        return SafeString("")
    theme, saver = context.get("theme", ""), bool(context.get("data_saver"))
    choices = (
        ("theme", "" if theme == "light" else "light", "sun", _("Light"), theme == "light"),
        ("theme", "" if theme == "dark" else "dark", "moon", _("Dark"), theme == "dark"),
        ("saver", "off" if saver else "on", "data", _("Data saver"), saver),
    )
    buttons = format_html_join(
        "", '<button name="{}" value="{}" aria-pressed="{}">{}{}</button>',
        ((name, value, "true" if on else "false", draw(icon), text) for name, value, icon, text, on in choices),
    )  # fmt: skip
    return format_html(
        '<form method="post" action="{}" class="prefs" aria-label="{}"><input type="hidden" name="next" value="{}">{}</form>',
        url, _("Display"), context["request"].get_full_path(), buttons,
    )  # fmt: skip
