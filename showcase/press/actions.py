"""Making a kit: outside any transaction, then put in the place of the one before."""

import hashlib
import tempfile
from pathlib import Path

from django.core.files import File

from incubator.access.stamps import touch
from incubator.audit.actions import action, locked, record
from incubator.files import actions as files
from incubator.files.models import StoredFile
from incubator.files.states import Purpose
from showcase.press import archive, queries
from showcase.press.models import PressKit
from showcase.works.models import Work

ZIP = "application/zip"


def make(pk: int) -> PressKit | None:
    """The kit of a work as it is now; nothing where the work is not public, or where the kit there is says the same.

    May be called twice at once: both make the same, and the second finds that it is there.
    """
    work = queries.public_work(pk)
    if work is None:
        return None
    kit = archive.Kit(work)
    if (digest := kit.digest) == queries.digest_of(work):
        return None
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        path = Path(folder) / "kit.zip"
        archive.write(kit, path)
        return _put(work, path, digest)


@action
def _put(work: Work, path: Path, digest: str) -> PressKit:
    work = locked(work)
    old = PressKit.objects.filter(work=work).select_related("stored").first()
    if old is not None and old.digest == digest:
        return old
    size = path.stat().st_size
    stored = StoredFile(
        owner=None, purpose=Purpose.EXPORT, name=archive.name_of(work, ".zip"), content_type=ZIP, size=size,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )  # fmt: skip
    with path.open("rb") as made:
        stored.file.save("kit.zip", File(made), save=False)
    stored.save()
    row = old or PressKit(work=work)
    before = old.stored if old else None
    row.stored, row.digest = stored, digest
    row.save()
    if before is not None:
        files.discard(before)
    Work.objects.filter(pk=work.pk).update(kit_size=size)
    record(by=None, verb="showcase.make_press_kit", on=work, organisation=work.organisation, detail={"size": size})
    touch()
    return row
