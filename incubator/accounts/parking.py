"""What a visitor typed and could not be taken as they are: kept in their session while they sign in, or sign in as another."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest

KEY = "parked"


def park(request: HttpRequest, name: str, value: dict[str, Any]) -> None:
    """Keep `value` (JSON) under a name of the caller's. Ends with the session; a sign-in carries it on."""
    request.session[KEY] = {**request.session.get(KEY, {}), name: value}


def parked(request: HttpRequest, name: str) -> dict[str, Any] | None:
    # A visitor without a session has nothing in it: no row is read for them.
    found = request.session.get(KEY, {}).get(name) if "sessionid" in request.COOKIES else None
    return found if isinstance(found, dict) else None


def unpark(request: HttpRequest, name: str) -> None:
    request.session[KEY] = {kept: value for kept, value in request.session.get(KEY, {}).items() if kept != name}


def leave(request: HttpRequest) -> None:
    """Sign out, so that another can sign in here, with what was typed still at hand."""
    kept = request.session.get(KEY)
    logout(request)
    if kept:
        request.session[KEY] = kept
