"""A reviewer's own pages: the queue, one application at a time."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.access import guarded, member
from incubator.files.serving import send
from incubator.lib.errors import Refused, Stale
from incubator.web.acting import told
from incubator.web.http import Request
from participants.applications.states import UNDER_REVIEW
from participants.reviews import actions as reviews
from participants.reviews import queries
from participants.reviews.actions.reading import Gone
from participants.reviews.forms import ReasonForm, ReviewForm
from participants.reviews.models import Review
from participants.reviews.queue import shelves
from participants.reviews.severity import is_over, own_severity
from participants.reviews.sheet import File, sheet_of
from participants.reviews.states import OPEN
from participants.reviews.stripping import NotStripped, ending, page_of, stripped
from participants.reviews.talk import talk_for

PAGE = "participants/reviews/review.html"


@member
@require_safe
def queue(request: Request) -> HttpResponse:
    """What I still have to read, stage by stage, and what I have given in; how I scored, once a stage is over."""
    found = shelves(request.user)
    for shelf in found:
        if not shelf.waiting and is_over(shelf.stage):
            reviews.rank(shelf.stage)
            shelf.severity = own_severity(request.user, shelf.stage)
    return render(request, "participants/reviews/queue.html", {"shelves": found})


def page(request: Request, review: Review, form: ReviewForm, status: int = 200, **more: Any) -> HttpResponse:
    stage = review.stage
    context = {
        "review": review,
        "stage": stage,
        "call": stage.call,
        "sheet": sheet_of(review),
        "form": form,
        "open": review.state in OPEN and review.application.state in UNDER_REVIEW,
        "way": queries.way_through(request.user, review),
        "unread": unread_language(review),
        "talk": talk_for(review),
        **more,
    }
    return render(request, PAGE, context, status=status)


def unread_language(review: Review) -> bool:
    """The application is written in a language that this reviewer did not say they read."""
    read = review.reviewer.languages
    return bool(read and review.application.language not in read)


@guarded("participants.write_review", Review)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, review: Review) -> HttpResponse:
    """One application with its rubric."""
    criteria = queries.criteria_of(review.stage)
    if request.method != "POST":
        return page(request, review, ReviewForm(review=review, criteria=criteria))
    form = ReviewForm(request.POST, review=review, criteria=criteria)
    if request.headers.get("Accept") == "application/json":
        return autosave(request, review, form)
    return save(request, review, form)


def autosave(request: Request, review: Review, form: ReviewForm) -> JsonResponse:
    """What the script sends while one writes."""
    if not form.is_valid():
        return JsonResponse({"refused": " ".join(str(error) for errors in form.errors.values() for error in errors)}, status=422)
    try:
        saved = reviews.save_review(review, by=request.user, **form.kept)
    except Stale:
        review.refresh_from_db(fields=["version"])
        return JsonResponse({"stale": review.version}, status=409)
    except Refused as refused:
        return JsonResponse({"refused": str(refused.message)}, status=409)
    return JsonResponse({"version": saved.version})


def save(request: Request, review: Review, form: ReviewForm) -> HttpResponse:
    """The page's own buttons. What was typed is on the page again wherever something is refused."""
    if not form.is_valid():
        return page(request, review, form, 422)
    try:
        step = reviews.give_in if request.POST.get("then") == "submit" else reviews.save_review
        step(review, by=request.user, **form.kept)
    except Stale:
        return again(request, review, form)
    except Gone as gone:
        return render(request, "participants/reviews/gone.html", {"why": gone, "typed": form.cleaned_data}, status=409)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        review.refresh_from_db(fields=["version", "state"])
        review.application.refresh_from_db(fields=["state"])
        return page(request, review, with_version(form, review.version), 409)
    if request.POST.get("then") != "submit":
        messages.success(request, _("Your review is kept as a draft."))
        return redirect("participants:review", review.pk)
    messages.success(request, _("Submitted: %(reference)s.") % {"reference": review.application.reference})
    following = queries.next_in(request.user, review.stage, after=review.pk)
    return redirect("participants:review", following.pk) if following else redirect("participants:reviews")


def again(request: Request, review: Review, form: ReviewForm) -> HttpResponse:
    """Another device wrote first: what was typed here stands in the form, and saving it anew replaces the other."""
    review.refresh_from_db(fields=["version", "state"])
    form.add_error(
        None,
        _(
            "This review was changed on another device meanwhile. Here is what you typed in this window; save it to replace the other."
        ),
    )
    return page(request, review, with_version(form, review.version), 409)


def with_version(form: ReviewForm, version: int) -> ReviewForm:
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["version"] = str(version)
    form.data = data
    return form


@guarded("participants.write_review", Review)
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: Request, review: Review) -> HttpResponse:
    """Handing an application back cannot be taken back, so it is asked on a page of its own."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("Thank you. The application goes to somebody else.")
        told(request, lambda: reviews.declare_conflict(review, by=request.user, reason=reason), done)
        return redirect("participants:reviews")
    return render(request, "participants/reviews/conflict.html", {"review": review, "form": form})


def shown_file(review: Review, number: int) -> File:
    """The file of that number among those the reviewer may open."""
    found = next((one for one in sheet_of(review).files if one.number == number), None)
    if found is None:
        raise Http404
    return found


def handed(request: Request, path: Path, content_type: str, name: str) -> HttpResponseBase:
    """A file under a name of ours; whatever is in it runs nothing here."""
    answer = send(request, path, content_type)
    answer.headers["Content-Disposition"] = content_disposition_header("download" in request.GET, name) or "inline"
    answer.headers["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'"
    )
    return answer


@guarded("participants.write_review", Review)
@require_safe
def file(request: Request, review: Review, number: int) -> HttpResponseBase:
    """A file of the application; in a blind stage a copy that says nothing of its maker. `?shown`: as the page shows it."""
    found = shown_file(review, number)
    stored = found.attachment.stored
    path, content_type = queries.path_of(stored), stored.content_type
    if review.stage.blind or ("shown" in request.GET and found.kind == "image"):
        try:
            path, content_type = stripped(stored, found.kind)
        except NotStripped as why:
            if review.stage.blind:
                raise Http404 from why
    return handed(request, path, content_type, f"{review.application.reference}-{number}{ending(content_type)}")


@guarded("participants.write_review", Review)
@require_safe
def file_page(request: Request, review: Review, number: int, page: int) -> HttpResponseBase:
    """One page of a document as a picture."""
    found = shown_file(review, number)
    if page not in found.pages:
        raise Http404
    try:
        path = page_of(found.attachment.stored, page)
    except NotStripped as why:
        raise Http404 from why
    return handed(request, path, "image/webp", f"{review.application.reference}-{number}-{page}.webp")
