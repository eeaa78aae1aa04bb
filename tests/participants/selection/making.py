"""Selections that are decided, frozen, published; made by actions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from participants.applications.models import Application
from participants.selection import actions as selections
from participants.selection.models import Decision, Selection
from tests.participants.making import applied, closed
from tests.world import World


def decided(world: World, *verdicts: str) -> tuple[list[Application], Selection]:
    """One application of a closed call for each verdict."""
    rows = applied(world, len(verdicts))
    closed(world)
    for application, verdict in zip(rows, verdicts, strict=True):
        selections.decide(application, verdict, by=world.coordinator, version=0)
    return rows, selections.open_selection(world.call, by=world.coordinator)


def published(world: World, *verdicts: str, days: int = 10, **settings: Any) -> tuple[list[Application], Selection]:
    """The same, told; offers may be answered for so many `days`. `settings` are those of `edit_offers`."""
    rows, selection = decided(world, *verdicts)
    selections.edit_letters(selection, by=world.coordinator, reply_by=timezone.localdate() + timedelta(days=days))
    if settings:
        selections.edit_offers(selection, by=world.coordinator, **{"promotion": "confirmed", "reply_days": 7, **settings})
    selection = selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    for row in rows:
        row.refresh_from_db()
    return rows, selection


def states(*rows: Application) -> list[str]:
    return [Application.objects.get(pk=row.pk).state for row in rows]


def decision(application: Application) -> Decision:
    return Decision.objects.select_related("replaces__application").get(application=application)
