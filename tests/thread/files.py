"""A real picture, document, film and sound, made by the test with nothing from outside."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from fpdf import FPDF
from PIL import Image

RATE = 44_100
FRAMES = 12


def picture(folder: Path, name: str = "affiche.jpg", size: tuple[int, int] = (1600, 1000)) -> Path:
    """A sky over a sea: gradients, so that no encoder finds it empty."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    sky = np.stack([90 + 120 * y / size[1], 60 + 90 * x / size[0], 150 - 60 * y / size[1]], axis=-1)
    sky[int(size[1] * 0.6) :] *= 0.5 + 0.3 * np.sin(x[int(size[1] * 0.6) :] / 23)[..., None] ** 2
    Image.fromarray(sky.clip(0, 255).astype(np.uint8)).save(folder / name, "JPEG", quality=90)
    return folder / name


def document(folder: Path, name: str = "dossier.pdf") -> Path:
    sheet = FPDF()
    sheet.add_page()
    sheet.set_font("Helvetica", size=20)
    sheet.cell(text="Fil a fil")
    sheet.output(str(folder / name))
    return folder / name


def film(folder: Path, name: str = "film.mp4", seconds: int = 3) -> Path:
    """A disc that crosses the picture, with a tone."""
    with av.open(str(folder / name), "w") as file:
        video = file.add_stream("libx264", rate=FRAMES)
        video.width, video.height, video.pix_fmt = 640, 360, "yuv420p"
        audio = file.add_stream("aac", rate=RATE)
        for number in range(seconds * FRAMES):
            file.mux(video.encode(frame_at(number / (seconds * FRAMES))))
        file.mux(video.encode(None))
        encode(file, audio, tone(seconds))
    return folder / name


def frame_at(share: float) -> av.VideoFrame:
    y, x = np.mgrid[0:360, 0:640].astype(np.float32)
    inside = np.hypot(x - 640 * share, y - 180) < 60
    shown = np.stack([40 + 100 * x / 640, 30 + 60 * y / 360, 90 + 80 * (1 - y / 360)], axis=-1)
    shown[inside] = (230, 170, 76)
    return av.VideoFrame.from_ndarray(shown.astype(np.uint8), format="rgb24")


def sound(folder: Path, name: str = "chant.wav", seconds: int = 3) -> Path:
    with av.open(str(folder / name), "w") as file:
        encode(file, file.add_stream("pcm_s16le", rate=RATE), tone(seconds))
    return folder / name


def tone(seconds: int) -> np.ndarray:
    time = np.arange(seconds * RATE) / RATE
    swell = np.sin(np.pi * time / seconds) * 0.5
    return (swell * np.sin(2 * np.pi * 220 * time * (1 + 0.1 * time)) * 32_000).astype(np.int16)


def encode(file: av.container.OutputContainer, stream: av.AudioStream, samples: np.ndarray) -> None:
    resampler = av.AudioResampler(format=stream.format, layout=stream.layout, rate=RATE)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
    size = stream.codec_context.frame_size or 1024
    fifo = av.AudioFifo()
    for one in resampler.resample(frame):
        fifo.write(one)
    while (part := fifo.read(size)) or (part := fifo.read(0, partial=True)):
        file.mux(stream.encode(part))
    file.mux(stream.encode(None))
