from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from incubator.files.content import Reason
from incubator.outbox import errands
from incubator.outbox.models import Message
from showcase.media import actions, cellar, jobs
from showcase.media.models import Asset
from showcase.media.states import Kind, State
from tests.showcase.media import hostile, making
from tests.world import World


def on_disk(settings: Any) -> list[str]:
    root = Path(settings.MEDIA_ROOT) / "renditions"
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def empty_cellar(settings: Any) -> None:
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "renditions", ignore_errors=True)


def test_picture_is_made_by_the_errand_and_its_facts_are_on_the_row(picture: Asset, settings: Any) -> None:
    assert errands.run("media") == 1
    picture.refresh_from_db()
    assert (picture.state, picture.done, picture.total, picture.lease) == (State.READY, 10, 10, None)
    assert (picture.width, picture.height, len(picture.stages), len(picture.tone)) == (800, 500, 3, 7)
    folder = cellar.folder(picture)
    names = [one.file.name for one in picture.renditions.all()]
    assert sorted(names) == on_disk(settings)
    assert names[0] == f"{folder}/image-320.avif"
    assert [str(one) for one in picture.renditions.all() if one.format == "jpg"] == ["image-640.jpg", "image-800.jpg"]


def test_running_again_changes_nothing(picture: Asset) -> None:
    jobs.render(picture.pk)
    before = list(picture.renditions.values_list("pk", "file"))
    jobs.render(picture.pk)
    assert list(picture.renditions.values_list("pk", "file")) == before


def test_retry_makes_all_anew_without_orphans(
    world: World, picture: Asset, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    actions.begin(picture.pk)
    Asset.objects.update(lease=None)
    jobs.render(picture.pk)
    with django_capture_on_commit_callbacks(execute=True):
        actions.retry(picture, by=world.participant)
        jobs.render(picture.pk)
    assert sorted(picture.renditions.values_list("file", flat=True)) == on_disk(settings)


def test_broken_file_fails_with_its_reason_and_its_owner_is_told(
    world: World, take_in: Callable[[Path], Asset], tmp_path: Path, settings: Any
) -> None:
    source = making.film(tmp_path / "a.mp4", 2)
    source.write_bytes(source.read_bytes()[:2000])
    asset = take_in(source)
    errands.run("media")
    asset.refresh_from_db()
    assert (asset.state, asset.reason, on_disk(settings)) == (State.FAILED, Reason.BROKEN, [])
    assert "a.mp4" in Message.objects.get(person=world.participant).subject
    assert Path(asset.stored.file.path).exists()


def test_sound_in_a_films_container_becomes_a_sound(take_in: Callable[[Path], Asset], tmp_path: Path) -> None:
    asset = take_in(making.coded_sound(tmp_path / "a.mkv", "aac"))
    jobs.render(asset.pk)
    asset.refresh_from_db()
    assert (asset.kind, asset.state, str(asset.renditions.first())) == (Kind.SOUND, State.READY, "sound-48.opus")
    assert asset.waveform.startswith("M0 ")


def test_film_and_document_are_made(take_in: Callable[[Path], Asset], tmp_path: Path) -> None:
    film, document = take_in(making.film(tmp_path / "a.mp4", 1)), take_in(making.pdf(tmp_path / "a.pdf", 2))
    assert errands.run("media") == 2
    film.refresh_from_db()
    document.refresh_from_db()
    assert (film.state, float(film.seconds or 0), film.width) == (State.READY, 1.0, 640)
    assert {one.recipe.rstrip("0123456789") for one in film.renditions.all()} == {
        "audio", "film-", "poster-", "light", "candidate-", "strip",
    }  # fmt: skip
    assert [one.recipe for one in film.renditions.filter(recipe__startswith="film").order_by("pk")] == ["film-240", "film-360"]
    assert (len(film.moments) >= 2, film.strip) == (True, [4, 1, 1])
    assert (document.state, document.pages) == (State.READY, 2)
    assert {one.recipe for one in document.renditions.all()} == {
        "poster-320", "poster-480", "poster-640", "light", "page-1-640", "page-1-1280", "page-2-640", "page-2-1280",
    }  # fmt: skip


def test_accident_in_the_child_is_tried_again(take_in: Callable[[Path], Asset], tmp_path: Path, monkeypatch: Any) -> None:
    def crash(*_: Any) -> Any:
        raise jobs.Unacceptable(Reason.CRASHED)

    asset = take_in(making.jpeg(tmp_path / "a.jpg", 64, 64))
    with monkeypatch.context() as patch:
        patch.setattr(jobs.sandbox, "run", crash)
        with pytest.raises(jobs.Unacceptable):
            jobs.render(asset.pk)
    asset.refresh_from_db()
    assert (asset.state, asset.lease) == (State.PROCESSING, None)
    jobs.render(asset.pk)
    asset.refresh_from_db()
    assert (asset.state, asset.attempt) == (State.READY, 2)


def test_discard_leaves_nothing(world: World, picture: Asset, settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    jobs.render(picture.pk)
    original = Path(picture.stored.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(picture, by=world.participant)
    errands.run("default")
    assert (on_disk(settings), original.exists(), Asset.objects.count()) == ([], False, 0)


def test_tidy_removes_only_what_is_old(settings: Any) -> None:
    working = Path(settings.MEDIA_ROOT) / "working"
    for name, age in (("old", 4 * 3600), ("new", 60)):
        (working / name).mkdir(parents=True)
        os.utime(working / name, (time.time() - age, time.time() - age))
    jobs.tidy()
    assert [place.name for place in working.iterdir()] == ["new"]
    shutil.rmtree(working)


def test_known_facts_are_bounded() -> None:
    facts = jobs.known({"pages": 10**9, "seconds": 10**12, "owner": 1, "waveform_path": "M" * 10**6})
    assert (facts["pages"], facts["seconds"], len(facts["waveform"]), "owner" in facts) == (32_000, 9_999_999, 20_000, False)
    assert hostile.ATTACKS
