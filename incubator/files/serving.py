"""Sending files: whole or a range of bytes, so that films can be sought in."""

import re
from pathlib import Path
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

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
    """The file at `path`, honouring a single Range."""
    size = path.stat().st_size
    wanted = asked_range(request.headers.get("Range", ""), size)
    if wanted is None:
        response: HttpResponseBase = FileResponse(path.open("rb"), content_type=content_type)
        response.headers["Content-Length"] = str(size)
    elif wanted[0] >= size:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        start, end = wanted
        body = _slice(path.open("rb"), start, end - start + 1)
        response = StreamingHttpResponse(body, status=206, content_type=content_type)
        response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
        response.headers["Content-Length"] = str(end - start + 1)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
