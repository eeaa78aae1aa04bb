"""Discussions: of the readers on their review's page, of the coordinators on the desk's page of an application."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.web.acting import told
from incubator.web.http import Request
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews import queries
from participants.reviews.forms import AmendForm, RemarkForm, ReviewForm
from participants.reviews.models import Review
from participants.reviews.talk import talk_for
from participants.reviews.views.member import page


@guarded("participants.write_review", Review)
@require_POST
def remark(request: Request, review: Review) -> HttpResponse:
    """A reader's remark. What was typed is on the page again wherever it is refused."""
    talk = talk_for(review)
    if talk is None:
        raise Http404
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            reviews.remark(talk.discussion, by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error(None, str(why.message))
        else:
            messages.success(request, _("Your remark is there; the other readers are told."))
            return redirect(f"{request.path.removesuffix('discussion/')}#discussion")
    rubric = ReviewForm(review=review, criteria=queries.criteria_of(review.stage))
    return page(request, review, rubric, 422, remark_form=form)


@guarded("participants.write_review", Review)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: Request, review: Review) -> HttpResponse:
    """Change one's own scores while the application is discussed."""
    talk = talk_for(review)
    if talk is None:
        raise Http404
    form = AmendForm(request.POST or None, review=review, criteria=queries.criteria_of(review.stage))
    if form.is_bound and form.is_valid():
        try:
            reviews.amend_review(review, by=request.user, **form.kept)
        except Refused as why:
            form.add_error(None, str(why.message))
        else:
            messages.success(request, _("Your scores are changed; what they were stays beside them."))
            return redirect(f"{request.path.removesuffix('amend/')}#discussion")
    context = {"review": review, "stage": review.stage, "call": review.stage.call, "form": form, "talk": talk}
    return render(request, "participants/reviews/amend.html", context, status=422 if form.errors else 200)


@guarded("participants.discuss_application", Application)
@require_POST
def on_desk(request: Request, application: Application) -> HttpResponse:
    """A coordinator's step: have its readers talk, write into it, give it to a further reader."""
    stage = queries.stage_asked(application, request.POST.get("stage", ""))
    if stage is None:
        raise Http404
    steps: dict[str, tuple[Any, str]] = {
        "discuss": (
            lambda: reviews.ask_for_discussion(stage, application, by=request.user),
            _("Its readers are asked to discuss it."),
        ),
        "remark": (lambda: write(request, stage, application), _("Your remark is there; the other readers are told.")),
        "further": (lambda: give(request, stage, application), _("Given to a further reader, who is told.")),
    }
    step, done = steps.get(request.POST.get("step", ""), (None, ""))
    if step is None:
        raise Http404
    told(request, step, done)
    return redirect("participants:desk_application", *application.call.cohort.slugs, application.reference)


def write(request: Request, stage: Any, application: Application) -> None:
    discussion = queries.discussion_on(stage, application)
    if discussion is None:
        raise Refused(_("Nobody discusses this application yet. Ask for it first."))
    reviews.remark(discussion, by=request.user, text=request.POST.get("text", ""))


def give(request: Request, stage: Any, application: Application) -> None:
    reviewer = queries.seat_asked(application, request.POST.get("reviewer", ""))
    if reviewer is None:
        raise Refused(_("Choose somebody of the panel."))
    reviews.add_review(stage, application, reviewer, by=request.user)
