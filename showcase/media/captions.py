"""Captions as people have them (SubRip or WebVTT, in whatever encoding) become WebVTT of our own writing.

Pure. Nothing of the original's markup survives but italics, bold and underlines: no styles, no regions, no scripts.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

MOST_BYTES = 2_000_000
MOST_CUES = 6_000
MOST_LETTERS = 800  # in one cue
LONGEST = 600.0  # seconds that one cue may stand
RIGHT_TO_LEFT = ("ar", "fa", "ur", "he", "ps", "ku", "sd", "ug")
RLM = "\u200f"
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_LINE = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_TAG = re.compile(r"</?([a-zA-Z]+)[^<>]*>|<[/!?\d][^<>]*>|\{\\[^{}]*\}")
_MARK = re.compile(r"</?[ibu]>")
_KEPT = {"i", "b", "u"}
_CONTROL = dict.fromkeys([*range(32), 127, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])


class NotCaptionsError(Exception):
    """`why` is one of "empty", "large", "none", "many", "order", "long"; `line` where, counted from 1 (0: the whole)."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(f"{why} at {line}")
        self.why, self.line = why, line


@dataclass(frozen=True)
class Cue:
    """`start` and `end` in seconds; `text` holds safe WebVTT, its lines parted by newlines."""

    start: float
    end: float
    text: str


def decoded(data: bytes, language: str) -> str:
    """The text of a file in any common encoding; of those without a mark, the language says which is likely."""
    if len(data) > MOST_BYTES:
        raise NotCaptionsError("large")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data[:400].count(0) > len(data[:400]) // 5:  # two bytes a letter, unmarked
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    likely = "cp1256" if language in RIGHT_TO_LEFT else "cp1252"
    return data.decode(likely, "replace")


def read(text: str) -> list[Cue]:
    """Cues in the order of their times. Raises NotCaptionsError where nothing can be made of it."""
    if not text.strip():
        raise NotCaptionsError("empty")
    found: list[Cue] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Numbers, headers, notes and styles stand between; none of them is needed.
    begins = [number for number, line in enumerate(lines) if _LINE.match(line)]
    if not begins:
        raise NotCaptionsError("none")
    for number, following in zip(begins, [*begins[1:], len(lines)], strict=True):
        cue = _cue(lines[number:following], number + 1, last=following == len(lines))
        if cue.text:
            found.append(cue)
        if len(found) > MOST_CUES:
            raise NotCaptionsError("many")
    if not found:
        raise NotCaptionsError("none")
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def _cue(lines: list[str], number: int, *, last: bool) -> Cue:
    """One cue from its line of times on; `lines` reach to the next such line."""
    timed = _LINE.match(lines[0])
    assert timed is not None
    start, end = _seconds(timed.groups()[:4]), _seconds(timed.groups()[4:])
    if end <= start:
        raise NotCaptionsError("order", number)
    if end - start > LONGEST:
        raise NotCaptionsError("long", number)
    said = lines[1:]
    if "" in (bare := [line.strip() for line in said]):
        said = said[: bare.index("")]
    elif not last and said and bare[-1].isdigit():
        said = said[:-1]  # the next cue's number, where the empty line between them is missing
    return Cue(start, end, _safe("\n".join(said)))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + int((rest or "0").ljust(3, "0")) / 1000


def _safe(text: str) -> str:
    """Letters and the three plain marks, each closed where it was opened; the rest of any markup goes."""
    made: list[str] = []
    opened: list[str] = []
    at = 0
    text = html.unescape(text)[:MOST_LETTERS]
    for tag in _TAG.finditer(text):
        made.append(_words(text[at : tag.start()]))
        at = tag.end()
        name = (tag.group(1) or "").lower()
        if name not in _KEPT:
            continue
        if not tag.group().startswith("</"):
            opened.append(name)
            made.append(f"<{name}>")
        elif opened and opened[-1] == name:
            opened.pop()
            made.append(f"</{name}>")
    made.append(_words(text[at:]))
    made += [f"</{name}>" for name in reversed(opened)]
    lines = (line.strip() for line in "".join(made).split("\n"))
    kept = "\n".join(line for line in lines if line)
    return kept if _MARK.sub("", kept).strip() else ""


def _words(text: str) -> str:
    plain = "\n".join(line.translate(_CONTROL) for line in text.split("\n"))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def written(cues: list[Cue], language: str) -> str:
    """WebVTT. Lines of languages written from right to left begin with a mark, so that one which starts with a foreign word
    keeps its direction."""
    mark = RLM if language.partition("-")[0] in RIGHT_TO_LEFT else ""
    blocks = ["WEBVTT"]
    for cue in cues:
        text = "\n".join(mark + line for line in cue.text.split("\n"))
        blocks.append(f"{_clock(cue.start)} --> {_clock(cue.end)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def plain(text: str) -> str:
    """The words of WebVTT of our own writing, a line for each cue: a transcript to begin with."""
    said = [_MARK.sub("", cue.text).replace("\n", " ").replace(RLM, "") for cue in read(text)]
    return "\n".join(html.unescape(line) for line in said)
