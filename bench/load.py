"""How many anonymous pages a second: CLIENTS ask without a pause for SECONDS, each page in every language.

The machine may be busy otherwise and the clients share it: what counts is the processor time of one request (web, PostgreSQL
and Redis together), and what two processors with nothing else to do could answer with it.
"""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from typing import Any

SECONDS = float(os.environ.get("LOAD_SECONDS", "12"))
CLIENTS = 12
GOAL = 200
CORES = 2
HEADERS = {
    "Host": "127.0.0.1", "Accept": "text/html", "Accept-Encoding": "br, gzip", "X-Forwarded-Proto": "http",
    "Accept-Language": "fr-SN,fr;q=0.8", "User-Agent": "Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 Chrome/130.0 Mobile",
}  # fmt: skip


def load(port: int, database: str, arbiter: int) -> list[dict[str, Any]]:
    """One row for each way of asking."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils.translation import override

    from showcase.works.models import Work

    work = Work.objects.listed().order_by("-published")[30:31].get()
    pages: dict[str, list[str]] = {"front page": [], "one work": []}
    for code, _name in settings.LANGUAGES:
        with override(code):
            pages["front page"].append(reverse("showcase:home"))
            pages["one work"].append(work.get_absolute_url())
    ways = [(title, paths, False, False) for title, paths in pages.items()]
    both = [path for paths in pages.values() for path in paths]
    ways += [("both, changed each second", both, True, False), ("both, unchanged since the last visit", both, False, True)]
    return [_way(port, database, arbiter, *way) for way in ways]


def _way(port: int, database: str, arbiter: int, title: str, paths: list[str], changing: bool, again: bool) -> dict[str, Any]:
    from bench.usage import Usage

    usage = Usage({"web": arbiter}, database)
    plan = json.dumps({"port": port, "paths": paths, "again": again})
    with changes() if changing else nullcontext():
        child = subprocess.Popen([sys.executable, "-m", "bench.load", plan], stdout=subprocess.PIPE, text=True)
        with usage.watching(clients=child.pid):
            said, _nothing = child.communicate()
    if child.returncode:
        raise RuntimeError("The clients broke off; see above.")
    told, shares = json.loads(said), usage.shares()
    each = {name: shares.get(name, 0) * 10 * usage.seconds / told["answers"] for name in ("web", "PostgreSQL", "Redis")}
    cpu = sum(each.values())
    rate = told["answers"] / told["seconds"]
    return {"title": title, "rate": round(rate), "cpu": round(cpu, 2), "alone": round(1000 * CORES / cpu), "shares": shares,
            **{name: round(value, 2) for name, value in each.items()}, **told}  # fmt: skip


@contextmanager
def changes() -> Any:
    """Something public changes once a second."""
    from django.db import connection

    from incubator.access.stamps import touch

    ended = threading.Event()

    def run() -> None:
        while not ended.wait(1.0):
            touch()
        connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def table(rows: list[dict[str, Any]]) -> None:
    print(
        f"\n{'Anonymous pages a second':42}{'asked':>7}{'CPU ms':>8}{'web':>7}{'SQL':>7}{'Redis':>7}{'two cores':>11}{'goal':>6}  p50 p95 ms"
    )
    for row in rows:
        print(f"{row['title']:42}{row['rate']:>7}{row['cpu']:>8.2f}{row['web']:>7.2f}{row['PostgreSQL']:>7.2f}{row['Redis']:>7.2f}"
              f"{row['alone']:>11}{GOAL:>6}  {row['p50']:.0f} {row['p95']:.0f}{'' if row['alone'] >= GOAL else '  UNDER'}")  # fmt: skip
    busy = rows[0]["shares"]
    print(f"'asked' was answered beside the clients ({busy.get('clients', 0)} % of a core) and other work ({busy['others']} %); "
          f"'two cores' is what the processor time of a request allows on two cores of their own.")  # fmt: skip


class Asker:
    """One visitor who asks for one page after the other on one line."""

    def __init__(self, plan: dict[str, Any], number: int, until: float) -> None:
        self.plan, self.number, self.until = plan, number, until
        self.times: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.known: dict[str, str] = {}

    async def run(self) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        reader, writer = await asyncio.open_connection("127.0.0.1", self.plan["port"])
        turn, paths = self.number, self.plan["paths"]
        while time.monotonic() < self.until:
            path, turn = paths[turn % len(paths)], turn + 1
            known = f"If-None-Match: {self.known[path]}\r\n" if self.plan["again"] and path in self.known else ""
            begun = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\n{lines}{known}\r\n".encode())
            closing = await self._answer(reader, path)
            self.times.append(time.perf_counter() - begun)
            if closing:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", self.plan["port"])
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, path: str) -> bool:
        """Whether the server hangs up after it."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        status = int(head.split(" ", 2)[1])
        if length := int(fields.get("content-length", 0)):
            await reader.readexactly(length)
        self.statuses[status] += 1
        if tag := fields.get("etag"):
            self.known[path] = tag.replace('w/"', 'W/"')
        return fields.get("connection") == "close"


async def crowd(plan: dict[str, Any]) -> dict[str, Any]:
    begun = time.monotonic()
    askers = [Asker(plan, number, begun + SECONDS) for number in range(CLIENTS)]
    await asyncio.gather(*(asker.run() for asker in askers))
    seconds = time.monotonic() - begun
    times = sorted(one * 1000 for asker in askers for one in asker.times)
    statuses: Counter[int] = sum((asker.statuses for asker in askers), Counter())
    if set(statuses) - {200, 304}:
        raise RuntimeError(f"Answers: {dict(statuses)}")
    return {"answers": len(times), "seconds": seconds, "p50": times[len(times) // 2], "p95": times[len(times) * 95 // 100],
            "statuses": dict(statuses)}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asyncio.run(crowd(json.loads(sys.argv[1])))))
