from __future__ import annotations

import io
from pathlib import Path

import pytest

from incubator.files.content import Content, Kind, Reason, Unacceptable, look, sniff
from tests.showcase.media import making


def kind_of(path: Path) -> tuple[str, str]:
    with path.open("rb") as stream:
        content = look(stream)
        assert stream.tell() == 0
    return content.kind.value, content.content_type


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("AVIF", "image/avif"),
    ],
)
def test_look_knows_a_picture_by_its_bytes(form: str, expected: str) -> None:
    found = look(io.BytesIO(making.as_file(making.photo(64, 40), form)))
    assert (found.kind, found.content_type, found.width, found.height) == (Kind.IMAGE, expected, 64, 40)


@pytest.mark.parametrize(
    ("name", "codec", "expected"),
    [
        ("a.mp4", "libx264", "video/mp4"),
        ("a.mov", "libx264", "video/quicktime"),
        ("a.mkv", "libx264", "video/x-matroska"),
        ("a.avi", "mpeg4", "video/x-msvideo"),
        ("a.webm", "libvpx", "video/webm"),
    ],
)
def test_look_knows_a_film(name: str, codec: str, expected: str, tmp_path: Path) -> None:
    assert kind_of(making.film(tmp_path / name, 0.2, (64, 64), codec=codec)) == ("film", expected)


@pytest.mark.parametrize(
    ("name", "codec", "expected"),
    [
        ("a.mp3", "libmp3lame", "audio/mpeg"),
        ("a.flac", "flac", "audio/flac"),
        ("a.ogg", "libopus", "audio/ogg"),
        ("a.m4a", "aac", "audio/mp4"),
        ("recorded.webm", "libopus", "audio/webm"),
    ],
)
def test_look_knows_a_sound(name: str, codec: str, expected: str, tmp_path: Path) -> None:
    assert kind_of(making.coded_sound(tmp_path / name, codec, 0.5)) == ("sound", expected)


def test_look_knows_wav_and_pdf(tmp_path: Path) -> None:
    assert kind_of(making.wav(tmp_path / "a.wav", 0.1)) == ("sound", "audio/wav")
    assert kind_of(making.pdf(tmp_path / "a.pdf", 1)) == ("document", "application/pdf")


def test_sniff_knows_an_mp3_without_a_tag_by_two_frames(tmp_path: Path) -> None:
    tagged = making.coded_sound(tmp_path / "a.mp3", "libmp3lame", 0.5).read_bytes()
    bare = tagged[tagged.index(b"\xff\xfb") :]
    found = sniff(bare[:4096])
    assert isinstance(found, Content)
    assert found.content_type == "audio/mpeg"
    assert sniff(bare[:4] + b"\0" * 4000) is None


def test_look_is_not_moved_by_a_name(tmp_path: Path) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(b"hello, I am a text")
    with path.open("rb") as stream, pytest.raises(Unacceptable) as refusal:
        look(stream)
    assert refusal.value.reason == Reason.UNKNOWN
