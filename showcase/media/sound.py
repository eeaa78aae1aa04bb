"""A sound: two small files at an even loudness, and its waveform as numbers and as a path to draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import av
import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.filter import Graph
from numpy.typing import NDArray

from incubator.files.content import Content, Reason, Unacceptable
from showcase.media import probe
from showcase.media.report import Facts, Made, Progress, Reporter

LOUDNESS = -16.0  # LUFS, what podcasts and phones are made for
SILENT = -70.0
MOST_GAIN = 20.0
PEAK = 0.84  # -1.5 dB
PAIRS = 400
LISTEN_RATE = 8_000  # enough to see a sound, not to hear it
MOUTHFUL = 200  # frames' samples that are looked at together: one by one costs a tenth more
FINE = 80  # samples to a fine pair: 10 ms; an hour is 360,000 pairs


@dataclass(frozen=True)
class Version:
    """`bits` a second; mono originals stay mono."""

    codec: str
    extension: str
    content_type: str
    bits: int
    rate: int


# Opus first: half the bytes for the same ear. AAC is what plays everywhere.
VERSIONS = (
    Version("libopus", "opus", "audio/ogg", 48_000, 48_000),
    Version("aac", "m4a", "audio/mp4", 64_000, 44_100),
)


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """Two passes: how loud it is and what it looks like, then both files at an even loudness."""
    with probe.opened(source, content) as container:
        track = probe.sound_track(container)
        if track is None:
            raise Unacceptable(Reason.NO_TRACK)
        length = probe.seconds(container)
        report(Facts({"seconds": length}))
        ear, meter = Ear(), Meter(track)
        told = 0
        for frame in probe.decoded(container, track):
            if not isinstance(frame, AudioFrame):
                continue
            ear.hear(frame)
            meter.hear(frame)
            if ear.seconds > probe.MAX_SECONDS:
                raise Unacceptable(Reason.TOO_LONG)
            if ear.seconds - told >= 5:
                told = int(ear.seconds)
                report(Progress(min(told, int(length) or told), 2 * int(length), "seconds"))
        if not ear.seconds:
            raise Unacceptable(Reason.BROKEN, "no sound could be read")
    pairs = ear.pairs()
    report(Facts({"seconds": round(ear.seconds, 2), "waveform": pairs, "waveform_path": path_of(pairs), "gain": meter.gain}))
    with probe.opened(source, content) as container:
        for made in _written(container, folder, meter.gain, ear.seconds, report):
            report(made)


def _written(container: InputContainer, folder: Path, gain: float, seconds: float, report: Reporter) -> list[Made]:
    track = probe.sound_track(container)
    assert track is not None
    pens = [Pen(folder, version, track, gain) for version in VERSIONS]
    told = 0
    try:
        for frame in probe.decoded(container, track):
            if not isinstance(frame, AudioFrame):
                continue
            for pen in pens:
                pen.write(frame)
            if (now := frame.time or 0.0) - told >= 5:
                told = int(now)
                report(Progress(int(seconds) + min(told, int(seconds)), 2 * int(seconds), "seconds"))
        return [pen.end(seconds) for pen in pens]
    finally:
        for pen in pens:
            pen.out.close()


class Meter:
    """Loudness by EBU R 128, and the gain that brings it to ours."""

    def __init__(self, track: AudioStream) -> None:
        self.track = track
        self.graph: Graph | None = None
        self.loudness = SILENT

    def hear(self, frame: AudioFrame) -> None:
        if self.graph is None:
            self.graph = _graph(frame, ("ebur128", "metadata=1"))
        for one in _through(self.graph, frame):
            self.loudness = float(one.metadata.get("lavfi.r128.I", self.loudness))

    @property
    def gain(self) -> float:
        """In decibels, the same over the whole sound: what is quiet in it stays so."""
        if self.loudness <= SILENT:
            return 0.0
        return round(max(-MOST_GAIN, min(MOST_GAIN, LOUDNESS - self.loudness)), 2)


class Pen:
    """One file on its way, levelled; a limiter holds what the gain would push over the edge."""

    def __init__(self, folder: Path, version: Version, track: AudioStream, gain: float) -> None:
        self.version, self.gain = version, gain
        self.path = folder / f"sound.{version.extension}"
        self.part = self.path.with_name(self.path.name + ".part")
        layout = "mono" if track.codec_context.channels == 1 else "stereo"
        form = "ogg" if version.extension == "opus" else "mp4"
        self.out = av.open(str(self.part), "w", format=form, options={"movflags": "+faststart"} if form == "mp4" else {})
        self.stream = cast(AudioStream, self.out.add_stream(version.codec, rate=version.rate, layout=layout))
        self.stream.bit_rate = version.bits
        self.resampler = AudioResampler(self.stream.format, layout, version.rate, frame_size=self.stream.frame_size or 960)
        self.graph: Graph | None = None

    def write(self, frame: AudioFrame) -> None:
        if self.graph is None:
            self.graph = _graph(frame, ("volume", f"{self.gain}dB"), ("alimiter", f"limit={PEAK}:level=0"))
        for one in _through(self.graph, frame):
            self._encode(one)

    def _encode(self, frame: AudioFrame | None) -> None:
        for piece in self.resampler.resample(frame):
            self.out.mux(self.stream.encode(piece))

    def end(self, seconds: float) -> Made:
        if self.graph is not None:
            for one in _through(self.graph, None):
                self._encode(one)
        self._encode(None)
        self.out.mux(self.stream.encode(None))
        self.out.close()
        size = self.part.stat().st_size
        self.part.replace(self.path)
        kbit = self.version.bits // 1000
        return Made("sound", self.path.name, self.version.content_type, size, seconds=round(seconds, 2), page=kbit)


def _graph(frame: AudioFrame, *filters: tuple[str, str]) -> Graph:
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=frame.sample_rate, format=frame.format, layout=frame.layout, time_base=frame.time_base
    )  # fmt: skip
    steps = [source, *(graph.add(name, args) for name, args in filters), graph.add("abuffersink")]
    graph.link_nodes(*steps).configure()
    return graph


def _through(graph: Graph, frame: AudioFrame | None) -> Iterator[AudioFrame]:
    graph.push(frame)
    while True:
        try:
            made = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(made, AudioFrame):
            yield made


class Ear:
    """Listens to frames of any kind, keeps the lowest and highest sample of each 10 ms."""

    def __init__(self) -> None:
        self._resampler = AudioResampler("s16", "mono", LISTEN_RATE)
        self._rest: NDArray[np.int16] = np.empty(0, np.int16)
        self._low: list[NDArray[np.int16]] = []
        self._high: list[NDArray[np.int16]] = []
        self._samples = 0
        self._waiting: list[NDArray[np.int16]] = []

    @property
    def seconds(self) -> float:
        return self._samples / LISTEN_RATE

    def hear(self, frame: AudioFrame) -> None:
        for piece in self._resampler.resample(frame):
            samples = piece.to_ndarray().reshape(-1).astype(np.int16, copy=False)
            self._samples += samples.size
            self._waiting.append(samples)
        if len(self._waiting) >= MOUTHFUL:
            self._digest()

    def _digest(self) -> None:
        samples = np.concatenate([self._rest, *self._waiting])
        self._waiting = []
        whole = samples.size - samples.size % FINE
        self._rest = samples[whole:].copy()
        if whole:
            blocks = samples[:whole].reshape(-1, FINE)
            self._low.append(blocks.min(axis=1))
            self._high.append(blocks.max(axis=1))

    def pairs(self, count: int = PAIRS) -> list[int]:
        """Lowest and highest in turn, −100…100 of the loudest sample, 2 × `count` numbers."""
        self._digest()
        low = np.concatenate(self._low) if self._low else self._rest[:1]
        high = np.concatenate(self._high) if self._high else self._rest[:1]
        edges = np.linspace(0, low.size, count + 1)
        starts = np.minimum(edges[:-1].astype(int), low.size - 1)
        lows = np.minimum.reduceat(low, starts).astype(float)
        highs = np.maximum.reduceat(high, starts).astype(float)
        loudest = max(1.0, float(np.abs(lows).max()), float(np.abs(highs).max()))
        both = np.stack([lows, highs], axis=1) * (100 / loudest)
        return [round(float(value)) for value in both.reshape(-1)]


def path_of(pairs: list[int]) -> str:
    """An SVG path for a view box of 400 × 100: along the tops, back along the bottoms."""
    tops = [f"{x} {50 - high * 0.48:.0f}" for x, high in enumerate(pairs[1::2])]
    bottoms = [f"{x} {50 - low * 0.48:.0f}" for x, low in enumerate(pairs[0::2])]
    return f"M{' '.join(tops)} {' '.join(reversed(bottoms))}z"
