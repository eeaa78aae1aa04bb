"""What a guest takes along."""

from collections.abc import Iterable
from typing import Any

from showcase.screening.models import Invitation, Viewing


def kept(invitation: Invitation, viewings: Iterable[Viewing]) -> dict[str, Any]:
    named = {name: getattr(invitation, name) for name in ("name", "house", "email", "language", "made", "expires")}
    seen = [{"work": str(one.work), "at": one.at, "percent": one.furthest} for one in viewings]
    return named | {
        "room": invitation.screening.title, "revoked": invitation.revoked, "accepted": invitation.accepted,
        "terms": invitation.terms, "viewings": seen, "erased": invitation.kept_until,
    }  # fmt: skip
