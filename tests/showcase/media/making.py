"""Real pictures, films, sounds and documents, made by code, small enough for a test."""

from __future__ import annotations

import io
import struct
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from fpdf import FPDF
from PIL import Image, ImageCms

GPS = {1: "N", 2: (33.0, 58.0, 0.0), 3: "W", 4: (6.0, 50.0, 0.0)}


def photo(width: int = 1600, height: int = 1000) -> Image.Image:
    """Orange to blue from left to right, dark at the foot: turned or swapped, it shows."""
    x = np.linspace(0, 1, width)[None, :, None]
    y = np.linspace(0, 1, height)[:, None, None]
    left, right = np.array([240.0, 120.0, 30.0]), np.array([20.0, 60.0, 200.0])
    pixels = (left * (1 - x) + right * x) * (1 - 0.8 * y)
    return Image.fromarray(pixels.astype(np.uint8))


def jpeg(path: Path, width: int = 1600, height: int = 1000, *, orientation: int = 1, loaded: bool = False) -> Path:
    """`loaded`: with GPS, a camera's name, a colour profile, XMP, and a script in the comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    extras: dict[str, object] = {}
    if loaded:
        exif[0x010F] = "CanaryCam"
        exif[0x010E] = "<script>CanaryScript</script>"
        exif.get_ifd(0x8825).update(GPS)
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        extras = {
            "icc_profile": profile,
            "comment": b"CanaryComment",
            "xmp": b"<x:xmpmeta>CanaryXmp</x:xmpmeta>",
        }
    photo(width, height).save(path, "JPEG", quality=90, exif=exif.tobytes(), **extras)
    return path


def film(
    path: Path,
    seconds: float = 2.0,
    size: tuple[int, int] = (640, 360),
    *,
    rate: int = 25,
    sound: bool = True,
    black_until: float = 0.0,
    codec: str = "libx264",
    metadata: dict[str, str] | None = None,
) -> Path:
    with av.open(str(path), "w") as out:
        out.metadata.update(metadata or {})
        stream = out.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = max(1, rate // 2)
        track = out.add_stream("libopus" if path.suffix == ".webm" else "aac", rate=48_000) if sound else None
        still = np.asarray(photo(*size))
        for number in range(int(seconds * rate)):
            pixels = np.roll(still, number * 4, axis=1) if number / rate >= black_until else still * 0
            out.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")))
        out.mux(stream.encode(None))
        if track is not None:
            samples = tone(seconds, 48_000)
            for start in range(0, samples.size - 960, 960):
                frame = av.AudioFrame.from_ndarray(samples[None, start : start + 960], format="s16", layout="mono")
                frame.rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
                out.mux(track.encode(frame))
            out.mux(track.encode(None))
    return path


def tone(seconds: float, rate: int) -> np.ndarray:
    """A swelling note."""
    time = np.arange(int(seconds * rate)) / rate
    return (np.sin(time * 440 * 2 * np.pi) * 12_000 * time / max(seconds, 0.01)).astype(np.int16)


def wav(path: Path, seconds: float = 2.0, rate: int = 22_050) -> Path:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(tone(seconds, rate).tobytes())
    return path


def coded_sound(path: Path, codec: str, seconds: float = 2.0, rate: int = 48_000) -> Path:
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=rate, layout="mono")
        resampler = av.AudioResampler(stream.format, "mono", rate, frame_size=stream.frame_size or 1024)
        samples = tone(seconds, rate)
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.rate, frame.pts = rate, 0
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    return path


def pdf(path: Path, pages: int = 5) -> Path:
    document = FPDF()
    document.set_font("helvetica", size=24)
    for number in range(1, pages + 1):
        document.add_page()
        document.cell(text=f"Page {number}")
    document.output(str(path))
    return path


def gif(path: Path, frames: int = 6, size: tuple[int, int] = (240, 160)) -> Path:
    pictures = [Image.new("RGB", size, (40 * number % 255, 90, 200)) for number in range(frames)]
    pictures[0].save(path, "GIF", save_all=True, append_images=pictures[1:], duration=120, loop=0)
    return path


def turned(path: Path, source: Path) -> Path:
    """The same MP4 with a quarter turn noted in its track header, as phones write it."""
    data = bytearray(source.read_bytes())
    at = data.index(b"tkhd") + 4
    at += 40  # version 0: times, ids, duration, layer, volume come before the matrix
    one = 1 << 16
    data[at : at + 36] = struct.pack(">9i", 0, one, 0, -one, 0, 0, 0, 0, 1 << 30)
    path.write_bytes(bytes(data))
    return path


def as_file(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()
