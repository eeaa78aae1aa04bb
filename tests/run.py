"""`make test`: the suite on SQLite, then on PostgreSQL and Redis, with what this machine has. Says what it did not run.

REQUIRE_SERVICES=1 makes a missing service a failure. TESTS_POSTGRES and TESTS_REDIS name servers other than the local ones,
CHROMIUM a browser. The last line printed is the closing line of pytest: of the last
run that failed, else of the last.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
from psycopg import sql

POSTGRES = (
    "postgresql://127.0.0.1:5432/postgres",
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql:///postgres",
)
REDIS = "redis://127.0.0.1:6379"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROCESSES = 2
DATABASE = f"veillee_{os.getpid()}"


@dataclass(frozen=True)
class Part:
    name: str
    status: int
    closing: str


def main(arguments: Sequence[str]) -> int:
    missing = []
    postgres, cache = find_postgres(), find_redis()
    if postgres is None:
        missing.append("PostgreSQL does not answer (TESTS_POSTGRES names another server)")
    if cache is None:
        missing.append("Redis does not answer (TESTS_REDIS names another server)")
    browser = find_browser()
    if browser is None:
        missing.append("no Chromium was found (CHROMIUM names one)")
    else:
        os.environ["CHROMIUM"] = browser
    parts = [pytest("SQLite and the embedded broker", "not services and not browser", arguments)]
    if postgres and cache:
        with own_services(postgres, cache) as environment:
            marks = "" if browser else "not browser"
            parts.append(pytest("PostgreSQL, Redis and a Celery worker", marks, arguments, environment))
    elif browser:
        parts.append(pytest("browser, on SQLite and the embedded broker", "browser and not services", arguments))
    return report(parts, missing)


def report(parts: Sequence[Part], missing: Sequence[str]) -> int:
    faults = []
    if os.environ.get("CHECK_FAILED") == "1":
        faults.append("The checks failed: 'make check' shows them.")
    if missing and os.environ.get("REQUIRE_SERVICES") == "1":
        faults.append("Something is missing, and REQUIRE_SERVICES=1 asks for everything.")
    print()
    for what in missing:
        print(f"NOT RUN: {what}; the tests that need it were left out.")
    for part in parts:
        print(f"{'failed' if part.status else 'passed'}: {part.name}: {part.closing}")
    for fault in faults:
        print(f"failed: {fault}")
    failed = [part for part in parts if part.status]
    told = [part for part in parts if "no tests ran" not in part.closing]
    print((failed or told or parts)[-1].closing, flush=True)
    return 1 if failed or faults else 0


def pytest(name: str, marks: str, arguments: Sequence[str], environment: dict[str, str] | None = None) -> Part:
    print(f"\n── {name}", flush=True)
    closing = "pytest said nothing"
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(PROCESSES), "--dist", "loadgroup", "-m", marks]
    # a folder of this run's own: pytest's usual one is shared, and tidied by every run on the machine
    with tempfile.TemporaryDirectory(prefix="veillee-run-", ignore_cleanup_errors=True) as folder:
        command += ["--basetemp", f"{folder}/pytest", *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | (environment or {})) as process:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                closing = line.strip() or closing
    # 5: no test carries these marks
    return Part(name, 0 if process.returncode == 5 else process.returncode, closing)


def find_postgres() -> str | None:
    named = os.environ.get("TESTS_POSTGRES")
    for address in [named] if named else POSTGRES:
        try:
            with psycopg.connect(address, connect_timeout=3):
                return address
        except psycopg.Error:
            continue
    return None


def find_redis() -> str | None:
    address = os.environ.get("TESTS_REDIS", REDIS)
    try:
        redis.Redis.from_url(address, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return None
    return address


def find_browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium with apt …", flush=True)
        quiet = {
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        }
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-qy", "--no-install-recommends", "chromium"], check=False, **quiet)
        found = shutil.which("chromium")
    return found


@contextmanager
def own_services(postgres: str, cache: str) -> Iterator[dict[str, str]]:
    """Names for databases and Redis numbers that nobody uses; both are emptied afterwards, also after an interruption."""
    with free_numbers(cache) as numbers:
        try:
            yield {
                "TESTS_DATABASE_URL": f"{postgres.rpartition('/')[0]}/{DATABASE}",
                "TESTS_REDIS_URLS": " ".join(f"{cache}/{number}" for number in numbers),
            }
        finally:
            for number in numbers:
                redis.Redis.from_url(f"{cache}/{number}").flushdb()
            drop_databases(postgres)


@contextmanager
def free_numbers(cache: str) -> Iterator[list[int]]:
    """Empty Redis numbers, each held by a locked file, so that two runs side by side do not share one."""
    with ExitStack() as held:
        claimed: list[int] = []
        for number in range(15, 0, -1):
            file = held.enter_context((Path(tempfile.gettempdir()) / f"veillee-redis-{number}.lock").open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if redis.Redis.from_url(f"{cache}/{number}").dbsize() == 0:
                claimed.append(number)
            if len(claimed) == PROCESSES:
                yield claimed
                return
        raise SystemExit("Redis has no two empty numbers below 16; empty some, or name another server with TESTS_REDIS.")


def drop_databases(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"test_{DATABASE}%"]).fetchall()
        for (name,) in names:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
