"""The cache without its Redis: pages and counters go on, and come back to it."""

from typing import Any

import pytest
from django.core.cache import caches

from tests.fixtures.servers import OwnRedis, free_port

AT = "redis://127.0.0.1:{}/0"


@pytest.fixture
def cache(settings: Any) -> Any:
    """A cache on a port where nobody listens yet, under a name of its own."""

    def made(port: int) -> Any:
        settings.CACHES = settings.CACHES | {
            "sturdy": {
                "BACKEND": "incubator.lib.sturdy_cache.SturdyCache",
                "LOCATION": AT.format(port),
                "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
            }
        }
        return caches["sturdy"]

    return made


def test_without_redis_a_process_keeps_its_own(cache: Any) -> None:
    held = cache(free_port())
    held.clear()
    held.set("attempts", 1, 60)
    assert (held.incr("attempts"), held.get("attempts"), held.get("nothing", "else")) == (2, 2, "else")
    assert (held.add("attempts", 9), held.get_many(["attempts"]), "attempts" in held) == (False, {"attempts": 2}, True)
    assert (held.delete("attempts"), held.get("attempts")) == (True, None)


@pytest.mark.services
def test_redis_that_comes_back_is_used_again(cache: Any, own_redis: OwnRedis) -> None:
    held = cache(own_redis.port)
    held.set("here", "in redis", 60)
    own_redis.kill()
    assert held.get("here") is None
    own_redis.start()
    held.set("meanwhile", "in memory", 60)
    assert own_redis.client().dbsize() == 0  # left alone for a while after it did not answer
    held._quiet_until = 0.0
    held.set("here", "again", 60)
    assert (held.get("here"), own_redis.client().dbsize()) == ("again", 1)
