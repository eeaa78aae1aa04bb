"""What a process keeps in its memory."""

from datetime import UTC, datetime, timedelta

import time_machine

from incubator.lib.kept import LONGEST, Kept, forget

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_kept_is_made_once_and_the_least_asked_goes():
    kept, made = Kept[str](2), []

    def ask(key):
        return kept.of(key, lambda: made.append(key) or f"{key} {len(made)}")

    assert [ask("a"), ask("b"), ask("a"), ask("c"), ask("a"), ask("b")] == ["a 1", "b 2", "a 1", "c 3", "a 1", "b 4"]
    assert made == ["a", "b", "c", "b"]


def test_kept_is_made_anew_after_its_longest_and_when_all_is_forgotten():
    kept, made = Kept[int](4), []

    def ask():
        return kept.of("one", lambda: made.append(1) or len(made))

    with time_machine.travel(NOW, tick=False) as clock:
        first = ask()
        clock.shift(timedelta(seconds=LONGEST - 1))
        assert (first, ask()) == (1, 1)
        clock.shift(timedelta(seconds=1))
        assert (ask(), ask()) == (2, 2)
    forget()
    assert ask() == 3


def test_nothing_is_kept_of_what_could_not_be_made():
    kept = Kept[int](4)

    def fails():
        raise LookupError

    for _try in range(2):
        try:
            kept.of("one", fails)
        except LookupError:
            continue
        raise AssertionError("something was kept")
    assert kept.of("one", lambda: 7) == 7
