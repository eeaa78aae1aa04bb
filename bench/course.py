"""The course of a run: build, then for each size grow, serve, measure; at the end the table."""

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from bench import assignment, deadline, fill, load, ranking, report, whole
from bench import base as bases
from bench.base import Base
from bench.jobs import jobs
from bench.measure import Server, measure
from incubator.management.commands.run_demo import programs

PORT = int(os.environ.get("BENCH_PORT", "8118"))
ONLY = set(filter(None, os.environ.get("ONLY", "").split(",")))
ALONE = len(ONLY) == 1 and bool(ONLY & {"deadline", "assignment"})
"""The deadline hour, or the assignments, on the first size and without anything else."""


def say(text: str) -> None:
    print(text, flush=True)


def course(sizes: list[int], postgres: str, database: str, out: Path) -> int:
    say("Preparing a database …")
    settings.OUTBOX_WAKES = False  # nobody works through what building it asks for
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    base = bases.build()
    if ALONE:
        sizes = sizes[:1]
    found: dict[str, Any] = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "pace": pace(), "sizes": {}}
    have = 0
    for size in sizes:
        begun = time.monotonic()
        fill.grow(base, have, size)
        have = size
        say(f"\n{size:,} applications and works, {time.monotonic() - begun:.0f} s to fill. Measuring …")
        with serving() as arbiter:
            server = Server(PORT, arbiter, database, postgres)
            found["sizes"][str(size)] = at_size(server, base, size)
            if size == sizes[-1] and not ALONE and (not ONLY or "load" in ONLY):
                found["load"] = load.load(PORT, database, arbiter)
        report.progress(size, found["sizes"][str(size)])
    found |= wholes(base, database)
    if os.environ.get("WEIGHT", "1") != "0" and not ALONE:
        from bench import weight

        with serving():
            found["weight"] = weight.weigh(PORT, base)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    if not ALONE:
        report.table(found)
    for name, tell in (
        ("load", load.table),
        ("deadline", deadline.table),
        ("assignment", assignment.table),
        ("ranking", ranking.table),
    ):
        if name in found:
            tell(found[name])
    say(f"\nWritten: {out}")
    return 0


def wholes(base: Base, database: str) -> dict[str, Any]:
    """What is measured once, whatever the size."""
    parts: list[tuple[str, str, Callable[[], Any]]] = [
        ("deadline", "The deadline hour …", lambda: deadline.deadline(base, PORT, database)),
        ("assignment", "Assigning large calls …", lambda: assignment.assigned(base)),
        ("ranking", "What correcting scores finds …", ranking.simulate),
    ]
    found = {}
    for name, title, run in parts:
        if not ONLY or name in ONLY:
            say(f"\n{title}")
            found[name] = run()
    return found


def at_size(server: Server, base: Base, size: int) -> dict[str, Any]:
    results: dict[str, Any] = {"pace": pace()}
    for job in jobs(base, size):
        if not ONLY or job.key in ONLY:
            results[job.key] = measure(server, job).as_json() | {"title": job.title, "goal": job.goal, "flat": job.flat}
    if not ONLY or "apply" in ONLY:
        applied = whole.applying(server, base, size).as_json()
        results["apply"] = applied | {"title": "apply from nothing to sent, with account", "goal": (60, 250), "flat": False}
    if not ONLY or "export" in ONLY:
        sheet = whole.export(server, base).as_json()
        goal = (10 + -(-sheet["more"]["rows"] // 1000), 0.4 * sheet["more"]["rows"])
        results["export"] = sheet | {"title": "export all as CSV", "goal": goal, "flat": False}
    return results


@contextmanager
def serving() -> Iterator[int]:
    """The demo's own web server; gives the process number of its arbiter."""
    web = programs("127.0.0.1", PORT)[0]
    process = subprocess.Popen(list(web.command), cwd=settings.BASE_DIR)
    try:
        for _try in range(480):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2).close()
                break
            except OSError:
                time.sleep(0.25)
        else:
            raise RuntimeError(f"The server did not answer on port {PORT} (BENCH_PORT names another).")
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=40)


def pace() -> float:
    """CPU milliseconds that a fixed piece of Python takes just now: on a busy machine the same work costs more."""
    best = 1e9
    for _ in range(5):
        begun = time.process_time()
        total = 0
        for number in range(200_000):
            total += number % 7
        best = min(best, (time.process_time() - begun) * 1000)
    return round(best, 1)
