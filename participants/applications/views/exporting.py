"""Exports of the list: at once as CSV, or made by a job while one does something else."""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.files.serving import send
from incubator.web.acting import told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import desk_queries as queries
from participants.applications.desk_models import Export
from participants.applications.filters import ApplicationFilter, narrowed
from participants.applications.states import UNFINISHED, ExportKind, ExportState
from participants.applications.views.desk import call_of
from programmes.calls.models import Call
from programmes.editions.models import Cohort

SHOWN = 20
CONTENT_TYPES = {
    ExportKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportKind.ZIP: "application/zip",
}


def unfit(filterset: ApplicationFilter) -> bool:
    """A filter that is not understood narrows nothing: what leaves the product must not be more than was asked for."""
    return not filterset.form.is_valid()


def exports_address(call: Call, query: str = "") -> str:
    kept = QueryDict(query, mutable=True)
    kept["call"] = call.slug
    return f"{reverse('participants:exports', args=call.cohort.slugs)}?{kept.urlencode()}"


def row_of(export: Export) -> dict[str, Any]:
    """An export with what can be done with it."""
    slugs = [*export.call.cohort.slugs, export.pk]
    return {
        "export": export,
        "poll": reverse("participants:export_progress", args=slugs) if export.state in UNFINISHED else "",
        "fetch": reverse("participants:fetch_export", args=slugs) if export.state == ExportState.READY else "",
        "cancel": reverse("participants:cancel_export", args=slugs) if export.state in UNFINISHED else "",
    }


@guarded("participants.export_applications", Cohort)
@require_safe
def exports(request: Request, cohort: Cohort) -> HttpResponse:
    """What one can have of the list as it is narrowed now, and what one asked for before."""
    call, _calls = call_of(request, cohort)
    if call is None:
        raise Http404
    filterset = narrowed(call, request.user, request.GET)
    found = filterset.qs if not unfit(filterset) else filterset.qs.none()
    files, size = queries.weight_of(found)
    list_address = reverse("participants:desk_applications", args=cohort.slugs)
    seen = {
        "cohort": cohort, "call": call, "number": found.count(), "files": files, "size": size, "query": filterset.query,
        "in_words": filterset.in_words(), "back": f"{list_address}?call={call.slug}&{filterset.query}",
        "csv": f"{reverse('participants:export_applications', args=cohort.slugs)}?call={call.slug}&{filterset.query}",
        "make": reverse("participants:make_export", args=cohort.slugs),
        "rows": [row_of(export) for export in queries.exports_of(call, request.user)[:SHOWN]],
    }  # fmt: skip
    return render(request, "participants/applications/desk_exports.html", seen)


@guarded("participants.export_applications", Cohort)
@require_POST
def make(request: Request, cohort: Cohort) -> HttpResponse:
    """Ask for one; its progress shows on the page of exports."""
    call, _calls = call_of(request, cohort)
    kind = request.POST.get("kind", "")
    if call is None or kind not in ExportKind.values:
        raise Http404
    filterset = narrowed(call, request.user, QueryDict(request.POST.get("query", "")[:1000]))
    if unfit(filterset):
        raise Http404
    language = get_language() or "fr"
    told(
        request,
        lambda: applications.request_export(call, by=request.user, kind=kind, query=filterset.query, language=language),
        _("It is in the making. You may leave this page: it will be here."),
    )
    return HttpResponseRedirect(exports_address(call, filterset.query))


@guarded("participants.fetch_export", Export)
@require_safe
def progress(request: Request, export: Export) -> HttpResponse:
    """One export as it stands, asked for again and again by the page while it is in the making."""
    if not request.htmx:
        return HttpResponseRedirect(exports_address(export.call, export.query))
    return render(request, "participants/applications/_export.html", {"row": row_of(export)})


@guarded("participants.fetch_export", Export)
@require_POST
def cancel(request: Request, export: Export) -> HttpResponse:
    told(request, lambda: applications.cancel_export(export, by=request.user))
    return HttpResponseRedirect(exports_address(export.call, export.query))


@guarded("participants.fetch_export", Export)
@require_safe
def fetch(request: Request, export: Export) -> HttpResponseBase:
    """The file, for who asked for it and only as long as they coordinate; back to the exports where it is gone."""
    if export.state != ExportState.READY or export.stored is None:
        return HttpResponseRedirect(exports_address(export.call, export.query))
    answer = send(request, Path(export.stored.file.path), CONTENT_TYPES[ExportKind(export.kind)])
    answer.headers["Content-Disposition"] = content_disposition_header(True, export.stored.name) or "attachment"
    return answer
