"""Two ways out: private files through their row, public renditions by their random name."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from incubator.access import guarded, public
from incubator.files.models import StoredFile
from incubator.files.serving import send
from incubator.web.http import Request

mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("audio/mp4", ".m4a")
INLINE = ("image/jpeg", "image/png", "image/webp", "image/avif", "application/pdf")


@guarded("incubator.fetch_file", StoredFile)
def private(request: Request, stored: StoredFile) -> HttpResponseBase:
    """A private file, never run as a page of ours."""
    response = send(request, Path(stored.file.path), stored.content_type)
    inline = stored.content_type in INLINE or stored.content_type.startswith(("video/", "audio/"))
    disposition = content_disposition_header(not inline or "download" in request.GET, stored.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
    return response


@public
def rendition(request: Request, path: str) -> HttpResponseBase:
    """A public rendition; its name never comes back for other bytes, so it may be kept for ever."""
    root = Path(settings.MEDIA_ROOT) / "public"
    wanted = (root / path).resolve()
    if not wanted.is_relative_to(root.resolve()) or not wanted.is_file() or wanted.suffix == ".part":
        raise Http404
    content_type = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
    response = send(request, wanted, content_type)
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response
