"""A film: frames to choose its poster from, then a ladder of files that play everywhere, the lightest first.

Two passes over the original: the first makes the sound alone and the lowest rung, so that something plays soon; the second
decodes once for all the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

from incubator.files.content import Content, Reason, Unacceptable
from showcase.media import hls, images, poster, probe, strip, surround
from showcase.media.encoding import Output, Recording, Rung
from showcase.media.report import Facts, Made, Progress, Reporter, uncounted

LADDER = (
    # Rates that were measured to be enough, video's as a ceiling. 12.5 frames and a few pictures a second carry a story.
    Rung(144, crf=30, most=90, sound=32, mono=True, rate=12.5, profile="baseline"),
    Rung(240, crf=27, most=220, sound=48, mono=True),
    Rung(360, crf=24, most=600, sound=64),
    Rung(480, crf=24, most=1000, sound=96),
    Rung(720, crf=24, most=2000, sound=96),
)
ALONE = Rung(0, sound=32, mono=True)
TINY_FROM = 300  # seconds from which the lowest rung is worth its bytes
HLS_FROM = 600


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """Raises `Unacceptable(NO_TRACK)` for a film's container that holds sound only."""
    with probe.opened(source, content) as container:
        track = probe.picture_track(container)
        if track is None:
            raise Unacceptable(Reason.NO_TRACK)
        probe.check_picture(track)
        length = probe.seconds(container)
        report(Facts({"seconds": length, "said": surround.of_film(source, content)}))
        found, size = poster.candidates(container, track, length)
        moments = [one.moment for one in found]
    images.pictures(found[0].picture, folder, uncounted(report), original=size, edges_at_most=1280)
    for number, one in enumerate(found, start=1):
        report(images.save(one.picture, folder, "webp", role="candidate", page=number, edge=images.EDGES[0]))
    report(Facts({"moments": moments}))
    _ladder(source, folder, content, size, length, report)


def rungs(size: tuple[int, int], length: float) -> list[Rung]:
    """What to make of a film of this size and length (0: unknown), lowest first; never larger than it is."""
    short = min(size)
    wanted = [rung for rung in LADDER if rung.edge < short * 0.87 and (rung.edge > 144 or length > TINY_FROM)]
    # The largest is the film's own size, as good as the next rung above would be.
    if not wanted or wanted[-1].edge < LADDER[-1].edge:
        above = next((rung for rung in LADDER if rung.edge >= short), LADDER[-1])
        wanted.append(above.at(min(short, LADDER[-1].edge)))
    return wanted


def _ladder(source: Path, folder: Path, content: Content, size: tuple[int, int], length: float, report: Reporter) -> None:
    steps = rungs(size, length)
    passes = [steps[:1], steps[1:]] if len(steps) > 1 else [steps]
    listed: list[hls.Listed] = []
    for number, some in enumerate(passes):
        told = _Counting(report, int(length), number, len(passes))
        with probe.opened(source, content) as container:
            track = probe.picture_track(container)
            assert track is not None
            made = _encoded(container, track, folder, size, some, told, alone=number == 0)
        for one in made:
            # What is made of a file is made before it is told of: then it moves away.
            more = _of_film(one, folder, listed, first=number == 0) if one.role == "film" else []
            for event in (one, *more):
                report(event)
    if listed:
        report(hls.master(folder, listed))


def _of_film(film: Made, folder: Path, listed: list[hls.Listed], *, first: bool) -> list[Made | Facts]:
    """The strip of the lightest file, and the pieces of each rung of a long film."""
    found: list[Made | Facts] = []
    if first:
        tiles = strip.of(folder / film.name, folder, film.seconds)
        found += [tiles.made, Facts({"strip": [tiles.every, tiles.across, tiles.count]})]
    if film.seconds > HLS_FROM:
        listed.append(hls.of(folder / film.name, film))
        found += listed[-1].files
    return found


class _Counting:
    """Seconds of film done, of all passes together."""

    def __init__(self, report: Reporter, length: int, number: int, passes: int) -> None:
        self.report, self.length, self.before, self.total = report, length, number * length, passes * length

    def __call__(self, seconds: float) -> None:
        if self.length:
            self.report(Progress(self.before + min(int(seconds), self.length), self.total, "seconds"))
        else:
            self.report(Progress(int(seconds), 0, "seconds"))


def _encoded(
    container: InputContainer, track: VideoStream, folder: Path, size: tuple[int, int], some: list[Rung], told: _Counting,
    *, alone: bool,
) -> list[Made]:  # fmt: skip
    sound = probe.sound_track(container)
    outputs = [Output(folder, rung, track, sound, size) for rung in some]
    if alone and sound is not None:
        outputs.insert(0, Output(folder, ALONE, None, sound, size))
    record = Recording(outputs, track)
    try:
        for seconds in _each_second(record, container, track, sound):
            told(seconds)
        made = record.finished()
        told.report(Facts({"seconds": round(record.seconds, 2), "damaged": record.damaged, "silent": sound is None}))
        return made
    finally:
        record.close()


def _each_second(record: Recording, container: InputContainer, track: VideoStream, sound: object) -> Iterator[float]:
    tracks = [track] if sound is None else [track, sound]
    said = -1
    for frame in probe.decoded(container, *tracks):
        record.take(frame)
        if int(record.seconds) > said:
            said = int(record.seconds)
            yield record.seconds
