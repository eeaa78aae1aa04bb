"""Calls of several stages, for tests; made by actions."""

from typing import Any

from participants.applications.models import Application
from programmes.calls import actions as calls
from programmes.calls.models import Stage
from tests.participants.making import in_review, scored
from tests.world import World


def interview_after(world: World, **fields: Any) -> Stage:
    """An interview stage behind the world's panel."""
    name = {"fr": "Entretien", "en": "Interview"}
    stage = calls.add_stage(world.call, by=world.coordinator, name=name, kind="interview", blind=False, **fields)
    stage.call = world.call
    return stage


def screening_before(world: World, *checks: str) -> Stage:
    """A screening in front of the world's panel, with these checks, each with the reason that a no is told with."""
    name = {"fr": "Recevabilité", "en": "Screening"}
    stage = calls.add_stage(world.call, by=world.coordinator, name=name, kind="screening", blind=False)
    for check in checks:
        low = {"fr": f"{check} : manque", "en": f"{check}: missing"}
        calls.add_criterion(stage, by=world.coordinator, name={"fr": check}, low_end=low)
    calls.move_stage(stage, "up", by=world.coordinator)
    stage.refresh_from_db()
    stage.call = world.call
    return stage


def read(world: World, *totals: int) -> list[Application]:
    """One application for each figure, read by both reviewers, who give this figure on both criteria."""
    found = in_review(world, len(totals))
    for place, total in enumerate(totals):
        for review in found[2 * place : 2 * place + 2]:
            scored(world, review, total, total)
    ids = list(dict.fromkeys(review.application_id for review in found))
    rows = Application.objects.in_bulk(ids)
    return [rows[pk] for pk in ids]
