"""The life of an upload: begun, settled once (taken or refused), given up, put away."""

import hashlib
import logging
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked
from incubator.files import actions as files
from incubator.files.content import HEAD_BYTES, Kind, Reason, Unacceptable, sniff
from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import disk
from incubator.files.resumable.registry import Terms, destination
from incubator.lib.accidents import told
from incubator.lib.errors import Refused
from incubator.lib.names import display_name

KEPT = timedelta(hours=72)
MOST_UNFINISHED = 20
log = logging.getLogger(__name__)


class TooLarge(Refused):
    """Longer than what is agreed for any kind."""


class NoRoom(Refused):
    """Not now: the disk is full."""

    message = _("The server has no room at the moment. What has arrived is kept, and it goes on by itself later.")


@action
def begin(terms: Terms, *, to: str, size: int, name: str, mark: str = "") -> Upload:
    """A new upload with its own secret key. Raises TooLarge, NoRoom, and Refused where the holder has too much unfinished."""
    shown = display_name(name)
    most = max(terms.limits.values(), default=0)
    if size > most:
        facts = {"name": shown, "most": most // files.MEGABYTE}
        raise TooLarge(files.REASONS[Reason.TOO_LARGE] % facts)
    if size == 0:
        raise files.FileRefused(Reason.EMPTY, name=shown)
    person = terms.person if getattr(terms.person, "pk", None) else None
    whose = Q(holder=terms.holder) | Q(person=person) if person else Q(holder=terms.holder)
    lengths = list(Upload.objects.unsettled().filter(whose).values_list("length", flat=True))
    if len(lengths) >= MOST_UNFINISHED or sum(lengths) + size > settings.UPLOADS_MOST_UNFINISHED:
        raise Refused(_("Too many files are half sent here. Finish or remove some of them first."))
    if not disk.room_for(size):
        raise NoRoom
    upload = Upload.objects.create(
        destination=to, holder=terms.holder, target=terms.target, person=person, name=shown, length=size, mark=mark[:64],
        limits={str(kind): limit for kind, limit in terms.limits.items()}, expires=timezone.now() + KEPT,
    )  # fmt: skip
    disk.create(upload.key)
    return upload


def offset(upload: Upload) -> int:
    """Bytes that stand; those of a piece whose checksum was never reached are dropped. Called with the upload held."""
    if upload.is_settled:
        return upload.length
    here = disk.size(upload.key)
    if upload.checked is not None:
        if here > upload.checked:
            disk.cut(upload.key, upload.checked)
        here = min(here, upload.checked)
        checking(upload, None)
    return here


def checking(upload: Upload, verified: int | None) -> None:
    """Note how far the bytes are verified before a piece with a checksum comes; None when nothing is open any more."""
    upload.checked = verified
    Upload.objects.filter(pk=upload.pk).update(checked=verified)


def keep_on(upload: Upload) -> None:
    """Whoever goes on has all the time anew."""
    upload.expires = timezone.now() + KEPT
    Upload.objects.filter(pk=upload.pk).update(expires=upload.expires)


def look_early(upload: Upload, before: int, now: int) -> None:
    """A file of the wrong kind is told so after its first bytes, not after its last."""
    if not before < HEAD_BYTES <= now < upload.length:
        return
    with disk.place(upload.key).open("rb") as source:
        head = source.read(HEAD_BYTES)
    reason = None
    try:
        found = sniff(head)
        reason = Reason.UNKNOWN if found is None else None if found.kind in upload.limits else Reason.NOT_ACCEPTED
    except Unacceptable as why:
        reason = why.reason
    if reason is not None:
        kinds = files.kinds_in_words([Kind(kind) for kind in upload.limits])
        refuse(upload, str(files.FileRefused(reason, name=upload.name, kinds=kinds)))


def settle(upload: Upload) -> None:
    """Judge what has fully arrived and put it into its place: once, however often it is asked. Called with the upload held."""
    upload.refresh_from_db()
    if upload.is_settled:
        return
    kept = place_of(upload)
    digest = disk.sha256(upload.key)
    try:
        take(upload, kept, digest)
    except Refused as why:
        refuse(upload, str(why))
        Path(StoredFile.file.field.storage.path(kept)).unlink(missing_ok=True)
    else:
        upload.refresh_from_db()
        disk.forget(upload.key)


def fate(holder: str, key: str) -> str:
    """Why an upload of this holder that arrived whole was not taken, "" where it was. What nobody settled yet is settled now."""
    upload = Upload.objects.filter(holder=holder, key=key).first()
    if upload is None:
        return ""
    if not upload.is_settled and disk.size(key) == upload.length:
        with disk.held(key):
            settle(upload)
    return upload.refusal


def drop(holder: str, key: str) -> None:
    """Removed by a button of a page without script; nothing where the holder has no such upload."""
    for upload in Upload.objects.filter(holder=holder, key=key, taken=None):
        give_up(upload)


def place_of(upload: Upload) -> str:
    """The finished file's name in the storage: the same at each attempt, and no way back to the key."""
    token = hashlib.sha256(upload.key.encode()).hexdigest()[:32]
    found = destination(upload.destination)
    return f"{found.purpose if found else 'answer'}/{token[:2]}/{token}"


@action
def take(upload: Upload, kept: str, digest: str) -> StoredFile:
    """The upload becomes a file, and the file gets its place: both or neither."""
    row = locked(upload)
    goes = destination(row.destination)
    if goes is None:
        raise Refused
    limits = {Kind(kind): limit for kind, limit in row.limits.items()}
    with disk.place(row.key).open("rb") as source:
        found = files.judge(source, name=row.name, limits=limits)
    disk.link(row.key, Path(StoredFile.file.field.storage.path(kept)))
    stored = files.keep(kept, found, name=row.name, size=row.length, digest=digest, by=row.person, purpose=goes.purpose)
    goes.finish(row, stored)
    row.taken = timezone.now()
    row.stored = stored
    row.save(update_fields=["taken", "stored"])
    return stored


def refuse(upload: Upload, sentence: str) -> None:
    """Not taken: its bytes go, the sentence stays for whoever asks what became of it."""
    upload.refusal = sentence
    Upload.objects.filter(pk=upload.pk).update(refusal=sentence)
    disk.forget(upload.key)


@action
def give_up(upload: Upload) -> None:
    """Removed by its sender, or out of time."""
    upload.delete()
    disk.forget(upload.key)


def tidy() -> None:
    """Once a minute: settles what arrived whole and was not taken, puts away what nobody goes on with, and stray bytes."""
    now = timezone.now()
    for upload in Upload.objects.filter(expires__lte=now)[:200]:
        _quietly(upload, give_up)
    for upload in Upload.objects.unsettled():
        if disk.size(upload.key) == upload.length:
            _quietly(upload, settle)
    waiting = set(Upload.objects.unsettled().values_list("key", flat=True))
    for key in disk.strays(waiting, (now - timedelta(hours=1)).timestamp()):
        disk.forget(key)


def _quietly(upload: Upload, act: Any) -> None:
    """One upload's trouble does not stop the others; one that somebody is sending is left alone."""
    with told(log, "upload %s was not put in order", upload.pk), suppress(disk.Busy), disk.held(upload.key, patience=0):
        act(upload)
