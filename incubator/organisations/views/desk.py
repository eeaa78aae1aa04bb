"""The desk's first page, an organisation's own, its settings; making a new one."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from incubator.access import guarded
from incubator.home.registry import sections
from incubator.organisations import actions, queries
from incubator.organisations.forms import OrganisationForm, SettingsForm
from incubator.organisations.models import Organisation
from incubator.web.acting import attempt
from incubator.web.http import Request


@require_safe
@guarded("incubator.open_desk")
def desk(request: Request) -> HttpResponse:
    """The organisations one works for, and what rooms put beside them."""
    context = {
        "organisations": queries.mine(request.user),
        "cards": sections("desk", request.user),
        "waiting": queries.waiting() if request.user.is_staff else 0,
    }
    return render(request, "incubator/organisations/desk.html", context)


@require_safe
@guarded("incubator.view_organisation", Organisation)
def organisation(request: Request, organisation: Organisation) -> HttpResponse:
    """An organisation's own desk page: what rooms have of it."""
    context = {"organisation": organisation, "cards": sections("organisation", organisation)}
    return render(request, "incubator/organisations/organisation.html", context)


@guarded("incubator.edit_organisation", Organisation)
def settings(request: Request, organisation: Organisation) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=organisation)
    if attempt(form, partial(actions.edit, organisation, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("incubator:organisation_settings", organisation.slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "incubator/organisations/settings.html", context, status=422 if form.errors else 200)


@guarded("incubator.create_organisation")
def new(request: Request) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if made := attempt(form, partial(actions.create, by=request.user)):
        messages.success(request, _("The organisation is there. Its pages become public once the platform has approved it."))
        return redirect("incubator:desk_organisation", made.slug)
    return render(request, "incubator/organisations/new.html", {"form": form}, status=422 if form.errors else 200)
