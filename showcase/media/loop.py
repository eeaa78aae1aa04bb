"""A moving picture (GIF, animated WebP) as a silent film that repeats: a thirtieth of its bytes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import VideoFrame
from PIL import Image

from incubator.files.content import Content
from showcase.media import images
from showcase.media.encoding import Rung, fitted, video_stream
from showcase.media.report import Facts, Made, Reporter

RUNG = Rung(360)
MOST_FRAMES = 300


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    with images.opened(source, content) as image:
        original = image.size
        report(Facts({"frames": getattr(image, "n_frames", 1)}))
        path = folder / "loop.mp4"
        part = path.with_name(path.name + ".part")
        size, first, at = fitted(original, RUNG.edge), None, 0
        with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as out:
            stream = video_stream(out, size, Fraction(25), RUNG)
            stream.codec_context.time_base = Fraction(1, 1000)
            for one, milliseconds in images.frames(image, most=MOST_FRAMES):
                first = first or one.copy()
                frame = VideoFrame.from_image(one.resize(size, Image.Resampling.BICUBIC))
                frame.pts, frame.time_base = at, Fraction(1, 1000)
                at += milliseconds
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
    assert first is not None
    bytes_made = part.stat().st_size
    part.replace(path)
    report(Facts({"seconds": at / 1000, "silent": True}))
    images.pictures(first, folder, report, original=original, edges_at_most=1280)
    report(Made("loop", path.name, "video/mp4", bytes_made, *size, at / 1000))
