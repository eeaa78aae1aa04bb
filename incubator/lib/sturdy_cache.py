"""A cache in Redis that may go away: then each process keeps its own for a while, and no page fails.

Counters of attempts (sign-in, codes) live in the cache too; in a process's own memory they count on, each process for itself.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

R = TypeVar("R")
PAUSE = 5.0
"""Seconds for which a Redis that did not answer is left alone: a hung one costs its timeout once in that time, not per page."""
log = logging.getLogger(__name__)


class SturdyCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("sturdy", {**params, "OPTIONS": {}})
        self._quiet_until = 0.0

    def _try(self, name: str, call: Callable[[Any], R]) -> R:
        """`call` on Redis, or on the process's own memory while it does not answer."""
        if monotonic() >= self._quiet_until:
            try:
                return call(super())
            except (RedisError, OSError) as error:
                self._quiet_until = monotonic() + PAUSE
                log.warning("cache does not answer (%s): %s", name, error)
        return call(self._own)

    def add(self, *args: Any, **options: Any) -> bool:
        return self._try("add", lambda to: to.add(*args, **options))

    def get(self, *args: Any, **options: Any) -> Any:
        return self._try("get", lambda to: to.get(*args, **options))

    def set(self, *args: Any, **options: Any) -> None:
        self._try("set", lambda to: to.set(*args, **options))

    def touch(self, *args: Any, **options: Any) -> bool:
        return self._try("touch", lambda to: to.touch(*args, **options))

    def delete(self, *args: Any, **options: Any) -> bool:
        return self._try("delete", lambda to: to.delete(*args, **options))

    def get_many(self, *args: Any, **options: Any) -> dict[Any, Any]:
        return self._try("get_many", lambda to: to.get_many(*args, **options))

    def has_key(self, *args: Any, **options: Any) -> bool:
        return self._try("has_key", lambda to: to.has_key(*args, **options))

    def incr(self, *args: Any, **options: Any) -> int:
        return self._try("incr", lambda to: to.incr(*args, **options))

    def set_many(self, *args: Any, **options: Any) -> list[Any]:
        return self._try("set_many", lambda to: to.set_many(*args, **options))

    def delete_many(self, *args: Any, **options: Any) -> None:
        self._try("delete_many", lambda to: to.delete_many(*args, **options))

    def clear(self) -> None:
        self._own.clear()
        self._try("clear", lambda to: to.clear())
