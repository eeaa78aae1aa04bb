"""Who reads what, and moving one review by hand."""

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.access import guarded
from incubator.lib.numbers import whole
from incubator.web.acting import told
from incubator.web.http import Request
from incubator.web.paging import page
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews import given as placed
from participants.reviews import queries
from participants.reviews.models import Review, Reviewer
from participants.reviews.views.desk import desk_of
from programmes.calls.models import Stage

EACH_PAGE = 40


def given_address(stage: Stage, **query: Any) -> str:
    chosen = QueryDict(mutable=True)
    chosen.update({name: str(value) for name, value in query.items() if value})
    address = reverse("participants:given_reviews", args=[*stage.call.cohort.slugs, stage.pk])
    return f"{address}?{chosen.urlencode()}" if chosen else address


@guarded("participants.manage_reviews", Stage)
@require_safe
def given(request: Request, stage: Stage) -> HttpResponse:
    """A stage's applications with their readers, narrowed by words, a reviewer, those that lack readers."""
    words, reviewer = request.GET.get("q", "")[:100], whole(request.GET.get("reviewer"))
    gaps = request.GET.get("gaps") == "1"
    rows = placed.narrowed(placed.given(stage, request.user), stage, words=words, reviewer=reviewer, gaps=gaps)
    labels = dict(queries.disciplines_of(stage.call))
    found = page(request, rows, order=("pk",), size=EACH_PAGE)
    for row in found.rows:
        row.readings = placed.readings(row.of_stage, labels)
        row.missing = max(stage.reviews_each - row.readers, 0)
    panel = list(queries.active_panel(stage.call))
    seen = {
        "cohort": stage.call.cohort, "stage": stage, "page": found, "panel": panel, "words": words, "reviewer": reviewer, "gaps": gaps,
        "back": desk_of(stage.call, stage), "clear": given_address(stage), "labels": labels,
    }  # fmt: skip
    return render(request, "participants/reviews/given.html", seen)


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request, stage: Stage, reference: str) -> HttpResponse:
    """One application: who reads it and why, who else could, with what speaks against each before one chooses."""
    application = queries.application_by_reference(stage.call, reference, request.user)
    if application is None:
        raise Http404
    own = list(queries.reviews_of(application).filter(stage=stage))
    here = reverse("participants:place_review", args=[*stage.call.cohort.slugs, stage.pk, application.reference])
    if request.method == "POST":
        step(request, stage, application, own)
        return redirect(here)
    moved = next((one for one in own if one.pk == whole(request.GET.get("move")) and one.state == "assigned"), None)
    words = request.GET.get("q", "")[:100]
    seen = {
        "cohort": stage.call.cohort, "stage": stage, "application": application, "moved": moved, "words": words, "here": here,
        "readings": placed.readings(own, labels := dict(queries.disciplines_of(stage.call))),
        "discipline": labels.get(application.discipline, application.discipline),
        "candidates": placed.candidates(stage, application, words=words), "back": given_address(stage),
    }  # fmt: skip
    return render(request, "participants/reviews/place.html", seen)


def step(request: Request, stage: Stage, application: Application, own: list[Review]) -> None:
    """Give, move or take back what the form names; what belongs to another application is not there."""
    by, data = request.user, request.POST
    to = panel_member(stage, whole(data.get("to")))
    review = next((one for one in own if one.pk == whole(data.get("review"))), None)
    despite = data.get("despite") == "1"
    if data.get("step") == "give" and to is not None:
        if review is not None:
            told(request, lambda: reviews.move_review(review, to, by=by, despite=despite), _("Moved; the new reader is told."))
        else:
            told(
                request,
                lambda: reviews.add_review(stage, application, to, by=by, despite=despite),
                _("Given; the reader is told."),
            )
    elif data.get("step") == "remove" and review is not None:
        told(request, lambda: reviews.remove_review(review, by=by), _("Taken back."))
    elif data.get("step") in ("pin", "unpin") and review is not None:
        told(request, lambda: reviews.pin(review, by=by, pinned=data["step"] == "pin"), _("Noted."))
    else:
        raise Http404


def panel_member(stage: Stage, pk: int | None) -> Reviewer | None:
    return queries.active_panel(stage.call).filter(pk=pk).first() if pk else None
