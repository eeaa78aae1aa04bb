"""The frame that stands for a film: neither black, nor flat, nor blurred by a cut."""

from __future__ import annotations

from dataclasses import dataclass

import av.error
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from incubator.files.content import Reason, Unacceptable

MOMENTS = (0.08, 0.16, 0.25, 0.35, 0.45, 0.55, 0.68, 0.8)
LONG_EDGE = 1280
CANDIDATES = 6
UNSEEKABLE_LOOK = 120  # frames looked at where jumping is not possible

# ffmpeg's filters and Pillow's turns for a rotation noted in the file, by degrees counter-clockwise.
TURNS: dict[int, tuple[tuple[str, str], ...]] = {
    90: (("transpose", "cclock"),),
    180: (("hflip", ""), ("vflip", "")),
    270: (("transpose", "clock"),),
}
_PILLOW_TURNS = {
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True)
class Candidate:
    """A frame that may stand for the film; `moment` in seconds."""

    picture: Image.Image
    moment: float


def candidates(container: InputContainer, track: VideoStream, length: float) -> tuple[list[Candidate], tuple[int, int]]:
    """A few frames over the film, the best first, as upright RGB pictures, and the film's upright size.
    `length` in seconds, 0 if unknown."""
    frames = _spread(container, track, length) if length > 0.5 else _first(container, track)
    if not frames:
        raise Unacceptable(Reason.BROKEN, "no frame could be read")
    frames.sort(key=worth, reverse=True)
    start = float((track.start_time or 0) * (track.time_base or 0))
    width, height = shown_size(track)
    found = [Candidate(still(one, track), round(max(0.0, (one.time or 0.0) - start), 2)) for one in frames[:CANDIDATES]]
    return found, (height, width) if turn_of(frames[0]) in (90, 270) else (width, height)


def at(container: InputContainer, track: VideoStream, moment: float) -> Image.Image:
    """The first frame that can be read from a moment on."""
    base = track.time_base
    assert base is not None
    start = track.start_time or 0
    container.seek(int(moment / base) + start, stream=track)
    last: VideoFrame | None = None
    for frame in container.decode(track):
        last = frame
        if (frame.time or 0.0) - float(start * base) >= moment - 0.02:
            break
    if last is None:
        raise Unacceptable(Reason.BROKEN, "no frame could be read")
    return still(last, track)


def _spread(container: InputContainer, track: VideoStream, length: float) -> list[VideoFrame]:
    found: list[VideoFrame] = []
    base = track.time_base
    assert base is not None
    for moment in MOMENTS:
        try:
            container.seek(int(length * moment / base) + (track.start_time or 0), stream=track)
            frame = next(container.decode(track), None)
        except av.error.MemoryError:
            raise
        except av.error.FFmpegError:
            continue
        if frame is not None and all(frame.pts != other.pts for other in found):
            found.append(frame)
    return found if len(found) > 1 else found + _first(container, track)


def _first(container: InputContainer, track: VideoStream) -> list[VideoFrame]:
    found: list[VideoFrame] = []
    try:
        container.seek(0)
        for number, frame in enumerate(container.decode(track)):
            if number % 15 == 0:
                found.append(frame)
            if number >= UNSEEKABLE_LOOK:
                break
    except av.error.MemoryError:
        raise
    except av.error.FFmpegError:
        pass
    return found


def turn_of(frame: VideoFrame) -> int:
    """Degrees counter-clockwise to show it upright: 0, 90, 180 or 270."""
    return round(frame.rotation / 90) * 90 % 360


def worth(frame: VideoFrame) -> float:
    """Higher for a frame with light, contrast and edges."""
    small = frame.reformat(width=160, height=90, format="gray").to_ndarray().astype(np.float32)
    light = float(small.mean())
    spread = float(small.std())
    edges = float(np.abs(np.diff(small, axis=1)).mean() + np.abs(np.diff(small, axis=0)).mean())
    dimmed = min(1.0, light / 60, (255 - light) / 40)
    return max(0.0, dimmed) * (spread + 2 * edges)


def shown_size(track: VideoStream) -> tuple[int, int]:
    """The stored frame's size with pixels made square. Rotation is noted on frames and applied there."""
    context = track.codec_context
    width = context.width
    ratio = track.sample_aspect_ratio
    if ratio and 0.2 < ratio < 5:
        width = round(width * ratio)
    return width, context.height


def still(frame: VideoFrame, track: VideoStream) -> Image.Image:
    width, height = shown_size(track)
    scale = min(1.0, LONG_EDGE / max(width, height))
    picture = frame.reformat(width=max(1, round(width * scale)), height=max(1, round(height * scale))).to_image()
    turn = _PILLOW_TURNS.get(turn_of(frame))
    return picture if turn is None else picture.transpose(turn)
