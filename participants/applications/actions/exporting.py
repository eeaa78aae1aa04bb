"""Exports that a job makes: asked for, taken on, heard of, finished, cancelled, forgotten."""

import shutil
from contextlib import suppress
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.audit.actions import action, locked
from incubator.files import actions as files
from incubator.files.models import StoredFile
from incubator.files.states import Purpose
from incubator.lib import states
from incubator.lib.errors import NotLawful, Refused
from incubator.outbox import post
from participants.applications.actions.moving import note_export
from participants.applications.desk_models import Export
from participants.applications.states import EXPORT_MOVES, UNFINISHED, ExportState
from programmes.calls.models import Call

KEPT_FOR = timedelta(days=3)
SILENT_FOR = timedelta(minutes=2)
"""A worker that was not heard of for so long is taken for dead."""
KEPT_FREE = 500_000_000  # bytes
MOST_ATTEMPTS = 3
MOST_AT_ONCE = 3
NOT_MADE = _("It could not be made. Ask for it again; if that does not help either, tell the people who run this site.")


def part_of(export: Export) -> Path:
    """Where it grows: another place for each attempt, so that a worker taken for dead spoils nothing."""
    return settings.DATA_DIR / "exports" / f"{export.pk}-{export.attempts}.part"


def drop(part: Path) -> None:
    """Delete what grew there; what cannot be deleted now is swept later."""
    with suppress(OSError):
        part.unlink()


class Moved(File):
    """A finished file of ours that the storage may move instead of copying it."""

    def temporary_file_path(self) -> str:
        return str(self.name)


@action
def request_export(call: Call, *, by: Any, kind: str, query: str, language: str) -> Export:
    """Ask for what the list shows as a file. Asked twice while the first is in the making, it gives the first."""
    own = Export.objects.select_for_update().filter(owner=by, state__in=UNFINISHED)
    if (same := own.filter(call=call, kind=kind, query=query).first()) is not None:
        return same
    if own.count() >= MOST_AT_ONCE:
        raise Refused(_("Several exports of yours are in the making. Wait for one of them, or cancel it."))
    export = Export.objects.create(call=call, owner=by, kind=kind, query=query, language=language)
    note_export(call, by=by, narrowed={"kind": kind, "query": query})
    _ask(export)
    return export


def _ask(export: Export, *, again: bool = False) -> None:
    """Not on the media's queue: nobody waits for a spreadsheet behind a film. One at a time, so that the post has its worker."""
    key = f"applications.export:{export.pk}" + (f":{timezone.now():%Y%m%d%H%M%S}" if again else "")
    post.ask("applications.export", key=key, payload={"export": export.pk})


def start_next_export() -> None:
    """The oldest that waits has its turn."""
    if (export := Export.objects.filter(state=ExportState.WAITING).order_by("pk").first()) is not None:
        _ask(export, again=True)


def _is_busy(besides: Export) -> bool:
    alive = Export.objects.filter(state=ExportState.RUNNING, beat__gte=timezone.now() - SILENT_FOR)
    return alive.exclude(pk=besides.pk).exists()


@action
def take_export(export: Export) -> Export | None:
    """For a worker: the export as its own, or None where there is nothing to do, another is at it, or at another export."""
    export = locked(export)
    dead = export.state == ExportState.RUNNING and (export.beat is None or export.beat < timezone.now() - SILENT_FOR)
    if (export.state != ExportState.WAITING and not dead) or _is_busy(export):
        return None
    if export.attempts >= MOST_ATTEMPTS:
        _end(export, ExportState.FAILED, NOT_MADE)
        return None
    export.attempts, export.beat, export.done = export.attempts + 1, timezone.now(), 0
    if dead:
        export.save(update_fields=["attempts", "beat", "done"])
    else:
        states.move(export, ExportState.RUNNING, EXPORT_MOVES, fields=("attempts", "beat", "done"))
    return export


def hear_of_export(export: Export, *, done: int, total: int) -> bool:
    """How far its worker is; False where it was cancelled or given to another."""
    mine = Export.objects.filter(pk=export.pk, state=ExportState.RUNNING, attempts=export.attempts)
    return bool(mine.update(done=done, total=total, beat=timezone.now()))


@action
def finish_export(export: Export, *, path: Path, name: str) -> Export:
    """The file is made. Raises NotLawful where it was cancelled meanwhile."""
    with path.open("rb") as handle:
        digest = file_digest(handle, "sha256").hexdigest()
        size = path.stat().st_size
        attempts, export = export.attempts, locked(export)
        if export.attempts != attempts:
            raise NotLawful
        # It has no owner as a file: its only door is the export's, which also asks whether they still coordinate.
        stored = StoredFile(
            owner=None, purpose=Purpose.EXPORT, name=name, size=size, sha256=digest,
            content_type="application/octet-stream",
        )  # fmt: skip
        stored.file.save(name, Moved(handle, name=str(path)), save=False)
    stored.save()
    export.stored, export.expires, export.done = stored, timezone.now() + KEPT_FOR, export.total
    states.move(export, ExportState.READY, EXPORT_MOVES, fields=("stored", "expires", "done"))
    return export


@action
def put_export_back(export: Export) -> None:
    """Its worker met trouble: it is tried again."""
    export = locked(export)
    if export.state == ExportState.RUNNING:
        states.move(export, ExportState.WAITING, EXPORT_MOVES)


@action
def fail_export(export: Export, *, reason: Any) -> None:
    """It cannot be made; `reason` is a (lazy) sentence for who asked."""
    export = locked(export)
    if export.state in UNFINISHED:
        _end(export, ExportState.FAILED, reason)


def _end(export: Export, state: str, reason: Any = "") -> None:
    with override(export.language):
        export.reason = str(reason)[:200]
    states.move(export, state, EXPORT_MOVES, fields=("reason",))


@action
def cancel_export(export: Export, *, by: Any) -> Export:
    """Who asked does not want it any more; its worker notices within seconds. Nothing happens where it is finished."""
    export = locked(export)
    if export.state in UNFINISHED:
        _end(export, ExportState.CANCELLED)
    return export


@action
def forget_export(export: Export) -> Export:
    """Its file goes; that it was made stays in the ledger."""
    export = locked(export)
    if export.state == ExportState.READY:
        stored, export.stored = export.stored, None
        states.move(export, ExportState.EXPIRED, EXPORT_MOVES, fields=("stored",))
        if stored is not None:
            files.discard(stored)
    return export


def tend_exports() -> None:
    """Each minute: files past their time go, what a dead worker left is asked for again, leftovers are swept away."""
    now = timezone.now()
    for export in Export.objects.filter(state=ExportState.READY, expires__lt=now)[:50]:
        forget_export(export)
    for export in Export.objects.filter(state=ExportState.RUNNING, beat__lt=now - SILENT_FOR)[:50]:
        _ask(export, again=True)
    # What is asked for is taken at once; what waits longer missed its turn.
    if Export.objects.filter(state=ExportState.WAITING, made__lt=now - timedelta(seconds=30)).exists():
        start_next_export()
    _sweep()


def _sweep() -> None:
    folder = settings.DATA_DIR / "exports"
    if not folder.is_dir():
        return
    # First the files, then who is at work: a worker says that it begins before it makes a file.
    parts = list(folder.iterdir())
    running = {part_of(export).name for export in Export.objects.filter(state=ExportState.RUNNING)}
    for part in parts:
        if part.name not in running:
            drop(part)


def room_for(size: int) -> bool:
    """Whether the disk takes that much and keeps KEPT_FREE for what people write."""
    return size + KEPT_FREE < shutil.disk_usage(settings.DATA_DIR).free
