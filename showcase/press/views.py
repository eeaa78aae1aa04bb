"""Where a press kit is fetched."""

from pathlib import Path

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from incubator.access import public
from incubator.files.serving import send
from incubator.web.http import Request
from showcase.press import queries
from showcase.press.actions import ZIP
from showcase.press.archive import name_of


@public(visit="kit")
def press_kit(request: Request, slug: str) -> HttpResponseBase:
    """The archive of a public work, named like the work in the language of the address."""
    kit = queries.kit_of(slug)
    if kit is None:
        raise Http404
    response = send(request, Path(kit.stored.file.path), ZIP)
    response.headers["Content-Disposition"] = content_disposition_header(True, name_of(kit.work, ".zip")) or "attachment"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
