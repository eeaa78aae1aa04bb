"""What becomes of public files that the disk will not let go when their work is taken down."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from incubator.outbox import errands
from showcase.media import cellar, jobs, showing
from showcase.media.models import Asset
from showcase.works import actions as works
from tests.showcase.making import published_work
from tests.world import World

Visit = Callable[..., Client]


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def file_of(work: Any) -> Any:
    return work.cover.renditions.get().file


def public_path(settings: Any, name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "public" / name


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """A folder from which nothing can be removed, as on a disk that has turned itself read-only."""
    root = os.geteuid() == 0
    if root:
        subprocess.run(["mount", "--bind", folder, folder], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
    else:
        folder.chmod(0o500)
    try:
        yield
    finally:
        if root:
            subprocess.run(["umount", "--lazy", folder], check=True)
        else:
            folder.chmod(0o700)


def test_file_that_could_not_be_taken_away_is_tried_again_until_it_is_gone(
    world: World, enter: Visit, settings: Any, committing: Any
) -> None:
    with committing():
        first, second = published_work(world), published_work(world)
    file, other = file_of(first), file_of(second)
    with closed(public_path(settings, file.name).parent):
        with committing():
            works.unpublish(first, by=world.editor)
            works.unpublish(second, by=world.editor)
        for day in range(3):
            with time_machine.travel(timezone.now() + timedelta(days=day), tick=False):
                errands.run("default")
                showing.catch_up()
        stuck = public_path(settings, file.name).exists(), public_path(settings, other.name).exists()
        row = Asset.objects.get(pk=first.cover_id)
    showing.catch_up()
    assert (stuck, row.shown, row.placed) == ((True, False), False, False)
    assert not public_path(settings, file.name).exists()
    assert (Asset.objects.get(pk=first.cover_id).placed, enter().get(file.url).status_code) == (True, 404)


def test_one_stuck_file_keeps_none_of_the_others(world: World, picture: Asset, settings: Any, committing: Any) -> None:
    with committing():
        work = published_work(world)
        works.add_asset(work, picture, by=world.editor)
        jobs.render(picture.pk)
    stuck = min(cellar.published(picture))
    path = public_path(settings, stuck)
    if subprocess.run(["mount", "--bind", path, path], check=False).returncode:
        pytest.skip("nobody but root can hold a file fast")
    try:
        with committing():
            works.unpublish(work, by=world.editor)
        assert cellar.published(picture) == {stuck}
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)
    showing.catch_up()
    assert cellar.published(picture) == set()
