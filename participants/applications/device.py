"""The signed cookies by which a device without an account comes back to its drafts: one for each call."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from incubator.lib.numbers import wholes

SALT = "participants.applications.draft"
KEPT = int(timedelta(days=60).total_seconds())
PREFIX = "draft-"


def device_of(request: Any, call_pk: int) -> str:
    """The token this device holds for a call's draft; "" where it holds none, or one that was tampered with."""
    return request.get_signed_cookie(f"{PREFIX}{call_pk}", default="", salt=SALT, max_age=KEPT) or ""


def devices_of(request: Any) -> dict[int, str]:
    """All tokens it holds, by the primary key of their call."""
    calls = wholes(name.removeprefix(PREFIX) for name in request.COOKIES if name.startswith(PREFIX))
    return {call: token for call in calls[:20] if (token := device_of(request, call))}


def remember(response: Any, call_pk: int, token: str) -> None:
    response.set_signed_cookie(
        f"{PREFIX}{call_pk}", token, salt=SALT, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.SECURE
    )  # fmt: skip
