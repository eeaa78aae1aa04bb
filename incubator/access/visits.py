"""Who counts what is seen: a page that others count says so at its door, also where its answer was kept from before."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

Listener = Callable[[HttpRequest, dict[str, Any]], None]
_listeners: dict[str, list[Listener]] = {}
SEEN = (200, 304)


def on_visit(what: str, listener: Listener) -> None:
    """`listener(request, arguments of the route)` after each answer of pages whose door says `visit=what`."""
    _listeners.setdefault(what, []).append(listener)


def visited(what: str, request: HttpRequest, answer: HttpResponse, arguments: dict[str, Any]) -> None:
    if request.method == "GET" and answer.status_code in SEEN:
        for listener in _listeners.get(what, ()):
            listener(request, arguments)
