from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from programmes.agenda.ics import Entry, Feed, calendar, uid

SPACE = ZoneInfo("Africa/Casablanca")
ENTRY = Entry(
    uid=uid("session", 12, "veillee.test"),
    title="Atelier son ; écoute, montage",
    start=datetime(2026, 2, 20, 9, tzinfo=SPACE),
    end=datetime(2026, 2, 20, 12, 30, tzinfo=SPACE),
    updated=datetime(2026, 1, 5, 8, tzinfo=UTC),
    zone="Africa/Casablanca",
    sequence=3,
    location="Studio 2, Anfa Park\\Casablanca",
    description="Première ligne\r\nDeuxième ; ligne, avec virgule\x00",
    url="https://veillee.test/fr/events/son/",
    position=(33.57, -7.66),
    categories=("workshop", "sound, light"),
)


def parsed(feed):
    return Calendar.from_ical(calendar(feed))


def events(feed):
    return list(parsed(feed).walk("VEVENT"))


def test_event_is_read_back_as_it_was_written():
    (event,) = events(Feed("Agenda", [ENTRY]))
    assert event["uid"] == "session-12@veillee.test"
    assert event["summary"] == "Atelier son ; écoute, montage"
    assert event["location"] == "Studio 2, Anfa Park\\Casablanca"
    assert event["description"] == "Première ligne\nDeuxième ; ligne, avec virgule"
    assert (event["sequence"], event["status"]) == (3, "CONFIRMED")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (ENTRY.start, ENTRY.end)
    assert event["dtstart"].params["TZID"] == "Africa/Casablanca"
    assert event.decoded("dtstamp") == event.decoded("last-modified") == ENTRY.updated
    assert event["url"] == "https://veillee.test/fr/events/son/"
    assert (event["geo"].latitude, event["geo"].longitude) == (33.57, -7.66)
    assert event["categories"].cats == ["workshop", "sound, light"]


def test_cancelled_event_stays_and_says_so():
    (event,) = events(Feed("Agenda", [replace(ENTRY, cancelled=True)]))
    assert (event["status"], event["transp"]) == ("CANCELLED", "TRANSPARENT")


def test_feed_says_its_name_and_how_often_to_come_back():
    found = parsed(Feed("سهرة ; agenda", [], language="ar", refresh=timedelta(minutes=90)))
    assert (found["name"], found["x-wr-calname"], found["name"].params["LANGUAGE"]) == (
        "سهرة ; agenda",
        "سهرة ; agenda",
        "ar",
    )
    assert (found.decoded("refresh-interval"), found["x-published-ttl"]) == (timedelta(minutes=90), "PT90M")
    assert (found["version"], found["method"]) == ("2.0", "PUBLISH")


def offset(zone, moment):
    """What the written rules of a zone say for a time on the wall, without asking any other source."""
    changes = []
    for rule in zone.subcomponents:
        dates = rule.get("rdate", [])
        repeated = [date.dt for own in (dates if isinstance(dates, list) else [dates]) for date in own.dts]
        starts = (rule.decoded("dtstart"), *repeated)
        changes += [(start.replace(tzinfo=None), rule.decoded("tzoffsetto")) for start in starts]
    return max(change for change in changes if change[0] <= moment)[1]


@pytest.mark.parametrize("day", ["2026-02-10", "2026-02-20", "2026-03-30", "2026-07-01"])
@pytest.mark.parametrize("name", ["Africa/Casablanca", "Europe/Paris", "America/Port-au-Prince", "Africa/Nairobi"])
def test_written_rules_of_a_zone_give_its_offset(name, day):
    start = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=ZoneInfo(name))
    found = parsed(Feed("Agenda", [replace(ENTRY, zone=name, start=start, end=start + timedelta(hours=1))]))
    (zone,) = found.walk("VTIMEZONE")
    assert zone["tzid"] == name
    assert offset(zone, start.replace(tzinfo=None)) == start.utcoffset()


def test_time_is_written_in_the_zone_of_the_entry_whatever_zone_it_came_in():
    (event,) = events(Feed("Agenda", [replace(ENTRY, start=ENTRY.start.astimezone(UTC))]))
    assert event["dtstart"].to_ical() == b"20260220T090000"


def test_time_without_a_named_zone_is_written_in_utc():
    feed = Feed("Agenda", [replace(ENTRY, zone="")])
    assert events(feed)[0]["dtstart"].to_ical() == b"20260220T090000Z"
    assert list(parsed(feed).walk("VTIMEZONE")) == []


@pytest.mark.parametrize(("fold", "written"), [(0, b"20261025T003000Z"), (1, b"20261025T013000Z")])
def test_hour_that_comes_twice_is_written_in_utc(fold, written):
    start = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=fold)
    entry = replace(ENTRY, zone="Europe/Paris", start=start, end=start.astimezone(UTC) + timedelta(hours=3))
    (event,) = events(Feed("Agenda", [entry]))
    assert event["dtstart"].to_ical() == written
    assert event["dtend"].params["TZID"] == "Europe/Paris"


def test_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        calendar(Feed("Agenda", [replace(ENTRY, start=datetime(2026, 1, 1))]))


def test_file_holds_short_lines_and_no_injected_ones():
    title = "é" * 200 + "\r\nATTENDEE:mailto:x@example.org\r\nBEGIN:VALARM"
    data = calendar(Feed("Agenda", [replace(ENTRY, title=title, url="https://x.test/\r\nATTENDEE:y")]))
    lines = data.split(b"\r\n")
    assert [line for line in lines if len(line) > 75] == []
    assert [line for line in lines if line.startswith((b"ATTENDEE", b"BEGIN:VALARM"))] == []


def test_same_agenda_in_any_order_is_the_same_file():
    other = replace(ENTRY, uid=uid("session", 13, "veillee.test"))
    assert calendar(Feed("Agenda", [ENTRY, other])) == calendar(Feed("Agenda", [other, ENTRY]))
    assert calendar(Feed("Agenda", [])).count(b"VEVENT") == 0
