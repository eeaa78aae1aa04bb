"""The desk: the list of a call's applications, its figures, its spreadsheet, steps on ticked ones."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.access.registry import allowed
from incubator.web.acting import attempt
from incubator.web.http import Request, template
from incubator.web.paging import page
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.exports import applications_csv
from participants.applications.filters import QUICK, narrowed
from participants.applications.forms import ExcludeForm
from participants.applications.registry import bulk_steps
from participants.applications.states import State
from participants.applications.views.rows import Line, Shelf
from programmes.calls.models import Call
from programmes.editions.models import Cohort


def call_of(request: Request, cohort: Cohort) -> tuple[Call | None, list[Call]]:
    """The call the page is about (the newest, or the one named in the address), and all of the cohort."""
    calls = queries.calls_of(cohort)
    wanted = request.GET.get("call") or request.POST.get("call")
    found = next((call for call in calls if call.slug == wanted), None) if wanted else next(iter(calls), None)
    if wanted and found is None:
        raise Http404
    return found, calls


def strip(call: Call, address: str, state: str, eligible: str) -> list[dict[str, Any]]:
    """Figures that are links; drafts are only counted."""
    found = queries.figures(call)
    base = {"call": call.slug}

    def figure(text: Any, value: int, tone: str = "", **more: str) -> dict[str, Any]:
        here = (state, eligible) == (more.get("state", ""), more.get("eligible", ""))
        return {"text": text, "value": value, "href": f"{address}?{urlencode(base | more)}", "tone": tone, "current": here}

    return [
        figure(pgettext("applications", "Received"), found.received),
        figure(_("Eligible"), found.eligible, "quiet", eligible="yes"),
        figure(_("In review"), found.of(State.IN_REVIEW), "warn", state="in_review"),
        figure(_("Shortlisted"), found.of(State.SHORTLISTED), "info", state="shortlisted"),
        figure(_("Accepted"), found.of(State.ACCEPTED), "ok", state="accepted"),
        figure(_("Confirmed"), found.of(State.CONFIRMED), "ok", state="confirmed"),
        figure(_("Waiting list"), found.of(State.WAITLISTED), "wait", state="waitlisted"),
        figure(_("Not eligible"), found.of(State.INELIGIBLE), "no", state="ineligible"),
        {"text": _("Drafts"), "value": found.of(State.DRAFT)},
    ]  # fmt: skip


@guarded("participants.view_applications", Cohort)
@require_safe
def desk(request: Request, cohort: Cohort) -> HttpResponse:
    """The list: fifty at a time, narrowed and ordered by the address."""
    call, calls = call_of(request, cohort)
    if call is None:
        return render(request, "participants/applications/desk_none.html", {"cohort": cohort})
    filterset = narrowed(call, request.user, request.GET)
    found = page(request, queries.for_list(filterset.qs), order=filterset.order, filled=("submitted",))
    address = reverse("participants:desk_applications", args=cohort.slugs)
    steps = [
        (step, reverse(step.name, args=cohort.slugs)) for step in bulk_steps() if allowed(step.permission, request.user, cohort)
    ]
    seen = {
        "cohort": cohort, "call": call, "calls": calls, "filter": filterset, "page": found, "address": address, "steps": steps,
        "lines": [Line(row, call, filterset.disciplines) for row in found], "quick": QUICK, "keep": {"call": call.slug},
        "query": filterset.query, "in_words": filterset.in_words(), "views": Shelf(request.user, call, filterset.query, address),
        "figures": strip(call, address, request.GET.get("state", ""), request.GET.get("eligible", "")),
    }  # fmt: skip
    return render(request, template(request, "participants/applications/desk.html", "list"), seen)


@guarded("participants.view_applications", Cohort)
@require_safe
def export(request: Request, cohort: Cohort) -> StreamingHttpResponse:
    """What the list shows, whole, as a spreadsheet."""
    call, _calls = call_of(request, cohort)
    if call is None:
        raise Http404
    filterset = narrowed(call, request.user, request.GET)
    rows = filterset.qs.order_by(*filterset.order, "-pk")
    applications.note_export(call, by=request.user, narrowed={name: str(value) for name, value in request.GET.items()})
    answer = StreamingHttpResponse(applications_csv(rows, call, language=get_language() or "fr"), content_type="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slugify(call.slug)}.csv"'
    return answer


@guarded("participants.judge_applications", Cohort)
@require_POST
def exclude(request: Request, cohort: Cohort) -> HttpResponse:
    """Several marked as not eligible: first who is concerned and what each will read, then done."""
    call, _calls = call_of(request, cohort)
    rows = queries.chosen(call, request.user, request.POST.getlist("application")) if call else []
    rows = [row for row in rows if row.state == State.SUBMITTED]
    confirming = "reason" in request.POST
    form = ExcludeForm(request.POST if confirming else None)
    done = attempt(form, lambda reason: applications.mark_all_ineligible(rows, by=request.user, reason=reason))
    if done is not None:
        text = ngettext(
            "%(n)s application is marked as not eligible.", "%(n)s applications are marked as not eligible.", len(done)
        )
        messages.success(request, text % {"n": len(done)})
        return HttpResponseRedirect(reverse("participants:desk_applications", args=cohort.slugs))
    seen = {
        "cohort": cohort,
        "call": call,
        "rows": rows,
        "form": form,
        "post": reverse("participants:exclude_applications", args=cohort.slugs),
    }
    return render(request, "participants/applications/desk_exclude.html", seen)
