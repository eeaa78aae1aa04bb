"""Music made of nothing but arithmetic: plucked strings, struck wood, skins, air."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Sound = NDArray[np.float64]


class Tape:
    """Two channels onto which sounds are laid; time in seconds, `side` −1 (left) … 1 (right)."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.channels = np.zeros((2, int(seconds * RATE) + 4 * RATE))

    def lay(self, sound: Sound, at: float, loud: float = 1.0, side: float = 0.0) -> None:
        start = int(at * RATE)
        if start >= self.seconds * RATE or start < 0:
            return
        piece = sound[: self.channels.shape[1] - start]
        angle = (side + 1) * np.pi / 4
        self.channels[0, start : start + piece.size] += piece * loud * np.cos(angle)
        self.channels[1, start : start + piece.size] += piece * loud * np.sin(angle)

    def finished(self, room: float = 0.22, fade: float = 2.5) -> Sound:
        """With the echo of a room, faded out, its peak at −1 dB. Shape (2, samples)."""
        wet = np.zeros_like(self.channels)
        for number, (delay, keep) in enumerate(((0.0297, 0.76), (0.0371, 0.73), (0.0411, 0.71), (0.0437, 0.69))):
            wet[number % 2] += _comb(self.channels.mean(axis=0), int(delay * RATE), keep)
        mixed = (self.channels + room * wet)[:, : int(self.seconds * RATE)]
        count = min(int(fade * RATE), mixed.shape[1])
        mixed[:, -count:] *= np.linspace(1, 0, count) ** 1.5
        return mixed / max(1e-9, float(np.abs(mixed).max())) * 0.89


def _comb(dry: Sound, delay: int, keep: float) -> Sound:
    rows = -(-dry.size // delay)
    blocks = np.pad(dry, (0, rows * delay - dry.size)).reshape(rows, delay)
    for row in range(1, rows):
        blocks[row] += keep * blocks[row - 1]
    return blocks.reshape(-1)[: dry.size]


@lru_cache(maxsize=256)
def pluck(pitch: float, seconds: float = 1.8, bright: float = 0.55, seed: int = 1) -> Sound:
    """A plucked string (Karplus and Strong): a burst of noise that a loop the length of one wave wears down."""
    period = max(4, int(RATE / pitch))
    rows = int(seconds * RATE) // period + 2
    burst = np.random.default_rng(seed).uniform(-1, 1, period)
    burst = bright * burst + (1 - bright) * (np.roll(burst, 1) + np.roll(burst, -1) + burst) / 3
    burst -= burst.mean()
    blocks = np.empty((rows, period))
    blocks[0] = burst
    keep = 0.9985 - 0.18 / period
    last = burst[-1]
    for row in range(1, rows):
        before = blocks[row - 1]
        blocks[row] = keep * 0.5 * (before + np.concatenate([[last], before[:-1]]))
        last = before[-1]
    string = blocks.reshape(-1)
    # A whole number of samples is not in tune: read it a little faster or slower.
    at = np.arange(int(seconds * RATE)) * (pitch * (period + 0.5) / RATE)
    sound = np.interp(at, np.arange(string.size), string)
    return sound * np.minimum(1, np.linspace(40, 0, sound.size))


@lru_cache(maxsize=64)
def bar(pitch: float, seconds: float = 0.7) -> Sound:
    """A wooden bar over its gourd."""
    t = np.arange(int(seconds * RATE)) / RATE
    tone = np.sin(2 * np.pi * pitch * t) * np.exp(-t * 7) + 0.32 * np.sin(2 * np.pi * pitch * 3.93 * t) * np.exp(-t * 22)
    buzz = 0.12 * np.sign(np.sin(2 * np.pi * pitch * t)) * np.exp(-t * 12)
    return np.asarray(tone + buzz)


@lru_cache(maxsize=16)
def skin(kind: str) -> Sound:
    """bass, tone, slap (a hand drum), shaker, krakeb (iron), clap."""
    random = np.random.default_rng(len(kind) * 7)
    length, low, high, noise, decay = {
        "bass": (0.5, 52.0, 96.0, 0.05, 9.0),
        "tone": (0.3, 190.0, 240.0, 0.12, 17.0),
        "slap": (0.18, 420.0, 560.0, 0.7, 34.0),
        "shaker": (0.07, 0.0, 0.0, 0.5, 60.0),
        "krakeb": (0.12, 2350.0, 2420.0, 0.5, 42.0),
        "clap": (0.16, 0.0, 0.0, 0.9, 36.0),
    }[kind]
    t = np.arange(int(length * RATE)) / RATE
    glide = low + (high - low) * np.exp(-t * 30)
    hiss = random.standard_normal(t.size)
    hiss = np.diff(hiss, prepend=0.0) * 0.6
    body = np.sin(2 * np.pi * np.cumsum(glide) / RATE) if low else np.zeros(t.size)
    return np.asarray((body * (1 - noise) + hiss * noise) * np.exp(-t * decay))


def air(seconds: float, slow: float, seed: int = 3) -> Sound:
    """Wind or waves: soft noise that swells every `slow` seconds."""
    random = np.random.default_rng(seed)
    count = int(seconds * RATE)
    hiss = np.convolve(random.standard_normal(count // 4 + 8), np.ones(10) / 10, "same")
    soft = np.interp(np.arange(count) / 4, np.arange(hiss.size), hiss)
    t = np.arange(count) / RATE
    return np.asarray(soft * (0.25 + 0.75 * np.sin(np.pi * t / slow) ** 4))


def note(root: float, scale: tuple[int, ...], step: int) -> float:
    """The pitch of a step of a scale (in half tones), which goes on above and below."""
    octave, place = divmod(step, len(scale))
    return float(root * 2 ** (octave + scale[place] / 12))


HEPTA = (0, 2, 4, 5, 7, 9, 11)
PENTA = (0, 3, 5, 7, 10)
BRIGHT = (0, 2, 4, 7, 9)


def kora(tape: Tape, seed: int, root: float = 174.6) -> None:
    """A turning bass figure under a melody that now and then runs down all the strings."""
    random = np.random.default_rng(seed)
    beat = 60 / 104 / 3
    figure = [(0, -7), (3, -3), (6, -5), (9, -3), (12, -6), (15, -3), (18, -5), (21, -4)]
    figure = [(at, step + int(random.integers(0, 2))) for at, step in figure]
    cycle = 24 * beat
    for turn in range(int(tape.seconds / cycle) + 1):
        begin = turn * cycle
        for at, step in figure:
            tape.lay(pluck(note(root, HEPTA, step), 1.9, 0.4), begin + at * beat, 0.85, -0.35)
        _melody(tape, random, root, turn, begin, beat)
        if turn > 1:
            for at in range(0, 24, 3):
                tape.lay(skin("shaker"), begin + at * beat, 0.22 if at % 6 else 0.4, 0.1)
            for at in (0, 9, 12, 21):
                tape.lay(skin("bass"), begin + at * beat, 0.42)


def _melody(tape: Tape, random: np.random.Generator, root: float, turn: int, begin: float, beat: float) -> None:
    """Rest, song, song, and every fourth time a run down all the strings."""
    if turn % 4 == 3:
        for n in range(14):
            tape.lay(pluck(note(root, HEPTA, 14 - n), 1.2, 0.8), begin + (8 + n) * beat, 0.62, 0.35)
    elif turn:
        for at in range(0, 24, 2):
            if random.random() < 0.62:
                step = int(random.choice([2, 4, 4, 5, 7, 9])) + (7 if random.random() < 0.15 else 0)
                tape.lay(pluck(note(root, HEPTA, step), 1.5, 0.7), begin + (at + random.choice([0, 0, 1])) * beat, 0.6, 0.4)


def night(tape: Tape, seed: int, root: float = 73.4) -> None:
    """A low lute and iron castanets that quicken, with hands."""
    random = np.random.default_rng(seed)
    line = [0, 0, 3, 2, 0, 4, 3, 2]
    at, step, tempo = 0.0, 0, 84.0
    while at < tape.seconds:
        beat = 60 / tempo
        for part in range(4):
            moment = at + part * beat / 4
            tape.lay(skin("krakeb"), moment, 0.34 if part else 0.5, 0.55 if part % 2 else -0.55)
            if part == 2 and random.random() < 0.5:
                tape.lay(skin("tone"), moment, 0.3, -0.2)
        degree = line[step % 8] + (5 if random.random() < 0.1 else 0)
        tape.lay(pluck(note(root, PENTA, degree), 1.0, 0.25), at, 1.3)
        if step % 2:
            tape.lay(pluck(note(root, PENTA, degree + int(random.choice([1, 2, -1]))), 0.7, 0.3), at + beat / 2, 0.9)
        if step % 4 in (1, 3) and tempo > 92:
            tape.lay(skin("clap"), at, 0.5, 0.25)
        if step % 8 == 0:
            tape.lay(skin("bass"), at, 0.9)
        if step >= 16 and step % 8 in (4, 5, 6):
            tape.lay(pluck(note(root, PENTA, 10 + int(random.integers(0, 4))), 1.2, 0.6), at, 0.4, 0.3)
        at, step, tempo = at + beat, step + 1, min(132.0, tempo * 1.006)


def wood(tape: Tape, seed: int, root: float = 261.6) -> None:
    """Two balafons answer each other over hand drums."""
    random = np.random.default_rng(seed)
    beat = 60 / 116 / 2
    first = [int(v) for v in random.choice([0, 2, 3, 4, 5, 7], 8)]
    second = [int(v) for v in random.choice([-5, -3, -2, 0, 2], 8)]
    drums = {0: "bass", 3: "tone", 4: "slap", 6: "tone", 8: "bass", 10: "tone", 11: "tone", 12: "slap", 14: "tone"}
    for step in range(int(tape.seconds / beat) + 1):
        at = step * beat
        if step % 2 == 0 or random.random() < 0.35:
            tape.lay(bar(note(root, BRIGHT, first[step // 2 % 8] + (2 if step // 32 % 2 else 0))), at, 0.6, 0.45)
        if step % 2 or step % 8 == 0:
            tape.lay(bar(note(root, BRIGHT, second[step % 8])), at, 0.55, -0.45)
        if step > 31 and step % 16 in drums:
            tape.lay(skin(drums[step % 16]), at, 0.75, 0.1)
        if step > 15:
            tape.lay(skin("shaker"), at, 0.16 + 0.14 * (step % 4 == 0), -0.2)
        if step > 95 and step % 32 in (0, 3, 6, 8):
            tape.lay(bar(note(root, BRIGHT, 10 - step % 32), 1.2), at, 0.4)


PIECES: tuple[Callable[[Tape, int], None], ...] = (kora, night, wood)


def sound(path: Path, seed: int, seconds: float = 34.0) -> Path:
    """A piece of music; which of the three follows from the seed. The file's kind follows from its ending
    (mp3, m4a, flac, ogg, wav)."""
    tape = Tape(seconds)
    PIECES[seed % len(PIECES)](tape, seed)
    write(path, tape.finished())
    return path


CODECS = {".mp3": "libmp3lame", ".m4a": "aac", ".flac": "flac", ".ogg": "libopus", ".wav": "pcm_s16le"}


def write(path: Path, samples: Sound) -> None:
    with av.open(str(path), "w") as out:
        rate = 48_000 if path.suffix == ".ogg" else RATE
        stream = out.add_stream(CODECS[path.suffix], rate=rate, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 160_000
        if path.suffix == ".mp3":
            stream.options = {"compression_level": "8"}  # a third of the time, no difference one hears in strings
        for packet in encoded(stream, samples):
            out.mux(packet)


def encoded(stream: av.AudioStream, samples: Sound) -> list[av.Packet]:
    """All packets of a sound for a track."""
    resampler = av.AudioResampler(stream.format, stream.layout, stream.rate, frame_size=stream.frame_size or 1024)
    whole = np.ascontiguousarray(samples.astype(np.float32))
    frame = av.AudioFrame.from_ndarray(whole, format="fltp", layout="stereo")
    frame.rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
    packets = []
    for piece in [*resampler.resample(frame), *resampler.resample(None)]:
        packets += stream.encode(piece)
    return [*packets, *stream.encode(None)]
