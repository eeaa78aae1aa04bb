"""The strip of small pictures along a film, from the key frames of its lightest file: a fiftieth of decoding it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
from PIL import Image

from showcase.media.report import Made

HEIGHT = 90
MOST_TILES = 100
ACROSS = 10
EVERY = 4  # seconds at least: where key frames are


@dataclass(frozen=True)
class Strip:
    """`every` seconds a tile, `across` tiles in a row."""

    made: Made
    every: int
    across: int
    count: int


def of(film: Path, folder: Path, seconds: float) -> Strip:
    every = max(EVERY, -(-int(seconds) // MOST_TILES))
    tiles: list[Image.Image] = []
    with av.open(str(film)) as container:
        track = container.streams.video[0]
        track.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(track):
            if (frame.time or 0.0) + 0.01 >= len(tiles) * every and len(tiles) < MOST_TILES:
                width = max(2, round(frame.width * HEIGHT / frame.height))
                tiles.append(frame.reformat(width=width, height=HEIGHT, format="rgb24").to_image())
    across = min(ACROSS, len(tiles))
    rows = -(-len(tiles) // across)
    width = tiles[0].width
    sheet = Image.new("RGB", (across * width, rows * HEIGHT))
    for number, tile in enumerate(tiles):
        sheet.paste(tile, (number % across * width, number // across * HEIGHT))
    path = folder / "strip.webp"
    part = path.with_name(path.name + ".part")
    sheet.save(part, "WEBP", quality=60, method=4)
    part.replace(path)
    made = Made("strip", path.name, "image/webp", path.stat().st_size, sheet.width, sheet.height)
    return Strip(made, every, across, len(tiles))
