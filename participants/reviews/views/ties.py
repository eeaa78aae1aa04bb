"""Conflicts: those found that wait for somebody's eye, those that stand, those dismissed; recording one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.web.acting import told
from incubator.web.http import Request
from participants.reviews import actions as reviews
from participants.reviews import queries
from participants.reviews.finding import in_words
from participants.reviews.forms import ConflictForm
from participants.reviews.models import Conflict
from participants.reviews.states import Tie
from participants.reviews.views.desk import call_asked, form_page
from programmes.calls.models import Call
from programmes.editions.models import Cohort

SHOWN = 200


def conflicts_address(call: Call) -> str:
    return f"{reverse('participants:conflicts', args=call.cohort.slugs)}?call={call.slug}"


def row_of(conflict: Conflict) -> dict[str, Any]:
    own = conflict.declared_by_id is not None and conflict.declared_by_id == conflict.reviewer.person_id
    return {"conflict": conflict, "signs": in_words(conflict.signs), "own": own}


@guarded("participants.manage_reviews", Cohort)
@require_safe
def conflicts(request: Request, cohort: Cohort) -> HttpResponse:
    call = call_asked(request, cohort)
    rows = [row_of(one) for one in queries.conflicts_of(call, request.user)[:SHOWN]]
    shelves = {state: [row for row in rows if row["conflict"].state == state] for state in Tie.values}
    seen = {
        "cohort": cohort, "call": call, "waiting": shelves[Tie.WAITING], "stand": shelves[Tie.STANDS],
        "dismissed": shelves[Tie.DISMISSED], "unmatched": queries.named_nobody(call, request.user),
        "back": f"{reverse('participants:desk_reviews', args=cohort.slugs)}?call={call.slug}", "asks": queries.asks_apart(call),
    }  # fmt: skip
    return render(request, "participants/reviews/conflicts.html", seen)


@guarded("participants.manage_reviews", Cohort)
@require_POST
def look(request: Request, cohort: Cohort) -> HttpResponse:
    """Look for ties now; assigning does it by itself."""
    call = call_asked(request, cohort)
    count = reviews.look_for_ties(call)
    said = ngettext("%(count)s tie waits for your eye.", "%(count)s ties wait for your eye.", count) % {"count": count}
    told(request, lambda: None, said if count else _("No tie waits for your eye."))
    return redirect(conflicts_address(call))


@guarded("participants.manage_reviews", Conflict)
@require_POST
def decide(request: Request, conflict: Conflict) -> HttpResponse:
    steps: dict[str, tuple[Any, str]] = {
        "confirm": (lambda: reviews.confirm_conflict(conflict, by=request.user), _("Confirmed: they are kept apart.")),
        "dismiss": (lambda: reviews.dismiss_conflict(conflict, by=request.user), _("Noted: they may be brought together.")),
    }
    step, done = steps.get(request.POST.get("step", ""), (None, ""))
    if step is None:
        raise Http404
    told(request, step, done)
    return redirect(conflicts_address(conflict.application.call))


@guarded("participants.manage_reviews", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def new_conflict(request: Request, cohort: Cohort) -> HttpResponse:
    call = call_asked(request, cohort)
    form = ConflictForm(request.POST or None, reviewers=queries.panel(call, None))
    if form.is_valid():
        application = queries.application_by_reference(call, form.cleaned_data["reference"], request.user)
        if application is None:
            form.add_error("reference", _("There is no such application in this call."))
        else:
            kept = {"reviewer": form.cleaned_data["reviewer"], "reason": form.cleaned_data["reason"]}
            if told(request, lambda: reviews.add_conflict(application, by=request.user, **kept), _("The conflict is recorded.")):
                return redirect(conflicts_address(call))
    return form_page(request, cohort, form, _("A conflict"), back=conflicts_address(call))
