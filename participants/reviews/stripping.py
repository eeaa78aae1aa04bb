"""Copies of files for blind reading: without author, place, camera or title in them. Made once, in a process of their own."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from incubator.files.models import StoredFile

CHILD = Path(__file__).with_name("stripping_child.py")
SECONDS = 60
SHORT = 10
"""Seconds for counting pages, which the page that shows them waits for."""
MOST_PAGES = 40
TRIED_AGAIN = 86_400  # seconds
TYPES = {"image": "image/webp"}
ENDINGS = {
    "image/webp": ".webp", "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
    "image/avif": ".avif", "video/mp4": ".mp4", "video/webm": ".webm", "video/quicktime": ".mov", "audio/mpeg": ".mp3",
    "audio/wav": ".wav", "audio/x-wav": ".wav", "audio/flac": ".flac", "audio/ogg": ".ogg", "audio/mp4": ".m4a",
}  # fmt: skip


class NotStripped(Exception):
    """The file could not be freed of what it says of its maker; it is not shown then."""


def stripped(stored: StoredFile, kind: str) -> tuple[Path, str]:
    """Path and content type of the copy. `kind` is image, document, film or sound."""
    return _made(stored, kind), TYPES.get(kind, stored.content_type)


def page_of(stored: StoredFile, number: int) -> Path:
    """One page of a document as a picture (WebP); it shows what is printed on it and nothing of the file."""
    return _made(stored, "page", number)


def pages_of(stored: StoredFile) -> int:
    """How many pages of a document can be shown, at most MOST_PAGES; 0 where it cannot be opened."""
    try:
        return min(int(_made(stored, "pages", seconds=SHORT).read_text()), MOST_PAGES)
    except (NotStripped, ValueError):
        return 0


def _made(stored: StoredFile, kind: str, number: int | None = None, *, seconds: int = SECONDS) -> Path:
    """What the child makes of the file, made once. One that could not be is not tried again for a day."""
    more = f"-{kind}" if kind in ("page", "pages") else ""
    target = Path(settings.DATA_DIR) / "blind" / stored.sha256[:2] / f"{stored.sha256}{more}{number or ''}"
    if target.exists():
        return target
    failed = f"stripping:{target.name}"
    if cache.get(failed):
        raise NotStripped(stored.pk)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".part{os.getpid()}-{threading.get_ident()}")
    command = [sys.executable, "-I", str(CHILD), kind, stored.file.path, str(part), *([str(number)] if number else [])]
    try:
        subprocess.run(command, check=True, timeout=seconds, capture_output=True, env={"PATH": os.environ.get("PATH", "")})
        part.rename(target)
    except (OSError, subprocess.SubprocessError) as why:
        part.unlink(missing_ok=True)
        cache.set(failed, True, TRIED_AGAIN)
        raise NotStripped(stored.pk) from why
    return target


def ending(content_type: str) -> str:
    """For the name a file is served under."""
    return ENDINGS.get(content_type, "")
