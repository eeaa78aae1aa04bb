"""Copies of files for blind reading: without author, place, camera or title in them. Made once, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from incubator.files.models import StoredFile

CHILD = Path(__file__).with_name("stripping_child.py")
SECONDS = 60
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
    target = Path(settings.DATA_DIR) / "blind" / stored.sha256[:2] / stored.sha256
    content_type = TYPES.get(kind, stored.content_type)
    if target.exists():
        return target, content_type
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".part{os.getpid()}")
    command = [sys.executable, "-I", str(CHILD), kind, stored.file.path, str(part)]
    try:
        subprocess.run(command, check=True, timeout=SECONDS, capture_output=True, env={"PATH": os.environ.get("PATH", "")})
        part.rename(target)
    except (OSError, subprocess.SubprocessError) as why:
        part.unlink(missing_ok=True)
        raise NotStripped(stored.pk) from why
    return target, content_type


def ending(content_type: str) -> str:
    """For the name a file is served under."""
    return ENDINGS.get(content_type, "")
