"""The demo's supervisor, with real processes in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.house.files import ROOT

RUN = """
import sys
from incubator.lib.supervisor import Program, supervise
supervise([Program(name, [sys.executable, "-c", text]) for name, text in zip(sys.argv[1::2], sys.argv[2::2])])
"""


def writes(mark: Path, then: str) -> str:
    """A program that leaves its process id in a file, then goes on as told."""
    return f"import os, time; open({str(mark)!r}, 'a').write(f'{{os.getpid()}}\\n'); {then}"


def until(ask: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not ask():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def marks(mark: Path) -> list[int]:
    return [int(line) for line in mark.read_text().split()] if mark.exists() else []


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def start(*programs: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", RUN, *programs], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_program_is_started_again_when_it_ends(tmp_path: Path) -> None:
    mark = tmp_path / "pids"
    with start("short", writes(mark, "raise SystemExit(3)")) as running:
        assert until(lambda: len(marks(mark)) >= 2)
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "short ended with status 3" in said


def test_interruption_ends_every_program(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    with start("first", writes(first, "time.sleep(60)"), "second", writes(second, "time.sleep(60)")) as running:
        assert until(lambda: bool(marks(first) and marks(second)))
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    assert [lives(pid) for pid in marks(first) + marks(second)] == [False, False]


def test_program_does_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    mark = tmp_path / "pids"
    with start("long", writes(mark, "time.sleep(60)")) as running:
        assert until(lambda: bool(marks(mark)))
        running.kill()
    assert until(lambda: not lives(marks(mark)[0]))
