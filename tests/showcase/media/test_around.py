"""Pictures and films that were taken all round: what their files say, what their authors say, what is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from incubator.files.content import MKV, MP4, Content
from incubator.lib.errors import Refused
from incubator.outbox import errands
from showcase.media import around, jobs, surround
from showcase.media.models import Asset
from showcase.media.states import Around
from showcase.works import actions as works
from tests.showcase.making import project_of, work_of
from tests.showcase.media import making, models
from tests.world import World

GPANO = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description GPano:ProjectionType="equirectangular" '
    b'GPano:UsePanoramaViewer="True"/></x:xmpmeta>'
)


def panorama(path: Path, width: int = 1600, *, note: bytes = GPANO) -> Path:
    making.photo(width, width // 2).save(path, "JPEG", quality=80, xmp=note)
    return path


def box(name: bytes, inside: bytes) -> bytes:
    return (8 + len(inside)).to_bytes(4, "big") + name + inside


V1 = b"<rdf:SphericalVideo><GSpherical:Spherical>true</GSpherical:Spherical>"
FILMS = {
    "first way": (box(b"moov", box(b"uuid", V1)), MP4, "mono"),
    "first way in relief": (box(b"moov", box(b"uuid", V1 + b"<GSpherical:StereoMode>top-bottom")), MP4, "over-under"),
    "second way": (box(b"moov", box(b"sv3d", box(b"proj", box(b"equi", b"\0" * 20)))), MP4, "mono"),
    "second way in relief": (box(b"moov", box(b"st3d", b"\0\0\0\0\1") + box(b"sv3d", box(b"equi", b""))), MP4, "over-under"),
    "side by side is not for one eye": (box(b"moov", box(b"st3d", b"\0\0\0\0\2") + box(b"sv3d", box(b"equi", b""))), MP4, "mono"),
    "behind its pictures": (box(b"mdat", b"\0" * 900) + box(b"moov", box(b"uuid", V1)), MP4, "mono"),
    "words in the pictures are no note": (box(b"mdat", V1) + box(b"moov", b""), MP4, ""),
    "a size that goes nowhere": (b"\0\0\0\1mdat" + b"\xff" * 8 + box(b"moov", V1), MP4, ""),
    "matroska": (b"\x1a\x45\xdf\xa3matroska" + b"\x76\x71\x81\x01", MKV, "mono"),
    "ordinary": (box(b"moov", b"trak"), MP4, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FILMS)
def test_film_says_how_it_was_taken(name: str, tmp_path: Path) -> None:
    data, content, wanted = FILMS[name]
    content = Content(content.kind, content.content_type, content.extension)
    (tmp_path / "a").write_bytes(box(b"ftyp", b"isom" + b"\0" * 8) + data if content.extension == "mp4" else data)
    assert surround.of_film(tmp_path / "a", content) == wanted


def test_picture_says_how_it_was_taken(tmp_path: Path) -> None:
    with Image.open(panorama(tmp_path / "a.jpg")) as image:
        assert surround.of_picture(image) == "mono"
    with Image.open(making.jpeg(tmp_path / "b.jpg")) as image:
        assert surround.of_picture(image) == ""


def test_what_the_file_says_is_proposed_and_the_author_decides(
    take_in: Callable[[Path], Asset], world: World, enter: Any, tmp_path: Path
) -> None:
    asset = take_in(panorama(tmp_path / "place.jpg"))
    jobs.render(asset.pk)
    asset.refresh_from_db()
    assert (asset.said, asset.around) == (Around.MONO, "")
    client, address = enter(world.participant), reverse("showcase:asset_around", args=[asset.pk])
    page = client.get(address).content.decode()
    assert "confirmez-le" in page
    assert client.post(address, {"around": "mono"}).status_code == 302
    asset.refresh_from_db()
    assert asset.around == Around.MONO
    assert client.post(address, {"around": ""}).status_code == 302
    asset.refresh_from_db()
    assert asset.around == ""


def test_finer_copy_is_made_without_a_trace_and_comes_again_after_a_retry(
    take_in: Callable[[Path], Asset], world: World, tmp_path: Path
) -> None:
    asset = take_in(panorama(tmp_path / "place.jpg", 5000))
    errands.run("media")
    around.say(asset, by=world.participant, around=Around.MONO)
    errands.run("media")
    made = asset.renditions.get(recipe="around")
    assert (made.width, made.height, made.format) == (4096, 2048, "webp")
    assert b"GPano" not in Path(made.file.path).read_bytes()
    jobs.actions.retry(Asset.objects.get(pk=asset.pk), by=world.participant)
    errands.run("media")
    again = asset.renditions.get(recipe="around")
    assert Path(again.file.path).is_file()


def test_shape_that_cannot_be_all_round_is_told(
    take_in: Callable[[Path], Asset], world: World, enter: Any, tmp_path: Path
) -> None:
    asset = take_in(making.jpeg(tmp_path / "a.jpg", 800, 500))
    jobs.render(asset.pk)
    answer = enter(world.participant).post(reverse("showcase:asset_around", args=[asset.pk]), {"around": "mono"}, follow=True)
    assert "deux fois plus large que haute" in answer.content.decode()


@pytest.mark.parametrize(
    ("size", "way", "bent"), [((1600, 800), "mono", False), ((1600, 1600), "over-under", False), ((1600, 900), "mono", True),
                              ((1600, 800), "over-under", True), ((1600, 900), "", False)],
)  # fmt: skip
def test_shape_is_twice_as_wide_as_high_for_each_eye(size: tuple[int, int], way: str, bent: bool) -> None:
    assert around.bent(Asset(width=size[0], height=size[1], around=way)) is bent


def test_only_pictures_and_films_are_taken_all_round(take_in: Callable[[Path], Asset], world: World, tmp_path: Path) -> None:
    asset = take_in(models.glb(tmp_path / "a.glb"))
    with pytest.raises(Refused):
        around.say(asset, by=world.participant, around=Around.MONO)


def test_work_opens_with_what_one_looks_about_in(world: World, client: Any, tmp_path: Path) -> None:
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    upload = SimpleUploadedFile("place.jpg", panorama(tmp_path / "place.jpg").read_bytes())
    asset = works.add_asset(work, upload, by=world.participant, alt={"fr": "Une plage, tout autour"}).asset
    jobs.render(asset.pk)
    around.say(asset, by=world.participant, around=Around.OVER_UNDER)
    around.make(asset.pk)
    works.submit(work, by=world.participant)
    works.publish(work, by=world.editor)
    page = client.get(work.get_absolute_url()).content.decode()
    file = asset.renditions.get(recipe="around").file.url
    assert f'data-turn="around" data-src="{file}" data-half="1"' in page
    assert client.get(file).status_code == 200
