"""Two ways out: private files through their row, renditions by their random name."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from incubator.access import guarded, public
from incubator.files import unpublished
from incubator.files.models import StoredFile
from incubator.files.serving import send
from incubator.web.http import Request

mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("audio/mp4", ".m4a")
mimetypes.add_type("audio/ogg", ".opus")
mimetypes.add_type("video/iso.segment", ".m4s")
mimetypes.add_type("application/vnd.apple.mpegurl", ".m3u8")
mimetypes.add_type("text/vtt", ".vtt")
mimetypes.add_type("model/gltf-binary", ".glb")
SHARED_SECONDS = 300
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
    """A rendition by its one address: a public file to everyone, one that is not public to whom its work is open.

    Its name never comes back for other bytes, so a browser may keep it for ever. A cache in between asks again after a
    few minutes (304): what was taken down is not served from there for longer.
    """
    if "\0" in path:
        raise Http404
    published = _published(path)
    file = published or unpublished.find(request, path)
    if file is None:
        raise Http404
    response = send(request, file, mimetypes.guess_type(file.name)[0] or "application/octet-stream")
    if published is None:
        patch_cache_control(response, private=True, no_store=True)
        response.headers["Vary"] = "Cookie"
    else:
        # The page's policy says six hundred bytes that a picture has no use for; opened by itself, it may show itself.
        response.headers["Content-Security-Policy"] = "default-src 'none';img-src 'self';media-src 'self'"
        patch_cache_control(response, public=True, max_age=31_536_000, s_maxage=SHARED_SECONDS, immutable=True)
    return response


def _published(path: str) -> Path | None:
    root = Path(settings.MEDIA_ROOT) / "public"
    wanted = (root / path).resolve()
    if not wanted.is_relative_to(root.resolve()) or not wanted.is_file() or wanted.suffix == ".part":
        return None
    return wanted
