"""Late passes as they are used: which one a visitor holds, by their address or by the link that this device came in with."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from programmes.calls.models import Call, LatePass

SALT = "programmes.calls.pass"
PREFIX = "pass-"
KEPT = int(timedelta(days=60).total_seconds())


def token_in(request: Any, call: Call) -> str:
    """The token of the link this device came in with; "" where it came with none, or with one that was tampered with."""
    return request.get_signed_cookie(f"{PREFIX}{call.pk}", default="", salt=SALT, max_age=KEPT) or ""


def remember(response: Any, late_pass: LatePass) -> None:
    response.set_signed_cookie(
        f"{PREFIX}{late_pass.call_id}", late_pass.token, salt=SALT, max_age=KEPT, httponly=True, samesite="Lax",
        secure=settings.SECURE,
    )  # fmt: skip


def by_token(call: Call, token: str) -> LatePass | None:
    """A pass of that link, whether it still lets in or not."""
    found = LatePass.objects.filter(call=call, token=token).first()
    if found is not None:
        found.call = call
    return found


def held(call: Call, user: Any, token: str) -> LatePass | None:
    """A pass with a use left for this visitor: their own, else that of the link. One query.

    A personal link lets a device without an account begin; a person with another address it lets do nothing.
    """
    email = user.email if user is not None else ""
    free = [one for one in LatePass.objects.free().filter(call=call).order_by("-until") if _fits(one, email, token)]
    found = next((one for one in free if one.email), next(iter(free), None))
    if found is not None:
        found.call = call
    return found


def _fits(late_pass: LatePass, email: str, token: str) -> bool:
    if late_pass.email and email:
        return late_pass.email == email
    return bool(token) and late_pass.token == token
