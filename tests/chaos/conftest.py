"""The product running on servers of the test's own, with a crowd before it."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench.counted import answers
from tests.chaos.crowd import Crowd
from tests.fixtures.servers import OwnPostgres, OwnRedis, free_port, small_disk
from tests.house.files import ROOT

PEOPLE = 700
DISK = 96  # megabytes of the small disk
DRAINED_WITHIN = 60.0
WAITING = "SELECT count(*) FROM incubator_message WHERE state IN ('pending', 'failed')"


@dataclass
class Product:
    """`disk` says whether its folder is a disk of its own that can be filled."""

    port: int
    folder: Path
    environment: dict[str, str]
    supervisor: subprocess.Popen[bytes]
    redis: OwnRedis
    postgres: OwnPostgres
    plan: dict[str, Any]
    people: Iterator[dict[str, str]]
    disk: bool

    def processes(self, word: str) -> list[int]:
        """Process numbers below the supervisor whose command has that word, parents first."""
        found, waiting = [], [self.supervisor.pid]
        while waiting:
            pid = waiting.pop(0)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(child) for child in task.read_text().split()]
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            if pid != self.supervisor.pid and word in command:
                found.append(pid)
        return found

    def kill(self, word: str, *, parent: bool) -> None:
        """kill -9 of the first process of that name, or of its last child."""
        if found := self.processes(word):
            os.kill(found[0] if parent else found[-1], signal.SIGKILL)

    def serves(self) -> None:
        answers(self.port, "/healthz")

    def shows(self, path: str) -> None:
        """A page is answered at once."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            assert answer.status == 200

    def waiting(self) -> int:
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            row = connection.execute(WAITING).fetchone()
        return int(row[0]) if row else 0

    def drained(self) -> float:
        """Seconds until the outbox is empty."""
        begun = time.monotonic()
        while waiting := self.waiting():
            assert time.monotonic() - begun < DRAINED_WITHIN, f"{waiting} messages still wait:\n{self.said()}"
            time.sleep(0.3)
        return time.monotonic() - begun

    def said(self) -> str:
        return (self.folder.parent / "said").read_text(errors="replace")[-3000:]

    def count(self, crowd: Crowd) -> dict[str, int]:
        record = self.folder.parent / "told.json"
        crowd.record(record)
        return dict(json.loads(run(["tests.chaos.count", str(record)], self.environment).splitlines()[-1]))


def run(module: list[str], environment: dict[str, str]) -> str:
    answer = subprocess.run(
        [sys.executable, "-m", *module], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    return answer.stdout


@pytest.fixture(scope="module")
def product(own_redis: OwnRedis, own_postgres: OwnPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    place, port = tmp_path_factory.mktemp("chaos"), free_port()
    folder = place / "data"
    folder.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TESTS_")} | {
        "DATABASE_URL": f"{own_postgres.address}/veillee", "REDIS_URL": own_redis.url, "DATA_DIR": str(folder), "DEBUG": "1",
        "SECRET_KEY": "for-the-chaos-alone-0123456789-0123456789-0123456789-012345", "BEHIND_PROXY": "1", "WEB_CONCURRENCY": "2",
        "DJANGO_SETTINGS_MODULE": "incubator.settings", "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }  # fmt: skip
    for name in ("EMAIL_URL", "MEDIA_STORAGE_URL", "OUTBOX_WAKES"):
        environment.pop(name, None)
    with small_disk(folder, DISK) as disk, (place / "said").open("wb") as said:
        run(["tests.chaos.lay", str(port), str(PEOPLE), str(place / "plan.json")], environment)
        command = [sys.executable, "-m", "tests.chaos.product", str(port)]
        supervisor = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said, start_new_session=True)
        plan = json.loads((place / "plan.json").read_text())
        found = Product(port, folder, environment, supervisor, own_redis, own_postgres, plan, iter(plan["people"]), disk)
        try:
            found.serves()
            yield found
        finally:
            supervisor.terminate()
            try:
                supervisor.wait(30)
            except subprocess.TimeoutExpired:
                supervisor.kill()
