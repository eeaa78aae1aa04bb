"""Pages and tables are sent packed: a desk list of fifty rows is a tenth of its length then, on lines where each byte counts."""

import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

PACKED = ("text/", "application/json", "application/xml", "application/atom+xml", "application/ld+json", "image/svg+xml")
LEAST = 500
QUALITY = 4
MOST_RANDOM = 100
"""Characters of noise: the length of a packed page must not tell what secrets it holds beside what a stranger wrote into it."""


class CompressionMiddleware:
    """Brotli where the browser takes it, else gzip. Static files are packed beforehand and do not come by here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: Any = self.get_response(request)
        if not packable(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        taken = encoding(request.headers.get("Accept-Encoding", ""))
        if not taken:
            return response
        if response.streaming:
            response.streaming_content = _flowing(response.streaming_content, taken)
            del response.headers["Content-Length"]
        else:
            _pack(response, taken)
        response.headers["Content-Encoding"] = taken
        return response


def packable(response: Any) -> bool:
    kind = response.headers.get("Content-Type", "")
    if response.headers.get("Content-Encoding") or not kind.startswith(PACKED):
        return False
    return kind.startswith("text/csv") if response.streaming else len(response.content) >= LEAST


def encoding(accepted: str) -> str:
    """ "br", "gzip" or "" """
    offered = {part.strip().partition(";")[0] for part in accepted.lower().split(",") if not part.strip().endswith(";q=0")}
    return "br" if "br" in offered else "gzip" if "gzip" in offered else ""


def _pack(response: HttpResponse, taken: str) -> None:
    if taken == "br":
        response.content = brotli.compress(response.content, quality=QUALITY)
        response.headers["X-Noise"] = secrets.token_urlsafe(MOST_RANDOM)[: secrets.randbelow(MOST_RANDOM)]
    else:
        response.content = compress_string(response.content, max_random_bytes=MOST_RANDOM)
    response.headers["Content-Length"] = str(len(response.content))
    if etag := response.headers.get("ETag"):
        response.headers["ETag"] = etag if etag.startswith("W/") else f"W/{etag}"


def _flowing(parts: Iterable[bytes], taken: str) -> Iterator[bytes]:
    """Packed as it comes."""
    packer: Any = brotli.Compressor(quality=QUALITY) if taken == "br" else zlib.compressobj(5, zlib.DEFLATED, 31)
    pack, finish = (packer.process, packer.finish) if taken == "br" else (packer.compress, packer.flush)
    for part in parts:
        if packed := pack(part):
            yield packed
    yield finish()
