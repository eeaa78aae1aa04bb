"""The desk opens sections of sent applications again: of one, of ticked ones, with a look at who is concerned first."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from incubator.access import guarded
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.actions.opening import why_not
from participants.applications.forms import OpeningForm, UntilForm
from participants.applications.models import Application, Opening
from participants.applications.states import Why
from participants.applications.views.desk import call_of
from participants.applications.views.dossier import address_of
from programmes.calls.models import Call
from programmes.editions.models import Cohort


def _sorted_out(rows: list[Application], why: str) -> tuple[list[Application], list[tuple[Application, Any]]]:
    """Those that can be opened for a reason, and the others with the reason why not."""
    running = queries.running_openings(rows)
    verdicts = [(row, why_not(row, why, running.get(row.pk))) for row in rows]
    return [row for row, no in verdicts if not no], [(row, no) for row, no in verdicts if no]


def _page(request: Request, call: Call, rows: list[Application], *, post: str, back: str) -> HttpResponse:
    """First who is concerned and what each will read, then done; all or none."""
    confirming = "why" in request.POST
    form = OpeningForm(request.POST if confirming else None, call=call, rows=rows)
    why = form["why"].value() or Why.MORE
    able, others = _sorted_out(rows, why)
    done = attempt(form, lambda **_data: applications.open_all_again(able, by=request.user, **form.given())) if able else None
    if done is not None:
        text = ngettext("%(n)s application is open again; its applicant is told.",
                        "%(n)s applications are open again; their applicants are told.", len(done))  # fmt: skip
        messages.success(request, text % {"n": len(done)})
        return HttpResponseRedirect(back)
    seen = {"call": call, "cohort": call.cohort, "form": form, "rows": rows, "able": able, "others": others, "post": post,
            "back": back, "second": why == Why.SECOND}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "participants/applications/open_again.html", seen, status=status)


@guarded("participants.judge_applications", Cohort)
@require_POST
def open_many(request: Request, cohort: Cohort) -> HttpResponse:
    call, _calls = call_of(request, cohort)
    if call is None:
        raise Http404
    rows = queries.chosen(call, request.user, request.POST.getlist("application"))
    for row in rows:
        row.call = call
    home = reverse("participants:desk_applications", args=cohort.slugs)
    return _page(
        request, call, rows, post=reverse("participants:open_applications", args=cohort.slugs), back=f"{home}?call={call.slug}"
    )


@guarded("participants.judge_application", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: Request, application: Application) -> HttpResponse:
    post = reverse("participants:open_application", args=[*application.call.cohort.slugs, application.reference])
    return _page(request, application.call, [application], post=post, back=address_of(application))


@guarded("participants.judge_application", Application)
@require_POST
def change(request: Request, application: Application, opening: int) -> HttpResponse:
    """Another date, or closed now."""
    found: Opening | None = queries.opening_of(application)
    if found is None or found.pk != opening:
        raise Http404
    if "close" in request.POST:
        told(request, partial(applications.close_opening, found, by=request.user), _("Closed; the applicant is told."))
        return HttpResponseRedirect(address_of(application))
    form = UntilForm(request.POST, call=application.call)
    if form.is_valid():
        act = partial(applications.move_opening, found, by=request.user, closes=form.cleaned_data["closes"])
        told(request, act, _("The new date stands; the applicant is told."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return HttpResponseRedirect(address_of(application))
