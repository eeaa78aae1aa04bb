"""A sound: one small file that plays everywhere, and its waveform as numbers and as a path to draw."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from incubator.files.content import Content, Reason, Unacceptable
from showcase.media import probe
from showcase.media.report import Facts, Made, Progress, Reporter

BITS = 64_000
RATE = 44_100
PAIRS = 400
LISTEN_RATE = 8_000  # enough to see a sound, not to hear it
FINE = 80  # samples to a fine pair: 10 ms; an hour is 360,000 pairs


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    with probe.opened(source, content) as container:
        track = probe.sound_track(container)
        if track is None:
            raise Unacceptable(Reason.NO_TRACK)
        length = probe.seconds(container)
        report(Facts({"seconds": length}))
        layout = "mono" if track.codec_context.channels == 1 else "stereo"
        small, ear = AudioResampler("fltp", layout, RATE), Ear()
        path = folder / "sound.m4a"
        part = path.with_name(path.name + ".part")
        told = 0
        with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as out:
            stream = out.add_stream("aac", rate=RATE, layout=layout)
            stream.bit_rate = BITS
            for frame in probe.decoded(container, track):
                if not isinstance(frame, AudioFrame):
                    continue
                ear.hear(frame)
                for piece in small.resample(frame):
                    out.mux(stream.encode(piece))
                if ear.seconds - told >= 5:
                    told = int(ear.seconds)
                    report(Progress(min(told, int(length) or told), int(length), "seconds"))
                if ear.seconds > probe.MAX_SECONDS:
                    raise Unacceptable(Reason.TOO_LONG)
            if not ear.seconds:
                raise Unacceptable(Reason.BROKEN, "no sound could be read")
            for piece in small.resample(None):
                out.mux(stream.encode(piece))
            out.mux(stream.encode(None))
    pairs = ear.pairs()
    report(Facts({"seconds": round(ear.seconds, 2), "waveform": pairs, "waveform_path": path_of(pairs)}))
    size = part.stat().st_size
    part.replace(path)
    report(Made("sound", path.name, "audio/mp4", size, seconds=round(ear.seconds, 2)))


class Ear:
    """Listens to frames of any kind, keeps the lowest and highest sample of each 10 ms."""

    def __init__(self) -> None:
        self._resampler = AudioResampler("s16", "mono", LISTEN_RATE)
        self._rest: NDArray[np.int16] = np.empty(0, np.int16)
        self._low: list[NDArray[np.int16]] = []
        self._high: list[NDArray[np.int16]] = []
        self._samples = 0

    @property
    def seconds(self) -> float:
        return self._samples / LISTEN_RATE

    def hear(self, frame: AudioFrame) -> None:
        for piece in self._resampler.resample(frame):
            samples = piece.to_ndarray().reshape(-1).astype(np.int16, copy=False)
            self._samples += samples.size
            samples = np.concatenate([self._rest, samples])
            whole = samples.size - samples.size % FINE
            self._rest = samples[whole:].copy()
            if whole:
                blocks = samples[:whole].reshape(-1, FINE)
                self._low.append(blocks.min(axis=1))
                self._high.append(blocks.max(axis=1))

    def pairs(self, count: int = PAIRS) -> list[int]:
        """Lowest and highest in turn, −100…100 of the loudest sample, 2 × `count` numbers."""
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
