"""What a process keeps in its own memory for a while, under keys that change with what it was made from."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import time
from typing import Generic, TypeVar
from weakref import WeakSet

V = TypeVar("V")
LONGEST = 60.0
"""Seconds for which a thing is kept at most: a change that somebody made past the actions shows then."""
_all: WeakSet["Kept[object]"] = WeakSet()


class Kept(Generic[V]):
    """At most `most` things, those asked for last. They are shared by all threads: nobody changes them."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._things: OrderedDict[Hashable, tuple[float, V]] = OrderedDict()
        _all.add(self)  # type: ignore[arg-type]

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The thing of that key, made now where none is kept. Two threads may both make it."""
        with self._lock:
            until, thing = self._things.get(key, (0.0, None))
            if until > time():
                self._things.move_to_end(key)
                return thing  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._things[key] = time() + LONGEST, made
            self._things.move_to_end(key)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._lock:
            self._things.clear()


def forget() -> None:
    """Nothing is kept any more, as in a process that has just begun."""
    for kept in list(_all):
        kept.clear()
