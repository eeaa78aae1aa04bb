"""The end of keeping: drafts that were never sent go, and of applications that were not taken only figures stay."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from incubator.audit.actions import action
from incubator.audit.models import LogEntry
from incubator.files import actions as files
from incubator.files.models import StoredFile
from participants.applications.models import Answer, Application, Attachment, Opening, OpeningFile, TeamMember
from participants.applications.registry import forget_elsewhere
from participants.applications.states import UNSENT

DRAFTS_KEPT = timedelta(days=90)
AT_ONCE = 100
WORDS = {"reason", "note", "how", "text", "name", "title", "email", "words", "place"}
"""What of a ledger line's details may tell of a person."""


def forget_drafts() -> int:
    """Each minute: drafts that were never sent, ninety days after their deadline."""
    old = timezone.now() - DRAFTS_KEPT
    rows = Application.objects.filter(state__in=UNSENT, call__closes__lt=old, call__second_closes=None)
    rows |= Application.objects.filter(state__in=UNSENT, call__closes__lt=old, call__second_closes__lt=old)
    ids = list(rows.exclude(late_pass__until__gt=old).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    return _drop_drafts(ids) if ids else 0


@action
def _drop_drafts(ids: list[int]) -> int:
    rows = Application.objects.filter(pk__in=ids, state__in=UNSENT).select_for_update(skip_locked=True, of=("self",))
    gone = [row.pk for row in rows]
    _drop_content(gone)
    Application.objects.filter(pk__in=gone).delete()
    return len(gone)


@action
def empty(ids: list[int]) -> int:
    """Of these sent applications stays what figures need: country, discipline, language, scores, the decision. Twice is once."""
    rows = Application.objects.filter(pk__in=ids, emptied=None).select_for_update(skip_locked=True, of=("self",))
    found = [row.pk for row in rows]
    own = Application.objects.filter(pk__in=found)
    _drop_content(found)
    forget_elsewhere(own)
    for row in own:
        _unname(row)
    own.update(
        applicant=None, entered_by=None, title="", name="", summary="", birth=None, nationality="", region="", search="", email="",
        paper_place="", eligibility=[], emptied=timezone.now(),
    )  # fmt: skip
    return len(found)


def _unname(row: Application) -> None:
    """The ledger stays; its lines lose title and words."""
    entries = list(LogEntry.objects.about(row))
    for entry in entries:
        entry.what = row.reference or ""
        entry.detail = {name: value for name, value in entry.detail.items() if name not in WORDS}
    LogEntry.objects.bulk_update(entries, ["what", "detail"])


def _drop_content(ids: list[int]) -> None:
    """Answers, files, additions and teams of these applications."""
    attached = Attachment.objects.filter(application__in=ids)
    added = OpeningFile.objects.filter(opening__application__in=ids)
    stored: set[Any] = {*attached.values_list("stored", flat=True), *added.values_list("stored", flat=True)}
    stored |= set(StoredFile.objects.filter(scanned_application__in=ids).values_list("pk", flat=True))
    for rows in (attached, added, Answer.objects.filter(application__in=ids), TeamMember.objects.filter(application__in=ids)):
        rows.delete()
    Opening.objects.filter(application__in=ids).delete()
    for file in StoredFile.objects.filter(pk__in=stored):
        files.discard(file)
