"""Works as their authors put them together. Editors change a work on the same pages."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded, member
from incubator.files.resumable import actions as uploads
from incubator.files.resumable.queries import unfinished
from incubator.lib.errors import Refused
from incubator.lib.numbers import whole
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from showcase.media.models import Asset
from showcase.works import actions, queries
from showcase.works.checklist import FESTIVAL, checklist
from showcase.works.forms import (
    AssetForm,
    EmbargoForm,
    LinkForm,
    NeedFormSet,
    NewWorkForm,
    RecognitionFormSet,
    UploadForm,
    WorkForm,
    credit_formset,
    credit_rows,
    moved,
)
from showcase.works.models import Work, WorkAsset
from showcase.works.page import context_of
from showcase.works.receiving import holder_of
from showcase.works.roles import ROLES
from showcase.works.rules import may_edit

BAD = 422


@member
def my_works(request: Request) -> HttpResponse:
    works = list(queries.mine(request.user))
    queries.with_renditions(work.cover for work in works)
    can = queries.projects_of(request.user).exists()
    return render(request, "showcase/works/my_works.html", {"works": works, "can_propose": can})


@member
def propose(request: Request) -> HttpResponse:
    """A draft begins with its title; only people with a project begin one."""
    projects = queries.projects_of(request.user)
    if not projects.exists():
        raise Http404
    form = NewWorkForm(request.POST or None, projects=projects)
    if made := attempt(form, partial(_draft, request)):
        return redirect("showcase:edit_work", made.slug)
    return render(request, "showcase/works/propose.html", {"form": form}, status=BAD if form.errors else 200)


def _draft(request: Request, project: Any, **fields: Any) -> Work:
    return actions.draft(project, by=request.user, **fields)


def _shown(request: Request, work: Work, page: str, **more: Any) -> HttpResponse:
    """One page of a work, with the steps beside it."""
    points = checklist(work)
    context = {"work": work, "points": points, "steps": steps_of(work, points, page), "can_edit": may_edit(request.user, work)}
    form = more.get("form")
    status = BAD if form is not None and form.errors else 200
    return render(request, f"showcase/works/{page}.html", context | more, status=status)


def steps_of(work: Work, points: list[Any], current: str) -> list[dict[str, Any]]:
    """Pages of a work with what is done of each, for the steps component."""
    pages = (
        ("texts", "edit_work", _("Texts and facts")), ("media", "work_media", _("Pictures, film, sound")),
        ("credits", "work_credits", _("Credits")), ("needs", "work_needs", _("What it is looking for")),
        ("honours", "work_honours", _("Where it was shown")), ("release", "work_release", _("When it is seen")),
    )  # fmt: skip
    points = [point for point in points if point.level != FESTIVAL]
    return [
        {
            "text": text,
            "href": reverse(f"showcase:{route}", args=[work.slug]),
            "done": sum(point.done for point in points if point.part == part),
            "total": sum(point.part == part for point in points),
            "current": route == current,
        }
        for part, route, text in pages
    ]


@guarded("showcase.view_work", Work)
def my_work(request: Request, work: Work) -> HttpResponse:
    """Where the work stands and what is missing."""
    return _shown(request, work, "my_work")


@guarded("showcase.view_work", Work)
def preview(request: Request, work: Work) -> HttpResponse:
    """As the world would see it."""
    return render(request, "showcase/works/preview.html", context_of(work))


@guarded("showcase.edit_work", Work)
def edit(request: Request, work: Work) -> HttpResponse:
    form = WorkForm(request.POST or None, instance=work, cohort=work.cohort)
    if attempt(form, partial(actions.edit, work, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("showcase:work_media" if "next" in request.POST else "showcase:my_work", work.slug)
    return _shown(request, work, "edit_work", form=form)


@guarded("showcase.edit_work", Work)
def work_credits(request: Request, work: Work) -> HttpResponse:
    """Names in their order; each button keeps what is typed in the other rows."""
    before = list(work.credits.select_related("creator"))
    formset = credit_formset(work, before, request.POST or None)
    if request.method == "POST" and formset.is_valid():
        rows = moved(credit_rows(formset, before), request.POST)
        stays = bool({"more", "up", "down"} & {*request.POST})
        if told(request, partial(actions.set_credits, work, rows, by=request.user), "" if stays else _("Saved.")):
            return redirect("showcase:work_credits" if stays else "showcase:my_work", work.slug)
    return _shown(request, work, "work_credits", formset=formset, known_roles=ROLES)


@require_POST
@member
def link_credit(request: Request, slug: str) -> HttpResponse:
    """Whether the credits of a work lead to one's page."""
    found = queries.credited(request.user, slug)
    if found is None:
        raise Http404
    agrees = request.POST.get("agrees") == "1"
    said = _("Your name leads to your page there.") if agrees else _("Your name stands there without a link now.")
    told(request, partial(actions.link_credit, *found, agrees, by=request.user), said)
    return redirect("showcase:my_creator")


@guarded("showcase.edit_work", Work)
def work_needs(request: Request, work: Work) -> HttpResponse:
    """What it is looking for, the most pressing first."""
    formset = NeedFormSet(request.POST or None, initial=work.needs)
    if request.method == "POST" and formset.is_valid():
        rows = moved([data for data in formset.cleaned_data if data.get("what")], request.POST)
        stays = bool({"more", "up", "down"} & {*request.POST})
        if told(request, partial(actions.set_needs, work, rows, by=request.user), "" if stays else _("Saved.")):
            return redirect("showcase:work_needs" if stays else "showcase:my_work", work.slug)
    return _shown(request, work, "work_needs", formset=formset)


FACTS = ("kind", "title", "place", "country", "date", "proof")


@guarded("showcase.edit_work", Work)
def work_honours(request: Request, work: Work) -> HttpResponse:
    """Selections, prizes, screenings; those which the thread has verified stand beside."""
    initial = [{name: getattr(row, name) for name in FACTS} for row in queries.recognitions_of(work)]
    formset = RecognitionFormSet(request.POST or None, initial=initial)
    if request.method == "POST" and formset.is_valid():
        rows = [{name: data[name] for name in FACTS} for data in formset.cleaned_data if data.get("title")]
        if told(request, partial(actions.set_recognitions, work, rows, by=request.user), _("Saved.")):
            return redirect("showcase:work_honours" if "more" in request.POST else "showcase:my_work", work.slug)
    return _shown(request, work, "work_honours", formset=formset, honours=queries.honours(work))


@guarded("showcase.enlist_work", Work)
def work_release(request: Request, work: Work) -> HttpResponse:
    """When it is seen, and by whom it is found."""
    form = EmbargoForm(request.POST or None, work)
    if attempt(form, partial(actions.hold_back, work, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("showcase:my_work", work.slug)
    return _shown(request, work, "work_release", form=form)


@require_POST
@guarded("showcase.enlist_work", Work)
def enlist(request: Request, work: Work) -> HttpResponse:
    on = request.POST.get("listed") == "1"
    done = _("It is found on the walls.") if on else _("Only who has its address finds it now.")
    told(request, partial(actions.enlist, work, on, by=request.user), done)
    return redirect("showcase:work_release", work.slug)


@guarded("showcase.edit_work", Work)
def work_media(request: Request, work: Work) -> HttpResponse:
    """The files of a work; more are added here. The script sends them piece by piece, and asks for the list alone."""
    holder = holder_of(work)
    key = request.POST.get("finished") or request.POST.get("drop")
    form = UploadForm(None if key else request.POST or None, request.FILES or None)
    refusals: list[str] = []
    if key and "drop" in request.POST:
        uploads.drop(holder, key)
    elif key and (refusal := uploads.fate(holder, key)):
        refusals.append(refusal)
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["upload"]:
            try:
                actions.add_asset(work, file, by=request.user)
            except Refused as why:
                refusals.append(str(why))
        work.refresh_from_db()
        if not refusals and not request.headers.get("X-Upload"):
            return redirect("showcase:work_media", work.slug)
    waiting = unfinished(holder, request.user)
    context = {"places": queries.places_of(work), "upload": form, "refusals": refusals, "waiting": waiting, "link": LinkForm()}
    if request.headers.get("X-Upload"):
        shown = context | {"work": work, "can_edit": True}
        return render(request, "showcase/works/_files.html", shown, status=BAD if refusals else 200)
    return _shown(request, work, "work_media", **context)


@guarded("showcase.edit_work", Work)
def work_link(request: Request, work: Work) -> HttpResponse:
    """Something of the work that lies elsewhere."""
    form = LinkForm(request.POST or None)
    if attempt(form, partial(actions.add_link, work, by=request.user)):
        return redirect("showcase:work_media", work.slug)
    return _shown(request, work, "work_link", form=form)


def _own(work: Work, asset: int) -> WorkAsset:
    found = queries.place_of(work, asset)
    if found is None:
        raise Http404
    return found


@guarded("showcase.edit_work", Work)
def work_asset(request: Request, work: Work, asset: int) -> HttpResponse:
    """One file: its words, what it is for, its place as cover with the colour of the stage, or away with it."""
    place = _own(work, asset)
    found = place.asset
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(actions.remove_asset, work, found, by=request.user), _("Removed. The original is kept with you."))
        return redirect("showcase:work_media", work.slug)
    form = AssetForm(request.POST or None, instance=place)
    if attempt(form, partial(_describe, request, work, found)):
        return redirect("showcase:work_media", work.slug)
    return _shown(request, work, "work_asset", form=form, asset=found)


def _describe(request: Request, work: Work, asset: Asset, alt: Any, **place: Any) -> Asset:
    if "by" in place:
        place["author"] = place.pop("by")
    if place:
        actions.place_asset(work, asset, by=request.user, **place)
    if request.POST.get("cover"):
        actions.set_cover(work, asset, by=request.user, stage=request.POST.get("stage", ""))
    return actions.describe(work, asset, by=request.user, alt=alt)


@require_POST
@guarded("showcase.edit_work", Work)
def order(request: Request, work: Work) -> HttpResponse:
    """Moves one file a step up or down."""
    keys = [place.asset_id for place in queries.places_of(work)]
    moved = whole(request.POST.get("up") or request.POST.get("down"))
    if moved in keys:
        at = keys.index(moved)
        keys.insert(max(at - 1, 0) if "up" in request.POST else at + 1, keys.pop(at))
        told(request, partial(actions.order_assets, work, keys, by=request.user))
    return redirect("showcase:work_media", work.slug)


@require_POST
@guarded("showcase.submit_work", Work)
def submit(request: Request, work: Work) -> HttpResponse:
    told(request, partial(actions.submit, work, by=request.user), _("Proposed. The editors look at it now; they write to you."))
    return redirect("showcase:my_work", work.slug)
