"""The committee's notes: written once, mended by their author for a while, never taken away."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused
from participants.applications.models import Application
from participants.selection.models import Selection
from participants.selection.note_models import Note
from participants.stages.rules import must_be_impartial

MENDED_FOR = timedelta(minutes=30)


@action
def add_note(selection: Selection, *, by: Any, text: str, application: Application | None = None) -> Note:
    """Write a note on one application of the call, or on the selection as a whole."""
    must_be_impartial(selection.call, by)
    if application is not None and application.call_id != selection.call_id:
        raise Refused(_("There is no such application in this call."))
    note = Note.objects.create(selection=selection, application=application, by=by, text=_written(text))
    record(by=by, verb="participants.add_note", on=application or selection, organisation=selection.organisation)
    return note


@action
def edit_note(note: Note, *, by: Any, text: str) -> Note:
    """Its author mends it while the page that shows it is still warm; later it stands, and another note says otherwise."""
    note = locked(note)
    if note.by_id != by.pk:
        raise NotYours(_("Only who wrote a note changes it. Write one of your own."))
    if not may_mend(note, by):
        raise NotLawful(_("This note has stood for half an hour and is not changed any more. What you typed can be a new note."))
    note.text, note.edited = _written(text), timezone.now()
    note.save(update_fields=["text", "edited"])
    record(by=by, verb="participants.edit_note", on=note.application or note.selection, organisation=note.organisation)
    return note


def may_mend(note: Note, by: Any) -> bool:
    return bool(note.by_id == by.pk and timezone.now() < note.at + MENDED_FOR)


def _written(text: str) -> str:
    if not text.strip():
        raise Refused(_("There is nothing in this note yet."))
    return text.strip()
