"""Many onto the panel at once, from a table that a coordinator has looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

from incubator.audit.actions import action
from participants.reviews.actions.panel import add_reviewer
from participants.reviews.models import Reviewer
from participants.reviews.queries import seated
from programmes.calls.models import Call


@action
def add_reviewers(call: Call, rows: Sequence[Mapping[str, Any]], *, by: Any) -> list[Reviewer]:
    """A seat for each row (`email` and what `add_reviewer` takes), all or none; each is told. Who sits there already is left
    as they are: what a colleague set by hand is not overwritten by a file.
    """
    there = seated(call, [row["email"] for row in rows])
    return [add_reviewer(call, by=by, **row) for row in rows if row["email"] not in there]
