"""How a cohort stands: rooms tell their figures, what waits for a coordinator, and dates to come; the desk puts them together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone


@dataclass(frozen=True)
class Figure:
    """A figure of the thread, and the page behind it."""

    text: Any
    value: Any
    href: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Need:
    """Something that waits for somebody: how many, of what, where to see to it, and why."""

    value: Any
    text: Any
    href: str
    why: Any = ""
    tone: str = "warn"


@dataclass(frozen=True)
class Coming:
    """Something with a date: a moment, shown in `zone`, or a whole day."""

    at: datetime | date
    text: Any
    href: str
    kind: Any = ""
    zone: str = ""

    @property
    def is_day(self) -> bool:
        return not isinstance(self.at, datetime)

    def moment(self, zone: ZoneInfo) -> datetime:
        """Where it stands among others: a day begins at midnight in the cohort's zone."""
        return self.at if isinstance(self.at, datetime) else datetime.combine(self.at, time(), tzinfo=zone)


@dataclass(frozen=True)
class Standing:
    """What a room tells; `order` is its place in the thread from call to outcome."""

    order: int
    figures: tuple[Figure, ...] = ()
    needs: tuple[Need, ...] = ()
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True)
class Whole:
    """Everything rooms told, as the cohort's desk shows it."""

    figures: list[Figure]
    needs: list[Need]
    coming: list[tuple[Coming, datetime]]


Teller = Callable[[Any], Standing | None]
_tellers: list[Teller] = []
SHOWN = 8


def on_cohort_desk(teller: Teller) -> None:
    """`teller(cohort)` tells how a cohort stands in the eyes of one room, or None where it has nothing to say."""
    if teller not in _tellers:
        _tellers.append(teller)


def standing_of(cohort: Any) -> Whole:
    told = sorted((one for teller in _tellers if (one := teller(cohort))), key=lambda one: one.order)
    zone = ZoneInfo(cohort.time_zone)
    return Whole(
        [figure for one in told for figure in one.figures],
        [need for one in told for need in one.needs],
        _next((date for one in told for date in one.coming), zone),
    )


def _next(dates: Iterable[Coming], zone: ZoneInfo) -> list[tuple[Coming, datetime]]:
    """The first of those still to come, with their moments; what lasts all of today is still to come."""
    now = timezone.now()
    midnight = timezone.localtime(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    placed = [(one, one.moment(zone)) for one in dates]
    ahead = [(one, at) for one, at in placed if at >= (midnight if one.is_day else now)]
    return sorted(ahead, key=lambda pair: pair[1])[:SHOWN]
