"""Pages by key, not by offset: page 2,000 costs what page 1 costs."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest

MOST_COUNTED = 1000


@dataclass
class Page:
    """Rows with the addresses of their neighbours (query strings, "" where there is none).

    `total` counts up to MOST_COUNTED; `more_than_counted` says that there are more.
    """

    rows: list[Any]
    previous: str
    next: str
    total: int
    more_than_counted: bool

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _reach(row: Model, path: str) -> Any:
    value: Any = row
    for part in path.split("__"):
        value = getattr(value, part) if value is not None else None
    return value


def _cursor(row: Model, order: tuple[str, ...], back: bool) -> str:
    values = [_plain(_reach(row, name.lstrip("-"))) for name in order]
    return urlsafe_b64encode(json.dumps([int(back), values]).encode()).decode().rstrip("=")


def _read(cursor: str, order: tuple[str, ...]) -> tuple[bool, list[Any]] | None:
    try:
        back, values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError):
        return None
    return (bool(back), values) if isinstance(values, list) and len(values) == len(order) else None


def _beyond(order: tuple[str, ...], values: list[Any], back: bool, nullable: frozenset[str]) -> Q:
    """Rows after `values` in the order (or before, going back); None sorts last in both directions."""
    beyond = Q()
    same = Q()
    for name, value in zip(order, values, strict=True):
        field, descending = name.lstrip("-"), name.startswith("-") != back
        if value is None:
            step = Q(**{f"{field}__isnull": False}) if back else Q(pk__in=[])
            beyond |= same & step
            same &= Q(**{f"{field}__isnull": True})
        else:
            step = Q(**{f"{field}__{'lt' if descending else 'gt'}": value})
            if not back and field in nullable:
                step |= Q(**{f"{field}__isnull": True})
            beyond |= same & step
            same &= Q(**{field: value})
    first, value = order[0].lstrip("-"), values[0]
    if value is not None and (back or first not in nullable):
        # Said again as one plain bound, so that the database enters its index at the right place.
        beyond &= Q(**{f"{first}__{'lte' if order[0].startswith('-') != back else 'gte'}": value})
    return beyond


def _nullable(rows: QuerySet[Any], order: tuple[str, ...]) -> frozenset[str]:
    """The order's columns that may be empty: fields with null=True, and annotations."""
    found = set()
    for name in (part.lstrip("-") for part in order):
        try:
            field = rows.model._meta.get_field("id" if name == "pk" else name.split("__")[0])
        except FieldDoesNotExist:
            found.add(name)
        else:
            if getattr(field, "null", False):
                found.add(name)
    return frozenset(found)


def _ordering(order: tuple[str, ...], back: bool, nullable: frozenset[str]) -> list[Any]:
    parts: list[Any] = []
    for name in order:
        descending = name.startswith("-") != back
        column = F(name.lstrip("-"))
        if name.lstrip("-") in nullable:
            nulls = {"nulls_first": True} if back else {"nulls_last": True}
            parts.append(column.desc(**nulls) if descending else column.asc(**nulls))
        else:
            parts.append(column.desc() if descending else column.asc())
    return parts


def counted(rows: QuerySet[Any]) -> int:
    """How many there are, as far as anybody wants to know: MOST_COUNTED + 1 says that there are more."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def page(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    order: tuple[str, ...],
    size: int = 50,
    filled: tuple[str, ...] = (),
    known: int | None = None,
) -> Page:
    """One page of `rows` in `order` (field paths, "-" for descending; the primary key is added as tie-breaker).

    The cursor stands in the address as `after`. Two queries: the capped count and the rows. `filled` names columns that may
    be empty in the table but never are in these rows: then an index in that order serves. `known`: what `counted` said of the
    rows, where it was asked before.
    """
    if order[-1].lstrip("-") != "pk":
        order = (*order, "-pk" if order[-1].startswith("-") else "pk")
    nullable = _nullable(rows, order) - set(filled)
    place = _read(request.GET.get("after", ""), order)
    back = place is not None and place[0]
    total = counted(rows) if known is None else known
    found = rows.filter(_beyond(order, place[1], back, nullable)) if place else rows
    got = list(found.order_by(*_ordering(order, back, nullable))[: size + 1])
    more = len(got) > size
    got = got[:size]
    if back:
        got.reverse()
    has_next = back or more
    has_previous = more if back else place is not None

    def address(row: Model, backwards: bool) -> str:
        query = request.GET.copy()
        query["after"] = _cursor(row, order, backwards)
        return "?" + query.urlencode()

    return Page(
        rows=got,
        previous=address(got[0], True) if got and has_previous else "",
        next=address(got[-1], False) if got and has_next else "",
        total=min(total, MOST_COUNTED),
        more_than_counted=total > MOST_COUNTED,
    )
