import logging

import pytest

from incubator.lib.accidents import repairing, told

log = logging.getLogger("test.accidents")


class Unwanted(Exception):
    pass


@pytest.mark.parametrize(
    ("error", "repaired"), [(None, []), (ValueError(), [1]), (KeyboardInterrupt(), [1]), (SystemExit(), [1]), (Unwanted(), [])]
)
def test_repair_follows_an_accident_and_hides_nothing(error, repaired):
    done = []

    def work():
        with repairing(lambda: done.append(1), but=(Unwanted,)):
            if error is not None:
                raise error

    if error is None:
        work()
    else:
        with pytest.raises(type(error)):
            work()
    assert done == repaired


def test_told_error_is_written_down_and_the_rest_goes_on(caplog):
    went = []
    for name in ("first", "second"):
        with told(log, "%s failed", name):
            went.append(name)
            raise ValueError("of the work itself")
    assert went == ["first", "second"]
    assert [(record.getMessage(), record.exc_info[0]) for record in caplog.records] == [
        ("first failed", ValueError), ("second failed", ValueError),
    ]  # fmt: skip


def test_told_stops_for_who_stops_the_process():
    with pytest.raises(KeyboardInterrupt), told(log, "never"):
        raise KeyboardInterrupt
