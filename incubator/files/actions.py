"""Receiving a file: its bytes decide what it is."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action
from incubator.files.content import Kind, Reason, Unacceptable, look
from incubator.files.models import StoredFile
from incubator.lib.errors import Refused
from incubator.lib.names import display_name

MEGABYTE = 1_000_000
KINDS = {
    Kind.IMAGE: _("a picture (JPEG, PNG, WebP, GIF, AVIF)"),
    Kind.DOCUMENT: _("a PDF"),
    Kind.FILM: _("a film (MP4, MOV, WebM, MKV)"),
    Kind.SOUND: _("a sound (MP3, WAV, FLAC, OGG, M4A)"),
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


@action
def receive(
    upload: UploadedFile, *, by: Any, purpose: str, kinds: Collection[Kind], most: int | Mapping[Kind, int] = 20 * MEGABYTE
) -> StoredFile:
    """Check one upload by its bytes and keep it. `kinds` says what is welcome ("image", "document" …), `most` in bytes.

    Raises FileRefused with a sentence; nothing is kept then.
    """
    facts: dict[str, Any] = {"name": display_name(upload.name or ""), "kinds": kinds_in_words(kinds)}
    kinds = [Kind(kind) for kind in kinds]
    limits = dict(most) if isinstance(most, Mapping) else dict.fromkeys(kinds, most)
    try:
        found = look(cast(Any, upload), accept=kinds, limits=limits)
    except Unacceptable as why:
        if why.reason is Reason.TOO_LARGE:
            facts["most"] = int(why.detail) // MEGABYTE
        raise FileRefused(why.reason, **facts) from why
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return StoredFile.objects.create(
        owner=by if getattr(by, "pk", None) else None,
        purpose=purpose,
        file=upload,
        name=facts["name"],
        content_type=found.content_type,
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        width=found.width or None,
        height=found.height or None,
    )


@action
def discard(stored: StoredFile) -> None:
    """Forget a file: its row at once, its bytes once the transaction stands."""
    file = stored.file
    stored.delete()
    transaction.on_commit(lambda: file.delete(save=False))
