"""What every page of a cohort's desk carries: its tabs."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incubator.access.registry import PERMISSIONS, allowed
from incubator.home.registry import tabs
from incubator.web.components.navigation import desk_tabs

register = template.Library()


@register.simple_tag(takes_context=True)
def cohort_tabs(context: Any, cohort: Any) -> SafeString:
    """The tabs that rooms registered, those the person may open; the current one is marked."""
    request = context["request"]
    items: list[dict[str, Any]] = []
    for tab in tabs():
        if tab.permission and (tab.permission not in PERMISSIONS or not allowed(tab.permission, request.user, cohort)):
            continue
        try:
            href = reverse(tab.name, args=cohort.slugs)
        except NoReverseMatch:
            continue
        items.append({"text": str(tab.label), "href": href})
    here = max((item["href"] for item in items if request.path.startswith(item["href"])), key=len, default="")
    for item in items:
        item["current"] = item["href"] == here
    return desk_tabs(items, label=_("Cohort"), place=str(cohort))
