"""Houses that keep films and sounds for others: their addresses, and the player of theirs that may be shown after a press.

Pure, and by the address alone: nothing is fetched, by us or before the press by anybody. A host that is not here is a plain link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

MOST = 500
FRAMES = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://geo.dailymotion.com",
    "https://archive.org",
    "https://w.soundcloud.com",
    "https://audiomack.com",
    "https://open.spotify.com",
)
"""What the policy of pages lets into a frame."""


class NotAnAddressError(ValueError):
    """Not an address one may send people to."""


@dataclass(frozen=True)
class Hosted:
    """`player` is the address of the frame, "" where the host has none we know; `moving` whether it is a film."""

    page: str
    host: str
    player: str = ""
    moving: bool = True


def understood(typed: str) -> Hosted:
    """What an address leads to. Raises NotAnAddressError for what is none: no https, a name or password in it, no host."""
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removesuffix(".").removeprefix("www.").removeprefix("m.")
        odd = parts.username is not None or parts.password is not None or parts.port not in (None, 443)
    except ValueError as error:
        raise NotAnAddressError(typed) from error
    if len(text) > MOST or parts.scheme.lower() not in ("https", "http") or odd or not _HOST.match(host) or _ODD.search(text):
        raise NotAnAddressError(typed)
    page = parts._replace(scheme="https").geturl()
    for names, test in _HOSTS.items():
        if host in names:
            name, moving, player = test(parts)
            return Hosted(page, name, player, moving)
    return Hosted(page, host)


# A name with a dot and a word at its end: no number, no "localhost".
_HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$")
_ODD = re.compile(r"[\s\x00-\x1f\x7f<>\"'`\\^{}|]")
_Found = tuple[str, bool, str]


def _segments(parts: SplitResult) -> list[str]:
    return [one for one in parts.path.split("/") if one]


def _youtube(parts: SplitResult) -> _Found:
    way, asked = _segments(parts), parse_qs(parts.query).get("v", [""])[0]
    key = asked or (way[0] if parts.hostname and parts.hostname.endswith("youtu.be") and way else "")
    if not key and len(way) > 1 and way[0] in ("shorts", "embed", "live"):
        key = way[1]
    good = re.fullmatch(r"[\w-]{11}", key)
    return "YouTube", True, f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1" if good else ""


def _vimeo(parts: SplitResult) -> _Found:
    way = _segments(parts)
    key = next((one for one in way if one.isdigit()), "")
    secret = way[way.index(key) + 1] if key and way.index(key) + 1 < len(way) else ""
    more = f"&h={secret}" if re.fullmatch(r"[0-9a-f]{6,20}", secret) else ""
    return "Vimeo", True, f"https://player.vimeo.com/video/{key}?autoplay=1&dnt=1{more}" if len(key) in range(5, 13) else ""


def _dailymotion(parts: SplitResult) -> _Found:
    key = (_segments(parts) or [""])[-1]
    good = re.fullmatch(r"x[0-9a-z]{5,9}", key)
    return "Dailymotion", True, f"https://geo.dailymotion.com/player.html?video={key}" if good else ""


def _archive(parts: SplitResult) -> _Found:
    way = _segments(parts)
    good = len(way) > 1 and way[0] in ("details", "embed") and re.fullmatch(r"[\w.-]{3,100}", way[1])
    return "Internet Archive", True, f"https://archive.org/embed/{way[1]}" if good else ""


def _soundcloud(parts: SplitResult) -> _Found:
    way = _segments(parts)
    good = len(way) >= 2 and all(re.fullmatch(r"[\w-]+", one) for one in way)
    page = quote(f"https://soundcloud.com/{'/'.join(way)}", safe="")
    return "SoundCloud", False, f"https://w.soundcloud.com/player/?url={page}&auto_play=true" if good else ""


def _audiomack(parts: SplitResult) -> _Found:
    way = _segments(parts)
    good = len(way) == 3 and way[1] in ("song", "album", "playlist") and all(re.fullmatch(r"[\w-]+", one) for one in way)
    return "Audiomack", False, f"https://audiomack.com/embed/{way[0]}/{way[1]}/{way[2]}" if good else ""


def _spotify(parts: SplitResult) -> _Found:
    way = [one for one in _segments(parts) if not one.startswith("intl-")]
    good = len(way) == 2 and way[0] in ("track", "album", "episode", "show", "playlist") and re.fullmatch(r"\w{22}", way[1])
    return "Spotify", False, f"https://open.spotify.com/embed/{way[0]}/{way[1]}" if good else ""


_HOSTS = {
    ("youtube.com", "youtu.be", "youtube-nocookie.com", "music.youtube.com"): _youtube,
    ("vimeo.com", "player.vimeo.com"): _vimeo,
    ("dailymotion.com", "dai.ly"): _dailymotion,
    ("archive.org",): _archive,
    ("soundcloud.com",): _soundcloud,
    ("audiomack.com",): _audiomack,
    ("open.spotify.com",): _spotify,
}
