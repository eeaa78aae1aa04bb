"""How far a stage is scored, as told by the room that holds scores, and what a change of its criteria would do to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from programmes.calls.models import Criterion
from programmes.calls.usage import Effect


@dataclass(frozen=True)
class Source:
    """`submitted(stage)` counts the reviews that are in; `recount(stage)` works their totals out anew."""

    submitted: Callable[[Any], int]
    recount: Callable[[Any], None]


_source: list[Source] = []


def scores_come_from(source: Source) -> None:
    """Called once by the room that holds scores."""
    _source[:] = [source]


def submitted(stage: Any) -> int:
    return _source[0].submitted(stage) if _source else 0


def recount(stage: Any) -> None:
    if _source:
        _source[0].recount(stage)


def added(count: int) -> list[Effect]:
    """What a further criterion does."""
    if not count:
        return []
    said = ngettext(
        "%(n)s submitted review has no score on it. It keeps its total, from the criteria it answers; open it again to ask for one.",
        "%(n)s submitted reviews have no score on it. They keep their totals, from the criteria they answer; open them again to "
        "ask for one.",
        count,
    )
    return [Effect("added", said % {"n": count})]


def changed(row: Criterion, fields: Mapping[str, Any], count: int) -> list[Effect]:
    """What setting these fields does."""
    found = []
    if count and fields.get("weight", row.weight) != row.weight:
        said = ngettext(
            "%(n)s submitted review is counted anew with the new weights: its total and the ranking change.",
            "%(n)s submitted reviews are counted anew with the new weights: their totals and the ranking change.",
            count,
        )
        found.append(Effect("weight", said % {"n": count}))
    words = ("name", "help", "low_end", "high_end")
    if count and any(fields.get(name, getattr(row, name)) != getattr(row, name) for name in words):
        said = ngettext(
            "%(n)s submitted review was scored under the earlier words. Its scores stay as they are.",
            "%(n)s submitted reviews were scored under the earlier words. Their scores stay as they are.",
            count,
        )
        found.append(Effect("words", said % {"n": count}))
    return found


def dropped(count: int) -> list[Effect]:
    """What taking a scored criterion out does."""
    if not count:
        return []
    said = ngettext(
        "It is scored no more. %(n)s submitted review is counted anew without it; what was scored on it stays readable.",
        "It is scored no more. %(n)s submitted reviews are counted anew without it; what was scored on it stays readable.",
        count,
    )
    return [Effect("dropped", said % {"n": count})]
