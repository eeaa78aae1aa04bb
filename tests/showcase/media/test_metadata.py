"""Nothing of what cameras, phones and programs write into files reaches a public one: proved for each format we make."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from fpdf import FPDF
from PIL import Image, PngImagePlugin

from tests.showcase.media import making
from tests.showcase.media.test_recipes import made, told

CANARY = b"Canary"


def _jpeg(path: Path) -> None:
    making.jpeg(path, 700, 400, orientation=6, loaded=True)


def _png(path: Path) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "CanaryText")
    notes.add_itxt("XML:com.adobe.xmp", "CanaryXmp")
    exif = Image.Exif()
    exif[0x010F] = "CanaryCam"
    making.photo(700, 400).convert("RGBA").save(path, "PNG", pnginfo=notes, exif=exif, icc_profile=b"CanaryProfile" * 20)


def _webp(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "CanaryCam"
    making.photo(700, 400).save(path, "WEBP", exif=exif, xmp=b"CanaryXmp")


def _avif(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "CanaryCam"
    making.photo(700, 400).save(path, "AVIF", exif=exif, xmp=b"CanaryXmp")


def _gif(path: Path) -> None:
    frames = [Image.new("RGB", (120, 80), (40 * n, 9, 9)) for n in range(3)]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:], duration=100, comment=b"CanaryComment")


def _film(path: Path) -> None:
    making.film(path, 1, (500, 280), metadata={"title": "CanaryTitle", "location": "+33.9-006.8/", "artist": "CanaryArtist"})


def _sound(path: Path) -> None:
    making.coded_sound(path, "libmp3lame")
    with av.open(str(path)) as source, av.open(str(path.with_suffix(".t.mp3")), "w", format="mp3") as out:
        out.metadata.update({"title": "CanaryTitle", "artist": "CanaryArtist", "comment": "CanaryComment"})
        stream = out.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    path.with_suffix(".t.mp3").replace(path)


def _pdf(path: Path) -> None:
    document = FPDF()
    document.set_title("CanaryTitle")
    document.set_author("CanaryAuthor")
    document.set_font("helvetica", size=24)
    document.add_page()
    document.cell(text="Page 1")
    document.output(str(path))


SOURCES = {
    "a.jpg": (_jpeg, "image"), "a.png": (_png, "image"), "a.webp": (_webp, "image"), "a.avif": (_avif, "image"),
    "a.gif": (_gif, "image"), "a.mp4": (_film, "film"), "a.mov": (_film, "film"), "a.mp3": (_sound, "sound"), "a.pdf": (_pdf, "document"),
}  # fmt: skip
WITHOUT_MARK = {"a.pdf"}


@pytest.mark.parametrize("name", SOURCES)
def test_no_rendition_holds_what_the_original_told(name: str, tmp_path: Path) -> None:
    make, recipe = SOURCES[name]
    source = tmp_path / name
    make(source)
    if name not in WITHOUT_MARK:  # a PDF's notes may be packed
        data = source.read_bytes()
        assert CANARY in data or CANARY.decode().encode("utf-16-le") in data
    files = made(told(recipe, source, tmp_path / "out"))
    assert files
    for one in files:
        path = tmp_path / "out" / one.name
        data = path.read_bytes()
        for spelled in (CANARY, CANARY.decode().encode("utf-16-le"), CANARY.decode().encode("utf-16-be"), b"+33.9"):
            assert spelled not in data, one.name
        if path.suffix in (".mp4", ".m4a", ".opus"):
            with av.open(str(path)) as container:
                told_by = container.metadata | {
                    key: value for stream in container.streams for key, value in stream.metadata.items()
                }
            plain = {
                "major_brand",
                "minor_version",
                "compatible_brands",
                "encoder",
                "language",
                "handler_name",
                "vendor_id",
                "ENCODER",
            }
            assert set(told_by) <= plain, (one.name, told_by)
        elif path.suffix in (".avif", ".webp", ".jpg"):
            with Image.open(io.BytesIO(data)) as picture:
                assert (dict(picture.getexif()), picture.info.get("icc_profile"), picture.info.get("xmp"), picture.info.get("comment")) == (
                    {}, None, None, None,
                ), one.name  # fmt: skip
