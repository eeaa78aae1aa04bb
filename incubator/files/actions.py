"""Receiving a file: its bytes decide what it is."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action
from incubator.files.content import KINDS, Unreadable, look
from incubator.files.models import StoredFile
from incubator.lib.errors import Refused
from incubator.lib.names import display_name

MEGABYTE = 1024 * 1024
REASONS = {
    "unknown": _("“%(name)s” is not a kind of file we can take. Send %(kinds)s."),
    "not_allowed": _("“%(name)s” is a %(found)s file. Here we need %(kinds)s."),
    "too_large": _("“%(name)s” is larger than %(most)s MB. Send a smaller version; the rest of your form is kept."),
    "empty": _("“%(name)s” is empty. Choose the file again."),
    "broken": _("“%(name)s” cannot be opened: it seems damaged or cut. Save it again and send it anew."),
    "too_many_pixels": _("“%(name)s” has too many pixels. Save it with at most 12,000 pixels a side."),
    "bomb": _("“%(name)s” unfolds to far more than its size and was refused. Save it again and send it anew."),
}


class FileRefused(Refused):
    """A file that is not what it claims, too large or harmful. `code` is a key of REASONS."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        super().__init__(REASONS.get(code, REASONS["broken"]) % {"kinds": "", "most": "", "found": "", **facts})


def kinds_in_words(kinds: tuple[str, ...]) -> str:
    return ", ".join(str(KINDS[kind]) for kind in kinds)


@action
def receive(upload: UploadedFile, *, by: Any, purpose: str, kinds: tuple[str, ...], most: int = 20 * MEGABYTE) -> StoredFile:
    """Check and keep one upload. `kinds` are of `content.KINDS` ("image", "pdf", "film", "sound"); `most` in bytes.

    Raises FileRefused with a sentence; nothing is kept then.
    """
    name = display_name(upload.name or "")
    facts = {"name": name, "kinds": kinds_in_words(kinds), "most": most // MEGABYTE}
    if not upload.size:
        raise FileRefused("empty", **facts)
    if upload.size > most:
        raise FileRefused("too_large", **facts)
    try:
        found = look(upload)
    except Unreadable as why:
        raise FileRefused(why.code, **facts) from why
    if found.kind not in kinds:
        raise FileRefused("not_allowed", found=KINDS[found.kind], **facts)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return StoredFile.objects.create(
        owner=by if getattr(by, "pk", None) else None,
        purpose=purpose,
        file=upload,
        name=name,
        content_type=found.content_type,
        size=upload.size,
        sha256=digest.hexdigest(),
        width=found.width,
        height=found.height,
    )
