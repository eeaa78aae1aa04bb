"""Counts on their way: a basket in Redis, emptied into the tallies each minute. Without Redis they go there at once.

A page that is seen costs no statement so. What a Redis that dies takes along is a minute of counts at most.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import uuid4

import redis
from django.conf import settings
from django.db import connection, transaction
from redis.exceptions import RedisError, ResponseError

from showcase.reach.models import Emptied, Tally
from showcase.works.models import Work

BASKET, CARRIED, KEY = "reach:basket", "reach:carried", "key"
log = logging.getLogger(__name__)
PUT_DOWN = "if redis.call('hget', KEYS[1], ARGV[1]) == ARGV[2] then return redis.call('del', KEYS[1]) else return 0 end"
"""Of two who carried it at once, the later must not throw the next one away."""
ADD = """
insert into {table} (work_id, day, what, country, many) values (%s, %s, %s, %s, %s)
on conflict (work_id, day, what, country) do update set many = {table}.many + excluded.many
"""


class Count(NamedTuple):
    """Once, for the work of that address."""

    slug: str
    what: str
    country: str
    day: date

    def packed(self) -> str:
        return f"{self.slug}|{self.what}|{self.country}|{self.day.isoformat()}"

    @classmethod
    def unpacked(cls, text: str) -> "Count":
        slug, what, country, day = text.split("|")
        return cls(slug, what, country, date.fromisoformat(day))


@lru_cache(maxsize=2)
def _server(url: str) -> Any:
    return redis.Redis.from_url(url, decode_responses=True, socket_timeout=1, socket_connect_timeout=0.5)


def put(count: Count) -> None:
    if settings.REDIS_URL:
        try:
            _server(settings.REDIS_URL).hincrby(BASKET, count.packed(), 1)
        except RedisError as error:
            log.warning("the basket of counts is out of reach: %s", error)
        else:
            return
    add([(count, 1)])


def add(counts: Iterable[tuple[Count, int]]) -> None:
    """Into the tallies. Works that are gone take their counts along."""
    found = list(counts)
    works = dict(Work.objects.filter(slug__in={count.slug for count, _many in found}).values_list("slug", "pk"))
    sums: Counter[tuple[int, str, str, str]] = Counter()
    for count, many in found:
        if count.slug in works:
            sums[works[count.slug], count.day.isoformat(), count.what, count.country] += many
    # In one order, so that two who add at once wait for each other and do not block each other.
    rows = [(*key, many) for key, many in sorted(sums.items())]
    with connection.cursor() as cursor:
        cursor.executemany(ADD.format(table=Tally._meta.db_table), rows)


def empty() -> None:
    """Called each minute, possibly by two processes at once, or again after one died half-way: each count is added once."""
    if not settings.REDIS_URL:
        return
    server = _server(settings.REDIS_URL)
    try:
        if not server.exists(CARRIED):
            server.renamenx(BASKET, CARRIED)
    except ResponseError:
        return  # nothing was seen
    server.hsetnx(CARRIED, KEY, str(uuid4()))
    content = server.hgetall(CARRIED)
    key = content.pop(KEY)
    with transaction.atomic():
        _row, fresh = Emptied.objects.get_or_create(key=key)
        if fresh:
            add((Count.unpacked(text), int(many)) for text, many in content.items())
    server.eval(PUT_DOWN, 1, CARRIED, KEY, key)
