"""Reads of the room: hours and who comes to them, what a candidate may choose, whom an interviewer meets."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from incubator.accounts.models import User
from participants.applications.models import Application
from participants.interviews.models import Interview, Slot
from participants.interviews.states import ANSWERABLE, State
from participants.reviews.conflicts import bars
from participants.reviews.models import Reviewer
from participants.stages.queries import in_stage
from programmes.calls.models import Stage

BUSY = timedelta(minutes=480)
"""The longest an hour may last."""


def slots_of(stage: Stage) -> QuerySet[Slot]:
    return Slot.objects.filter(stage=stage).select_related("interview__application").prefetch_related("panel__person")


def interviews_of(stage: Stage) -> QuerySet[Interview]:
    return Interview.objects.filter(stage=stage).select_related("application", "slot").order_by("slot__starts", "pk")


def uninvited(stage: Stage, user: User) -> QuerySet[Application]:
    """Who moved on to the stage and is not invited yet, best first."""
    invited = Interview.objects.filter(stage=stage).exclude(state=State.CANCELLED).values("application_id")
    return in_stage(stage).not_of(user).exclude(pk__in=invited).order_by("-score", "pk")


def reviewers_of(stage: Stage) -> QuerySet[Reviewer]:
    return Reviewer.objects.filter(call_id=stage.call_id, active=True).select_related("person")


def choices_for(interview: Interview) -> list[Slot]:
    """Free hours to come, none with somebody who has a tie to the application."""
    rows = Slot.objects.filter(stage=interview.stage_id, interview=None, starts__gt=timezone.now()).prefetch_related("panel")
    found = list(rows.order_by("starts", "pk"))
    barred = bars_on(interview, {seat for slot in found for seat in slot.panel.all()})
    return [slot for slot in found if not barred & {seat.pk for seat in slot.panel.all()}]


def bars_on(interview: Interview, seats: Collection[Reviewer]) -> set[int]:
    """Reviewers (ids) who may not judge this application."""
    pairs = bars(interview.stage.call, [interview.application], list(seats)) if seats else set()
    return {reviewer for application, reviewer in pairs if application == interview.application_id}


def own_interviews(application: Application) -> list[Interview]:
    """The application's interviews as its candidate knows them."""
    rows = Interview.objects.filter(application=application).exclude(state=State.CANCELLED)
    return list(rows.select_related("stage__call", "slot"))


def asked_by(user: User) -> list[Interview]:
    """Interviews to come in which the person sits on the panel."""
    rows = Interview.objects.filter(
        slot__panel__person=user, slot__panel__active=True, state=State.BOOKED, slot__starts__gt=timezone.now()
    )
    return list(rows.select_related("slot", "stage__call", "application").order_by("slot__starts").distinct())


def panel_of(slot: Slot) -> list[User]:
    return [seat.person for seat in slot.panel.select_related("person").filter(active=True)]


def held(stages: Collection[Any], applications: Collection[int]) -> int:
    """Invitations of these applications in these stages."""
    rows = Interview.objects.filter(stage__in=stages, application__in=applications)
    return rows.exclude(state=State.CANCELLED).count()


def overlaps(people: Iterable[Reviewer], slot: Slot) -> Reviewer | None:
    """Somebody of the panel who sits in another hour at the same time, in any call."""
    persons = [seat.person_id for seat in people]
    others = Slot.objects.filter(panel__person__in=persons, starts__lt=slot.ends, starts__gt=slot.starts - BUSY)
    clash = next((one for one in others.exclude(pk=slot.pk).distinct() if one.ends > slot.starts), None)
    if clash is None:
        return None
    busy = set(clash.panel.values_list("person_id", flat=True))
    return next(seat for seat in people if seat.person_id in busy)


def figures(stage: Stage) -> dict[str, int]:
    states = list(Interview.objects.filter(stage=stage).exclude(state=State.CANCELLED).values_list("state", flat=True))
    return {
        "invited": len(states),
        "agreed": sum(state in (State.BOOKED, State.HELD, State.MISSED) for state in states),
        "held": states.count(State.HELD),
        "free": Slot.objects.filter(stage=stage, interview=None, starts__gt=timezone.now()).count(),
    }


def answerable(interview: Interview) -> bool:
    return interview.state in ANSWERABLE
