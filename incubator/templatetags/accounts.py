"""`{% load accounts %}`: what a browser calls itself, in words one recognises."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# Order matters: most browsers name others besides themselves.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"),
           ("Linux", "Linux"))  # fmt: skip


def _first(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in names if sign in agent), "")


@register.filter
def browser(agent: str) -> str:
    """ "Firefox, Android"; the beginning of what it says where it is none of the usual ones."""
    found = ", ".join(part for part in (_first(agent, BROWSERS), _first(agent, SYSTEMS)) if part)
    return found or agent[:60] or _("unknown browser")
