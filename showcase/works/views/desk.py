"""Works of a cohort, for its editors: look, publish, send back, take down, put on the front page."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.access.registry import allowed
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.editions.models import Cohort
from showcase.works import actions, queries
from showcase.works.checklist import checklist, missing
from showcase.works.forms import NoteForm
from showcase.works.models import Work
from showcase.works.page import context_of
from showcase.works.states import State

PAGE = 30


@guarded("showcase.view_works", Cohort)
def works(request: Request, cohort: Cohort) -> HttpResponse:
    """The cohort's works, those that wait for an editor first unless a state is asked for."""
    state = request.GET.get("state", "")
    rows = queries.of_cohort(cohort, state if state in State.values else "")
    counts = queries.states_of(cohort)
    shown = page(request, rows, order=("-created", "-pk"), size=PAGE)
    queries.with_renditions(work.cover for work in shown)
    context = {"cohort": cohort, "page": shown, "figures": _figures(counts, state)}
    return render(request, "showcase/works/desk_works.html", context)


TONES = {State.SUBMITTED: "warn", State.PUBLISHED: "ok", State.RETURNED: "wait"}


def _figures(counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    return [
        {"text": str(state.label), "value": counts.get(state.value, 0), "href": f"?state={state.value}",
         "tone": TONES.get(state, ""), "current": current == state.value}
        for state in State
    ]  # fmt: skip


def _back(work: Work) -> HttpResponse:
    return redirect("showcase:desk_work", *_slugs(work))


def _slugs(work: Work) -> tuple[str, ...]:
    return (*(work.cohort.slugs if work.cohort else ()), work.slug)


def _shown(request: Request, work: Work, form: NoteForm) -> HttpResponse:
    points = checklist(work)
    context = context_of(work) | {
        "cohort": work.cohort,
        "points": points,
        "waits": any(point.waiting for point in points),
        "form": form,
        "can_publish": allowed("showcase.publish_work", request.user, work),
        "can_edit": allowed("showcase.edit_work", request.user, work),
        "back": [{"text": _("Works"), "href": reverse("showcase:desk_works", args=_slugs(work)[:-1])}],
    }
    return render(request, "showcase/works/desk_work.html", context, status=422 if form.errors else 200)


@guarded("showcase.view_works", Work)
def work(request: Request, work: Work) -> HttpResponse:
    """One work as the public would see it, with what an editor may do."""
    return _shown(request, work, NoteForm())


@require_POST
@guarded("showcase.publish_work", Work)
def publish(request: Request, work: Work) -> HttpResponse:
    """At once, or as soon as the last file is prepared."""
    waits = any(point.waiting for point in missing(work))
    done = _("It is published as soon as its files are prepared.") if waits else _("Published. It is on the wall now.")
    told(request, partial(actions.publish_when_ready, work, by=request.user), done)
    return _back(work)


@require_POST
@guarded("showcase.publish_work", Work)
def send_back(request: Request, work: Work) -> HttpResponse:
    form = NoteForm(request.POST)
    if attempt(form, partial(actions.send_back, work, by=request.user)):
        return _back(work)
    return _shown(request, work, form)


@guarded("showcase.unpublish_work", Work)
def unpublish(request: Request, work: Work) -> HttpResponse:
    """Asked before: what is taken down is gone for everyone who has its address."""
    if request.method == "POST":
        take_down = partial(actions.unpublish, work, by=request.user, note=request.POST.get("note", ""))
        told(request, take_down, _("Taken down. Texts and files are kept."))
        return _back(work)
    context = {
        "question": _("Take down “%(title)s”?") % {"title": work.title},
        "consequence": _("Its page and its files are gone for everyone at once. It can be published again later."),
        "action": _("Take it down"),
        "back": reverse("showcase:desk_work", args=_slugs(work)),
        "tone": "no",
    }
    return render(request, "showcase/works/unpublish.html", context)


@require_POST
@guarded("showcase.feature_work", Work)
def feature(request: Request, work: Work) -> HttpResponse:
    on = request.POST.get("featured") == "1"
    done = _("It leads the front page now.") if on else _("It is not on the front page any more.")
    told(request, partial(actions.feature, work, by=request.user, featured=on), done)
    return _back(work)
