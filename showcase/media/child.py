"""The process in which strangers' files are decoded: `python -m showcase.media.child RECIPE IN OUT CONTENT PARENT`.

It gives up memory, time, the network and its surroundings before it imports a codec, says what it
does as JSON lines, and dies with its parent. CONTENT is the extension that the sniffer found.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from incubator.files.content import ALL, Content, Reason, Unacceptable
from showcase.media.report import Facts, Made, Progress, Refused, Reporter, line

MEMORY = 1_500_000_000
FIRST_CPU_SECONDS = 120
MOST_CPU_SECONDS = 8 * 3600
LARGEST_FILE = 4_000_000_000
PR_SET_PDEATHSIG = 1
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000

Recipe = Callable[[Path, Path, Content, Reporter], None]


def lock_down(parent: int) -> None:
    """Limits first; what the kernel does not allow (no user namespaces) is done without."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)  # the parent went away before the line above
    libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (FIRST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write past the limit is then an OSError
    os.nice(10)


def allow_for(seconds: float) -> None:
    """A long film may use more processor than a picture, in proportion."""
    soft = min(MOST_CPU_SECONDS, FIRST_CPU_SECONDS + int(12 * seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (soft, MOST_CPU_SECONDS))


def say(event: Made | Progress | Facts | Refused) -> None:
    if isinstance(event, Facts) and "seconds" in event.values:
        allow_for(float(event.values["seconds"]))
    sys.stdout.write(line(event) + "\n")
    sys.stdout.flush()


RECIPES = {
    "image": "images.picture",
    "still": "images.render",
    "film": "film.render",
    "sound": "sound.render",
    "document": "document.render",
    "model": "model.render",
    "around": "surround.render",
}


def recipe_for(name: str) -> Recipe:
    """Imported when asked for: a picture's child has no use for the codecs of films."""
    module, function = RECIPES[name].split(".")
    made: Recipe = getattr(import_module(f"showcase.media.{module}"), function)
    return made


def poster_at(moment: float, source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """A film's frame at a moment, as pictures."""
    from showcase.media import images, poster, probe

    with probe.opened(source, content) as container:
        track = probe.picture_track(container)
        if track is None:
            raise Unacceptable(Reason.NO_TRACK)
        probe.check_picture(track)
        picture = poster.at(container, track, moment)
    images.pictures(picture, folder, report, original=picture.size, edges_at_most=1280)


def reason_for(error: BaseException) -> Reason:
    """A decoder's own error, in our words."""
    if isinstance(error, MemoryError):
        return Reason.MEMORY
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Reason.DISK
    if isinstance(error, FileNotFoundError):
        return Reason.MISSING
    if type(error).__name__.startswith("DecompressionBomb"):
        return Reason.TOO_MANY_PIXELS
    return Reason.BROKEN


def main(recipe: str, source: str, folder: str, extension: str, parent: str) -> None:
    lock_down(int(parent))
    try:
        content = next(known for known in ALL if known.extension == extension)
        name, _, more = recipe.partition(":")
        made_by = partial(poster_at, float(more)) if name == "poster" else recipe_for(name)
        made_by(Path(source), Path(folder), content, say)
    except Unacceptable as refusal:
        say(Refused(refusal.reason, refusal.detail))
    except Exception as error:  # anything a broken file can make a decoder raise
        import traceback

        traceback.print_exc(limit=8)
        say(Refused(reason_for(error), type(error).__name__))


if __name__ == "__main__":
    main(*sys.argv[1:])
