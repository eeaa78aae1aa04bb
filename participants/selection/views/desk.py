"""The selection's desk: ranking, decisions, letters, publication, answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.lib.numbers import wholes
from incubator.lib.places import country_name
from incubator.web.acting import told
from incubator.web.http import Request
from participants.applications.models import Application
from participants.reviews.queries import calls_of
from participants.selection import actions as selections
from participants.selection import queries
from participants.selection.forms import DecisionForm
from participants.selection.models import Selection
from participants.selection.states import State
from participants.selection.views import ranking as rankings
from programmes.editions.models import Cohort


@guarded("participants.manage_selection", Cohort)
@require_safe
def home(request: Request, cohort: Cohort) -> HttpResponse:
    """The ranking with its decisions; after publication the answers."""
    calls = calls_of(cohort)
    call = next((one for one in calls if one.slug == request.GET.get("call")), calls[0] if calls else None)
    if call is None:
        return render(request, "participants/selection/desk.html", {"cohort": cohort})
    selection = selections.open_selection(call, by=request.user)
    selection.call = call
    stages, stage = rankings.stage_asked(request, call)
    counts, genders = queries.decided_counts(selection), queries.gender_labels(call)
    shares = queries.shares(selection, counts)
    context: dict[str, Any] = {
        "cohort": cohort,
        "call": call,
        "selection": selection,
        "counts": counts,
        "undecided": sum(row.undecided for row in shares) if selection.state != State.PUBLISHED else 0,
        "call_tabs": [{"text": str(one.title), "href": f"?call={one.slug}", "current": one == call} for one in calls],
        "balances": balances(shares, genders),
    } | rankings.ranked(request, selection, stages, stage, genders)
    if selection.state == State.PUBLISHED:
        context |= {"answers": queries.answers(selection), "places_left": queries.places_left(selection)}
    return render(request, "participants/selection/desk.html", context)


def balances(rows: list[queries.Share], genders: dict[str, str]) -> list[dict[str, Any]]:
    """Accepted by country and gender, beside how many there are."""
    named = ((_("Countries"), "country", country_name), (_("Gender"), "gender", lambda value: genders.get(value, value)))
    found = []
    for title, column, name in named:
        bars = [
            {"text": name(value) or _("not said"), "value": taken, "said": f"{taken} / {n}"}
            for value, taken, n in queries.summed(rows, column)
        ]
        found.append({"title": title, "rows": bars[:12]})
    return found


def back(request: Request, cohort: Cohort, anchor: str = "") -> HttpResponse:
    """To the list as it was."""
    query = request.POST.get("query", "")
    return redirect(f"{reverse('participants:desk_selection', args=cohort.slugs)}{'?' + query if query else ''}{anchor}")


@guarded("participants.decide_application", Application)
@require_POST
def decide(request: Request, application: Application) -> HttpResponse:
    """One decision. Who comes second is told what the first decided."""
    form = DecisionForm(request.POST)
    if form.is_valid():
        kept = form.cleaned_data
        note = kept["note"] if "note" in request.POST else None
        told(
            request, lambda: selections.decide(application, kept["verdict"], by=request.user, version=kept["version"], note=note)
        )
    if "note" in request.POST:
        return redirect("participants:desk_application", *application.call.cohort.slugs, application.reference)
    return back(request, application.call.cohort, f"#a{application.pk}")


@guarded("participants.manage_selection", Cohort)
@require_POST
def decide_many(request: Request, cohort: Cohort) -> HttpResponse:
    """The same decision for the ticked ones, or for all that have none."""
    selection = selection_asked(request, cohort)
    verdict = request.POST.get("verdict", "")
    ids = wholes(request.POST.getlist("application"))
    rows = queries.chosen(selection, ids, request.user)

    def act() -> None:
        if request.POST.get("rest"):
            count = selections.decide_rest(selection, verdict, by=request.user)
        else:
            count = selections.decide_many(rows, verdict, by=request.user)
        messages.success(request, ngettext("%(n)s decision noted.", "%(n)s decisions noted.", count) % {"n": count})

    told(request, act)
    return back(request, cohort)


def selection_asked(request: Request, cohort: Cohort) -> Selection:
    """The selection of the call asked for, else of the newest; it is made when it is first asked for."""
    call = queries.call_asked(cohort, request.POST.get("call") or request.GET.get("call", ""))
    if call is None:
        raise Http404
    selection = selections.open_selection(call, by=request.user)
    selection.call = call
    return selection
