"""A film: one good frame as its poster, then a 360p file that plays everywhere, from its first byte on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.filter import Graph
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from incubator.files.content import Content, Reason, Unacceptable
from showcase.media import images, poster, probe
from showcase.media.report import Facts, Made, Progress, Reporter, uncounted

SHORT_EDGE = 360
MOST_RATE = 30
KEY_EVERY = 4  # seconds
MAX_FRAMES = probe.MAX_SECONDS * 60
X264 = {"preset": "veryfast", "crf": "24", "maxrate": "600k", "bufsize": "1200k", "profile": "main"}
SOUND_BITS = 64_000


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """Raises `Unacceptable(NO_TRACK)` for a film's container that holds sound only."""
    with probe.opened(source, content) as container:
        track = probe.picture_track(container)
        if track is None:
            raise Unacceptable(Reason.NO_TRACK)
        probe.check_picture(track)
        length = probe.seconds(container)
        report(Facts({"seconds": length}))
        still, size = poster.choose(container, track, length)
    images.pictures(still, folder, uncounted(report), original=size, edges_at_most=1280)
    with probe.opened(source, content) as container:
        report(_encoded(container, folder, size, length, report))


def _encoded(container: InputContainer, folder: Path, size: tuple[int, int], length: float, report: Reporter) -> Made:
    track = probe.picture_track(container)
    assert track is not None
    sound = probe.sound_track(container)
    path = folder / "film-360.mp4"
    part = path.with_name(path.name + ".part")
    with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        writer = _Writer(out, track, sound, small_size(size))
        told = -1
        for frame in probe.decoded(container, *(one for one in (track, sound) if one is not None)):
            writer.take(frame)
            if int(writer.seconds) > told:
                told = int(writer.seconds)
                report(Progress(min(told, int(length)) if length else told, int(length), "seconds"))
        writer.finish()
    if not writer.frames:
        part.unlink(missing_ok=True)
        raise Unacceptable(Reason.BROKEN, "no frame could be read")
    bytes_made = part.stat().st_size
    part.replace(path)
    report(Facts({"seconds": round(writer.seconds, 2), "damaged": writer.damaged, "silent": sound is None}))
    width, height = writer.size
    return Made("film", path.name, "video/mp4", bytes_made, width, height, round(writer.seconds, 2))


class _Writer:
    """Takes packets of both tracks, writes the small film."""

    def __init__(self, out: OutputContainer, track: VideoStream, sound: AudioStream | None, size: tuple[int, int]) -> None:
        self.out, self.size = out, size
        rate = output_rate(probe.rate(track))
        self.picture: VideoStream = video_stream(out, self.size, rate)
        self.shaper = Shaper(track, self.size, rate)
        self.sound: AudioStream | None = None
        self.resampler: AudioResampler | None = None
        if sound is not None:
            layout = "mono" if sound.codec_context.channels == 1 else "stereo"
            self.sound = out.add_stream("aac", rate=44_100, layout=layout)
            self.sound.bit_rate = SOUND_BITS
            self.resampler = AudioResampler(format="fltp", layout=layout, rate=44_100)
        track.codec_context.thread_count = 2
        track.thread_type = "AUTO"
        self.frame_seconds = float(1 / rate)
        self.frames = self.damaged = 0
        self.seconds = 0.0

    def take(self, frame: VideoFrame | AudioFrame | None) -> None:
        if frame is None:
            self.damaged += 1
        elif isinstance(frame, VideoFrame):
            self._write(self.shaper.push(frame))
        elif self.sound is not None and self.resampler is not None:
            for piece in self.resampler.resample(frame):
                self.out.mux(self.sound.encode(piece))

    def _write(self, frames: Iterator[VideoFrame]) -> None:
        for frame in frames:
            self.frames += 1
            if self.frames > MAX_FRAMES:
                raise Unacceptable(Reason.TOO_LONG)
            self.seconds = max(self.seconds, (frame.time or 0.0) + self.frame_seconds)
            self.out.mux(self.picture.encode(frame))

    def finish(self) -> None:
        self._write(self.shaper.push(None))
        if self.frames:
            self.out.mux(self.picture.encode(None))
        if self.sound is not None and self.resampler is not None:
            for piece in self.resampler.resample(None):
                self.out.mux(self.sound.encode(piece))
            self.out.mux(self.sound.encode(None))


class Shaper:
    """Turns decoded frames into the output's size, direction and rate."""

    def __init__(self, track: VideoStream, size: tuple[int, int], rate: Fraction) -> None:
        self.size, self.rate, self.time_base = size, rate, track.time_base
        self.graph: Graph | None = None
        self._shape: tuple[int, int, str] = (0, 0, "")

    def push(self, frame: VideoFrame | None) -> Iterator[VideoFrame]:
        if frame is not None:
            frame = self._like_the_first(frame)
        elif self.graph is None:
            return
        assert self.graph is not None
        self.graph.vpush(frame)
        while True:
            try:
                made = self.graph.vpull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            made.pict_type = PictureType.NONE
            yield made

    def _like_the_first(self, frame: VideoFrame) -> VideoFrame:
        if self.graph is None:
            self._shape = (frame.width, frame.height, frame.format.name)
            self.graph = self._built(frame)
        elif (frame.width, frame.height, frame.format.name) != self._shape:
            # A film may change size on its way (screen recordings do).
            frame = frame.reformat(*self._shape)
        return frame

    def _built(self, frame: VideoFrame) -> Graph:
        graph = Graph()
        steps = [
            graph.add_buffer(
                width=frame.width,
                height=frame.height,
                format=frame.format,
                time_base=frame.time_base or self.time_base,
            )
        ]
        steps += [graph.add(name, args) for name, args in poster.TURNS.get(poster.turn_of(frame), ())]
        steps.append(graph.add("fps", f"{self.rate.numerator}/{self.rate.denominator}"))
        steps.append(graph.add("scale", f"{self.size[0]}:{self.size[1]}:flags=bicubic"))
        steps.append(graph.add("setsar", "1"))
        steps.append(graph.add("format", "pix_fmts=yuv420p"))
        steps.append(graph.add("buffersink"))
        graph.link_nodes(*steps).configure()
        return graph


def video_stream(out: OutputContainer, size: tuple[int, int], rate: Fraction) -> VideoStream:
    options = {**X264, "g": str(round(KEY_EVERY * rate)), "keyint_min": str(round(rate))}
    stream: VideoStream = out.add_stream("libx264", rate=rate, options=options)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = 2
    stream.time_base = 1 / rate
    return stream


def small_size(size: tuple[int, int]) -> tuple[int, int]:
    """360p by the short edge, so that a film held upright stays readable; even numbers for the codec."""
    scale = min(1.0, SHORT_EDGE / min(size))
    return max(2, round(size[0] * scale / 2) * 2), max(2, round(size[1] * scale / 2) * 2)


def output_rate(rate: Fraction) -> Fraction:
    while rate > MOST_RATE:
        rate /= 2
    return rate.limit_denominator(1001)


def picture(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """A still as pictures, a moving one as a loop."""
    with images.opened(source, content) as image:
        moving = images.moves(image)
    (loop if moving else images.render)(source, folder, content, report)


def loop(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """A moving picture (GIF, animated WebP) as a silent film that repeats: a thirtieth of its bytes."""
    with images.opened(source, content) as image:
        original = image.size
        report(Facts({"frames": getattr(image, "n_frames", 1)}))
        path = folder / "loop.mp4"
        part = path.with_name(path.name + ".part")
        size, first, at = small_size(original), None, 0
        with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as out:
            stream = video_stream(out, size, Fraction(25))
            stream.codec_context.time_base = Fraction(1, 1000)
            for picture, milliseconds in images.frames(image, most=300):
                first = first or picture.copy()
                frame = VideoFrame.from_image(picture.resize(size, Image.Resampling.BICUBIC))
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
