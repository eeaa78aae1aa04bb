"""Sessions with all that a timetable shows, and their clashes."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet

from incubator.lib.clock import zone
from programmes.sites.models import Space
from programmes.workshops.models import Session, Workshop


def timetable(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Ordered by time, with spaces, facilitators and groups: four queries however many there are."""
    return sessions.select_related("workshop__cohort__programme__organisation").prefetch_related(
        "spaces__site", "facilitators", "groups"
    )


def spaces_of(workshop: Workshop) -> QuerySet[Space]:
    """The spaces of the workshop's sites."""
    return Space.objects.filter(site__in=workshop.sites.all()).select_related("site")


def of_workshop(workshop: Workshop) -> list[Session]:
    return list(timetable(workshop.sessions.order_by("starts", "pk")))


@dataclass(frozen=True)
class Day:
    """One local day of a timetable."""

    date: Any
    sessions: list[Session]


def by_day(sessions: Iterable[Session]) -> list[Day]:
    """Sessions under the local date of their own zone."""
    ordered = sorted(sessions, key=lambda session: (local_date(session), session.starts, session.pk))
    return [Day(date, list(rows)) for date, rows in groupby(ordered, key=local_date)]


def local_date(session: Session) -> Any:
    return session.starts.astimezone(zone(session.time_zone)).date()


def running_before(session: Session) -> list[Session]:
    """Sessions that had to come before and do not: their end lies after this one's start."""
    return [other for other in session.after.all() if other.ends > session.starts]


def listed(cohort: Any) -> QuerySet[Workshop]:
    """A cohort's workshops with their sites and how many sessions each has."""
    return cohort.workshops.prefetch_related("sites").annotate(session_count=Count("sessions")).order_by("starts", "pk")
