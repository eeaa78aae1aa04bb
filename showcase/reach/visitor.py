"""What the headers of a request tell about who asks: a person or a robot, and from which country, where that is known.

Nothing of it is kept: it decides whether and under which country one is counted.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from crawlerdetect import CrawlerDetect

from incubator.lib.places import is_country

ANYBODYS = {"US", "GB"}
"""Regions that phones and browsers say of themselves out of the box, wherever they are."""
HIRED = {
    "ac", "ag", "ai", "am", "as", "bz", "cc", "cd", "co", "cx", "dj", "fm", "gg", "gl", "gs", "im", "io", "is", "la", "li", "ly",
    "me", "ml", "ms", "nu", "pw", "sc", "sh", "so", "st", "tk", "tl", "to", "tv", "vc", "vg", "ws",
}  # fmt: skip
"""Domains of countries that the world over uses as it likes; they tell nothing."""
SEARCHED = re.compile(r"^(?:www\.)?(?:google|bing|yahoo)\.(?:com?\.)?([a-z]{2})$")
"""Search engines take the domain of the country their reader is in, also one that is for hire elsewhere."""
_detect = CrawlerDetect()


@lru_cache(maxsize=4096)
def is_robot(agent: str) -> bool:
    """By the name it gives itself; one without a name is none of us."""
    return not agent.strip() or bool(_detect.is_crawler(agent))


def is_person(headers: Mapping[str, str]) -> bool:
    """Neither a robot nor a browser that fetches a page in case somebody opens it."""
    ahead = headers.get("Sec-Purpose", "") + headers.get("Purpose", "") + headers.get("X-Moz", "")
    return "prefetch" not in ahead.lower() and "prerender" not in ahead.lower() and not is_robot(headers.get("User-Agent", ""))


def country_of(headers: Mapping[str, str]) -> str:
    """Of the page that led here, else of the language asked for first ("fr-SN" is Senegal); "" where neither says one."""
    return _of_referrer(headers.get("Referer", "")) or _of_language(headers.get("Accept-Language", ""))


def _of_referrer(address: str) -> str:
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    if host == "youtu.be":
        return ""
    if found := SEARCHED.match(host):
        return _known(found[1])
    last = host.rpartition(".")[2]
    return "" if last in HIRED or "." not in host else _known("gb" if last == "uk" else last)


def _of_language(asked: str) -> str:
    first = asked.split(",")[0].split(";")[0].strip()
    region = next((part for part in first.split("-")[1:] if len(part) == 2 and part.isalpha()), "")
    return "" if region.upper() in ANYBODYS else _known(region)


def _known(code: str) -> str:
    return code.upper() if is_country(code.upper()) else ""
