"""What is answered when a post carries no valid token: the page lay open too long, or someone signed in elsewhere."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token
from django.shortcuts import render

from incubator.access import public

Keeper = Callable[..., HttpResponse]
_keepers: dict[str, Keeper] = {}


def on_stale_token(route: str, keeper: Keeper) -> None:
    """`keeper(request, **arguments of the route)` answers for this route and gives back what was typed.

    It must not write anything, not in the session either: the post may have been forged.
    """
    _keepers[route] = keeper


@public
def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was done. A script gets a new token and tries again; a page is given back as it was typed, or says what to do."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"token": get_token(request)}, status=403)
    match: Any = request.resolver_match
    if match and match.view_name in _keepers and not reason.startswith(REASON_BAD_ORIGIN.split("%")[0]):
        return _keepers[match.view_name](request, *match.args, **match.kwargs)
    return render(request, "403_csrf.html", {"back": request.get_full_path()}, status=403)
