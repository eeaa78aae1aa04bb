"""What preparing files costs beside the plainest loop of Pillow and PyAV that makes the same files: CPU seconds, memory.

`make bench ONLY=media` runs nothing else and needs no database. Each measurement is a process of its own, so that its children's
CPU and memory are its alone; ROUNDS says how often, the cheapest counts: other work on the machine only adds. SECONDS is the film's length, JOBS=image,sound
measures some only.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = int(os.environ.get("SECONDS", "60"))
"""Of film; below half a minute what is done once for any film weighs more than it does in life."""
MOST = 1.1
JOBS = tuple(os.environ.get("JOBS", "image,film,sound,document").split(","))


def alone(out: Path) -> int:
    """Prints the table, adds it to bench.json; 1 where a job costs more than a tenth over the plain loop."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="veillee-media-") as name:
        folder = Path(name)
        sources = _sources(folder)
        print(f"{'':12}{'files':>6}{'ours CPU s':>12}{'plain CPU s':>12}{'over':>8}{'child MB':>10}{'first file s':>14}")
        for job in JOBS:
            ours = _cheapest("ours", job, sources[job], folder)
            plain = _cheapest("plain", job, sources[job], folder)
            ratio = ours["cpu"] / plain["cpu"]
            found[job] = {"ours": ours, "plain": plain, "ratio": round(ratio, 3)}
            print(f"{job:12}{ours['files']:>6}{ours['cpu']:>12.2f}{plain['cpu']:>12.2f}{(ratio - 1) * 100:>7.1f}%"
                  f"{ours['memory']:>10.0f}{ours['first']:>14.2f}{'  OVER' if ratio > MOST else ''}", flush=True)  # fmt: skip
    known = json.loads(out.read_text()) if out.exists() else {}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(known | {"media": found}, indent=1))
    return int(any(one["ratio"] > MOST for one in found.values()))


def _sources(folder: Path) -> dict[str, Path]:
    """A photograph of 24 megapixels, a minute of film in 720p, three minutes of sound, a portfolio of three pages."""
    import numpy as np
    from PIL import Image

    from tests.showcase.media import making

    photo = folder / "photo.jpg"
    grain = np.random.default_rng(1).normal(0, 6, (4000, 6000, 1))
    # Leaves and gravel: what makes a photograph hard to compress is there at each size, not only in the grain.
    rough = np.random.default_rng(2).normal(128, 50, (800, 1200, 3)).clip(0, 255).astype(np.uint8)
    texture = np.asarray(Image.fromarray(rough).resize((6000, 4000), Image.Resampling.BICUBIC), dtype=np.float32) - 128
    base = np.asarray(making.photo(6000, 4000), dtype=np.float32) + texture
    Image.fromarray(np.clip(base + grain, 0, 255).astype(np.uint8)).save(photo, "JPEG", quality=93)
    return {
        "image": photo,
        "film": making.film(folder / "film.mp4", SECONDS, (1280, 720)),
        "sound": making.coded_sound(folder / "sound.m4a", "aac", 180),
        "document": _pages(folder / "pages.pdf", photo),
    }


def _pages(path: Path, photo: Path) -> Path:
    """A portfolio of three pages, a photograph on each."""
    from fpdf import FPDF
    from PIL import Image

    small = path.with_suffix(".jpg")
    with Image.open(photo) as image:
        image.resize((2400, 1600)).save(small, "JPEG", quality=90)
    document = FPDF()
    for _ in range(3):
        document.add_page()
        document.image(str(small), w=180)
    document.output(str(path))
    return path


def _cheapest(way: str, job: str, source: Path, folder: Path) -> dict[str, Any]:
    runs = []
    for number in range(ROUNDS):
        place = folder / f"{way}-{job}-{number}"
        place.mkdir()
        said = subprocess.run(
            [sys.executable, "-m", "bench.media", way, job, str(source), str(place)], check=True, capture_output=True, text=True
        ).stdout
        runs.append(json.loads(said.splitlines()[-1]))
    return min(runs, key=lambda run: float(run["cpu"]))


def _ours(job: str, source: Path, folder: Path) -> dict[str, Any]:
    """As the worker does it: the child's CPU and the parent's while it listens."""
    from incubator.files.content import look
    from showcase.media import sandbox
    from showcase.media.report import Made

    begun, before, first, files = time.monotonic(), time.process_time(), 0.0, 0
    with source.open("rb") as stream:
        content = look(stream)
    for event in sandbox.run(job, source, folder, content):
        if isinstance(event, Made):
            files += 1
            first = first or time.monotonic() - begun
    return _spent(time.process_time() - before, files, first)


def _plain(job: str, source: Path, folder: Path) -> dict[str, Any]:
    """In a child too, so that starting Python and loading the codecs count on both sides."""
    begun = time.monotonic()
    made = subprocess.run(
        [sys.executable, "-c", f"from bench.media import PLAIN; from pathlib import Path; PLAIN[{job!r}](Path({str(source)!r}), Path({str(folder)!r}))"],
        check=True,
    )  # fmt: skip
    assert made.returncode == 0
    return _spent(0.0, len(list(folder.iterdir())), time.monotonic() - begun)


def _spent(own: float, files: int, first: float) -> dict[str, Any]:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own + used.ru_utime + used.ru_stime
    return {"cpu": round(cpu, 3), "memory": used.ru_maxrss / 1000, "files": files, "first": round(first, 2)}


def plain_image(source: Path, folder: Path) -> None:
    from PIL import Image

    with Image.open(source) as image:
        image.draft("RGB", (1920, 1920))
        image.load()
        larger = image.convert("RGB")
    for edge in (1920, 1280, 640, 320):
        larger = larger.resize((edge, round(edge * larger.height / larger.width)), Image.Resampling.LANCZOS)
        larger.save(folder / f"{edge}.avif", quality=60, speed=8)
        larger.save(folder / f"{edge}.webp", quality=75, method=4)
        if edge in (640, 1280):
            larger.save(folder / f"{edge}.jpg", quality=78, progressive=True, optimize=True)


def plain_film(source: Path, folder: Path) -> None:
    """Poster and proposals, then two passes with the same encoders at the same settings."""
    import av

    from showcase.media.film import ALONE, LADDER

    with av.open(str(source)) as film:
        track = film.streams.video[0]
        for part in range(1, 9):
            film.seek(int(SECONDS * part / 9 / (track.time_base or 1)), stream=track)
            frame = next(film.decode(track))
            if part < 7:
                frame.to_image().resize((320, 180)).save(folder / f"c{part}.webp", quality=75, method=4)
        plain_still(frame.to_image(), folder)
    for rungs in ((ALONE, LADDER[1]), LADDER[2:]):
        _plain_pass(source, folder, rungs)


def plain_still(image: Any, folder: Path) -> None:
    for edge in (1280, 640, 320):
        image = image.resize((edge, round(edge * image.height / image.width)))
        image.save(folder / f"p{edge}.avif", quality=60, speed=8)
        image.save(folder / f"p{edge}.webp", quality=75, method=4)
        if edge >= 640:
            image.save(folder / f"p{edge}.jpg", quality=78, progressive=True, optimize=True)


def _plain_pass(source: Path, folder: Path, rungs: Any) -> None:
    import av

    with av.open(str(source)) as film:
        tracks = [film.streams.video[0], film.streams.audio[0]]
        film.streams.video[0].thread_type = "AUTO"
        pens = [_pen(folder, rung) for rung in rungs]
        for packet in film.demux(tracks):
            for frame in packet.decode():
                for pen in pens:
                    _write(frame, *pen)
        for out, picture, sound, _resampler in pens:
            for stream in filter(None, (picture, sound)):
                out.mux(stream.encode(None))
            out.close()


def _pen(folder: Path, rung: Any) -> tuple[Any, Any, Any, Any]:
    import av

    out = av.open(str(folder / f"{rung.edge}.mp4"), "w", options={"movflags": "+faststart"})
    picture = None
    if rung.edge:
        picture = out.add_stream("libx264", rate=25, options={**rung.options, "g": "100"})
        picture.width, picture.height, picture.pix_fmt = round(rung.edge * 16 / 9 / 2) * 2, rung.edge, "yuv420p"
        picture.codec_context.thread_count = 2
    sound = out.add_stream("aac", rate=44_100, layout="mono")
    sound.bit_rate = rung.sound * 1000
    return out, picture, sound, av.AudioResampler("fltp", "mono", 44_100)


def _write(frame: Any, out: Any, picture: Any, sound: Any, resampler: Any) -> None:
    import av

    if not isinstance(frame, av.VideoFrame):
        for piece in resampler.resample(frame):
            out.mux(sound.encode(piece))
    elif picture is not None:
        smaller = frame.reformat(picture.width, picture.height, "yuv420p", interpolation="BICUBIC")
        smaller.pict_type = av.video.frame.PictureType.NONE
        out.mux(picture.encode(smaller))


def _through(source: Path, *filters: tuple[str, str]) -> Any:
    import av
    from av.filter import Graph

    with av.open(str(source)) as sound:
        track = sound.streams.audio[0]
        graph = Graph()
        steps = [graph.add_abuffer(template=track), *(graph.add(*one) for one in filters), graph.add("abuffersink")]
        graph.link_nodes(*steps).configure()
        for frame in sound.decode(track):
            graph.push(frame)
            while True:
                try:
                    yield graph.pull()
                except (av.error.BlockingIOError, av.error.EOFError):
                    break


def plain_sound(source: Path, folder: Path) -> None:
    """Measured and drawn, then written twice, through the same filters."""
    import av
    import numpy as np

    ear, heard = av.AudioResampler("s16", "mono", 8000), []
    for frame in _through(source, ("ebur128", "metadata=1")):
        heard += [piece.to_ndarray().reshape(-1) for piece in ear.resample(frame)]
    parts = np.array_split(np.concatenate(heard), 400)
    (folder / "wave.txt").write_text(str([(int(part.min()), int(part.max())) for part in parts]))
    outs = [av.open(str(folder / "a.ogg"), "w"), av.open(str(folder / "a.m4a"), "w")]
    pens = [outs[0].add_stream("libopus", rate=48_000, layout="mono"), outs[1].add_stream("aac", rate=44_100, layout="mono")]
    resamplers = [av.AudioResampler(pen.format, "mono", pen.rate, frame_size=pen.frame_size or 960) for pen in pens]
    for pen, bits in zip(pens, (48_000, 64_000), strict=True):
        pen.bit_rate = bits
    for frame in _through(source, ("volume", "3dB"), ("alimiter", "limit=0.84:level=0")):
        for out, pen, resampler in zip(outs, pens, resamplers, strict=True):
            for piece in resampler.resample(frame):
                out.mux(pen.encode(piece))
    for out, pen in zip(outs, pens, strict=True):
        out.mux(pen.encode(None))
        out.close()


def plain_document(source: Path, folder: Path) -> None:
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(str(source))
    for number in range(3):
        sheet = document[number]
        picture = sheet.render(scale=1280 / max(sheet.get_size())).to_pil().convert("RGB")
        picture.save(folder / f"{number}.webp", quality=75, method=4)
        if number == 0:
            for edge in (640, 320):
                small = picture.resize((round(edge * picture.width / picture.height), edge), Image.Resampling.LANCZOS)
                small.save(folder / f"{edge}.avif", quality=60, speed=8)
                small.save(folder / f"{edge}.webp", quality=75, method=4)
            small.save(folder / "640.jpg", quality=78, progressive=True, optimize=True)


PLAIN: dict[str, Callable[[Path, Path], None]] = {
    "image": plain_image, "film": plain_film, "sound": plain_sound, "document": plain_document,
}  # fmt: skip


if __name__ == "__main__":
    way, job, source, folder = sys.argv[1:]
    print(json.dumps((_ours if way == "ours" else _plain)(job, Path(source), Path(folder))))
