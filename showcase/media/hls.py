"""A long film in pieces (CMAF, one file for each rung): copied from the finished files, nothing is encoded again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
from av.stream import Stream

from showcase.media.report import Made

LIST_TYPE = "application/vnd.apple.mpegurl"
SEGMENT_SECONDS = 4


@dataclass(frozen=True)
class Listed:
    """One rung's playlist and pieces; `line` is what the master list says of it."""

    files: tuple[Made, Made]
    line: str
    bits: int


def of(path: Path, made: Made) -> Listed:
    stem = f"hls-{min(made.width, made.height)}"
    pieces, playlist = path.with_name(f"{stem}.m4s"), path.with_name(f"{stem}.m3u8")
    options = {
        "hls_time": str(SEGMENT_SECONDS), "hls_playlist_type": "vod", "hls_segment_type": "fmp4",
        "hls_flags": "single_file+independent_segments", "hls_segment_filename": str(pieces),
    }  # fmt: skip
    with av.open(str(path)) as film, av.open(str(playlist), "w", format="hls", options=options) as out:
        into = {stream.index: out.add_stream_from_template(stream) for stream in film.streams}
        for packet in film.demux():
            if packet.dts is None:
                continue
            packet.stream = into[packet.stream.index]
            out.mux(packet)
        codecs = ",".join(_codec(stream) for stream in film.streams)
    bits = round(made.size * 8 / max(made.seconds, 1))
    line = f'BANDWIDTH={round(bits * 1.3)},AVERAGE-BANDWIDTH={bits},CODECS="{codecs}",RESOLUTION={made.width}x{made.height}'
    size = (made.width, made.height)
    files = (
        Made("hls", pieces.name, "video/iso.segment", pieces.stat().st_size, *size, made.seconds),
        Made("hls", playlist.name, LIST_TYPE, playlist.stat().st_size, *size, made.seconds),
    )
    return Listed(files, line, bits)


def _codec(stream: Stream) -> str:
    """As RFC 6381 writes it, from the file's own header."""
    if stream.type != "video":
        return "mp4a.40.2"
    return f"avc1.{bytes(stream.codec_context.extradata or b'')[1:4].hex()}"


def master(folder: Path, listed: list[Listed]) -> Made:
    """The list of all rungs, the lowest first: it is what a player begins with."""
    text = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for one in sorted(listed, key=lambda one: one.bits):
        text += [f"#EXT-X-STREAM-INF:{one.line}", one.files[1].name]
    path = folder / "hls.m3u8"
    part = path.with_name(path.name + ".part")
    part.write_text("\n".join(text) + "\n")
    part.replace(path)
    return Made("hls-master", path.name, LIST_TYPE, path.stat().st_size)
