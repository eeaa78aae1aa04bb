"""What mentoring adds to the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentoring.matching import actions as matching
from mentoring.meetings import actions as meetings
from tests.mentoring.making import engaged, met, placed

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """The mentor accompanies the participant, logged a session with private notes, and a matching was run."""
    place = world.things.get("participation") or placed(world)
    engagement = engaged(world)
    pair = meetings.begin(place, engagement, by=world.coordinator)
    run = matching.run(world.cohort, by=world.coordinator)
    world.things |= {"mentorship": pair, "meeting": met(pair), "engagement": engagement, "matching": run}
    world.arguments |= {"mentorship": pair.pk, "meeting": world.meeting.pk, "engagement": engagement.pk, "matching": run.pk}
