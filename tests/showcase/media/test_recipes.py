from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from incubator.files.content import Reason, Unacceptable, look
from incubator.web.palette import INK, WHITE, contrast
from showcase.media import colour, film, images, sandbox, sound
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
        "picture-480.avif",
        "picture-480.webp",
        "picture-640.avif",
        "picture-640.webp",
        "picture-640.jpg",
        "picture-1280.avif",
        "picture-1280.webp",
        "picture-1280.jpg",
        "picture-1920.avif",
        "picture-1920.webp",
        "light-320.avif",
        "light-320.webp",
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
    assert (progress[0].done, progress[-1].done, progress[-1].total) == (1, 12, 12)


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
    assert images.ladder((1000, 700)) == [(320, 224), (480, 336), (640, 448), (1000, 700)]
    assert images.ladder((4000, 2000)) == [(320, 160), (480, 240), (640, 320), (1280, 640), (1920, 960)]


def test_colours_offer_three_stages_that_carry_white_words() -> None:
    found = colour.colours(making.photo(64, 64))
    assert len(set(found.stages)) == 3
    assert min(contrast(stage, WHITE) for stage in found.stages) >= 11
    assert contrast(found.tone, INK) >= 8


def test_moving_picture_becomes_a_silent_film(tmp_path: Path) -> None:
    events = told("image", making.gif(tmp_path / "a.gif"), tmp_path / "out")
    loop = made(events)[-1]
    assert (loop.role, loop.width, loop.height, loop.seconds) == ("loop", 240, 160, 0.72)
    with av.open(str(tmp_path / "out" / loop.name)) as moving:
        assert (len(moving.streams.video), len(moving.streams.audio)) == (1, 0)


def test_film_has_a_lit_poster_and_a_small_file_without_metadata(tmp_path: Path) -> None:
    source = making.film(tmp_path / "a.mp4", 4, (1280, 720), black_until=1.5, metadata={"title": "CanaryTitle"})
    events = told("film", source, tmp_path / "out")
    films = [one for one in made(events) if one.role == "film"]
    assert [(one.width, one.height, one.seconds) for one in films] == [
        (426, 240, 4.0), (640, 360, 4.0), (854, 480, 4.0), (1280, 720, 4.0),
    ]  # fmt: skip
    assert [one.size for one in films] == sorted(one.size for one in films)
    for one in (*films, next(one for one in made(events) if one.role == "audio")):
        data = (tmp_path / "out" / one.name).read_bytes()
        assert data.index(b"moov") < data.index(b"mdat")
        assert b"CanaryTitle" not in data
    with av.open(str(tmp_path / "out" / films[1].name)) as container:
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
    assert [(one.role, one.content_type, one.seconds) for one in made(events)] == [
        ("sound", "audio/ogg", 3.0), ("sound", "audio/mp4", 3.0),
    ]  # fmt: skip
    waveform = facts(events)["waveform"]
    assert len(waveform) == 2 * sound.PAIRS
    assert (min(waveform), max(waveform)) == (-100, 100)
    assert facts(events)["waveform_path"].startswith("M0 50 1 50")
    assert facts(events)["waveform_path"].endswith("z")


def loudness(path: Path) -> float:
    with av.open(str(path)) as container:
        track = container.streams.audio[0]
        meter = sound.Meter(track)
        for frame in container.decode(track):
            meter.hear(frame)
        return meter.loudness


@pytest.mark.parametrize("strength", [0.05, 0.9])
def test_sound_is_levelled_by_one_gain(strength: float, tmp_path: Path) -> None:
    source = tmp_path / "a.wav"
    with wave.open(str(source), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(22_050)
        time = np.arange(22_050 * 6) / 22_050
        out.writeframes((np.sin(time * 660 * 2 * np.pi) * 32_000 * strength).astype(np.int16).tobytes())
    made_files = made(told("sound", source, tmp_path / "out"))
    assert [round(abs(loudness(tmp_path / "out" / one.name) + 16)) for one in made_files] == [0, 0]


def test_silence_is_left_silent(tmp_path: Path) -> None:
    source = tmp_path / "a.wav"
    with wave.open(str(source), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(22_050)
        out.writeframes(bytes(22_050 * 4 * 2))
    assert facts(told("sound", source, tmp_path / "out"))["gain"] == 0.0


def test_ladder_of_a_film_never_enlarges_it() -> None:
    def lines(size: tuple[int, int], seconds: float) -> list[int]:
        return [rung.edge for rung in film.rungs(size, seconds)]

    assert lines((1920, 1080), 60) == [240, 360, 480, 720]
    assert lines((1920, 1080), 301) == [144, 240, 360, 480, 720]
    assert lines((1080, 1920), 60) == [240, 360, 480, 720]
    assert lines((640, 360), 60) == [240, 360]
    assert lines((854, 500), 60) == [240, 360, 500]
    assert lines((160, 120), 60) == [120]


def test_long_film_comes_also_in_pieces_the_lightest_first(tmp_path: Path) -> None:
    """Ten minutes at two pictures a second: every piece begins with a key frame, the lists name what is there."""
    source = making.film(tmp_path / "a.mp4", 604, (320, 180), rate=2, sound=False)
    events = told("film", source, tmp_path / "out")
    names = [one.name for one in made(events) if one.role.startswith("hls")]
    assert names == ["hls-144.m4s", "hls-144.m3u8", "hls-180.m4s", "hls-180.m3u8", "hls.m3u8"]
    folder = tmp_path / "out"
    master = (folder / "hls.m3u8").read_text()
    assert [line for line in master.splitlines() if not line.startswith("#")] == ["hls-144.m3u8", "hls-180.m3u8"]
    assert "avc1.42" in master.splitlines()[3]
    listed = (folder / "hls-144.m3u8").read_text()
    assert (listed.count("#EXTINF:4.0"), listed.count("hls-144.m4s"), "#EXT-X-ENDLIST" in listed) == (151, 152, True)
    with av.open(str(folder / "hls.m3u8")) as container:
        track = container.streams.video[0]
        assert next(iter(container.decode(track))).key_frame
    assert facts(events)["strip"] == [7, 10, 86]


def test_document_shows_its_first_pages(tmp_path: Path) -> None:
    events = told("document", making.pdf(tmp_path / "a.pdf", 5), tmp_path / "out")
    assert facts(events)["pages"] == 5
    assert [one.page for one in made(events) if one.role == "page"] == [1, 1, 2, 2, 3, 3]
