"""The request as our views see it."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request after the middleware: who reads, how frugally, and whether htmx asks for a fragment."""

    user: Any
    htmx: HtmxDetails
    data_saver: bool
    reader_zone: str


def template(request: Any, page: str, fragment: str) -> str:
    """The page's template, or its partial `fragment` where htmx asks for that piece only."""
    return f"{page}#{fragment}" if getattr(request, "htmx", False) and not request.htmx.boosted else page
