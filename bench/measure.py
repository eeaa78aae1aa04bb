"""Asks the running server and reads from the system what it cost: CPU of the web processes and of the database's backends."""

import http.client
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

import brotli
import psycopg
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.ask import Ask, Job

TICK = os.sysconf("SC_CLK_TCK")
WARM = 4
NOT_COUNTED = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET )", re.IGNORECASE)


@dataclass
class Answer:
    status: int
    body: bytes
    headers: http.client.HTTPMessage
    seconds: float


@dataclass
class Result:
    """`sql` statements and milliseconds for each request; `web` and `database` are the two parts of `cpu`."""

    sql: int
    cpu: float
    web: float
    database: float
    p50: float
    p95: float
    bytes: int
    brotli: int
    more: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {name: round(value, 2) if isinstance(value, float) else value for name, value in asdict(self).items()}


class Server:
    """A gunicorn that runs, by its port and the process number of its arbiter; `database` names the backends to watch."""

    def __init__(self, port: int, arbiter: int, database: str, postgres: str) -> None:
        self.port, self.arbiter, self.database = port, arbiter, database
        self.watch = psycopg.connect(postgres, autocommit=True)
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.arbiter}/task/{self.arbiter}/children").read_text().split()]

    def backends(self) -> list[int]:
        mine = connection.connection.info.backend_pid if connection.connection else 0
        rows = self.watch.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> %s", [self.database, mine])
        return [pid for (pid,) in rows.fetchall()]

    def used(self) -> tuple[dict[int, float], dict[int, float]]:
        """CPU seconds so far by process: web, database."""
        return {pid: spent(pid) for pid in self.workers()}, {pid: spent(pid) for pid in self.backends()}

    @contextmanager
    def counting(self, found: dict[str, float]) -> Iterator[None]:
        """Puts into `found` the CPU milliseconds used inside."""
        before = self.used()
        yield
        after = self.used()
        for name, was, now in zip(("web", "database"), before, after, strict=True):
            found[name] = 1000 * sum(seconds - was.get(pid, 0.0) for pid, seconds in now.items())

    def ask(self, ask: Ask, headers: dict[str, str] | None = None) -> Answer:
        send = {"Accept-Encoding": "br", "Accept": "text/html", "X-Forwarded-Proto": "http", **(headers or {})}
        if ask.cookies:
            send["Cookie"] = "; ".join(f"{name}={value}" for name, value in ask.cookies.items())
        body = urlencode(ask.body) if ask.data else None
        if body:
            send["Content-Type"] = "application/x-www-form-urlencoded"
        begun = perf_counter()
        for attempt in range(2):
            try:
                self.line.request("POST" if body else "GET", ask.path, body, send)
                answer = self.line.getresponse()
                break
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.line.close()  # the server lets idle lines go
                if attempt:
                    raise
        data = answer.read()
        return Answer(answer.status, data, answer.headers, perf_counter() - begun)

    def asked(self, asks: Sequence[Ask], status: int, last: Answer | None = None, *, cold: bool = False) -> list[Answer]:
        """All answers. Raises where one is not of the expected status; a validator may run out once a minute."""
        answers: list[Answer] = []
        for ask in asks:
            if cold:
                cache.clear()
            last = answers[-1] if answers else last
            known = {"If-None-Match": last.headers["ETag"] or ""} if ask.again and last else {}
            answers.append(self.ask(ask, known))
            late = ask.again and answers[-1].status == 200
            if answers[-1].status != status and not late:
                raise RuntimeError(f"{ask.path} answered {answers[-1].status} instead of {status}: {answers[-1].body[:300]!r}")
        return answers

    def peak(self, *, reset: bool = False) -> float:
        """The most memory a worker held, in megabytes; `reset` begins anew."""
        if reset:
            for pid in self.workers():
                Path(f"/proc/{pid}/clear_refs").write_text("5")
        held = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in self.workers()]
        return max(int(found[1]) / 1024 for found in held if found)


def spent(pid: int) -> float:
    """CPU seconds of a process and its threads so far; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def statements(asks: Sequence[Ask], *, cold: bool = False) -> int:
    """How many statements the last of the requests needs, asked inside this process; the ones before warm what is kept."""
    client = Client(raise_request_exception=True)
    count = 0
    etag = ""
    for ask in asks:
        for name, value in ask.cookies.items():
            client.cookies[name] = value
        headers = {"If-None-Match": etag} if ask.again and etag else {}
        if cold:
            cache.clear()
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(ask.path, ask.data) if ask.data else client.get(ask.path, headers=headers)
            if answer.streaming:
                b"".join(answer.streaming_content)
        etag = answer.headers.get("ETag", "")
        count = sum(not NOT_COUNTED.match(query["sql"]) for query in seen.captured_queries)
    return count


def measure(server: Server, job: Job) -> Result:
    sql = statements(job.asks(2), cold=job.cold)
    warm = server.asked(job.asks(WARM), job.status)
    asks = job.asks(job.times)
    used: dict[str, float] = {}
    with server.counting(used):
        answers = server.asked(asks, job.status, warm[-1], cold=job.cold)
    times = [answer.seconds * 1000 for answer in answers]
    packed = answers[-1].body
    body = brotli.decompress(packed) if answers[-1].headers["Content-Encoding"] == "br" else packed
    web, database = used["web"] / len(asks), used["database"] / len(asks)
    cuts = quantiles(times, n=20)
    return Result(
        sql,
        web + database,
        web,
        database,
        cuts[9],
        cuts[18],
        len(body),
        len(packed),
    )
