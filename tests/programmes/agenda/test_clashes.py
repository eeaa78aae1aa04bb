from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.agenda.clashes import Clash, Kind, Session, clashes

DAY = datetime(2026, 6, 1, tzinfo=UTC)


def at(hour, minute=0):
    return DAY + timedelta(hours=hour, minutes=minute)


def test_sessions_that_share_a_person_at_once_clash():
    first = Session(1, at(9), at(11), people=frozenset({7, 8}))
    second = Session(2, at(10), at(12), people=frozenset({8}))
    assert clashes([second, first]) == (Clash(Kind.PERSON, 8, 1, 2, at(10), at(11)),)


def test_session_that_begins_as_another_ends_is_no_clash():
    room = frozenset({3})
    assert clashes([Session(1, at(9), at(10), room), Session(2, at(10), at(11), room)]) == ()


def test_streamed_session_clashes_in_each_of_its_rooms():
    streamed = Session(1, at(9), at(11), rooms=frozenset({1, 2, 3}))
    local = Session(2, at(9), at(10), rooms=frozenset({2}))
    other = Session(3, at(10, 30), at(12), rooms=frozenset({3}), groups=frozenset({3}))
    assert [(clash.kind, clash.what, clash.first, clash.second) for clash in clashes([streamed, local, other])] == [
        (Kind.ROOM, 2, 1, 2),
        (Kind.ROOM, 3, 1, 3),
    ]


def test_same_hour_of_two_zones_is_compared_in_time_not_on_the_wall():
    nairobi = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Africa/Nairobi"))
    abidjan = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Africa/Abidjan"))
    hour = timedelta(hours=1)
    person = frozenset({1})
    assert (
        clashes(
            [
                Session(1, nairobi, nairobi + hour, people=person),
                Session(2, abidjan, abidjan + hour, people=person),
            ]
        )
        == ()
    )


def test_hour_that_comes_twice_in_autumn_is_two_hours():
    paris = ZoneInfo("Europe/Paris")
    before = datetime(2026, 10, 25, 2, 0, tzinfo=paris), datetime(2026, 10, 25, 2, 30, tzinfo=paris)
    after = tuple(moment.replace(fold=1) for moment in before)
    room = frozenset({1})
    assert clashes([Session(1, *before, room), Session(2, *after, room)]) == ()
    across = Session(3, before[0], after[1], room)
    assert [(clash.first, clash.second) for clash in clashes([across, Session(4, *after, room)])] == [(3, 4)]


def test_session_without_length_clashes_with_nothing():
    room = frozenset({1})
    assert clashes([Session(1, at(9), at(9), room), Session(2, at(8), at(10), room)]) == ()


def test_time_without_zone_or_end_before_start_is_refused():
    with pytest.raises(ValueError, match="zone"):
        clashes([Session(1, datetime(2026, 6, 1, 9), at(10))])
    with pytest.raises(ValueError, match="session 5 ends before"):
        clashes([Session(5, at(10), at(9))])


WHO = st.frozensets(st.integers(1, 3), max_size=2)


@st.composite
def agendas(draw):
    found = []
    for key in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, 20))
        end = start + draw(st.integers(0, 8))
        found.append(Session(key, at(start), at(end), draw(WHO), draw(WHO), draw(WHO)))
    return found


@given(agendas())
@settings(max_examples=200, deadline=None)
def test_clashes_are_those_that_comparing_every_two_finds(sessions):
    expected = set()
    for first in sessions:
        for second in sessions:
            start, end = max(first.start, second.start), min(first.end, second.end)
            if first.id < second.id and start < end:
                for kind, mine, theirs in (
                    (Kind.ROOM, first.rooms, second.rooms),
                    (Kind.PERSON, first.people, second.people),
                    (Kind.GROUP, first.groups, second.groups),
                ):
                    expected |= {Clash(kind, what, first.id, second.id, start, end) for what in mine & theirs}
    found = clashes(sessions)
    assert (len(found), set(found)) == (len(expected), expected)
    assert [clash.start for clash in found] == sorted(clash.start for clash in found)
