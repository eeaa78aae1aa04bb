"""Opening a film or a sound: one named demuxer, files only, known codecs, and limits before work."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from incubator.files.content import Content, Reason, Unacceptable

MAX_SECONDS = 2 * 3600
MAX_FRAME_PIXELS = 4096 * 2304
MAX_SIDE = 4608
MAX_RATE = 240
PATIENCE = 200  # packets in a row

# The demuxer is chosen by the sniffed content, so a playlist that calls itself a film is never read as one.
_DEMUXERS = {
    "mp4": "mp4",
    "mov": "mov",
    "m4a": "mov",
    "webm": "matroska",
    "weba": "matroska",
    "mkv": "matroska",
    "avi": "avi",
    "mp3": "mp3",
    "wav": "wav",
    "flac": "flac",
    "ogg": "ogg",
}
_CODECS = (
    "h264,hevc,av1,libdav1d,vp8,vp9,libvpx,libvpx-vp9,mpeg4,mpeg2video,mjpeg,prores,theora,h263,msmpeg4v2,msmpeg4,"
    "dnxhd,rawvideo,png,qtrle,aac,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,flac,alac,ac3,eac3,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f64le,pcm_u8,pcm_s8,"
    "pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,amrnb,amrwb"
)


def opened(source: Path, content: Content) -> InputContainer:
    try:
        return av.open(
            str(source),
            format=_DEMUXERS[content.extension],
            options={"protocol_whitelist": "file", "codec_whitelist": _CODECS},
            metadata_errors="ignore",
        )
    except av.error.MemoryError:
        raise
    except (av.error.FFmpegError, UnicodeDecodeError) as error:
        raise Unacceptable(Reason.BROKEN, type(error).__name__) from error


def picture_track(container: InputContainer) -> VideoStream | None:
    """The first moving track: a sound's cover picture is not one."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    return None


def sound_track(container: InputContainer) -> AudioStream | None:
    return next(iter(container.streams.audio), None)


def seconds(container: InputContainer) -> float:
    """The claimed duration; 0 where the file does not say (a browser's recording)."""
    claimed = (container.duration or 0) / av.time_base
    if claimed > MAX_SECONDS:
        raise Unacceptable(Reason.TOO_LONG, f"{claimed:.0f} s")
    return max(0.0, claimed)


def check_picture(track: VideoStream) -> None:
    width, height = track.codec_context.width, track.codec_context.height
    if width < 2 or height < 2:
        raise Unacceptable(Reason.BROKEN, "no picture size")
    if width * height > MAX_FRAME_PIXELS or max(width, height) > MAX_SIDE:
        raise Unacceptable(Reason.TOO_MANY_PIXELS, f"{width}x{height}")
    if rate(track) > MAX_RATE:
        raise Unacceptable(Reason.TOO_MANY_FRAMES, f"{float(rate(track)):.0f} frames a second")


def rate(track: VideoStream) -> Fraction:
    found = track.average_rate or track.guessed_rate or Fraction(25)
    return Fraction(found) if found > 0 else Fraction(25)


def decoded(container: InputContainer, *tracks: VideoStream | AudioStream) -> Iterator[VideoFrame | AudioFrame | None]:
    """Frames in the file's order; None stands for a packet that could not be decoded.

    Raises `Unacceptable(BROKEN)` where nothing can be decoded for too long.
    """
    bad = 0
    for packet in container.demux(list(tracks)):
        try:
            frames = packet.decode()
        except av.error.MemoryError:
            raise
        except av.error.FFmpegError as error:
            bad += 1
            if bad > PATIENCE:
                raise Unacceptable(Reason.BROKEN, "nothing readable for too long") from error
            yield None
            continue
        for frame in frames:
            bad = 0
            if isinstance(frame, VideoFrame | AudioFrame):
                yield frame
