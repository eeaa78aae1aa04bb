"""Pictures and films that were taken all round: what their files say of it, and a picture fine enough to look about in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from incubator.files.content import Content
from showcase.media import images
from showcase.media.report import Reporter

EDGE = 4096
"""Pixels once around: the widest that a telephone takes."""
MOST_SEARCHED = 16_000_000
MONO, OVER_UNDER = "mono", "over-under"
_V1 = b"<GSpherical:Spherical>true</GSpherical:Spherical>"


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """One picture for looking about in, larger than those for a page."""
    with images.opened(source, content) as image:
        report(images.save(images.upright(image, EDGE), folder, "webp", role="around"))


def of_picture(image: Image.Image) -> str:
    """As its XMP note says it: "mono", or "" where it says nothing."""
    said: Any = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    text = said.encode() if isinstance(said, str) else bytes(said)
    return MONO if b"ProjectionType" in text and b"equirectangular" in text else ""


def of_film(source: Path, content: Content) -> str:
    """As its container says it, by the first or the second way of noting it."""
    with source.open("rb") as stream:
        if content.extension in ("mp4", "mov"):
            head = _movie_box(stream)
            round_about = (b"sv3d" in head and b"equi" in head) or _V1 in head
            above = b"<GSpherical:StereoMode>top-bottom" in head or _stereo_box(head) == 1
        else:
            head = stream.read(256_000)
            round_about = b"\x76\x71\x81\x01" in head  # ProjectionType: equirectangular
            above = b"\x53\xb8\x81\x03" in head or b"\x53\xb8\x81\x02" in head  # StereoMode: one above the other
    return (OVER_UNDER if above else MONO) if round_about else ""


def _movie_box(stream: Any) -> bytes:
    """The `moov` box, wherever it stands: its first megabytes."""
    at, end = 0, stream.seek(0, 2)
    for _ in range(200):
        if at >= end:
            break
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:
            break
        size = int.from_bytes(head[:4], "big")
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        if head[4:8] == b"moov":
            stream.seek(at)
            found: bytes = stream.read(min(size or MOST_SEARCHED, MOST_SEARCHED))
            return found
        if size < 8:
            break
        at += size
    return b""


def _stereo_box(head: bytes) -> int:
    at = head.find(b"st3d")
    return head[at + 8] if 0 <= at < len(head) - 8 else 0
