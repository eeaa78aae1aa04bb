"""Writing one or several files from one decoding of a film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.filter import Graph
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from incubator.files.content import Reason, Unacceptable
from showcase.media import poster, probe
from showcase.media.report import Made

MOST_RATE = 30
KEY_EVERY = 4  # seconds, the same in all rungs: streams change between them there
MAX_FRAMES = probe.MAX_SECONDS * 60
SAMPLES = 44_100


@dataclass(frozen=True)
class Rung:
    """`edge` the short side in lines (0: sound only), `most` and `sound` kbit/s, `rate` the most pictures a second."""

    edge: int
    crf: int = 24
    most: int = 600
    sound: int = 64
    mono: bool = False
    rate: float = MOST_RATE
    profile: str = "main"

    def at(self, edge: int) -> Rung:
        return replace(self, edge=edge)

    @property
    def options(self) -> dict[str, str]:
        return {
            "preset": "veryfast", "crf": str(self.crf), "maxrate": f"{self.most}k", "bufsize": f"{2 * self.most}k",
            "profile": self.profile, "sc_threshold": "0",
        }  # fmt: skip


class Output:
    """One file on its way."""

    def __init__(
        self, folder: Path, rung: Rung, track: VideoStream | None, sound: AudioStream | None, size: tuple[int, int]
    ) -> None:
        self.rung, self.size = rung, fitted(size, rung.edge)
        self.path = folder / (f"film-{min(self.size)}.mp4" if track is not None else "audio.m4a")
        self.part = self.path.with_name(self.path.name + ".part")
        self.out = av.open(str(self.part), "w", format="mp4", options={"movflags": "+faststart"})
        self.picture: VideoStream | None = None
        if track is not None:
            self.rate = output_rate(probe.rate(track), rung.rate)
            self.picture = video_stream(self.out, self.size, self.rate, rung)
            self.shaper = Shaper(track, self.size, self.rate)
        self.sound: AudioStream | None = None
        if sound is not None:
            mono = rung.mono or sound.codec_context.channels == 1
            self.sound = self.out.add_stream("aac", rate=SAMPLES, layout="mono" if mono else "stereo")
            self.sound.bit_rate = rung.sound * 1000
            self.resampler = AudioResampler(format="fltp", layout="mono" if mono else "stereo", rate=SAMPLES)
        self.frames = 0
        self.seconds = 0.0

    def see(self, frame: VideoFrame | None) -> None:
        if self.picture is None:
            return
        for one in self.shaper.push(frame):
            self.frames += 1
            if self.frames > MAX_FRAMES:
                raise Unacceptable(Reason.TOO_LONG)
            self.seconds = max(self.seconds, (one.time or 0.0) + float(1 / self.rate))
            self.out.mux(self.picture.encode(one))

    def hear(self, frame: AudioFrame | None) -> None:
        if self.sound is None:
            return
        for piece in self.resampler.resample(frame):
            if self.picture is None:
                self.seconds = max(self.seconds, (piece.time or 0.0) + piece.samples / SAMPLES)
            self.out.mux(self.sound.encode(piece))

    def end(self) -> Made | None:
        """The whole file; None where nothing could be read for it."""
        self.see(None)
        if self.picture is not None and self.frames:
            self.out.mux(self.picture.encode(None))
        self.hear(None)
        if self.sound is not None:
            self.out.mux(self.sound.encode(None))
        self.out.close()
        if self.picture is not None and not self.frames:
            raise Unacceptable(Reason.BROKEN, "no frame could be read")
        if not self.seconds:
            self.part.unlink(missing_ok=True)
            return None
        bytes_made = self.part.stat().st_size
        self.part.replace(self.path)
        if self.picture is None:
            return Made("audio", self.path.name, "audio/mp4", bytes_made, seconds=round(self.seconds, 2))
        return Made("film", self.path.name, "video/mp4", bytes_made, *self.size, round(self.seconds, 2))


class Recording:
    """Frames of both tracks as they are decoded, handed to every output."""

    def __init__(self, outputs: list[Output], track: VideoStream) -> None:
        self.outputs = outputs
        self.damaged = 0
        track.codec_context.thread_count = 2
        track.thread_type = "AUTO"

    @property
    def seconds(self) -> float:
        return max(output.seconds for output in self.outputs)

    def take(self, frame: VideoFrame | AudioFrame | None) -> None:
        if frame is None:
            self.damaged += 1
            return
        for output in self.outputs:
            if isinstance(frame, VideoFrame):
                output.see(frame)
            else:
                output.hear(frame)

    def finished(self) -> list[Made]:
        return [made for output in self.outputs if (made := output.end()) is not None]

    def close(self) -> None:
        for output in self.outputs:
            output.out.close()


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


def video_stream(out: OutputContainer, size: tuple[int, int], rate: Fraction, rung: Rung) -> VideoStream:
    options = {**rung.options, "g": str(round(KEY_EVERY * rate)), "keyint_min": str(round(rate))}
    stream: VideoStream = out.add_stream("libx264", rate=rate, options=options)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = 2
    stream.time_base = 1 / rate
    return stream


def fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """By the short edge, so that a film held upright stays readable; even numbers for the codec."""
    scale = min(1.0, edge / min(size))
    return max(2, round(size[0] * scale / 2) * 2), max(2, round(size[1] * scale / 2) * 2)


def output_rate(rate: Fraction, most: float = MOST_RATE) -> Fraction:
    while rate > most:
        rate /= 2
    return rate.limit_denominator(1001)
