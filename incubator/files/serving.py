"""Sending files: whole or a range of bytes, so that films can be sought in."""

import re
from pathlib import Path
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
CHUNK = 256 * 1024


def _slice(handle: IO[bytes], start: int, length: int) -> Any:
    handle.seek(start)
    try:
        while length > 0 and (piece := handle.read(min(CHUNK, length))):
            length -= len(piece)
            yield piece
    finally:
        handle.close()


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None where the header asks for nothing we can give."""
    if not (found := _RANGE.match(header)) or not size:
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    return (start, end) if start <= end else (size, size)


def send(request: HttpRequest, path: Path, content_type: str) -> HttpResponseBase:
    """The file at `path`, honouring a single Range; 304 where the visitor has it."""
    facts = path.stat()
    size, mark = facts.st_size, f'"{facts.st_size:x}-{facts.st_mtime_ns:x}"'
    wanted = asked_range(request.headers.get("Range", ""), size)
    if "If-Range" in request.headers and request.headers["If-Range"] != mark:
        wanted = None  # what the visitor has a part of was another file
    if mark in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponseBase = HttpResponseNotModified()
    elif wanted is None:
        response = FileResponse(path.open("rb"), content_type=content_type)
        response.headers["Content-Length"] = str(size)
    elif wanted[0] >= size:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        start, end = wanted
        body = _slice(path.open("rb"), start, end - start + 1)
        response = StreamingHttpResponse(body, status=206, content_type=content_type)
        response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
        response.headers["Content-Length"] = str(end - start + 1)
    response.headers["ETag"] = mark
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
