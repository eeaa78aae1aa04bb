from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from incubator.files.content import Reason, Unacceptable, look
from incubator.web.palette import INK, WHITE, contrast
from showcase.media import colour, images, sandbox, sound
from showcase.media.report import Event, Facts, Made, Progress
from tests.showcase.media import making


def told(recipe: str, source: Path, folder: Path) -> list[Event]:
    folder.mkdir(exist_ok=True)
    with source.open("rb") as stream:
        content = look(stream)
    return list(sandbox.run(recipe, source, folder, content))


def facts(events: list[Event]) -> dict[str, Any]:
    return {key: value for event in events if isinstance(event, Facts) for key, value in event.values.items()}


def made(events: list[Event]) -> list[Made]:
    return [event for event in events if isinstance(event, Made)]


def test_picture_is_made_at_each_size_lowest_first_without_metadata(tmp_path: Path) -> None:
    source = making.jpeg(tmp_path / "a.jpg", 2400, 1600, orientation=6, loaded=True)
    assert b"CanaryXmp" in source.read_bytes()
    folder = tmp_path / "out"
    events = told("image", source, folder)
    assert [one.name for one in made(events)] == [
        "picture-320.avif",
        "picture-320.webp",
        "picture-640.avif",
        "picture-640.webp",
        "picture-640.jpg",
        "picture-1280.avif",
        "picture-1280.webp",
        "picture-1280.jpg",
        "picture-1920.avif",
        "picture-1920.webp",
    ]
    assert (facts(events)["width"], facts(events)["height"]) == (1600, 2400)
    for one in made(events):
        data = (folder / one.name).read_bytes()
        assert len(data) == one.size
        assert not any(word in data for word in (b"Canary", b"Exif", b"ICC_PROFILE", b"ICCP", b"xmpmeta", b"nclxicc"))
        with Image.open(folder / one.name) as picture:
            assert picture.size == (one.width, one.height)
            assert max(picture.size) == picture.height
            assert dict(picture.getexif()) == {}
            assert not picture.info.get("icc_profile")
            assert not picture.info.get("xmp")
    progress = [event for event in events if isinstance(event, Progress)]
    assert (progress[0].done, progress[-1].done, progress[-1].total) == (1, 10, 10)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_comes_out_upright(orientation: int, tmp_path: Path) -> None:
    source = making.jpeg(tmp_path / "a.jpg", 320, 200, orientation=orientation)
    with source.open("rb") as stream, images.opened(source, look(stream)) as image:
        found = images.upright(image, 320)
    with Image.open(source) as same:
        from PIL import ImageOps

        expected = ImageOps.exif_transpose(same)
    assert found.size == expected.size
    for place in ((10, 10), (found.width - 10, 10), (10, found.height - 10)):
        assert _near(found.getpixel(place), expected.getpixel(place))


def _near(one: Any, other: Any) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "CMYK", "1", "I;16"])
def test_picture_of_any_mode_becomes_rgb(mode: str, tmp_path: Path) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    source = tmp_path / "a"
    base = making.photo(90, 60)
    picture = Image.new("I;16", (90, 60), 30_000) if mode == "I;16" else base.convert(mode)
    picture.save(source, form)
    with source.open("rb") as stream, images.opened(source, look(stream)) as image:
        found = images.upright(image, 60)
    assert found.size == (60, 40)
    assert found.mode == ("RGBA" if "A" in mode else "RGB")
    if mode == "I;16":
        assert found.getpixel((5, 5)) == (116, 116, 116)


def test_ladder_never_enlarges_and_leaves_out_near_twins() -> None:
    assert images.ladder((200, 100)) == [(200, 100)]
    assert images.ladder((340, 100)) == [(340, 100)]
    assert images.ladder((1000, 700)) == [(320, 224), (640, 448), (1000, 700)]
    assert images.ladder((4000, 2000)) == [(320, 160), (640, 320), (1280, 640), (1920, 960)]


def test_colours_offer_three_stages_that_carry_white_words() -> None:
    found = colour.colours(making.photo(64, 64))
    assert len(set(found.stages)) == 3
    assert min(contrast(stage, WHITE) for stage in found.stages) >= 11
    assert contrast(found.tone, INK) >= 8


def test_moving_picture_becomes_a_silent_film(tmp_path: Path) -> None:
    events = told("image", making.gif(tmp_path / "a.gif"), tmp_path / "out")
    loop = made(events)[-1]
    assert (loop.role, loop.width, loop.height, loop.seconds) == ("loop", 240, 160, 0.72)
    with av.open(str(tmp_path / "out" / loop.name)) as film:
        assert (len(film.streams.video), len(film.streams.audio)) == (1, 0)


def test_film_has_a_lit_poster_and_a_small_file_without_metadata(tmp_path: Path) -> None:
    source = making.film(tmp_path / "a.mp4", 4, (1280, 720), black_until=1.5, metadata={"title": "CanaryTitle"})
    events = told("film", source, tmp_path / "out")
    film = made(events)[-1]
    assert (film.role, film.width, film.height, film.seconds) == ("film", 640, 360, 4.0)
    data = (tmp_path / "out" / film.name).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"CanaryTitle" not in data
    with av.open(str(tmp_path / "out" / film.name)) as container:
        assert container.streams.video[0].codec_context.name == "h264"
        assert container.streams.audio[0].codec_context.name == "aac"
    poster = next(one for one in made(events) if one.name == "picture-640.jpg")
    with Image.open(tmp_path / "out" / poster.name) as picture:
        assert max(picture.convert("L").tobytes()) > 100


def test_film_held_upright_stays_upright(tmp_path: Path) -> None:
    source = making.turned(tmp_path / "b.mp4", making.film(tmp_path / "a.mp4", 1, sound=False))
    events = told("film", source, tmp_path / "out")
    assert {(one.width < one.height) for one in made(events)} == {True}
    assert facts(events)["silent"] is True


def test_film_that_holds_only_sound_says_so(tmp_path: Path) -> None:
    source = making.coded_sound(tmp_path / "a.mkv", "aac")
    with pytest.raises(Unacceptable) as refusal:
        told("film", source, tmp_path / "out")
    assert refusal.value.reason == Reason.NO_TRACK


def test_sound_has_a_small_file_and_a_waveform(tmp_path: Path) -> None:
    events = told("sound", making.wav(tmp_path / "a.wav", 3), tmp_path / "out")
    assert [(one.role, one.content_type, one.seconds) for one in made(events)] == [("sound", "audio/mp4", 3.0)]
    waveform = facts(events)["waveform"]
    assert len(waveform) == 2 * sound.PAIRS
    assert (min(waveform), max(waveform)) == (-100, 100)
    assert facts(events)["waveform_path"].startswith("M0 50 1 50")
    assert facts(events)["waveform_path"].endswith("z")


def test_document_shows_its_first_pages(tmp_path: Path) -> None:
    events = told("document", making.pdf(tmp_path / "a.pdf", 5), tmp_path / "out")
    assert facts(events)["pages"] == 5
    assert [one.page for one in made(events) if one.role == "page"] == [1, 2, 3]
