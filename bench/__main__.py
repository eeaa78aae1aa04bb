"""`make bench`: an own database on PostgreSQL, filled step by step; at each size every page asked; a table, var/bench.json.

SIZES (1000,10000,100000) are multiples of 20 from 60 on; DATABASE_URL and REDIS_URL name servers other than the local ones:
nothing that stands there is touched. ONLY=desk,works measures a few pages, WEIGHT=0 leaves the browser out. ONLY=ranking asks
no page: it says how many of the true best raw and corrected scores find (`bench/ranking.py`); ONLY=media neither: it says what
preparing files costs beside plain loops (`bench/media.py`); ONLY=composer composes cohorts.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from bench import composer, media, ranking
from tests.run import find_postgres, find_redis, free_numbers

DATABASE = f"veillee_bench_{os.getpid()}"


def main() -> int:
    sizes = sorted({int(word) for word in os.environ.get("SIZES", "1000,10000,100000").split(",")})
    if any(size < 60 or size % 20 for size in sizes):
        print("SIZES are multiples of 20, from 60 on.")
        return 2
    if "postgres" in os.environ.get("DATABASE_URL", ""):
        os.environ["TESTS_POSTGRES"] = os.environ["DATABASE_URL"]
    if os.environ.get("REDIS_URL"):
        os.environ["TESTS_REDIS"] = os.environ["REDIS_URL"].rpartition("/")[0]
    out = Path(os.environ.get("DATA_DIR", "var")).resolve() / "bench.json"
    if os.environ.get("ONLY") == "ranking":
        return ranking.alone(out)
    if os.environ.get("ONLY") == "media":
        return media.alone(out)
    if os.environ.get("ONLY") == "composer":
        return composer.alone(out)
    postgres, redis = find_postgres(), find_redis()
    if postgres is None:
        print("The bench measures on PostgreSQL, and none answers: start one, or name it with DATABASE_URL.")
        return 2
    with own_place(postgres) as environment:
        os.environ.update(environment)
        if redis is None:
            print("Redis does not answer: cache and wake-ups go through files, which costs more.")
            return run(sizes, postgres, out)
        with free_numbers(redis) as numbers:
            os.environ["REDIS_URL"] = f"{redis}/{numbers[0]}"
            return run(sizes, postgres, out)


@contextmanager
def own_place(postgres: str) -> Iterator[dict[str, str]]:
    """A database and a folder of this run's own, gone afterwards; the settings of a server behind a proxy."""
    folder = Path(tempfile.mkdtemp(prefix="veillee-bench-"))
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        # A parallel worker's time would be lost with it when it ends: here every query is paid by its own backend.
        connection.execute(sql.SQL("ALTER DATABASE {} SET max_parallel_workers_per_gather = 0").format(sql.Identifier(DATABASE)))
    try:
        yield {
            "DATABASE_URL": f"{postgres.rpartition('/')[0]}/{DATABASE}",
            "DATA_DIR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "SECRET_KEY": "only-for-this-measurement-0123456789-abcdefghijklmnopqrstuvwxyz",
            "DEBUG": "0",
            "BEHIND_PROXY": "1",
            "WEB_CONCURRENCY": "2",
            "DJANGO_SETTINGS_MODULE": "incubator.settings",
        }
    finally:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        shutil.rmtree(folder, ignore_errors=True)


def run(sizes: list[int], postgres: str, out: Path) -> int:
    import django

    django.setup()
    from django.core.cache import cache

    from bench.course import course

    try:
        return course(sizes, postgres, DATABASE, out)
    finally:
        if os.environ.get("REDIS_URL"):
            cache.clear()


if __name__ == "__main__":
    sys.exit(main())
