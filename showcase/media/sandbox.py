"""Runs a recipe on a stranger's file in a child process, and tells what comes of it."""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from incubator.files.content import Content, Reason, Unacceptable
from showcase.media.report import Event, Facts, Refused, Tick, parse

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
TICK_SECONDS = 5.0
FIRST_SECONDS = 240.0
LONGEST_LINE = 64_000


def run(recipe: str, source: Path, folder: Path, content: Content) -> Iterator[Event]:
    """Yields what the child reports, and a `Tick` at least every 5 s. Ends when the recipe is complete.

    Raises `Unacceptable` with the reason for anything else, however the child ended. Closing the
    generator kills the child; files already reported stay.
    """
    with tempfile.TemporaryFile() as words:
        child = _start(recipe, source, folder, content, words)
        refused: Refused | None = None
        try:
            for event in _events(child):
                if isinstance(event, Refused):
                    refused = event
                else:
                    yield event
            code = child.wait()
        finally:
            _end(child)
            for part in folder.glob("*.part"):
                part.unlink(missing_ok=True)
        if refused is not None:
            raise Unacceptable(_reason(refused.reason), refused.detail[:200])
        if code:
            words.seek(0)
            said = words.read()[-2000:].decode(errors="replace")
            log.warning("media child ended with %s: %s", code, said)
            raise Unacceptable(_ended(code, said), f"code {code}")


def _start(recipe: str, source: Path, folder: Path, content: Content, words: IO[bytes]) -> subprocess.Popen[bytes]:
    # Nothing of ours goes along: no secret, no database address.
    surroundings = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [
        sys.executable,
        "-P",
        "-m",
        "showcase.media.child",
        recipe,
        str(source.resolve()),
        str(folder.resolve()),
    ]
    return subprocess.Popen(
        [*command, content.extension, str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=words,
        env=surroundings,
        cwd=folder,
        start_new_session=True,
    )


def _events(child: subprocess.Popen[bytes]) -> Iterator[Event]:
    """Lines as they come. Raises `Unacceptable(TIME)` once the child has had its time."""
    assert child.stdout is not None
    begun, allowed, waiting = time.monotonic(), FIRST_SECONDS, b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = begun + allowed - time.monotonic()
            if left <= 0:
                raise Unacceptable(Reason.TIME)
            if not selector.select(min(TICK_SECONDS, left)):
                yield Tick()
                continue
            piece = os.read(child.stdout.fileno(), 65_536)
            if not piece:
                return
            *lines, waiting = (waiting + piece).split(b"\n")
            if len(waiting) > LONGEST_LINE:
                raise Unacceptable(Reason.CRASHED, "endless line")
            for text in lines:
                try:
                    event = parse(text.decode())
                except ValueError as error:
                    raise Unacceptable(Reason.CRASHED, "not our line") from error
                if isinstance(event, Facts) and isinstance(event.values.get("seconds"), int | float):
                    allowed = max(allowed, FIRST_SECONDS + 10 * min(float(event.values["seconds"]), 3 * 3600))
                yield event


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    if child.stdout is not None:
        child.stdout.close()
    child.wait()


def _reason(name: str) -> Reason:
    try:
        return Reason(name)
    except ValueError:
        return Reason.CRASHED


def _ended(code: int, said: str) -> Reason:
    if code == -signal.SIGXCPU:
        return Reason.TIME
    if "MemoryError" in said or "bad_alloc" in said or "Cannot allocate memory" in said:
        return Reason.MEMORY
    return Reason.CRASHED
