"""The reviews' desk: the panel, the assignment, how far the reading is."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.reviews import actions as reviews
from participants.reviews import queries
from participants.reviews.forms import ReviewerForm
from participants.reviews.models import Review, Reviewer
from participants.stages.queries import at_work, path_of
from participants.stages.registry import doors_of
from programmes.calls.models import Call, Stage
from programmes.editions.models import Cohort


def desk_of(call: Call, stage: Stage | None = None) -> str:
    """Address of the desk for a call and stage."""
    home = reverse("participants:desk_reviews", args=call.cohort.slugs)
    return f"{home}?call={call.slug}&stage={stage.pk}" if stage else f"{home}?call={call.slug}"


def chosen(request: Request, cohort: Cohort) -> tuple[list[Call], Call | None, list[Stage], Stage | None]:
    """The cohort's calls and the one asked for (else the newest), its stages and the one asked for (else the one at work)."""
    calls = queries.calls_of(cohort)
    call = next((one for one in calls if one.slug == request.GET.get("call")), calls[0] if calls else None)
    stages = queries.stages_of(call) if call else []
    stage = next((one for one in stages if str(one.pk) == request.GET.get("stage")), None) or at_work(stages)
    return calls, call, stages, stage


@guarded("participants.manage_reviews", Cohort)
@require_safe
def home(request: Request, cohort: Cohort) -> HttpResponse:
    calls, call, stages, stage = chosen(request, cohort)
    context: dict[str, Any] = {"cohort": cohort, "calls": calls, "call": call, "stages": stages, "stage": stage}
    if call is not None:
        context["call_tabs"] = [{"text": str(one.title), "href": desk_of(one), "current": one == call} for one in calls]
        context["stage_tabs"] = [{"text": str(one), "href": desk_of(call, one), "current": one == stage} for one in stages]
        context["panel"] = list(queries.panel(call, stage))
        context["ties"] = queries.ties_counted(call, request.user)
    if stage is not None:
        context["path"] = [(one, on, barred, desk_of(call, one)) for one, on, barred in path_of(stage)] if call else []
        context["doors"] = doors_of(stage)
        context["progress"] = queries.progress(stage)
        context["run"] = queries.runs_of(stage).first()
    return render(request, "participants/reviews/desk.html", context)


def call_asked(request: Request, cohort: Cohort) -> Call:
    _calls, call, _stages, _stage = chosen(request, cohort)
    if call is None:
        raise Http404
    return call


def form_page(request: Request, cohort: Cohort, form: Any, title: str, **more: Any) -> HttpResponse:
    context = {"cohort": cohort, "form": form, "title": title, **more}
    return render(request, "participants/reviews/desk_form.html", context, status=422 if form.errors else 200)


@guarded("participants.manage_reviews", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def new_reviewer(request: Request, cohort: Cohort) -> HttpResponse:
    call = call_asked(request, cohort)
    form = ReviewerForm(request.POST or None, call=call, disciplines=queries.disciplines_of(call))
    if attempt(form, lambda **clean: reviews.add_reviewer(call, by=request.user, **clean)):
        return redirect(desk_of(call))
    return form_page(request, cohort, form, _("A new reviewer"), back=desk_of(call))


@guarded("participants.manage_reviews", Reviewer)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_reviewer(request: Request, reviewer: Reviewer) -> HttpResponse:
    call = reviewer.call
    if request.method == "POST" and "remove" in request.POST:
        done = _("%(name)s is off the panel. What was not submitted can be given to others.") % {"name": reviewer}
        told(request, lambda: reviews.remove_reviewer(reviewer, by=request.user), done)
        return redirect(desk_of(call))
    if request.method == "POST" and "back" in request.POST:
        told(request, lambda: reviews.add_reviewer(call, by=request.user, person=reviewer.person), _("Back on the panel."))
        return redirect(desk_of(call))
    form = ReviewerForm(request.POST or None, call=call, reviewer=reviewer, disciplines=queries.disciplines_of(call))
    if attempt(form, lambda **clean: reviews.edit_reviewer(reviewer, by=request.user, **clean)):
        return redirect(desk_of(call))
    given = queries.given_to(reviewer, request.user)
    return form_page(request, call.cohort, form, str(reviewer), reviewer=reviewer, given=given, back=desk_of(call))


@guarded("participants.manage_reviews", Review)
@require_POST
def change(request: Request, review: Review) -> HttpResponse:
    """One review on the desk: pin, unpin, take back, open again."""
    steps: dict[str, tuple[Any, str]] = {
        "pin": (lambda: reviews.pin(review, by=request.user), _("Pinned: later assignments leave it.")),
        "unpin": (lambda: reviews.pin(review, by=request.user, pinned=False), _("No longer pinned.")),
        "remove": (lambda: reviews.remove_review(review, by=request.user), _("Taken back.")),
        "reopen": (lambda: reviews.reopen_review(review, by=request.user), _("Open again; the reviewer is told.")),
    }
    step, done = steps.get(request.POST.get("step", ""), (None, ""))
    if step is None:
        raise Http404
    told(request, step, done)
    return redirect("participants:edit_reviewer", *review.stage.call.cohort.slugs, review.reviewer_id)
