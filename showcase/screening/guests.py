"""How a guest's browser shows that it may fetch files: a cookie that goes with the files' addresses alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from showcase.media.models import Asset
from showcase.screening import queries
from showcase.screening.models import Invitation

COOKIE, FILES = "screening", "/media/"


def remember(request: HttpRequest, response: HttpResponse, invitation: Invitation) -> HttpResponse:
    """As long as the link is good. Only after the terms were accepted: nothing else is kept in the browser."""
    left = int((invitation.expires - timezone.now()).total_seconds())
    response.set_cookie(
        COOKIE, invitation.token, max_age=max(left, 0), path=FILES, httponly=True, secure=request.is_secure(), samesite="Lax"
    )
    return response


def forgotten(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=FILES)
    return response


def admits(request: Any, asset: Asset) -> bool:
    token = request.COOKIES.get(COOKIE, "")
    return bool(token) and len(token) <= 43 and queries.admits(token, asset)
