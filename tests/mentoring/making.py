"""Mentors, participants and mentorships for tests of this floor, made by actions."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring.meetings import actions as meetings
from mentoring.meetings.models import Meeting, Mentorship
from mentoring.mentors import actions as mentors
from mentoring.mentors.models import Engagement
from participants.participations import actions as participations
from participants.participations.models import Participation
from tests.world import World, person

CANARY = "canary-in-the-private-notes"
NAMES = ("Bintou", "Cheikh", "Djamila", "Euloge", "Farah")


def placed(world: World, who: Any = None, **project: Any) -> Participation:
    """Somebody (the cast's participant) active in the cohort, with a project."""
    who = who or world.participant
    place = participations.invite(world.cohort, by=world.coordinator, person=who)
    place = participations.accept_invitation(place, by=who)
    fields = {"title": f"Projet de {who}", **project}
    participations.create_project(world.cohort, by=world.coordinator, members=[place], **fields)
    return place


def engaged(world: World, who: Any = None, *, capacity: int = 2, **profile: Any) -> Engagement:
    """Somebody (the cast's mentor) who has said what they can give."""
    who = who or world.mentor
    engagement = mentors.engage(world.cohort, by=world.coordinator, person=who, capacity=capacity)
    fields = {"skills": ["writing", "sound"], "languages": ["fr", "ar"], "time_zone": "Africa/Casablanca", **profile}
    return mentors.state(engagement, by=who, capacity=capacity, **fields)


def mentorship(world: World) -> Mentorship:
    """The cast's participant and the cast's mentor at work."""
    return meetings.begin(placed(world), engaged(world), by=world.coordinator)


def met(pair: Mentorship, *, days: int = 1, **fields: Any) -> Meeting:
    """A session of some days ago, with notes of both kinds."""
    notes = {"shared_notes": "Découpage revu.", "private_notes": CANARY, "next_steps": "Filmer un essai."} | fields
    return meetings.log(pair, by=pair.engagement.mentor.person, at=timezone.now() - timedelta(days=days), **notes)


def several(world: World, count: int) -> tuple[list[Participation], list[Engagement]]:
    """`count` participants and as many mentors with one place each."""
    people = [placed(world, person(f"{name} Élan", language="fr")) for name in NAMES[:count]]
    helpers = [engaged(world, person(f"M{name.lower()} Guide", language="fr"), capacity=1) for name in NAMES[:count]]
    return people, helpers


def cost(client: Client, address: str) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
