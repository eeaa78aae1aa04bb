"""An organisation's places on its desk."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.access import guarded
from incubator.lib.places import country_name
from incubator.organisations.models import Organisation
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from programmes.sites import actions
from programmes.sites.forms import SiteForm, SpaceForm
from programmes.sites.models import Site


def _form(request: Request, form: Any, title: str, organisation: Organisation, *, removable: bool = False) -> HttpResponse:
    context = {"form": form, "title": title, "removable": removable, "back_text": _("Sites")}
    context["back"] = reverse("programmes:sites", args=[organisation.slug])
    return render(request, "programmes/organisation_form.html", context, status=422 if form.errors else 200)


@guarded("programmes.view_sites", Organisation)
def sites(request: Request, organisation: Organisation) -> HttpResponse:
    rows = list(organisation.sites.prefetch_related("spaces"))
    for site in rows:
        site.country_label = country_name(site.country)  # type: ignore[attr-defined]
    return render(request, "programmes/sites/sites.html", {"organisation": organisation, "sites": rows})


@guarded("programmes.edit_site", Organisation)
def new_site(request: Request, organisation: Organisation) -> HttpResponse:
    form = SiteForm(request.POST or None)
    if attempt(form, partial(actions.add_site, organisation, by=request.user)):
        return redirect("programmes:sites", organisation.slug)
    return _form(request, form, _("A new site"), organisation)


@guarded("programmes.edit_site", Site)
def edit_site(request: Request, site: Site) -> HttpResponse:
    form = SiteForm(request.POST or None, instance=site)
    if attempt(form, partial(actions.edit_site, site, by=request.user)):
        return redirect("programmes:sites", site.organisation.slug)
    return _form(request, form, site.name, site.organisation)


@guarded("programmes.edit_site", Site)
def new_space(request: Request, site: Site) -> HttpResponse:
    form = SpaceForm(request.POST or None)
    if attempt(form, partial(actions.add_space, site, by=request.user)):
        return redirect("programmes:sites", site.organisation.slug)
    return _form(request, form, _("A new room at %(site)s") % {"site": site}, site.organisation)


@guarded("programmes.edit_site", Site)
def edit_space(request: Request, site: Site, space: int) -> HttpResponse:
    row = site.spaces.filter(pk=space).first()
    if row is None:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(actions.remove_space, row, by=request.user), _("Removed."))
        return redirect("programmes:sites", site.organisation.slug)
    form = SpaceForm(request.POST or None, instance=row)
    if attempt(form, partial(actions.edit_space, row, by=request.user)):
        return redirect("programmes:sites", site.organisation.slug)
    return _form(request, form, row.name, site.organisation, removable=True)
