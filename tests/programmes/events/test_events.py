"""Public events."""

from datetime import UTC, datetime

import icalendar
import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from programmes.events import actions as events
from programmes.events.models import Event
from tests.world import World

SLOT = {"starts": datetime(2026, 6, 21, 20, tzinfo=UTC), "ends": datetime(2026, 6, 22, 2, tzinfo=UTC)}


def made(world: World, slug: str = "fete", **more) -> Event:
    fields = {"kind": "show", "title": {"fr": "Fête de la musique"}} | SLOT | more
    return events.create(world.cohort, by=world.editor, slug=slug, **fields)


def test_event_is_public_only_once_published(world: World, enter) -> None:
    event = made(world)
    assert enter().get(event.get_absolute_url()).status_code == 404
    events.publish(event, by=world.editor)
    assert enter().get(event.get_absolute_url()).status_code == 200


def test_declared_audience_needs_its_source(world: World) -> None:
    with pytest.raises(Refused):
        made(world, audience=2_000_000)
    event = events.publish(made(world, audience=2_000_000, audience_source="plateformes"), by=world.editor)
    assert event.audience == 2_000_000


def test_event_goes_into_a_calendar(world: World, enter) -> None:
    event = events.publish(made(world), by=world.editor)
    body = enter().get(reverse("programmes:event_file", args=[event.slug])).content
    (found,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert found.decoded("dtstart").astimezone(UTC) == SLOT["starts"]


def test_cancelled_event_stays_and_says_so(world: World, enter) -> None:
    event = events.cancel(events.publish(made(world), by=world.editor), by=world.editor)
    page = enter().get("/en" + event.get_absolute_url()[3:]).content.decode()
    assert "This event is cancelled." in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same(world: World, enter, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        events.publish(made(world, slug=f"e{number}"), by=world.editor)
    visitor = enter()
    with django_assert_num_queries(4):
        assert visitor.get(reverse("programmes:events")).status_code == 200
