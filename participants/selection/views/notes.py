"""The committee's notes on the desk."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incubator.access import guarded
from incubator.web.acting import attempt
from incubator.web.http import Request
from participants.selection import actions as selections
from participants.selection import queries
from participants.selection.actions.notes import may_mend
from participants.selection.forms import NoteForm
from participants.selection.models import Selection
from participants.selection.note_models import Note
from programmes.editions.models import Cohort


def address(selection: Selection, application: Any = None) -> str:
    asked = {"call": selection.call.slug} | ({"application": application.pk} if application else {})
    return f"{reverse('participants:selection_notes', args=selection.call.cohort.slugs)}?{urlencode(asked)}"


@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: Request, cohort: Cohort) -> HttpResponse:
    """All notes of a selection, or those on one application; a new one."""
    call = queries.call_asked(cohort, request.GET.get("call", ""))
    if call is None:
        raise Http404
    selection = selections.open_selection(call, by=request.user)
    selection.call = call
    application = queries.application_asked(selection, request.GET.get("application", ""), request.user)
    form = NoteForm(request.POST or None)
    if attempt(form, lambda **clean: selections.add_note(selection, by=request.user, application=application, **clean)):
        messages.success(request, _("The note is kept. You can mend it for half an hour."))
        return redirect(address(selection, application))
    rows = queries.notes_of(selection)
    if application is not None:
        rows = rows.filter(application=application)
    found = list(rows.order_by("-at", "-pk")[:300])
    for note in found:
        note.mends = may_mend(note, request.user)  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "cohort": cohort,
        "call": call,
        "selection": selection,
        "application": application,
        "notes": found,
        "form": form,
    }
    context["back"] = f"{reverse('participants:desk_selection', args=cohort.slugs)}?call={call.slug}"
    context["all"] = address(selection)
    return render(request, "participants/selection/notes.html", context, status=422 if form.errors else 200)


@guarded("participants.manage_selection", Note)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, note: Note) -> HttpResponse:
    """Mending one's own note. What was typed stays on the page where the half hour is over."""
    form = NoteForm(request.POST or None, initial={"text": note.text})
    back = address(note.selection, note.application)
    if attempt(form, lambda **clean: selections.edit_note(note, by=request.user, **clean)):
        messages.success(request, _("The note is changed."))
        return redirect(back)
    context = {"cohort": note.selection.call.cohort, "note": note, "form": form, "back": back}
    return render(request, "participants/selection/note.html", context, status=422 if form.errors else 200)
