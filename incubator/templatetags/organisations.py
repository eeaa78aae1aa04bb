"""`{% load organisations %}`: where on the desk one is, and the organisation's tabs."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incubator.access.registry import PERMISSIONS, allowed
from incubator.home import registry
from incubator.organisations import queries
from incubator.web.components import attrs
from incubator.web.components.marks import icon
from incubator.web.components.navigation import desk_tabs
from incubator.web.html import format_html, format_html_join

register = template.Library()


def _here(context: Any) -> Any:
    """The organisation the page belongs to, by what its view gave."""
    for name in ("organisation", "cohort", "programme", "call"):
        if (row := context.get(name)) is not None:
            return getattr(row, "organisation", None)
    return None


@register.simple_tag(takes_context=True)
def organisation_switcher(context: Any) -> SafeString:
    """The organisation one works in, as a menu of all one works in. Nothing where there is one only."""
    request, here = context.get("request"), _here(context)
    if request is None or here is None or not request.user.is_authenticated:
        return SafeString("")
    if len(request.user.roles) < 2:
        return SafeString("")
    rows = (
        (reverse("incubator:desk_organisation", args=[one.slug]), attrs(aria_current="true" if one == here else ""), one)
        for one in queries.mine(request.user)
    )
    links = format_html_join("", '<li><a href="{}"{}>{}</a></li>', rows)
    return format_html(
        '<div class="where"><details><summary>{}{}</summary><ul class="l">{}<li><a href="{}">{}</a></li></ul></details></div>',
        here, icon("down"), links, reverse("incubator:desk"), _("All organisations"),
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def organisation_tabs(context: Any, organisation: Any) -> SafeString:
    """The tabs that rooms registered, those the person may open; the current one is marked."""
    request, items = context["request"], []
    for tab in registry.organisation_tabs():
        if tab.permission and (tab.permission not in PERMISSIONS or not allowed(tab.permission, request.user, organisation)):
            continue
        try:
            items.append({"text": str(tab.label), "href": reverse(tab.name, args=[organisation.slug])})
        except NoReverseMatch:
            continue
    here = max((item["href"] for item in items if request.path.startswith(item["href"])), key=len, default="")
    marked = [item | {"current": item["href"] == here} for item in items]
    return desk_tabs(marked, label=_("Organisation"), place=str(organisation))
