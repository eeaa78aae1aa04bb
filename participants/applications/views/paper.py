"""The desk types in what came on paper: who, when, where, the scan; then the same form as everybody's."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incubator.access import guarded
from incubator.web.acting import attempt
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.forms import PaperForm
from participants.applications.views.desk import call_of
from programmes.editions.models import Cohort


@guarded("participants.judge_applications", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request, cohort: Cohort) -> HttpResponse:
    call, _calls = call_of(request, cohort)
    if call is None:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None, call=call)

    def act(**given: Any) -> Any:
        given.pop("consent")
        return applications.enter_on_paper(call, by=request.user, **given)

    begun = attempt(form, act)
    if begun is not None:
        messages.success(request, _("Now type in the answers. The form is the same for everybody."))
        return HttpResponseRedirect(f"{reverse('participants:apply', args=[call.slug])}?application={begun.pk}")
    seen = {"cohort": cohort, "call": call, "form": form, "drafts": queries.paper_drafts(call)}
    return render(request, "participants/applications/paper.html", seen, status=422 if form.errors else 200)
