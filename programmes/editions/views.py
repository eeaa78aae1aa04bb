"""Setting up programmes and cohorts."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.home.registry import sections
from incubator.home.standing import standing_of
from incubator.organisations.models import Organisation
from incubator.outbox import queries as post
from incubator.outbox.filters import MessageFilter
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.editions import actions, queries
from programmes.editions.forms import CohortForm, GroupForm, PhaseForm, ProgrammeForm
from programmes.editions.models import Cohort, Programme


def _form_page(request: Request, form: Any, title: str, **more: Any) -> HttpResponse:
    page = "programmes/editions/cohort_form.html" if "cohort" in more else "programmes/editions/form.html"
    return render(request, page, {"form": form, "title": title, **more}, status=422 if form.errors else 200)


@guarded("programmes.create_programme", Organisation)
def new_programme(request: Request, organisation: Organisation) -> HttpResponse:
    form = ProgrammeForm(request.POST or None)
    if made := attempt(form, partial(actions.create_programme, organisation, by=request.user)):
        return redirect("programmes:desk_programme", organisation.slug, made.slug)
    return _form_page(request, form, _("A new programme"), organisation=organisation)


@guarded("programmes.view_programme", Programme)
def programme(request: Request, programme: Programme) -> HttpResponse:
    """A programme's own desk page: its cohorts, its public side, its partners."""
    context = {
        "programme": programme,
        "cohorts": programme.cohorts.prefetch_related("calls"),
        "partnerships": programme.partnerships.current(),
        "sections": sections("desk_programme", programme),
    }
    return render(request, "programmes/editions/desk_programme.html", context)


@guarded("programmes.edit_programme", Programme)
def edit_programme(request: Request, programme: Programme) -> HttpResponse:
    form = ProgrammeForm(request.POST or None, instance=programme)
    if attempt(form, partial(actions.edit_programme, programme, by=request.user)):
        return redirect("programmes:desk_programme", programme.organisation.slug, programme.slug)
    return _form_page(request, form, _("Texts and facts of the programme"), programme=programme)


@require_POST
@guarded("programmes.list_programme", Programme)
def list_programme(request: Request, programme: Programme) -> HttpResponse:
    listed = request.POST.get("listed") == "1"
    done = _("The public page is on.") if listed else _("The public page is off.")
    told(request, partial(actions.list_programme, programme, by=request.user, listed=listed), done)
    return redirect("programmes:desk_programme", programme.organisation.slug, programme.slug)


@guarded("programmes.create_cohort", Programme)
def new_cohort(request: Request, programme: Programme) -> HttpResponse:
    form = CohortForm(request.POST or None, organisation=programme.organisation)
    if made := attempt(form, partial(actions.create_cohort, programme, by=request.user)):
        return redirect("programmes:desk_cohort", *made.slugs)
    return _form_page(request, form, _("A new cohort"), programme=programme)


@guarded("programmes.view_cohort", Cohort)
def cohort(request: Request, cohort: Cohort) -> HttpResponse:
    """What needs me today, what comes next, how the thread stands; then the phases and groups."""
    standing = standing_of(cohort)
    context = {
        "cohort": cohort,
        "standing": standing,
        "figures": [vars(figure) for figure in standing.figures],
        "phases": queries.phase_doors(cohort),
        "groups": cohort.groups.all(),
    }
    return render(request, "programmes/editions/desk_cohort.html", context)


@require_safe
@guarded("programmes.view_messages", Cohort)
def messages(request: Request, cohort: Cohort) -> HttpResponse:
    """What people were told about this cohort, what waits, and what could not be sent."""
    rows = post.within(cohort)
    filtered = MessageFilter(request.GET, rows)
    found = page(request, filtered.qs, order=("-created", "-pk"))
    context = {
        "cohort": cohort,
        "organisation": cohort.organisation,
        "filter": filtered,
        "unsent": post.unsent(rows),
        "page": found,
    }
    return render(request, "programmes/editions/desk_messages.html", context)


@guarded("programmes.edit_cohort", Cohort)
def edit_cohort(request: Request, cohort: Cohort) -> HttpResponse:
    form = CohortForm(request.POST or None, instance=cohort, organisation=cohort.organisation)
    if attempt(form, partial(actions.edit_cohort, cohort, by=request.user)):
        return redirect("programmes:desk_cohort", *cohort.slugs)
    return _form_page(request, form, _("Dates, places and money"), cohort=cohort)


PARTS: dict[str, tuple[Any, ...]] = {
    "phases": (PhaseForm, actions.add_phase, actions.edit_phase, actions.remove_phase),
    "groups": (GroupForm, actions.add_group, actions.edit_group, actions.remove_group),
}


def _titles(part: str) -> tuple[str, str]:
    if part == "phases":
        return _("A new phase"), _("Phase")
    return _("A new group"), _("Group")


@guarded("programmes.edit_cohort", Cohort)
def new_part(request: Request, cohort: Cohort, part: str) -> HttpResponse:
    form_class, add, _edit, _remove = PARTS[part]
    form: Any = form_class(request.POST or None)
    if attempt(form, partial(add, cohort, by=request.user)):
        return redirect("programmes:desk_cohort", *cohort.slugs)
    return _form_page(request, form, _titles(part)[0], cohort=cohort)


@guarded("programmes.edit_cohort", Cohort)
def edit_part(request: Request, cohort: Cohort, part: str, pk: int) -> HttpResponse:
    form_class, _add, edit, remove = PARTS[part]
    row: Any = getattr(cohort, part).filter(pk=pk).first()
    if row is None:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(remove, row, by=request.user), _("Removed."))
        return redirect("programmes:desk_cohort", *cohort.slugs)
    form: Any = form_class(request.POST or None, instance=row)
    if attempt(form, partial(edit, row, by=request.user)):
        return redirect("programmes:desk_cohort", *cohort.slugs)
    return _form_page(request, form, _titles(part)[1], cohort=cohort, removable=True)
