"""The files of applications as one archive: a folder for each applicant, with names one can read and no two alike."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from incubator.lib.names import display_name, extension
from participants.applications.models import Application, Attachment

PIECE = 1024 * 1024
MISSING = "!.txt"


def files_of(rows: QuerySet[Application]) -> QuerySet[Attachment]:
    """Every file of these applications, applicant by applicant."""
    found = Attachment.objects.filter(application__in=rows.order_by().values("pk"))
    return found.select_related("stored", "application").order_by("application__reference", "application_id", "added", "pk")


def folder_of(application: Application) -> str:
    """ "ASS-7K4Q Awa Diop": the reference keeps two of the same name apart."""
    return display_name(f"{application.reference} {application.name}".replace("/", "-").replace("\\", "-"))


def unused(name: str, taken: set[str]) -> str:
    """The name, numbered where it is taken; letters in another case are the same file on many disks."""
    wanted, number = name, 1
    while wanted.casefold() in taken:
        number += 1
        end = extension(name)
        wanted = f"{name[: len(name) - len(end)]} ({number}){end}"
    taken.add(wanted.casefold())
    return wanted


def named(files: Iterator[Attachment]) -> Iterator[tuple[str, Attachment]]:
    """Each file with its place in the archive; expects them applicant by applicant."""
    current, taken = None, set[str]()
    for attachment in files:
        if attachment.application_id != current:
            current, taken = attachment.application_id, set[str]()
        name = display_name(attachment.stored.name.replace("/", "-").replace("\\", "-"))
        yield f"{folder_of(attachment.application)}/{unused(name, taken)}", attachment


def write(path: Path, files: QuerySet[Attachment], *, lost: str, each: Callable[[int], None]) -> None:
    """Stored, not pressed: films and pictures are pressed already. `each(n)` hears of every file and of every piece of a long
    one, and may raise to stop. A file that is gone from the disk is named in a text beside the folders, under `lost`.
    """
    gone = []
    with zipfile.ZipFile(path, "w", compression=zipfile.ZIP_STORED, allowZip64=True) as archive:
        for number, (name, attachment) in enumerate(named(files.iterator(chunk_size=500)), start=1):
            stored = attachment.stored
            info = zipfile.ZipInfo(name, date_time=localtime(attachment.added).timetuple()[:6])
            info.file_size, info.external_attr = stored.size, 0o644 << 16
            try:
                source = stored.file.open("rb")
            except FileNotFoundError:
                gone.append(name)
                continue
            with source, archive.open(info, "w") as target:
                _copy(source, target, lambda: each(number - 1))  # noqa: B023 - called before the next turn
            each(number)
        if gone:
            archive.writestr(MISSING, "\n".join([lost, "", *gone, ""]))


def _copy(source: Any, target: IO[bytes], each: Callable[[], None]) -> None:
    while piece := source.read(PIECE):
        target.write(piece)
        each()
