from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from mentoring.matching.hours import WEEK, Slot, apart, half_days, shared_minutes, utc_week

JANUARY = date(2026, 1, 5)
JULY = date(2026, 7, 6)


def test_slot_moves_with_summer_time():
    slot = [Slot(0, time(9), time(11))]
    assert utc_week(slot, "Europe/Paris", JANUARY) == ((480, 600),)
    assert utc_week(slot, "Europe/Paris", JULY) == ((420, 540),)


def test_slot_moves_in_casablanca_with_ramadan():
    slot = [Slot(0, time(9), time(11))]
    assert utc_week(slot, "Africa/Casablanca", JANUARY) == ((480, 600),)
    assert utc_week(slot, "Africa/Casablanca", date(2026, 3, 2)) == ((540, 660),)


def test_slot_over_the_end_of_the_week_comes_round():
    assert utc_week([Slot(0, time(1), time(5))], "Africa/Nairobi", JANUARY) == ((0, 120), (WEEK - 120, WEEK))
    assert utc_week([Slot(6, time(22), time(2))], "UTC", JANUARY) == ((0, 120), (WEEK - 120, WEEK))


def test_half_days_are_three_hours_of_the_own_zone():
    assert utc_week(half_days(["mon-am", "tue-ev", "never", "mon-xx"]), "Africa/Tunis", JANUARY) == (
        (480, 660),
        (2460, 2640),
    )


def test_slots_that_touch_become_one():
    slots = [Slot(1, time(9), time(10)), Slot(1, time(10), time(12)), Slot(1, time(9, 30), time(11))]
    assert utc_week(slots, "UTC", date(2026, 1, 8)) == ((1980, 2160),)


def test_people_in_montreal_and_nairobi_share_the_late_afternoon():
    nairobi = utc_week([Slot(2, time(9), time(18))], "Africa/Nairobi", JULY)
    montreal = utc_week([Slot(2, time(9), time(17))], "America/Montreal", JULY)
    assert shared_minutes(nairobi, montreal) == 120
    assert apart(180, -240) == 420


def test_clocks_are_apart_the_short_way_round():
    assert apart(780, -660) == 0
    assert apart(720, -660) == 60


SPANS = st.lists(st.integers(0, 60), unique=True, max_size=8).map(
    lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


@given(SPANS, SPANS)
def test_shared_minutes_are_those_of_both(one, other):
    def minutes(spans):
        return {minute for start, end in spans for minute in range(start, end)}

    assert shared_minutes(one, other) == len(minutes(one) & minutes(other)) == shared_minutes(other, one)
