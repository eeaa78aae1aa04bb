"""The doors of resumable uploads. Open to visitors, since a draft may have no person yet: each destination says whose an
upload is, and whoever may not go on with it is told that there is none."""

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from incubator.access import public
from incubator.files.models import Upload
from incubator.files.resumable import actions, disk, protocol
from incubator.files.resumable.protocol import Wrong, answer
from incubator.files.resumable.queries import upload_by_key
from incubator.files.resumable.registry import Wish, destination
from incubator.lib.errors import Refused
from incubator.web.http import Request

STALL = 30.0
"""Seconds without a byte after which a sender is taken for gone: else a dead phone would hold its upload locked."""
DRAINED = 8 * 1024 * 1024
_bodies = BoundedSemaphore(max(1, settings.UPLOADS_AT_ONCE))


def _answered(request: Request, act: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return act()
    except Wrong as wrong:
        return _refused(request, wrong.status, wrong.sentence, **wrong.headers)
    except (Http404, ObjectDoesNotExist):  # the second: removed while this request waited for it
        return _refused(request, 404)
    except disk.Busy:
        return _refused(request, 423)
    except actions.TooLarge as large:
        return _refused(request, 413, str(large))
    except actions.NoRoom as full:
        return _refused(request, 507, str(full))
    except Refused as refused:
        return _refused(request, 422, str(refused))


def _refused(request: Request, status: int, sentence: str = "", **headers: Any) -> HttpResponse:
    """A browser hears an answer only once its body is taken in; what is longer than a piece is not."""
    left = min(protocol.body_length(request), DRAINED)
    try:
        while left > 0 and (block := request.read(min(left, disk.BLOCK))):
            left -= len(block)
    except OSError:
        pass
    return answer(status, sentence=sentence, **headers)


@public
def uploads(request: Request) -> HttpResponse:
    """OPTIONS says what the server can; POST begins an upload."""
    method = protocol.method_of(request)
    if method == "OPTIONS":
        return protocol.options()
    if method != "POST":
        return answer(405, Allow="OPTIONS, POST")
    return _answered(request, lambda: _create(request))


def _create(request: Request) -> HttpResponse:
    protocol.speaks(request)
    fields = protocol.metadata(request)
    goes = destination(fields.get("to", ""))
    if goes is None:
        raise Wrong(400)
    size = protocol.whole(request, "Upload-Length")
    terms = goes.begin(request, Wish(fields, size))
    upload = actions.begin(terms, to=goes.name, size=size, name=fields.get("filename", ""), mark=fields.get("mark", ""))
    offset = 0
    if protocol.has_piece(request) and protocol.body_length(request):
        with disk.held(upload.key):
            offset = _append(request, upload, 0)
    at = reverse("incubator:upload", args=[upload.key])
    response = answer(201, Location=request.build_absolute_uri(at), Upload_Offset=offset, expires=upload.expires)
    terms.answer(response)
    return response


@public
def upload(request: Request, key: str) -> HttpResponse:
    """One upload: how far it is, the next piece, away with it. GET says the same as HEAD in JSON, for people's pages."""
    method = protocol.method_of(request)
    if method == "OPTIONS":
        return protocol.options()
    act = {"HEAD": _head, "GET": _get, "PATCH": _patch, "DELETE": _delete}.get(method)
    if act is None:
        return answer(405, Allow="OPTIONS, HEAD, GET, PATCH, DELETE")

    def found() -> HttpResponse:
        if method != "GET":
            protocol.speaks(request)
        row = upload_by_key(key)
        goes = destination(row.destination) if row else None
        if row is None or goes is None or not goes.may_go_on(request, row):
            raise Http404
        if row.expires <= timezone.now():
            raise Wrong(410)
        if row.is_settled:
            return act(request, row)
        with disk.held(row.key):
            row.refresh_from_db()
            return act(request, row)

    return _answered(request, found)


def _settled(row: Upload, offset: int) -> None:
    """Whatever request finds all bytes here settles them: the one that brought the last may have died."""
    if offset == row.length:
        actions.settle(row)


def _head(request: Request, row: Upload) -> HttpResponse:
    offset = actions.offset(row)
    _settled(row, offset)
    said = protocol.metadata_of(filename=row.name, to=row.destination)
    return answer(200, Upload_Offset=offset, Upload_Length=row.length, Upload_Metadata=said, expires=row.expires)


def _get(request: Request, row: Upload) -> HttpResponse:
    offset = actions.offset(row)
    _settled(row, offset)
    told = {"name": row.name, "done": offset, "size": row.length, "taken": row.taken is not None, "refused": row.refusal}
    return JsonResponse(told, headers={"Cache-Control": "private, no-store"})


def _patch(request: Request, row: Upload) -> HttpResponse:
    if not protocol.has_piece(request):
        raise Wrong(415)
    if row.refusal:
        raise Wrong(422, row.refusal)
    offset = actions.offset(row)
    if protocol.whole(request, "Upload-Offset") != offset:
        # The last piece once more, after its answer was lost: what was kept stands.
        raise Wrong(409, Upload_Offset=str(offset))
    if row.is_settled:
        return answer(204, Upload_Offset=offset, expires=row.expires)
    now = _append(request, row, offset)
    return answer(204, Upload_Offset=now, expires=row.expires)


def _append(request: Request, row: Upload, offset: int) -> int:
    """Take one piece in. Gives the new offset; raises Wrong where it does not count, Refused where the file is not taken."""
    length = protocol.body_length(request)
    if length > row.length - offset:
        raise Wrong(413)
    check = protocol.checksum(request)
    if not _bodies.acquire(timeout=1):
        raise Wrong(
            503, _("Many people are sending at once. What has arrived is kept; this goes on in its turn."), Retry_After="5"
        )
    try:
        _impatient(request, STALL)
        if check:
            actions.checking(row, offset)
        now = disk.append(row.key, request.read, length, check[0] if check else None)
    except disk.Full as full:
        raise actions.NoRoom from full
    finally:
        _impatient(request, None)
        _bodies.release()
    if check:
        if now - offset != length or check[0].digest() != check[1]:
            disk.cut(row.key, offset)
            now = offset
        actions.checking(row, None)
        if now == offset and length:
            raise Wrong(460)
    actions.keep_on(row)
    actions.look_early(row, offset, now)
    _settled(row, now)
    if row.refusal:
        raise Wrong(422, row.refusal)
    return now


def _impatient(request: Request, seconds: float | None) -> None:
    """How long the server waits for the next byte. Only gunicorn shows us its socket; others have their own patience."""
    socket: Any = request.META.get("gunicorn.socket")
    if socket is not None:
        socket.settimeout(seconds)


def _delete(request: Request, row: Upload) -> HttpResponse:
    if row.taken is not None:
        raise Wrong(403)
    actions.give_up(row)
    return answer(204)
