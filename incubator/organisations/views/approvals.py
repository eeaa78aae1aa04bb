"""Platform admins let organisations into the public."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.organisations import actions, queries
from incubator.organisations.forms import RefusalForm
from incubator.organisations.models import Organisation
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page


@require_safe
@guarded("incubator.approve_organisations")
def approvals(request: Request) -> HttpResponse:
    """Organisations that wait, and those refused, oldest first."""
    rows = page(request, queries.to_judge(), order=("-state", "created", "pk"))
    return render(request, "incubator/organisations/approvals.html", {"page": rows})


@require_POST
@guarded("incubator.approve_organisation", Organisation)
def approve(request: Request, organisation: Organisation) -> HttpResponse:
    done = _("%(name)s is approved, its owners are told.") % {"name": organisation}
    told(request, partial(actions.approve, organisation, by=request.user), done)
    return redirect("incubator:desk_approvals")


@guarded("incubator.approve_organisation", Organisation)
def refuse(request: Request, organisation: Organisation) -> HttpResponse:
    """Asks for the reason that the owners will read."""
    form = RefusalForm(request.POST or None)
    if attempt(form, partial(actions.refuse, organisation, by=request.user)):
        return redirect("incubator:desk_approvals")
    context = {"organisation": organisation, "form": form}
    return render(request, "incubator/organisations/refuse.html", context, status=422 if form.errors else 200)
