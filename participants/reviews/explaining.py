"""A fit as it is kept with a review: its points and those of its parts, as codes. `why.py` says them in words."""

from typing import Any

from participants.reviews.affinity import Affinity


def explained(fit: Affinity) -> dict[str, Any]:
    parts = [
        {"part": str(part.component), "points": part.points, "most": part.most, "reason": str(part.reason)}
        | {"found": list(part.found), "count": part.count, "of": part.of}
        for part in fit.parts
    ]
    return {"fit": fit.total, "parts": parts}
