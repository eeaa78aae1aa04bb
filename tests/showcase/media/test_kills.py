"""A hundred workers killed at any moment of their work, in real processes."""

from __future__ import annotations

import io
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import av
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from PIL import Image

from incubator.outbox import errands
from incubator.outbox.models import Errand
from incubator.outbox.states import DUE
from showcase.media import actions, jobs
from showcase.media.models import Asset, Rendition
from showcase.media.states import State
from showcase.works import actions as works
from showcase.works.models import Work
from tests.showcase.making import published_work
from tests.showcase.media import making
from tests.world import World

KILLS = int(os.environ.get("KILLS", "100"))
"""Half a minute on two idle cores; KILLS names another number."""
LONGEST_LIFE = 0.5  # seconds; a picture takes a third of one
PATIENCE = 240.0  # seconds for what a hundred deaths left behind, on a machine that tests other things beside


def born() -> int:
    """A worker: a process with its own connections that runs errands until somebody kills it."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    for one in connections.all(initialized_only=True):
        # A browser's event loop hides connections opened before it from `close_all`; in this process they come to light again
        one.connection = None
    try:
        while True:
            errands.run("media")
            errands.run("default")
            time.sleep(0.02)
    finally:
        os._exit(1)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def time_passes() -> None:
    """What the clock would do in the minutes after a death: leases end, errands are due again, the minute sweeps."""
    past = timezone.now() - timedelta(minutes=30)
    Asset.objects.filter(state=State.PROCESSING).update(lease=past)
    Errand.objects.filter(state__in=DUE).update(next_at=past)
    actions.sweep()


def files_in(root: Path) -> dict[str, int]:
    return {str(path.relative_to(root)): path.stat().st_size for path in root.rglob("*") if path.is_file()}


def shown_files(root: Path) -> dict[str, dict[str, int]]:
    return {folder: files_in(root / folder) for folder in ("renditions", "public")}


def opens(path: Path) -> bool:
    """Whether the whole file can be read as what its name says."""
    if path.suffix in (".avif", ".webp", ".jpg"):
        Image.open(io.BytesIO(path.read_bytes())).load()
        return True
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(container.streams[0])) > 0


@pytest.fixture
def sent(world: World, transactional_db: None, tmp_path: Path) -> tuple[Work, list[Asset]]:
    """Small files of each kind, half of them in a public work."""
    public = published_work(world)
    found: list[Asset] = []
    for number in range(16):
        path = tmp_path / f"{number}"
        match number % 4:
            case 0 | 1:
                made = making.jpeg(path.with_suffix(".jpg"), 500 + number, 300)
            case 2:
                made = making.film(path.with_suffix(".mp4"), 0.6, (240, 136), rate=10)
            case _:
                made = making.wav(path.with_suffix(".wav"), 0.5)
        asset = actions.receive(SimpleUploadedFile(made.name, made.read_bytes()), by=world.participant)
        if number % 2:
            works.add_asset(public, asset, by=world.editor, alt={"fr": "Une vague"})
        found.append(asset)
    return public, found


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_hundred_killed_workers_leave_nothing_half(
    sent: tuple[Work, list[Asset]], world: World, settings: Any, eventually: Callable[..., Any]
) -> None:
    _public, assets = sent
    root = Path(settings.MEDIA_ROOT)
    others = shown_files(root)  # the folder is the whole run's: what earlier tests left is not this one's
    luck = random.Random(7)
    given_up = 0
    for _ in range(KILLS):
        pid = born()
        time.sleep(luck.uniform(0.05, LONGEST_LIFE))
        kill(pid)
        time_passes()
        for asset in Asset.objects.filter(pk__in=[one.pk for one in assets], state__in=[State.FAILED, State.READY]):
            given_up += asset.state == State.FAILED
            assert asset.state == State.READY or asset.reason == "crashed"
            actions.retry(asset, by=world.participant)
    last = born()
    try:
        eventually(
            lambda: not Asset.objects.exclude(state__in=[State.READY, State.FAILED]).exists() or time_passes(), patience=PATIENCE
        )
        eventually(lambda: not Errand.objects.filter(state__in=DUE).exists() or time_passes(), patience=PATIENCE)
    finally:
        kill(last)
    assert {(asset.state, asset.reason) for asset in Asset.objects.all()} <= {(State.READY, ""), (State.FAILED, "crashed")}
    made = Rendition.objects.filter(asset__in=assets)
    rows, shown = ({str(one.file): one.size for one in some} for some in (made, made.filter(asset__shown=True)))
    here = {folder: dict(files.items() - others[folder].items()) for folder, files in shown_files(root).items()}
    assert here["renditions"].items() ^ rows.items() == set()
    assert here["public"].items() ^ shown.items() == set()
    assert rows
    assert shown
    assert [name for name in shown if not opens(root / "public" / name)] == []
    for bench in (root / "working").iterdir():
        os.utime(bench, (time.time() - 5 * 3600,) * 2)
    jobs.tidy()
    assert list((root / "working").iterdir()) == []
    print(f"{KILLS} kills, {given_up} times given up, {len(rows)} files")
