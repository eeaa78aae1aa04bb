"""The work itself: runs a recipe in the sandbox and writes down what comes of it, step by step."""

import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from incubator.files.content import Content, Reason, Unacceptable, look
from incubator.lib.accidents import repairing
from showcase.media import actions, sandbox
from showcase.media.models import Asset
from showcase.media.report import Facts, Made, Progress, Tick
from showcase.media.states import Around, Kind

log = logging.getLogger(__name__)
EACH = 1.0  # seconds between two notes of progress
FACTS = ("width", "height", "pages", "tone", "stages")


def render(pk: int) -> None:
    """Make all renditions of an asset, if it needs any. Runs outside any transaction; may be called twice.

    Raises BusyError while another worker is at it, and whatever an accident of ours raises, so that the errand
    is tried again.
    """
    asset = actions.begin(pk)
    if asset is None:
        return
    try:
        with repairing(lambda: actions.let_go(asset), but=(Unacceptable, actions.BusyError)), bench() as place:
            _work(asset, Path(asset.stored.file.path), place)
    except Unacceptable as why:
        if why.reason is Reason.CRASHED and asset.attempt < actions.MOST_ATTEMPTS:
            actions.let_go(asset)
            raise
        log.info("asset %s cannot be made: %s", asset.pk, why)
        actions.fail(asset, why.reason)
    else:
        actions.finish(asset)


@contextmanager
def bench() -> Iterator[Path]:
    """A working folder on the same disk as the result."""
    place = Path(settings.MEDIA_ROOT) / "working"
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place) as name:
        yield Path(name)


def tidy() -> None:
    """Remove benches that a killed worker left; no job lasts as long as they are old. Called each minute."""
    late = time.time() - 3 * 3600
    for place in (Path(settings.MEDIA_ROOT) / "working").glob("*/"):
        if place.stat().st_mtime < late:
            shutil.rmtree(place, ignore_errors=True)


def _work(asset: Asset, source: Path, bench: Path) -> None:
    try:
        with source.open("rb") as stream:
            content = look(stream)
    except FileNotFoundError as error:
        raise Unacceptable(Reason.MISSING) from error
    try:
        _follow(asset, Kind(content.kind.value), source, bench, content)
    except Unacceptable as why:
        if why.reason is not Reason.NO_TRACK or content.kind.value != Kind.FILM:
            raise
        # A film's container with sound only is a sound.
        actions.note(asset, kind=Kind.SOUND)
        asset.kind = Kind.SOUND
        _follow(asset, Kind.SOUND, source, bench, content)


def _follow(asset: Asset, kind: Kind, source: Path, bench: Path, content: Content) -> None:
    noted = 0.0
    for event in sandbox.run(kind.value, source, bench, content):
        match event:
            case Made():
                actions.add(asset, event, bench / event.name)
                (bench / event.name).unlink()
            case Facts():
                actions.note(asset, **known(event.values))
            case Progress() if time.monotonic() - noted > EACH or event.done == event.total:
                noted = time.monotonic()
                actions.note(asset, done=event.done, total=event.total)
            case Tick():
                actions.note(asset)
            case _:
                pass


def known(values: dict[str, Any]) -> dict[str, Any]:
    """The facts that have a place on the row, in bounds: they come from a process that read a stranger's file."""
    found: dict[str, Any] = {name: values[name] for name in FACTS if name in values}
    if values.get("seconds"):
        found["seconds"] = round(min(float(values["seconds"]), 9_999_999), 2)
    if "pages" in found:
        found["pages"] = min(int(found["pages"]), 32_000)
    if "moments" in values:
        found["moments"] = [round(min(float(one), 9_999_999), 2) for one in values["moments"][:12]]
    if "strip" in values:
        found["strip"] = [min(int(one), 32_000) for one in values["strip"][:3]]
    if values.get("said") in Around.values:
        found["said"] = values["said"]
    if "waveform_path" in values:
        found["waveform"] = str(values["waveform_path"])[:20_000]
    return found
