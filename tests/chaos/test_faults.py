"""Each fault comes while people write and send. Afterwards everybody has been answered, and all they were told is true."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.chaos.conftest import Product
from tests.chaos.crowd import Crowd
from tests.fixtures.servers import fill, without

pytestmark = [pytest.mark.slow, pytest.mark.services, pytest.mark.xdist_group("chaos")]
NOTHING_LOST = {
    "lost": 0, "doubled": 0, "stored_late": 0, "saves_lost": 0, "files_lost": 0, "unconfirmed": 0, "confirmed_twice": 0,
    "mails_missing": 0, "mails_twice": 0,
}  # fmt: skip


@contextmanager
def people(product: Product) -> Iterator[Crowd]:
    """A crowd during the fault, all of whom are answered in the end; then what is stored is counted."""
    crowd = Crowd(product.plan, product.people)
    crowd.start()
    until = time.monotonic() + 20
    while crowd.saved() < 8 and time.monotonic() < until:
        time.sleep(0.1)
    yield crowd
    try:
        crowd.finish()
    except AssertionError:
        print(product.said())
        raise
    product.drained()
    # Somebody whose page came back without its button gives up, as with a deadline; nothing of theirs may be lost either.
    ends = Counter(person.sent for person in crowd.everyone)
    assert (set(ends) <= {"yes", "late"}, ends["late"] <= 1) == (True, True), (ends, crowd.log.errors[-5:])
    found = product.count(crowd)
    answered = found.pop("answered_sent")
    assert (found.pop("stored_sent"), found, crowd.log.conflicts) == (answered, NOTHING_LOST, 0), crowd.log.errors[-5:]


def goes_on(crowd: Crowd, seconds: float) -> None:
    """People are saved on during a fault of that many seconds."""
    before, until = crowd.saved(), time.monotonic() + seconds
    while crowd.saved() < before + 10 and time.monotonic() < until + 30:
        time.sleep(0.1)
    assert crowd.saved() >= before + 10, crowd.log.errors[-5:]
    time.sleep(max(0.0, until - time.monotonic()))


def again(times: int, pause: float, act: Callable[[], None]) -> None:
    for _ in range(times):
        act()
        time.sleep(pause)


def test_killed_web_processes_lose_nothing(product: Product) -> None:
    with people(product):
        again(4, 1.2, lambda: product.kill("gunicorn", parent=False))
        again(2, 4.0, lambda: product.kill("gunicorn", parent=True))
    assert len(product.processes("gunicorn")) == 3


def test_killed_worker_and_schedule_lose_nothing(product: Product) -> None:
    with people(product):
        again(3, 1.5, lambda: product.kill("default@", parent=False))
        again(2, 2.0, lambda: product.kill("default@", parent=True))
        product.kill("beat", parent=True)
        time.sleep(1)


def test_redis_gone_and_hung_loses_nothing(product: Product) -> None:
    with people(product) as crowd:
        product.redis.kill()
        product.shows("/fr/calls/last-hour/")  # kept for the next visitor in the cache, when there is one
        goes_on(crowd, 5)
        product.redis.start()
        time.sleep(2)
        assert product.redis.process is not None
        os.kill(product.redis.process.pid, signal.SIGSTOP)
        try:
            goes_on(crowd, 5)
        finally:
            os.kill(product.redis.process.pid, signal.SIGCONT)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_restarted_database_loses_nothing(product: Product, mode: str) -> None:
    with people(product):
        for _ in range(2):
            product.postgres.stop(mode)
            time.sleep(1)
            product.postgres.start()
            time.sleep(3)


def test_full_disk_refuses_files_and_loses_nothing(product: Product) -> None:
    if not product.disk:
        without("no right to mount a small disk")
    with people(product):
        for _ in range(2):
            filler = fill(product.folder)
            time.sleep(4)
            filler.unlink()
            time.sleep(2)
    assert not list((product.folder / "incoming").iterdir())
