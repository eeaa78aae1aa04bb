"""Figures of a whole call, counted in the database: days against the last edition, how far drafts are, where people stop, why not.

Drafts are only counted here; none of what they say is read.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from incubator.lib.clock import zone
from participants.applications.models import Application
from participants.applications.progress import places
from participants.applications.queries import by_day, counted, sent_to
from participants.applications.states import SENT, UNSENT
from programmes.calls.eligibility import UNKNOWN
from programmes.calls.models import Call, Question, Section
from programmes.calls.queries import sections_of
from programmes.calls.states import Step

SHARES = ("country", "discipline", "language")
BUCKETS = ((0, 24), (25, 49), (50, 74), (75, 99), (100, 100))
"""Percent from and to, both included; the last holds what could be sent as it is."""
MOST_DAYS = 120
"""Days before the deadline that a picture shows; what came earlier is added to its first day."""


@dataclass(frozen=True)
class Day:
    """One day of the call with what came on it, and what came as many days before the last edition's deadline.

    `now` is None for days to come, `before` where there was no edition.
    """

    day: date
    now: int | None
    before: int | None


def last_edition(call: Call) -> Call | None:
    """The newest call of the programme's earlier cohorts whose deadline was before this one's."""
    rows = Call.objects.filter(cohort__programme=call.cohort.programme_id, closes__lt=call.closes).exclude(cohort=call.cohort_id)
    return rows.exclude(state="draft").order_by("-closes").first()


def _deadline_day(call: Call) -> date:
    return timezone.localtime(call.closes, zone(call.time_zone)).date()


def _before_deadline(call: Call) -> Counter[int]:
    """How many came how many days before the deadline; late ones have a negative number."""
    last, found = _deadline_day(call), Counter[int]()
    for day, n in by_day(call):
        found[min((last - day).days, MOST_DAYS)] += n
    return found


def days_of(call: Call, before: Call | None) -> list[Day]:
    """Every day on which something came in this edition or the last, those between them too."""
    mine = _before_deadline(call)
    theirs = _before_deadline(before) if before else Counter[int]()
    if not mine and not theirs:
        return []
    end = _deadline_day(call)
    today = timezone.localtime(timezone.now(), zone(call.time_zone)).date()
    found = []
    for left in range(max(*mine, *theirs, 0), min(*mine, *theirs, 0) - 1, -1):
        day = end - timedelta(days=left)
        found.append(Day(day, mine[left] if day <= today else None, theirs[left] if before else None))
    return found


def _drafts(call: Call) -> list[tuple[Any, int]]:
    rows = Application.objects.filter(call=call, state__in=UNSENT).order_by()
    found = rows.values_list("progress", "sections_begun", "sections_done").annotate(n=Count("pk"))
    return counted(call, "drafts", found)


@dataclass(frozen=True)
class Stop:
    """A section with how many drafts got to it, finished it, and have nothing beyond it."""

    section: Section
    reached: int
    finished: int
    last: int


def how_far(call: Call) -> tuple[list[int], list[Stop]]:
    """Drafts by BUCKETS of progress, and by the sections of the first step in the form's order."""
    asked = list(sections_of(call).filter(Exists(Question.objects.filter(section=OuterRef("pk")))))
    bits = places(section.pk for section in asked)
    sections = [section for section in asked if section.step == Step.FIRST]
    ordered = [bits.get(section.pk, 0) for section in sections]
    buckets = [0] * len(BUCKETS)
    reached, finished, last = [0] * len(ordered), [0] * len(ordered), [0] * len(ordered)
    for (percent, begun, done), n in _drafts(call):
        buckets[next(place for place, (_low, high) in enumerate(BUCKETS) if percent <= high)] += n
        furthest = max((place for place, bit in enumerate(ordered) if begun & bit), default=-1)
        for place in range(furthest + 1):
            reached[place] += n
            finished[place] += n if done & ordered[place] else 0
        if furthest >= 0:
            last[furthest] += n
    stops = [Stop(*row) for row in zip(sections, reached, finished, last, strict=True)]
    return buckets, stops


@dataclass(frozen=True)
class Failure:
    """A rule that is not met, by its code: how many that were sent, how many drafts that it holds back."""

    code: str
    sent: int
    drafts: int


def failures(call: Call) -> list[Failure]:
    """The most frequent first. One application may fail by several."""
    rows = Application.objects.filter(call=call, eligible=False, state__in=[*SENT, *UNSENT]).order_by()
    counts = rows.values_list("reasons", "state").annotate(n=Count("pk"))
    sent, drafts = Counter[str](), Counter[str]()
    for (reasons, state), n in counted(call, "reasons", counts):
        for code in reasons.split():
            if code not in UNKNOWN:
                (sent if state in SENT else drafts)[code] += n
    found = [Failure(code, sent[code], drafts[code]) for code in {*sent, *drafts}]
    return sorted(found, key=lambda one: (-one.sent - one.drafts, one.code))


def shares(call: Call) -> dict[str, list[tuple[str, int]]]:
    """How many sent applications have each value of the columns SHARES, most first. One reading of the call for all of them."""
    rows = sent_to(call).order_by().values_list(*SHARES).annotate(n=Count("pk"))
    found: dict[str, Counter[str]] = {name: Counter() for name in SHARES}
    for values, n in counted(call, "shares", rows):
        for name, value in zip(SHARES, values, strict=True):
            found[name][value] += n
    return {name: sorted(count.items(), key=lambda pair: (-pair[1], pair[0])) for name, count in found.items()}
