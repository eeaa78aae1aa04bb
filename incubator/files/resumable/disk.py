"""The bytes of uploads on their way. The size of the file is the offset: no counter can fall behind it.

A piece is appended unbuffered, in small blocks, so that a server killed half-way keeps what had come. Locks are the
kernel's: they end with the process that held them.
"""

import errno
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from incubator.files.room import NO_ROOM

BLOCK = 16 * 1024
"""Read and written at once. On a line of 50 kbit/s that is under three seconds of sending."""


class Busy(Exception):
    """Another request is receiving this upload."""


class Full(Exception):
    """The disk takes no more; `offset` says what is kept."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def folder() -> Path:
    place = Path(settings.DATA_DIR) / "uploads"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def place(key: str) -> Path:
    return folder() / key


def create(key: str) -> None:
    os.close(os.open(place(key), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def size(key: str) -> int:
    """Bytes that are here; 0 for one that is gone."""
    try:
        return place(key).stat().st_size
    except FileNotFoundError:
        return 0


def cut(key: str, length: int) -> None:
    os.truncate(place(key), length)


def forget(key: str) -> None:
    for name in (key, f"{key}.lock"):
        (folder() / name).unlink(missing_ok=True)


def room_for(length: int) -> bool:
    """Whether the disk has room for that many bytes and a little air for everything else that writes."""
    found = os.statvfs(folder())
    return found.f_bavail * found.f_frsize > length + min(settings.UPLOADS_LEAVE_FREE, found.f_blocks * found.f_frsize // 20)


@contextmanager
def held(key: str, patience: float = 1.0) -> Iterator[None]:
    """The upload for this request alone. Raises Busy where another has it for longer than `patience` seconds."""
    with (folder() / f"{key}.lock").open("w") as lock:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Busy from None
                time.sleep(0.05)
        yield


def append(key: str, read: Callable[[int], bytes], length: int, digest: Any = None) -> int:
    """Add up to `length` bytes of a body; gives the size the file has then. What came before the line broke is kept.

    Raises Full where the disk is, with what is kept.
    """
    left = length
    descriptor = os.open(place(key), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        while left > 0:
            try:
                block = read(min(BLOCK, left))
            except OSError:
                break  # the sender is gone
            if not block:
                break
            _write(descriptor, block)
            left -= len(block)
            if digest is not None:
                digest.update(block)
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise Full(os.fstat(descriptor).st_size) from error
    finally:
        os.close(descriptor)
    return size(key)


def _write(descriptor: int, block: bytes) -> None:
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]


def sha256(key: str) -> str:
    with place(key).open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def link(key: str, target: Path) -> None:
    """The same bytes under the name where they stay; replaces what an attempt cut short left there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(place(key), target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.ENOTSUP):
            raise
        _copy(place(key), target)
    directory = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(directory)  # a row must not outlive the name of its file
    finally:
        os.close(directory)


def _copy(source: Path, target: Path) -> None:
    """Where uploads and files lie on two disks, or on one without links."""
    part = target.with_name(f"{target.name}.part")
    with source.open("rb") as old, part.open("wb") as new:
        shutil.copyfileobj(old, new, 1024 * 1024)
        new.flush()
        os.fsync(new.fileno())
    part.chmod(0o600)
    part.replace(target)


def strays(known: set[str], older: float) -> list[str]:
    """Keys of files that no row knows and nobody has touched since `older` (a time stamp)."""
    with os.scandir(folder()) as entries:
        found = [entry for entry in entries if entry.name.removesuffix(".lock") not in known]
        return sorted({entry.name.removesuffix(".lock") for entry in found if entry.stat().st_mtime < older})
