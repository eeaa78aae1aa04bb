"""Views of the list that a coordinator keeps under a name."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications.desk_forms import ViewForm
from participants.applications.desk_models import SavedView
from participants.applications.filters import narrowed
from participants.applications.views.desk import call_of
from programmes.editions.models import Cohort


def back_to(request: Request, slugs: list[str], query: str) -> str:
    """The list as it was; which call and cohort says the form."""
    call = request.POST.get("call", "")
    kept = QueryDict(query[:1000], mutable=True)
    kept.pop("call", None)
    address = reverse("participants:desk_applications", args=slugs)
    return f"{address}?{urlencode({'call': call})}&{kept.urlencode()}" if call else f"{address}?{kept.urlencode()}"


@guarded("participants.view_applications", Cohort)
@require_POST
def keep(request: Request, cohort: Cohort) -> HttpResponse:
    """The list's filters and order, as they stand in its address, under a name."""
    call, _calls = call_of(request, cohort)
    if call is None:
        raise Http404
    # What is kept is what the list understood, not what was posted.
    query = narrowed(call, request.user, QueryDict(request.POST.get("query", "")[:1000])).query
    form = ViewForm(request.POST)
    if attempt(form, lambda **said: applications.keep_view(cohort.programme, by=request.user, query=query, **said)) is None:
        seen = {"cohort": cohort, "form": form, "query": query, "call": call, "back": back_to(request, cohort.slugs, query)}
        return render(request, "participants/applications/desk_view.html", seen, status=422)
    messages.success(request, _("The view is kept: you find it above the list."))
    return HttpResponseRedirect(back_to(request, cohort.slugs, query))


@guarded("participants.change_view", SavedView)
@require_POST
def change(request: Request, view: SavedView, cohort: str) -> HttpResponse:
    """A new name, shared or not; or, with the other button, forgotten."""
    slugs = [view.programme.organisation.slug, view.programme.slug, cohort]
    if "forget" in request.POST:
        query = view.query
        told(request, lambda: applications.forget_view(view, by=request.user), _("The view is deleted; the list is as it was."))
        return HttpResponseRedirect(back_to(request, slugs, query))
    form = ViewForm(request.POST)
    done = attempt(form, lambda **said: applications.change_view(view, by=request.user, **said))
    if done is None:
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
    else:
        messages.success(request, _("The view is changed."))
    return HttpResponseRedirect(back_to(request, slugs, view.query))
