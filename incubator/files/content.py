"""What a file is, judged by its bytes alone: names and declared types are never believed.

Pure: no Django here, so that a sandboxed child process can use it too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Final

HEAD_BYTES: Final = 4096
MAX_PIXELS: Final = 40_000_000
MAX_SIDE: Final = 12_000
MB: Final = 1_000_000


class Kind(StrEnum):
    IMAGE = "image"
    FILM = "film"
    SOUND = "sound"
    DOCUMENT = "document"
    MODEL = "model"


class Reason(StrEnum):
    """Why a file is refused or could not be worked on. Stored, so never rename one."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    HEIC = "heic"
    NOT_ACCEPTED = "not_accepted"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_FRAMES = "too_many_frames"
    TOO_LONG = "too_long"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    NO_TRACK = "no_track"
    MEMORY = "memory"
    TIME = "time"
    CRASHED = "crashed"
    MISSING = "missing"
    DISK = "disk"
    OUTSIDE = "outside"
    PACKED = "packed"
    TOO_COMPLEX = "too_complex"
    NOTHING = "nothing"


class Unacceptable(Exception):
    """A file we will not take; `reason` is for the machine, the sentence is made where it is shown."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Content:
    """A recognised file. `pillow` names the one decoder an image may be opened with;
    `width` and `height` are known for images only, as stored (before EXIF rotation)."""

    kind: Kind
    content_type: str
    extension: str
    pillow: str = ""
    width: int = 0
    height: int = 0


# Largest accepted size of each kind, in bytes. A field may be stricter.
LIMITS: Final[dict[Kind, int]] = {
    Kind.IMAGE: 40 * MB,
    Kind.DOCUMENT: 50 * MB,
    Kind.SOUND: 400 * MB,
    Kind.FILM: 4_000 * MB,
    Kind.MODEL: 60 * MB,
}

JPEG: Final = Content(Kind.IMAGE, "image/jpeg", "jpg", "JPEG")
PNG: Final = Content(Kind.IMAGE, "image/png", "png", "PNG")
WEBP: Final = Content(Kind.IMAGE, "image/webp", "webp", "WEBP")
GIF: Final = Content(Kind.IMAGE, "image/gif", "gif", "GIF")
AVIF: Final = Content(Kind.IMAGE, "image/avif", "avif", "AVIF")
MP4: Final = Content(Kind.FILM, "video/mp4", "mp4")
MOV: Final = Content(Kind.FILM, "video/quicktime", "mov")
WEBM: Final = Content(Kind.FILM, "video/webm", "webm")
MKV: Final = Content(Kind.FILM, "video/x-matroska", "mkv")
AVI: Final = Content(Kind.FILM, "video/x-msvideo", "avi")
MP3: Final = Content(Kind.SOUND, "audio/mpeg", "mp3")
WAV: Final = Content(Kind.SOUND, "audio/wav", "wav")
FLAC: Final = Content(Kind.SOUND, "audio/flac", "flac")
OGG: Final = Content(Kind.SOUND, "audio/ogg", "ogg")
M4A: Final = Content(Kind.SOUND, "audio/mp4", "m4a")
WEBA: Final = Content(Kind.SOUND, "audio/webm", "weba")
PDF: Final = Content(Kind.DOCUMENT, "application/pdf", "pdf")
GLB: Final = Content(Kind.MODEL, "model/gltf-binary", "glb")
ALL: Final = (JPEG, PNG, WEBP, GIF, AVIF, MP4, MOV, WEBM, MKV, AVI, MP3, WAV, FLAC, OGG, M4A, WEBA, PDF, GLB)

_FIRST_BYTES: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"fLaC", FLAC),
    (b"ID3", MP3),
    (b"%PDF-", PDF),
    (b"glTF", GLB),
)
_RIFF: Final = {b"WEBP": WEBP, b"AVI ": AVI, b"WAVE": WAV}
_BRANDS: Final = {
    b"avif": AVIF,
    b"avis": AVIF,
    b"M4A ": M4A,
    b"M4B ": M4A,
    b"qt  ": MOV,
}
_STILLS_WE_CANNOT_READ: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
# QuickTime files older than the `ftyp` box begin with one of these.
_OLD_QUICKTIME: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})


def sniff(head: bytes) -> Content | None:
    """The content that begins with these bytes, or None. Only the beginning is looked at:
    a file can still turn out broken, or to be a sound in a film's container."""
    for magic, content in _FIRST_BYTES:
        if head.startswith(magic):
            return content
    tests: tuple[Callable[[bytes], Content | None], ...] = (_riff, _boxes, _matroska, _ogg, _mpeg_audio)
    for test in tests:
        found = test(head)
        if found is not None:
            return found
    return None


def _riff(head: bytes) -> Content | None:
    return _RIFF.get(head[8:12]) if head[:4] == b"RIFF" else None


def _boxes(head: bytes) -> Content | None:
    if len(head) < 16:
        return None
    size, name = int.from_bytes(head[:4], "big"), head[4:8]
    if name in _OLD_QUICKTIME:
        return MOV
    if name != b"ftyp" or not 16 <= size <= HEAD_BYTES:
        return None
    major = head[8:12]
    compatible = {head[at : at + 4] for at in range(16, min(size, len(head)) - 3, 4)}
    if major in _BRANDS:
        return _BRANDS[major]
    if major in _STILLS_WE_CANNOT_READ:
        if b"avif" in compatible:
            return AVIF
        raise Unacceptable(Reason.HEIC)
    return MP4


def _matroska(head: bytes) -> Content | None:
    if head[:4] != b"\x1a\x45\xdf\xa3":
        return None
    if b"webm" in head[:64]:
        # What a browser records of a voice: a WebM whose tracks hold no picture.
        return WEBA if b"A_OPUS" in head and b"V_" not in head else WEBM
    return MKV if b"matroska" in head[:64] else None


def _ogg(head: bytes) -> Content | None:
    if head[:4] != b"OggS":
        return None
    return OGG if b"OpusHead" in head[:64] or b"\x01vorbis" in head[:64] or b"\x7fFLAC" in head[:64] else None


_KBIT_V1: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBIT_V2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HERTZ_V1: Final = (44_100, 48_000, 32_000)


def _mpeg_audio(head: bytes) -> Content | None:
    """An MP3 without a tag: two layer-III frames in a row. One header alone is only 11 bits of
    evidence, so the second frame must stand where the first says that it ends."""
    length = _frame_length(head)
    return MP3 if length and _frame_length(head[length:]) else None


def _frame_length(at: bytes) -> int:
    if len(at) < 4 or at[0] != 0xFF or at[1] & 0xE6 != 0xE2:
        return 0
    version, rate, hertz = at[1] >> 3 & 3, at[2] >> 4, at[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or hertz == 3:
        return 0
    padding = at[2] >> 1 & 1
    if version == 3:
        return 144_000 * _KBIT_V1[rate] // _HERTZ_V1[hertz] + padding
    slower = 2 if version == 2 else 4
    return 72_000 * _KBIT_V2[rate] // (_HERTZ_V1[hertz] // slower) + padding


def look(source: IO[bytes], *, accept: Collection[Kind] = tuple(Kind), limits: dict[Kind, int] | None = None) -> Content:
    """Recognise an open file and check what its header claims; leaves it at its beginning.

    Cheap enough for a request: nothing is decompressed beyond an image's header.
    Raises `Unacceptable`.
    """
    source.seek(0, 2)
    size = source.tell()
    source.seek(0)
    head = source.read(HEAD_BYTES)
    source.seek(0)
    if not size:
        raise Unacceptable(Reason.EMPTY)
    content = sniff(head)
    if content is None:
        raise Unacceptable(Reason.UNKNOWN)
    if content.kind not in accept:
        raise Unacceptable(Reason.NOT_ACCEPTED, content.content_type)
    most = {**LIMITS, **(limits or {})}[content.kind]
    if size > most:
        raise Unacceptable(Reason.TOO_LARGE, str(most))
    if content.kind is not Kind.IMAGE:
        return content
    width, height = image_size(source, content)
    source.seek(0)
    return Content(content.kind, content.content_type, content.extension, content.pillow, width, height)


def image_size(source: IO[bytes], content: Content) -> tuple[int, int]:
    """Width and height as the header claims them, refused where decoding would be a bomb."""
    # Pillow is heavy to import, and most requests carry no file.
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(source, formats=[content.pillow]) as image:
            width, height = image.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unacceptable(Reason.TOO_MANY_PIXELS) from error
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError) as error:
        raise Unacceptable(Reason.BROKEN, type(error).__name__) from error
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Unacceptable(Reason.TOO_MANY_PIXELS, f"{width}x{height}")
    if min(width, height) < 1:
        raise Unacceptable(Reason.BROKEN)
    return width, height
