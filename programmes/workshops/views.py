"""Planning workshops on the desk."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from programmes.editions.models import Cohort
from programmes.workshops import actions, queries, registry
from programmes.workshops.forms import FacilitatorForm, SessionForm, WorkshopForm
from programmes.workshops.models import Session, Workshop


def _form_page(request: Request, form: Any, title: str, cohort: Cohort, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "cohort": cohort, **more}
    return render(request, "programmes/editions/cohort_form.html", context, status=422 if form.errors else 200)


def _to(workshop: Workshop) -> HttpResponse:
    return redirect("programmes:desk_workshop", *workshop.cohort.slugs, workshop.slug)


@guarded("programmes.view_workshops", Cohort)
def workshops(request: Request, cohort: Cohort) -> HttpResponse:
    rows = list(queries.listed(cohort))
    phases = [{"text": str(row.title), "start": row.starts, "end": row.ends} for row in rows]
    return render(request, "programmes/workshops/workshops.html", {"cohort": cohort, "workshops": rows, "phases": phases})


@guarded("programmes.edit_workshop", Cohort)
def new(request: Request, cohort: Cohort) -> HttpResponse:
    form = WorkshopForm(request.POST or None, cohort=cohort)
    if made := attempt(form, partial(actions.create, cohort, by=request.user)):
        return _to(made)
    return _form_page(request, form, _("A new workshop"), cohort)


@guarded("programmes.view_workshops", Workshop)
def workshop(request: Request, workshop: Workshop) -> HttpResponse:
    """The timetable by day, with its clashes on top."""
    sessions = queries.of_workshop(workshop)
    context = {
        "cohort": workshop.cohort,
        "workshop": workshop,
        "sites": workshop.sites.all(),
        "days": queries.by_day(sessions),
        "clashes": registry.clashes_of(workshop),
        "told": len(registry.people_of(workshop.cohort)),
    }
    return render(request, "programmes/workshops/workshop.html", context)


@guarded("programmes.edit_workshop", Workshop)
def edit(request: Request, workshop: Workshop) -> HttpResponse:
    form = WorkshopForm(request.POST or None, instance=workshop, cohort=workshop.cohort)
    if attempt(form, partial(actions.edit, workshop, by=request.user)):
        return _to(workshop)
    return _form_page(request, form, str(workshop.title), workshop.cohort)


@require_POST
@guarded("programmes.edit_workshop", Workshop)
def publish(request: Request, workshop: Workshop) -> HttpResponse:
    told(request, partial(actions.publish, workshop, by=request.user), _("The workshop is in the participants’ agenda."))
    return _to(workshop)


@guarded("programmes.edit_workshop", Workshop)
def new_session(request: Request, workshop: Workshop) -> HttpResponse:
    form = SessionForm(request.POST or None, workshop=workshop)
    if attempt(form, partial(actions.add_session, workshop, by=request.user)):
        return _to(workshop)
    return _form_page(request, form, _("A new session"), workshop.cohort)


@guarded("programmes.edit_session", Session)
def edit_session(request: Request, session: Session) -> HttpResponse:
    form = SessionForm(request.POST or None, instance=session, workshop=session.workshop)
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(actions.cancel_session, session, by=request.user), _("The session is cancelled."))
        return _to(session.workshop)
    if attempt(form, partial(actions.edit_session, session, by=request.user)):
        return _to(session.workshop)
    more = {"removable": not session.cancelled, "remove_text": _("Cancel this session")}
    return _form_page(request, form, str(session.title), session.workshop.cohort, **more)


@guarded("programmes.edit_workshop", Cohort)
def new_facilitator(request: Request, cohort: Cohort) -> HttpResponse:
    form = FacilitatorForm(request.POST or None)
    if attempt(form, partial(actions.add_facilitator, cohort.organisation, by=request.user)):
        return redirect("programmes:desk_workshops", *cohort.slugs)
    return _form_page(request, form, _("A new facilitator"), cohort)
