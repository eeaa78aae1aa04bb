"""Composing the cohort: what is asked of it, what the composer proposes, who is in or out, what becomes decisions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.lib.numbers import whole
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.applications.models import Application
from participants.selection import actions as selections
from participants.selection.candidates import present_values
from participants.selection.compose_forms import AcceptForm, ComposeForm, KeepForm, QuotaForm
from participants.selection.compose_models import Composition, Quota
from participants.selection.dimensions import Dimension, dimensions
from participants.selection.models import Selection
from participants.selection.proposal import newest, proposal_of, wished
from participants.selection.quota_templates import kept_sets, templates
from participants.selection.states import State
from participants.selection.views.desk import selection_asked
from programmes.editions.models import Cohort


def page_of(cohort: Cohort, selection: Selection, anchor: str = "") -> str:
    return f"{reverse('participants:compose', args=cohort.slugs)}?call={selection.call.slug}{anchor}"


def again(request: Request, selection: Selection) -> None:
    """What is asked has changed: the composer is asked anew, with the places and the score of the run before."""
    last = newest(selection)
    fields: dict[str, Any] = {"places": last.places, "score_by": last.score_by} if last else {}
    told(request, lambda: selections.request_composition(selection, by=request.user, **fields))


@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Request, cohort: Cohort) -> HttpResponse:
    """The page; a POST asks the composer."""
    selection = selection_asked(request, cohort)
    run = newest(selection)
    initial = {"places": run.places if run else cohort.capacity, "score_by": run.score_by if run else "corrected"}
    form = ComposeForm(request.POST or None, initial=initial)
    if attempt(form, lambda **clean: selections.request_composition(selection, by=request.user, **clean)):
        return redirect(page_of(cohort, selection))
    proposal = proposal_of(run) if run else None
    places = run.places if run else cohort.capacity
    known = dimensions(selection.call)
    context: dict[str, Any] = {
        "cohort": cohort,
        "call": selection.call,
        "selection": selection,
        "open": selection.state == State.PROPOSED,
        "run": run,
        "proposal": proposal,
        "wished": wished(selection, known, places, proposal),
        "templates": templates(selection.call, known, places),
        "keep": KeepForm(),
        "form": form,
        "decided": selections.decided_mark(selection),
        "accept": AcceptForm(initial={"waiting": places, "rest": ""}),
        "back": f"{reverse('participants:desk_selection', args=cohort.slugs)}?call={selection.call.slug}",
    }
    return render(request, "participants/selection/compose.html", context, status=422 if form.errors else 200)


@guarded("participants.manage_selection", Composition)
@require_safe
def progress(request: Request, run: Composition) -> HttpResponse:
    """How far it is: htmx asks each second, and loads the page anew for the proposal and once all is there."""
    cohort = run.selection.call.cohort
    if not request.htmx:
        return redirect(page_of(cohort, run.selection))
    if not run.is_running or (run.answer and not request.GET.get("seen")):
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"cohort": cohort, "run": run}
    return render(request, "participants/selection/_compose_progress.html", context)


@guarded("participants.manage_selection", Composition)
@require_POST
def stop(request: Request, run: Composition) -> HttpResponse:
    told(request, lambda: selections.cancel_composition(run, by=request.user), _("Stopped. What was found so far stays."))
    return redirect(page_of(run.selection.call.cohort, run.selection))


@guarded("participants.manage_selection", Composition)
@require_POST
def accept(request: Request, run: Composition) -> HttpResponse:
    """The proposal becomes decisions, visible to the desk alone until they are published."""
    cohort = run.selection.call.cohort
    form = AcceptForm(request.POST)

    def act() -> None:
        count = selections.accept_composition(run, by=request.user, **form.cleaned_data)
        said = ngettext(
            "%(n)s is accepted. Nobody is told before you publish.",
            "%(n)s are accepted. Nobody is told before you publish.",
            count,
        )
        messages.success(request, said % {"n": count})

    if form.is_valid() and told(request, act):
        return redirect(f"{reverse('participants:desk_selection', args=cohort.slugs)}?call={run.selection.call.slug}")
    if form.errors:
        messages.error(request, _("Say how many go on the waiting list. Nothing was written."))
    return redirect(page_of(cohort, run.selection))


@guarded("participants.decide_application", Application)
@require_POST
def pin(request: Request, application: Application) -> HttpResponse:
    """In or out in any case, or by the scores again; the composer is asked at once."""
    selection = selections.open_selection(application.call, by=request.user)
    selection.call = application.call
    stay, reason = request.POST.get("stay", ""), request.POST.get("reason", "")[:300]
    if told(request, lambda: selections.pin(application, stay, by=request.user, reason=reason)):
        again(request, selection)
    return redirect(page_of(application.call.cohort, selection, f"#a{application.pk}"))


# --- quotas ---
@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def new_quota(request: Request, cohort: Cohort) -> HttpResponse:
    """First by what, then the sentence."""
    selection = selection_asked(request, cohort)
    known = dimensions(selection.call)
    chosen = known.get(request.GET.get("by", "") or request.POST.get("by", ""))
    if chosen is None:
        context = {"cohort": cohort, "selection": selection, "back": page_of(cohort, selection), "choices": list(known.values())}
        return render(request, "participants/selection/quota.html", context)
    return _edit(request, cohort, selection, chosen)


@guarded("participants.manage_selection", Quota)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_quota(request: Request, quota: Quota) -> HttpResponse:
    selection = quota.selection
    cohort = selection.call.cohort
    if request.method == "POST" and request.POST.get("remove"):
        if told(request, lambda: selections.remove_quota(quota, by=request.user), _("The quota is gone.")):
            again(request, selection)
        return redirect(page_of(cohort, selection))
    chosen = dimensions(selection.call).get(quota.dimension)
    if chosen is None:
        chosen = Dimension(quota.dimension, _("a question that is not asked any more"), str)
    return _edit(request, cohort, selection, chosen, quota)


def _edit(
    request: Request, cohort: Cohort, selection: Selection, dimension: Dimension, quota: Quota | None = None
) -> HttpResponse:
    present = present_values(selection, dimension.key)
    form = QuotaForm(request.POST or None, dimension=dimension, present=present, quota=quota)

    def act(**clean: Any) -> Quota:
        if quota is None:
            return selections.add_quota(selection, by=request.user, **clean)
        return selections.change_quota(quota, by=request.user, **clean)

    if attempt(form, act):
        again(request, selection)
        return redirect(page_of(cohort, selection))
    context = {
        "cohort": cohort,
        "selection": selection,
        "dimension": dimension,
        "quota": quota,
        "form": form,
        "back": page_of(cohort, selection),
    }
    return render(request, "participants/selection/quota.html", context, status=422 if form.errors else 200)


@guarded("participants.manage_selection", Cohort)
@require_POST
def use_template(request: Request, cohort: Cohort) -> HttpResponse:
    """A ready set of quotas in place of those there are."""
    selection = selection_asked(request, cohort)
    run = newest(selection)
    ready = templates(selection.call, dimensions(selection.call), run.places if run else cohort.capacity)
    found = next((one for one in ready if one.key == request.POST.get("template")), None)
    if found is None:
        raise Http404
    done = _("The quotas are set. Change them as you need.")
    if told(request, lambda: selections.replace_quotas(selection, found.rows, by=request.user), done):
        again(request, selection)
    return redirect(page_of(cohort, selection))


@guarded("participants.manage_selection", Cohort)
@require_POST
def keep_template(request: Request, cohort: Cohort) -> HttpResponse:
    """The quotas there are, kept for the organisation's next calls; or a kept set removed."""
    selection = selection_asked(request, cohort)
    if (dropped := whole(request.POST.get("drop"))) is not None:
        kept = get_object_or_404(kept_sets(cohort), pk=dropped)
        told(request, lambda: selections.drop_quotas(kept, by=request.user), _("The kept set is gone."))
        return redirect(page_of(cohort, selection))
    form = KeepForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        done = _("Kept. Every call of the organisation offers “%(name)s” from now on.") % {"name": name}
        told(request, lambda: selections.keep_quotas(selection, name, by=request.user), done)
    else:
        messages.error(request, _("Give the set a name of 80 characters at most. Nothing was kept."))
    return redirect(page_of(cohort, selection))
