"""Receiving a file: its bytes decide what it is."""

import hashlib
from collections.abc import Collection, Mapping
from typing import IO, Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action
from incubator.files.content import Content, Kind, Reason, Unacceptable, look
from incubator.files.models import StoredFile
from incubator.files.room import NO_ROOM, NoRoomForFile, must_have_arrived
from incubator.lib.errors import Refused
from incubator.lib.names import display_name

MEGABYTE = 1_000_000
KINDS = {
    Kind.IMAGE: _("a picture (JPEG, PNG, WebP, GIF, AVIF)"),
    Kind.DOCUMENT: _("a PDF"),
    Kind.FILM: _("a film (MP4, MOV, WebM, MKV)"),
    Kind.SOUND: _("a sound (MP3, WAV, FLAC, OGG, M4A)"),
    Kind.MODEL: _("a 3D model (GLB)"),
}
REASONS = {
    Reason.UNKNOWN: _("“%(name)s” is not a kind of file we can take. Send %(kinds)s."),
    Reason.NOT_ACCEPTED: _("“%(name)s” is not the kind of file that is needed here. Send %(kinds)s."),
    Reason.HEIC: _("“%(name)s” is a HEIC picture, which many people cannot open. Save it as JPEG and send that."),
    Reason.TOO_LARGE: _("“%(name)s” is larger than %(most)s MB. Send a smaller version; the rest of your form is kept."),
    Reason.EMPTY: _("“%(name)s” is empty. Choose the file again."),
    Reason.TOO_MANY_PIXELS: _("“%(name)s” has too many pixels. Save it smaller (at most 40 megapixels) and send that."),
    Reason.BROKEN: _("“%(name)s” cannot be opened: it seems damaged or cut. Save it again and send it anew."),
}


class FileRefused(Refused):
    """A file that is not what it claims, too large or harmful; `reason` is one of content.Reason."""

    def __init__(self, reason: Reason, **facts: Any) -> None:
        self.reason = reason
        super().__init__(REASONS.get(reason, REASONS[Reason.BROKEN]) % facts)


def kinds_in_words(kinds: Collection[Kind]) -> str:
    return ", ".join(str(KINDS[Kind(kind)]) for kind in kinds)


def judge(source: IO[bytes], *, name: str, limits: Mapping[Kind, int]) -> Content:
    """What an open file is, by its bytes. `limits`: the kinds that are welcome, with the most bytes of each.

    Raises FileRefused with a sentence.
    """
    try:
        return look(source, accept=list(limits), limits=dict(limits))
    except Unacceptable as why:
        facts: dict[str, Any] = {"name": name, "kinds": kinds_in_words(limits)}
        if why.reason is Reason.TOO_LARGE:
            facts["most"] = int(why.detail) // MEGABYTE
        raise FileRefused(why.reason, **facts) from why


@action
def keep(file: Any, found: Content, *, name: str, size: int, digest: str, by: Any, purpose: str) -> StoredFile:
    """The row of a file that was judged. `file`: an upload, or the name of one that lies in the storage already."""
    return StoredFile.objects.create(
        owner=by if getattr(by, "pk", None) else None,
        purpose=purpose,
        file=file,
        name=name,
        content_type=found.content_type,
        size=size,
        sha256=digest,
        width=found.width or None,
        height=found.height or None,
    )


@action
def receive(
    upload: UploadedFile, *, by: Any, purpose: str, kinds: Collection[Kind], most: int | Mapping[Kind, int] = 20 * MEGABYTE
) -> StoredFile:
    """Check one upload by its bytes and keep it. `kinds` says what is welcome ("image", "document" …), `most` in bytes.

    Raises FileRefused with a sentence, NoRoomForFile where the disk is full; nothing is kept then.
    """
    must_have_arrived(upload)
    name = display_name(upload.name or "")
    found = judge(
        cast(Any, upload), name=name, limits={Kind(kind): most if isinstance(most, int) else most[Kind(kind)] for kind in kinds}
    )
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    try:
        return keep(upload, found, name=name, size=upload.size or 0, digest=digest.hexdigest(), by=by, purpose=purpose)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise NoRoomForFile from error
        raise


@action
def discard(stored: StoredFile) -> None:
    """Forget a file: its row at once, its bytes once the transaction stands."""
    file = stored.file
    stored.delete()
    transaction.on_commit(lambda: file.delete(save=False))
