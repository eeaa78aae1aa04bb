"""Files that mean harm, each made by a few lines: what they are, and what must come of them.

Every maker writes one file. `refused` names the reasons allowed; an empty tuple means that the
file must come out safe: renditions without anything of the attack in them.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fpdf import FPDF
from PIL import Image

from incubator.files.content import Reason
from tests.showcase.media import making

CANARY = b"CanaryScript"


@dataclass(frozen=True)
class Attack:
    name: str
    make: Callable[[Path], object]
    refused: tuple[Reason, ...] = ()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *more: bytes, rows: bytes | None = None) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    body = b"" if rows is None else _chunk(b"IDAT", rows)
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + _chunk(b"IEND", b"")


def _flat_rows(side: int) -> bytes:
    pack = zlib.compressobj(9)
    row = b"\0" * (1 + (side + 7) // 8)
    return b"".join(pack.compress(row) for _ in range(side)) + pack.flush()


def _written(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _cut_jpeg(path: Path) -> None:
    making.jpeg(path)
    path.write_bytes(path.read_bytes()[:4000])


def _jpeg_with_tail(path: Path) -> None:
    making.jpeg(path)
    path.write_bytes(path.read_bytes() + b"<?php system($_GET['c']); // CanaryScript ?>")


def _many_frames(path: Path) -> None:
    frames = [Image.new("L", (400, 400), n % 200) for n in range(301)]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:], duration=20)


def _gif_script(path: Path) -> None:
    # GIF89a read as a JavaScript name: the width is chosen to be "/*"
    path.write_bytes(b"GIF89a/*" + b"\0" * 6 + b"*/=1;alert('CanaryScript');//")


def _text_bomb() -> bytes:
    packed = zlib.compress(b"A" * 50_000_000, 9)
    return _png(64, 64, _chunk(b"iTXt", b"Comment\0\1\0\0\0" + packed), rows=_flat_rows(64))


def _wide_webp() -> bytes:
    # A VP8X header claiming 16,383² with nothing behind it
    size = (16_383 - 1).to_bytes(3, "little")
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _film_with_script(path: Path) -> None:
    making.film(path, 1, metadata={"title": "<script>CanaryScript</script>", "location": "+33.9-006.8/"})


def _cut_film(path: Path) -> None:
    making.film(path, 2)
    path.write_bytes(path.read_bytes()[:2000])


def _film_without_moov(path: Path) -> None:
    making.film(path, 1)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"moov", b"xxxx"))


def _garbled_film(path: Path) -> None:
    making.film(path, 1)
    data = bytearray(path.read_bytes())
    noise = np.random.default_rng(1).integers(0, 256, len(data), dtype=np.uint8).tobytes()
    data[64 : len(data) // 2] = noise[64 : len(data) // 2]
    path.write_bytes(bytes(data))


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile /etc/passwd\n"


def _encrypted_pdf(path: Path) -> None:
    document = FPDF()
    document.set_encryption(owner_password="one", user_password="two")
    document.add_page()
    document.output(str(path))


def _pdf_with_script(path: Path) -> None:
    making.pdf(path, 1)
    data = path.read_bytes().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (CanaryScript) >>")
    path.write_bytes(data)


def _pdf_bomb() -> bytes:
    packed = zlib.compress(b"0 0 m 1 1 l S\n" * 30_000_000, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
    ]
    return _pdf(parts)


def _giant_page() -> bytes:
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9000000 9000000] >>",
        ]
    )


def _pdf(parts: list[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + part + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start))
    return out.getvalue()


def _archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    data = b"\0" * 1_000_000
    for _ in range(depth):
        data = _archive({"again.zip": data})
    return data


def good_png() -> bytes:
    return _png(8, 8, rows=_flat_rows(8))


HTML = b"<!doctype html><script>CanaryScript</script>"
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
# The harmless text that every scanner knows, in two pieces so that none finds it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>CanaryScript</script></svg>'
PIXELS, BROKEN, UNKNOWN = (Reason.TOO_MANY_PIXELS,), (Reason.BROKEN,), (Reason.UNKNOWN,)

ATTACKS = (
    Attack("png-30000.png", lambda path: path.write_bytes(_png(30_000, 30_000, rows=_flat_rows(30_000))), PIXELS),
    Attack("png-claims-60000.png", _written(_png(60_000, 60_000)), PIXELS),
    Attack("png-13300.png", lambda path: path.write_bytes(_png(13_300, 13_300, rows=_flat_rows(13_300))), PIXELS),
    Attack("png-thin.png", _written(_png(2_000_000, 1)), PIXELS),
    Attack("png-text-bomb.png", lambda path: path.write_bytes(_text_bomb()), BROKEN),
    Attack("png-no-data.png", _written(_png(64, 64)), BROKEN),
    Attack("empty.jpg", _written(b""), (Reason.EMPTY,)),
    Attack("one-byte.jpg", _written(b"\xff"), UNKNOWN),
    Attack("cut.jpg", _cut_jpeg, BROKEN),
    Attack("loaded.jpg", lambda path: making.jpeg(path, orientation=6, loaded=True)),
    Attack("php-tail.jpg", _jpeg_with_tail),
    Attack("html-named.jpg", _written(HTML), UNKNOWN),
    Attack("html-after-magic.jpg", _written(b"\xff\xd8\xff\xe0" + HTML), BROKEN),
    Attack("script.gif", _gif_script, (Reason.BROKEN, Reason.TOO_MANY_PIXELS)),
    Attack("frames-301.gif", _many_frames, (Reason.TOO_MANY_FRAMES,)),
    Attack("claims-16383.webp", _written(_wide_webp()), (Reason.TOO_MANY_PIXELS, Reason.BROKEN)),
    Attack("claims-100000.tiff", _written(b"II*\0\x08\0\0\0\x02\0\0\1\4\0\1\0\0\0\xa0\x86\1\0"), UNKNOWN),
    Attack("ghost.eps", _written(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"), UNKNOWN),
    Attack("script.svg", _written(SVG), UNKNOWN),
    Attack(
        "entities.svg",
        _written(b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'),
        UNKNOWN,
    ),
    Attack(
        "frame.svg",
        _written(
            b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe src="https://evil.test"/></foreignObject></svg>'
        ),
        UNKNOWN,
    ),
    Attack(
        "remote.svg",
        _written(b'<svg xmlns:x="http://www.w3.org/1999/xlink"><image x:href="http://169.254.169.254/latest"/></svg>'),
        UNKNOWN,
    ),
    Attack(
        "outside.svg",
        _written(b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
        UNKNOWN,
    ),
    Attack("bomb.zip", lambda path: path.write_bytes(_archive({"zero": b"\0" * 50_000_000})), UNKNOWN),
    Attack("nested.zip", lambda path: path.write_bytes(_nested(4)), UNKNOWN),
    Attack("slip.zip", lambda path: path.write_bytes(_archive(dict.fromkeys(("../../x", "/x", "..\\x"), b"x"))), UNKNOWN),
    Attack("many.zip", lambda path: path.write_bytes(_archive({f"{n}": b"" for n in range(20_000)})), UNKNOWN),
    Attack("macro.docm", lambda path: path.write_bytes(_archive({"word/vbaProject.bin": b"CanaryScript"})), UNKNOWN),
    Attack("xxe.docx", lambda path: path.write_bytes(_archive({"word/document.xml": OUTSIDE})), UNKNOWN),
    Attack("formulas.csv", _written(b"=cmd|'/C calc'!A0,@SUM(1),+1,-1\n"), UNKNOWN),
    Attack("eicar.txt", _written(EICAR), UNKNOWN),
    Attack("archive.zip", _written(b"PK\x03\x04" + b"\0" * 60), UNKNOWN),
    Attack("program.exe", _written(b"MZ" + b"\0" * 100), UNKNOWN),
    Attack("phone.heic", _written(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), (Reason.HEIC,)),
    Attack("encrypted.pdf", _encrypted_pdf, (Reason.ENCRYPTED,)),
    Attack("html-polyglot.pdf", _written(HTML + b"\n%PDF-1.4\n"), UNKNOWN),
    Attack("opens-script.pdf", _pdf_with_script),
    Attack(
        "flate-bomb.pdf",
        lambda path: path.write_bytes(_pdf_bomb()),
        (Reason.MEMORY, Reason.TIME, Reason.BROKEN, Reason.CRASHED),
    ),
    Attack(
        "giant-page.pdf",
        lambda path: path.write_bytes(_giant_page()),
        (Reason.TOO_MANY_PIXELS, Reason.BROKEN),
    ),
    Attack("header-only.pdf", _written(b"%PDF-1.7\n"), BROKEN),
    Attack("script-title.mp4", _film_with_script),
    Attack("cut.mp4", _cut_film, BROKEN),
    Attack("no-moov.mp4", _film_without_moov, BROKEN),
    Attack("garbled.mp4", _garbled_film, (Reason.BROKEN, Reason.CRASHED)),
    Attack("playlist.m3u8", _written(PLAYLIST), UNKNOWN),
    Attack("playlist.mp4", _written(PLAYLIST), UNKNOWN),
    Attack("playlist-in-box.mp4", _written(b"\0\0\0\x18ftypisom\0\0\0\0isommp41" + PLAYLIST), BROKEN),
    Attack("concat.mp4", _written(CONCAT), UNKNOWN),
    Attack("huge-8192x4320.mp4", lambda path: making.film(path, 0.1, (8192, 4320), sound=False), PIXELS),
    Attack(
        "fast-1000fps.mp4",
        lambda path: making.film(path, 0.2, (64, 64), rate=1000, sound=False),
        (Reason.TOO_MANY_FRAMES,),
    ),
    Attack("cut.mp3", _written(b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 400), BROKEN),
    Attack("noise.ogg", _written(b"OggS\0\x02" + b"\0" * 22 + b"OpusHead" + bytes(range(256)) * 8), BROKEN),
)
