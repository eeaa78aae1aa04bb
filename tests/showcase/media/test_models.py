"""3D models: what everyone gets of them, and what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from incubator.demo.drawn.mask import mask
from incubator.files.content import GLB, Content, look
from incubator.outbox import errands
from showcase.media import jobs, model, posters
from showcase.media.models import Asset
from showcase.media.states import Kind, State
from showcase.works import actions as works
from tests.showcase.making import project_of, work_of
from tests.showcase.media import making, models
from tests.world import World


def published(source: Path, folder: Path) -> tuple[dict[str, Any], bytes]:
    folder.mkdir()
    model.render(source, folder, GLB, lambda _event: None)
    return models.read((folder / "model.glb").read_bytes())


def numbers(found: dict[str, Any], data: bytes, accessor: int, form: str) -> Any:
    view = found["bufferViews"][found["accessors"][accessor]["bufferView"]]
    return np.frombuffer(data[view["byteOffset"] : view["byteOffset"] + view["byteLength"]], form)


def test_model_is_known_by_its_bytes(tmp_path: Path) -> None:
    data = models.glb(tmp_path / "a.jpg").read_bytes()
    assert look(BytesIO(data)) == Content(GLB.kind, "model/gltf-binary", "glb")


def test_copy_holds_the_same_shape_and_no_word_besides(tmp_path: Path) -> None:
    def told(found: dict[str, Any]) -> None:
        found["asset"] |= {"generator": "Studio on Amina's laptop", "copyright": "Amina", "extras": {"mail": "a@b.c"}}
        found["nodes"][0] |= {"name": "C:/Users/Amina/mask.blend", "extras": {"note": "first"}}
        found["materials"][0]["name"] = "Amina's red"
        found["cameras"] = [{"type": "perspective", "perspective": {"yfov": 1, "znear": 0.1}}]

    found, data = published(models.glb(tmp_path / "a.glb", told), tmp_path / "out")
    assert found["asset"] == {"version": "2.0"}
    assert "Amina" not in str(found) and "extras" not in str(found) and "cameras" not in found
    assert numbers(found, data, 0, "<f4").reshape(-1, 3).tolist() == models.CORNERS.tolist()
    assert numbers(found, data, 1, "<u2").tolist() == models.ORDER.tolist()
    assert found["materials"] == [{"pbrMetallicRoughness": {"baseColorFactor": [0.9, 0.2, 0.1, 1], "metallicFactor": 0}}]


def test_bounds_are_those_of_the_numbers(tmp_path: Path) -> None:
    lie = models.put("accessors/0", min=[-9e8, 0, 0], max=[9e8, 0, 0])
    found, _data = published(models.glb(tmp_path / "a.glb", lie), tmp_path / "out")
    assert (found["accessors"][0]["min"], found["accessors"][0]["max"]) == ([0, 0, 0], [1, 1, 1])


def test_bytes_that_nothing_points_at_are_left_out(tmp_path: Path) -> None:
    found, data = models.parts()
    found["bufferViews"].append({"buffer": 0, "byteOffset": len(data), "byteLength": 12})
    (tmp_path / "a.glb").write_bytes(models.packed(found, data + b"secret words"))
    _found, kept = published(tmp_path / "a.glb", tmp_path / "out")
    assert b"secret" not in kept


@pytest.mark.parametrize(
    ("form", "size", "wanted"), [("PNG", (64, 64), (64, 64)), ("JPEG", (3000, 1500), (2048, 1024)), ("WEBP", (32, 16), (32, 16))]
)
def test_pictures_on_it_are_written_anew_and_no_larger_than_phones_bear(
    form: str, size: tuple[int, int], wanted: tuple[int, int], tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "CanaryCam"
    image = models.picture(size, form, exif=exif.tobytes())
    found, data = published(models.glb(tmp_path / "a.glb", None, image), tmp_path / "out")
    view = found["bufferViews"][found["images"][0]["bufferView"]]
    kept = data[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.size, picture.format, dict(picture.getexif())) == (wanted, "JPEG", {})
    assert b"CanaryCam" not in data


def test_webp_beside_a_picture_becomes_the_picture(tmp_path: Path) -> None:
    def webp(found: dict[str, Any]) -> None:
        found["textures"] = [{"extensions": {"EXT_texture_webp": {"source": 0}}}]
        found["extensionsRequired"] = found["extensionsUsed"] = ["EXT_texture_webp"]

    found, _data = published(models.glb(tmp_path / "a.glb", webp, models.picture(form="WEBP")), tmp_path / "out")
    assert (found["textures"], "extensionsRequired" in found) == ([{"source": 0}], False)


def test_drawn_picture_shows_the_model_in_its_colours(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    mask(tmp_path / "a.glb", 0)
    model.render(tmp_path / "a.glb", tmp_path / "out", GLB, lambda _event: None)
    with Image.open(tmp_path / "out" / "picture-1280.jpg") as picture:
        pixels = np.asarray(picture.convert("RGB"), np.int16)
    assert pixels.shape == (960, 1280, 3)
    # The red of the cheek where the face is, the pale ground in the corners.
    red = (pixels[..., 0] - pixels[..., 2] > 90).mean()
    assert 0.08 < red < 0.5
    assert np.ptp(pixels[:40, :40], axis=-1).max() < 30


def test_picture_on_a_face_is_drawn_on_it(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    half = Image.new("RGB", (64, 64), (20, 30, 220))
    half.paste((240, 220, 20), (0, 32, 64, 64))
    models.glb(tmp_path / "a.glb", None, making.as_file(half, "PNG"))
    model.render(tmp_path / "a.glb", tmp_path / "out", GLB, lambda _event: None)
    with Image.open(tmp_path / "out" / "picture-1280.jpg") as picture:
        pixels = np.asarray(picture.convert("RGB"), np.int16)
    blue, yellow = pixels[..., 2] - pixels[..., 0], pixels[..., 0] - pixels[..., 2]
    assert (blue > 60).sum() > 5_000
    assert (yellow > 60).sum() > 5_000


@pytest.mark.parametrize("mode", [4, 5, 6])
def test_strips_and_fans_are_drawn_too(mode: int, tmp_path: Path) -> None:
    found, _data = published(models.glb(tmp_path / "a.glb", models.put("meshes/0/primitives/0", mode=mode)), tmp_path / "out")
    assert found["meshes"][0]["primitives"][0]["mode"] == mode


def test_model_is_prepared_by_the_errand(take_in: Callable[[Path], Asset], tmp_path: Path) -> None:
    asset = take_in(models.glb(tmp_path / "masque.glb"))
    assert (asset.kind, asset.state) == (Kind.MODEL, State.RECEIVED)
    errands.run("media")
    asset.refresh_from_db()
    assert (asset.state, asset.width, asset.height, len(asset.stages)) == (State.READY, 1280, 960, 3)
    assert {str(one) for one in asset.renditions.all()} >= {"model.glb", "poster-1280.jpg", "poster-320.avif"}


def test_refused_model_says_why_and_keeps_the_original(
    take_in: Callable[[Path], Asset], enter: Any, world: World, tmp_path: Path
) -> None:
    asset = take_in(models.glb(tmp_path / "masque.glb", models.outside("images", "https://elsewhere.example/a.png")))
    errands.run("media")
    asset.refresh_from_db()
    assert (asset.state, asset.reason, Path(asset.stored.file.path).exists()) == (State.FAILED, "outside", True)
    page = enter(world.participant).get(reverse("showcase:asset", args=[asset.pk])).content.decode()
    assert "Des parties du modèle se trouvent dans d’autres fichiers" in page


def test_own_picture_takes_the_place_of_the_drawn_one(take_in: Callable[[Path], Asset], world: World, tmp_path: Path) -> None:
    asset = take_in(models.glb(tmp_path / "masque.glb"))
    jobs.render(asset.pk)
    drawn = set(asset.renditions.filter(recipe__startswith="poster-").values_list("file", flat=True))
    upload = SimpleUploadedFile("a.jpg", making.jpeg(tmp_path / "a.jpg", 700, 500).read_bytes())
    posters.choose(asset, upload, by=world.participant)
    posters.make(asset.pk)
    chosen = set(asset.renditions.filter(recipe__startswith="poster-").values_list("file", flat=True))
    assert chosen and not chosen & drawn
    assert asset.renditions.filter(recipe="model").count() == 1


@pytest.fixture
def shown(world: World, tmp_path: Path) -> Any:
    """A public work whose only file is a model."""
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    upload = SimpleUploadedFile("masque.glb", models.glb(tmp_path / "masque.glb").read_bytes())
    place = works.add_asset(work, upload, by=world.participant, alt={"fr": "Une pyramide rouge"})
    jobs.render(place.asset.pk)
    works.submit(work, by=world.participant)
    return works.publish(work, by=world.editor)


def test_work_shows_its_model_and_says_so_to_machines(shown: Any, client: Any) -> None:
    page = client.get(shown.get_absolute_url()).content.decode()
    file = Asset.objects.get(kind=Kind.MODEL).renditions.get(recipe="model").file.url
    assert f'data-turn="model" data-src="{file}"' in page
    assert "js/media/press.js" in page
    assert '"@type": "3DModel"' in page or '"@type":"3DModel"' in page
    assert "Tourner" in page


def test_model_is_private_until_its_work_is_public(world: World, tmp_path: Path, client: Any) -> None:
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    upload = SimpleUploadedFile("masque.glb", models.glb(tmp_path / "masque.glb").read_bytes())
    asset = works.add_asset(work, upload, by=world.participant, alt={"fr": "Une pyramide rouge"}).asset
    jobs.render(asset.pk)
    assert client.get(asset.renditions.get(recipe="model").file.url).status_code == 404


def test_embedded_page_shows_the_picture_without_script(shown: Any, client: Any) -> None:
    page = client.get(reverse("showcase:embed_work", args=[shown.slug])).content.decode()
    assert "poster-" in page and "<script" not in page


def test_model_may_be_the_cover(shown: Any, world: World) -> None:
    works.unpublish(shown, by=world.editor, note="pour la couverture")
    asset = Asset.objects.get(kind=Kind.MODEL)
    assert works.set_cover(shown, asset, by=world.participant).cover == asset
