"""Outcomes: declared on one's own space, verified on the desk."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded, member
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from participants.outcomes import actions as outcomes
from participants.outcomes import queries
from participants.outcomes.forms import OutcomeForm, RefuseForm
from participants.outcomes.models import Outcome
from participants.outcomes.states import Kind
from participants.participations.models import Participation
from participants.participations.queries import own_place
from participants.participations.states import State
from participants.participations.views.desk import tabs_of
from programmes.editions.models import Cohort


@guarded("participants.view_outcomes", Cohort)
@require_safe
def desk(request: Request, cohort: Cohort) -> HttpResponse:
    """What came of the cohort: verified figures, and what waits to be verified."""
    counts = queries.verified_counts(cohort)
    state = request.GET.get("state", "")
    rows = queries.outcomes_of(cohort)
    context = {
        "cohort": cohort,
        "tabs": tabs_of(cohort, "desk_outcomes"),
        "figures": [{"text": str(label), "value": counts[kind]} for kind, label in Kind.choices],
        "page": page(request, rows.filter(state=state) if state else rows, order=("-date", "-pk")),
        "chips": queries.state_chips(cohort, state),
    }
    return render(request, "participants/outcomes/desk.html", context)


@guarded("participants.verify_outcome", Outcome)
@require_POST
def verify(request: Request, outcome: Outcome) -> HttpResponse:
    told(request, lambda: outcomes.verify(outcome, by=request.user), _("Verified: it counts from now on."))
    return redirect("participants:desk_outcomes", *outcome.participation.cohort.slugs)


@guarded("participants.verify_outcome", Outcome)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: Request, outcome: Outcome) -> HttpResponse:
    form = RefuseForm(request.POST or None)
    cohort = outcome.participation.cohort
    back = reverse("participants:desk_outcomes", args=cohort.slugs)
    if attempt(form, lambda **clean: outcomes.refuse(outcome, by=request.user, **clean)):
        return redirect(back)
    context = {"cohort": cohort, "form": form, "title": outcome.title, "back": back, "action": _("Do not confirm"), "tone": "no"}
    return render(request, "participants/participations/desk_form.html", context, status=422 if form.errors else 200)


@guarded("participants.manage_people", Participation)
@require_http_methods(["GET", "HEAD", "POST"])
def declare_for(request: Request, place: Participation) -> HttpResponse:
    """A coordinator declares for a participant; somebody verifies it."""
    form = OutcomeForm(request.POST or None, projects=place.projects.all())
    back = reverse("participants:desk_person", args=[*place.cohort.slugs, place.pk])
    if attempt(form, lambda **clean: outcomes.declare(place, by=request.user, **clean)):
        return redirect(back)
    title = _("Something came of it: %(name)s") % {"name": place.person}
    context = {"cohort": place.cohort, "form": form, "title": title, "back": back}
    return render(request, "participants/participations/desk_form.html", context, status=422 if form.errors else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: Request, **slugs: Any) -> HttpResponse:
    """One's own news."""
    place = own_place(request.user, **slugs)
    if place is None or place.state == State.INVITED:
        raise Http404
    form = OutcomeForm(request.POST or None, projects=place.projects.all())
    back = reverse("participants:cohort_space", args=place.cohort.slugs)
    if attempt(form, lambda **clean: outcomes.declare(place, by=request.user, **clean)):
        told(request, lambda: None, _("Thank you. A coordinator looks at it, then it counts."))
        return redirect(back)
    context = {"form": form, "cohort": place.cohort, "back": back}
    return render(request, "participants/outcomes/declare.html", context, status=422 if form.errors else 200)
