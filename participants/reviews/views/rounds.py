"""The calibration round: the coordinator's page with names, the reader's with their own score against the spread."""

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.access import guarded, member
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.reviews import actions as reviews
from participants.reviews.differences import for_desk, for_reader, progress_of, round_of, seen_by
from participants.reviews.models import Round
from participants.reviews.round_forms import RoundForm, WordsForm
from participants.reviews.views.desk import desk_of
from participants.stages.queries import in_stage
from programmes.calls.models import Stage
from programmes.calls.states import StageKind


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def round_page(request: Request, stage: Stage) -> HttpResponse:
    if stage.kind == StageKind.SCREENING:
        raise Http404
    found = round_of(stage)
    if found is None:
        return _new(request, stage)
    found.stage = stage
    return _steps(request, stage, found) if request.method == "POST" else _shown(request, stage, found)


def _new(request: Request, stage: Stage) -> HttpResponse:
    """Choose two or three; chance chooses where asked."""
    rows = in_stage(stage).not_of(request.user).order_by("title", "pk")
    if "chance" in request.GET:
        ids = list(rows.values_list("pk", flat=True))
        ticked = secrets.SystemRandom().sample(ids, min(3, len(ids)))
        form = RoundForm(rows=rows, initial={"applications": ticked})
    else:
        form = RoundForm(request.POST or None, rows=rows)
    if attempt(form, lambda applications, counting: reviews.open_round(stage, [int(one) for one in applications], by=request.user, counting=counting)):  # fmt: skip
        return redirect("participants:review_round", *stage.call.cohort.slugs, stage.pk)
    context = {"cohort": stage.call.cohort, "call": stage.call, "stage": stage, "form": form, "back": desk_of(stage.call, stage)}
    return render(request, "participants/reviews/round_new.html", context, status=422 if form.errors else 200)


def _shown(request: Request, stage: Stage, found: Round) -> HttpResponse:
    context = {
        "cohort": stage.call.cohort, "call": stage.call, "stage": stage, "round": found, "parts": for_desk(found),
        "progress": progress_of(found), "form": WordsForm(initial={"counting": found.counting, "words": found.words}),
        "criteria": list(stage.criteria.asked()), "back": desk_of(stage.call, stage),
    }  # fmt: skip
    return render(request, "participants/reviews/round.html", context)


def _steps(request: Request, stage: Stage, found: Round) -> HttpResponse:
    """Keep the words, close, open again, give it to those who joined: one of the page's buttons."""
    step = request.POST.get("step", "")
    form = WordsForm(request.POST)
    if step in ("keep", "close") and form.is_valid():
        told(request, lambda: reviews.edit_round(found, by=request.user, **form.cleaned_data), "" if step == "close" else _("Kept."))  # fmt: skip
    if step == "close":
        told(request, lambda: reviews.close_round(found, by=request.user), _("The round is over: the reading is open."))
    elif step == "reopen":
        told(request, lambda: reviews.reopen_round(found, by=request.user), _("The round is open again."))
    elif step == "extend":
        told(request, lambda: reviews.extend_round(found, by=request.user), _("Whoever joined the panel has the round too."))
    return redirect("participants:review_round", *stage.call.cohort.slugs, stage.pk)


@member
@require_safe
def own_round(request: Request, stage: int) -> HttpResponse:
    """Where one's own scores stand in the spread; of each application once one's own review of it is in."""
    found = seen_by(request.user, stage)
    if found is None:
        raise Http404
    context = {"round": found, "stage": found.stage, "call": found.stage.call, "parts": for_reader(found, request.user)}
    return render(request, "participants/reviews/own_round.html", context)
