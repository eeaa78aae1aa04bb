"""Short and long texts, links, links to films elsewhere."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from programmes.calls.answers.asked import MOST, Asked, Problem, limits_of, line_of, text_of
from programmes.calls.states import Type

HOSTS = {
    "youtube.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo", "dailymotion.com": "Dailymotion", "dai.ly": "Dailymotion",
    "facebook.com": "Facebook", "fb.watch": "Facebook", "instagram.com": "Instagram", "tiktok.com": "TikTok",
    "drive.google.com": "Google Drive", "dropbox.com": "Dropbox", "wetransfer.com": "WeTransfer", "archive.org": "Internet Archive",
    "soundcloud.com": "SoundCloud", "video.tube": "PeerTube", "tube.tchncs.de": "PeerTube", "framatube.org": "PeerTube",
}  # fmt: skip
"""Where films are shown, by the end of the host's name. Nothing is ever loaded from there."""


def words(text: str) -> int:
    return len(text.split())


def text(question: Asked, raw: Any) -> str | None:
    given = line_of(raw) if question.type == Type.SHORT else text_of(raw)
    limits = limits_of(question)
    most = int(limits.get("characters") or MOST[Type(question.type)])
    if len(given) > most:
        said = _("This is %(count)s characters long; at most %(most)s fit. What you typed is kept.")
        raise Problem("too_long", said % {"count": len(given), "most": most})
    if limits.get("words") and words(given) > int(limits["words"]):
        said = _("This is %(count)s words long; at most %(most)s fit. What you typed is kept.")
        raise Problem("too_many_words", said % {"count": words(given), "most": limits["words"]})
    return given or None


def long_enough(question: Asked, value: str) -> None:
    """Asked only of what is to be sent: while one writes, every text is too short at first."""
    limits = limits_of(question)
    if (least := int(limits.get("least_characters") or 0)) and len(value) < least:
        said = _("This is %(count)s characters long; at least %(least)s are asked for.")
        raise Problem("too_short", said % {"count": len(value), "least": least})
    if (least := int(limits.get("least_words") or 0)) and words(value) < least:
        said = ngettext_lazy(
            "This is %(count)s word long; at least %(least)s are asked for.",
            "This is %(count)s words long; at least %(least)s are asked for.",
            words(value),
        )
        raise Problem("too_few_words", said % {"count": words(value), "least": least})


_is_address = URLValidator(schemes=["http", "https"])


def link(question: Asked, raw: Any) -> str | None:
    address = text_of(raw)
    if not address:
        return None
    if not re.match(r"[a-z][a-z0-9+.\-]*:", address, re.IGNORECASE):
        address = f"https://{address}"
    try:
        _is_address(address)
    except ValidationError:
        raise Problem("not_a_link", _("This is not a web address. It looks like https://example.org/page.")) from None
    if len(address) > MOST[Type.LINK]:
        raise Problem("too_long", _("This address is too long to be kept. Look for a shorter one."))
    return address


def video_host(address: str) -> str:
    """The name of the place where the film of this link is shown; "" for one that is not known."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    return next((name for end, name in HOSTS.items() if host == end or host.endswith(f".{end}")), "")
