"""Keeps a few child processes alive, and ends them all together. For the demo: a server has systemd or compose."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 30.0
STEADY_AFTER = 20.0  # seconds alive after which an exit counts as the first again
GRACE = 10.0  # seconds between asking to end and ending


@dataclass(frozen=True)
class Program:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Child:
    program: Program
    process: subprocess.Popen[str] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            list(self.program.command),
            env={**os.environ, **self.program.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C reaches us alone; we end the children in order
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread of ours holds a lock while forking
        )
        self.started = time.monotonic()
        threading.Thread(target=_relay, args=(self.program.name, self.process.stdout), daemon=True).start()

    def tend(self, now: float) -> None:
        """Start again after an exit, with growing pauses while it keeps failing."""
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return
            self.failures = 0 if now - self.started > STEADY_AFTER else self.failures + 1
            pause = min(LONGEST_PAUSE, 2.0**self.failures - 1) if self.failures else 0.0
            _say(f"{self.program.name} ended with status {status}; starting again in {pause:.0f} s")
            self.process, self.due = None, now + pause
        if now >= self.due:
            self.start()

    def ask_to_end(self) -> None:
        # the leader alone: gunicorn and Celery end their own children in order
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def supervise(programs: Sequence[Program], *, ready: threading.Thread | None = None) -> None:
    """Run until SIGINT or SIGTERM. `ready` is started once the children are."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ended.set())
    children = [Child(program) for program in programs]
    try:
        for child in children:
            child.start()
        if ready is not None:
            ready.start()
        while not ended.wait(0.3):
            now = time.monotonic()
            for child in children:
                child.tend(now)
    finally:
        _end(children)


def _end(children: Sequence[Child]) -> None:
    for child in children:
        child.ask_to_end()
    until = time.monotonic() + GRACE
    for child in children:
        if child.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, until - time.monotonic()))
        child.end()


def _die_with_parent() -> None:
    """On Linux the kernel ends the child when we are killed; elsewhere an unkind kill leaves it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _relay(name: str, lines: IO[str] | None) -> None:
    for line in lines or ():
        _say(f"{name:>7} | {line.rstrip()}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
