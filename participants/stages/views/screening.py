"""Screening on the desk: the list with steps on several, one application with its checks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.lib.errors import Refused, Stale
from incubator.lib.numbers import whole, wholes
from incubator.web.acting import told
from incubator.web.http import Request
from incubator.web.paging import page as paged
from participants.applications.content import content_of
from participants.applications.models import Application
from participants.applications.views.pages import reasons
from participants.applications.views.reading import own_address, read_through
from participants.stages import actions as stages
from participants.stages import queries
from participants.stages.forms import ManyForm, ScreenForm
from participants.stages.states import Answer, Finding
from participants.stages.views.moving_on import reviews_desk
from programmes.calls.models import Stage
from programmes.calls.states import StageKind

SHELVES = ("open", *Finding.values, "all")


def must_screen(stage: Stage) -> None:
    if stage.kind != StageKind.SCREENING:
        raise Http404


def list_of(stage: Stage, shelf: str = "open") -> str:
    return f"{reverse('participants:screening', args=[*stage.call.cohort.slugs, stage.pk])}?found={shelf}"


def chips(stage: Stage, tally: dict[str, int], shelf: str) -> list[dict[str, Any]]:
    names = {"open": _("not looked at yet"), **dict(Finding.choices), "all": _("all")}
    return [{"text": names[one], "href": list_of(stage, one), "count": tally[one], "current": one == shelf} for one in SHELVES]


@guarded("participants.manage_reviews", Stage)
@require_safe
def listing(request: Request, stage: Stage) -> HttpResponse:
    must_screen(stage)
    shelf = request.GET.get("found", "open")
    shelf = shelf if shelf in SHELVES else "open"
    rows = paged(
        request,
        queries.screened(stage, request.user, "" if shelf == "all" else shelf),
        order=("submitted", "pk"),
        filled=("submitted",),
    )
    tally = queries.tally(stage)
    context = {
        "cohort": stage.call.cohort, "call": stage.call, "stage": stage, "rows": rows, "tally": tally, "shelf": shelf,
        "lines": [(one, queries.found_in(one), reasons(one.eligibility)) for one in rows],
        "chips": chips(stage, tally, shelf), "findings": Finding.choices, "back": reviews_desk(stage),
        "checks": queries.checks_of(stage), "following": queries.next_open(stage, request.user),
        "to_tell": queries.to_rule_out(stage).count(), "done": tally["all"] - tally["open"],
    }  # fmt: skip
    return render(request, "participants/stages/screening.html", context)


def application_in(stage: Stage, user: Any, pk: int) -> Application:
    rows = queries.in_stage(stage).not_of(user).select_related("call__cohort__programme__organisation", "applicant")
    return get_object_or_404(rows, pk=pk)


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, stage: Stage, application: int) -> HttpResponse:
    """One application with the checks beside it; saving goes to the next one not looked at."""
    must_screen(stage)
    row = application_in(stage, request.user, application)
    checks = queries.checks_of(stage)
    if request.method == "POST":
        return _kept(request, stage, row, ScreenForm(request.POST, checks=checks))
    return _page(request, stage, row, ScreenForm(checks=checks, initial=_initial(stage, row)))


def _initial(stage: Stage, row: Application) -> dict[str, Any]:
    held = queries.screening_of(stage, row)
    answers = {f"c-{pk}": answer for pk, answer in queries.answers_of(held).items()}
    return {**answers, "reason": held.reason if held else "", "version": held.version if held else 0}


def _page(request: Request, stage: Stage, row: Application, form: ScreenForm, status: int = 200) -> HttpResponse:
    tally = queries.tally(stage)
    following = queries.next_open(stage, request.user, after=row.pk)
    context = {
        "cohort": stage.call.cohort, "call": stage.call, "stage": stage, "application": row, "form": form,
        "held": queries.screening_of(stage, row), "parts": read_through(content_of(row, stage.call), own_address),
        "reasons": reasons(row.eligibility), "tally": tally, "done": tally["all"] - tally["open"], "back": list_of(stage),
        "following": following, "all_yes": Answer.YES,
    }  # fmt: skip
    return render(request, "participants/stages/screen.html", context, status=status)


def _kept(request: Request, stage: Stage, row: Application, form: ScreenForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, stage, row, form, 422)
    clean = form.cleaned_data
    try:
        found = stages.screen(stage, row, by=request.user, answers=form.answers, reason=clean["reason"], version=clean["version"])
    except Refused as why:
        form.add_error(None, str(why.message))
        if isinstance(why, Stale):
            held = queries.screening_of(stage, row)
            typed = request.POST.copy()
            typed["version"] = str(held.version if held else 0)
            form.data = typed
        return _page(request, stage, row, form, 409)
    said = found.get_finding_display() if found.finding else _("begun")
    messages.success(request, _("%(reference)s: %(finding)s.") % {"reference": row.reference, "finding": said})
    following = queries.next_open(stage, request.user, after=row.pk)
    if following is None:
        return redirect(list_of(stage, "all"))
    return redirect("participants:screen", *stage.call.cohort.slugs, stage.pk, following.pk)


@guarded("participants.manage_reviews", Stage)
@require_POST
def many(request: Request, stage: Stage) -> HttpResponse:
    """The same finding for those that were ticked."""
    must_screen(stage)
    form = ManyForm(request.POST)
    back = list_of(stage, request.POST.get("shelf", "open"))
    if not form.is_valid():
        raise Http404
    ids = wholes(request.POST.getlist("application"))
    rows = list(queries.in_stage(stage).not_of(request.user).filter(pk__in=ids[:1000]).order_by("pk"))
    clean = form.cleaned_data
    done = ngettext("%(n)s application: %(finding)s.", "%(n)s applications: %(finding)s.", len(rows))
    told(
        request,
        lambda: stages.screen_many(stage, rows, clean["finding"], by=request.user, reason=clean["reason"]),
        done % {"n": len(rows), "finding": Finding(clean["finding"]).label},
    )
    return redirect(back)


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def rule_out(request: Request, stage: Stage) -> HttpResponse:
    """Seen before it goes: who is told that they are not eligible, and why."""
    must_screen(stage)
    if request.method == "POST":
        count = whole(request.POST.get("count"))
        done = _("They are told, with the reason, and can object.")
        told(request, lambda: stages.rule_out(stage, by=request.user, count=count), done)
        return redirect(list_of(stage, Finding.NOT_ELIGIBLE))
    rows = list(
        queries.screened(stage, request.user, Finding.NOT_ELIGIBLE).filter(pk__in=queries.to_rule_out(stage).values("pk"))
    )
    context = {
        "cohort": stage.call.cohort, "stage": stage, "lines": [(one, queries.found_in(one)) for one in rows], "count": len(rows),
        "later": queries.waits_for_publication(stage), "back": list_of(stage, Finding.NOT_ELIGIBLE),
        "question": ngettext("Tell %(n)s person that they are not eligible?", "Tell %(n)s people that they are not eligible?", len(rows)) % {"n": len(rows)},
        "consequence": _("Each gets the reason below by mail, in their language, and can object by answering. Who is not told now gets an answer when the decisions are published."),
        "action": _("Tell them"), "tone": "no",
    }  # fmt: skip
    return render(request, "participants/stages/rule_out.html", context)
