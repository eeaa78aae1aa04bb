"""Partners of a programme on the desk."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.home.registry import sections
from incubator.web.acting import attempt, told
from incubator.web.arranging import rearranged
from incubator.web.http import Request
from incubator.web.notices import undoable
from programmes.editions.models import Programme
from programmes.partners import actions, queries
from programmes.partners.forms import JoiningForm, PartnershipForm
from programmes.partners.models import Partnership


def _slugs(programme: Programme) -> tuple[str, str]:
    return programme.organisation.slug, programme.slug


def _join(programme: Programme, by: Any, data: dict[str, Any]) -> Partnership:
    """The known partner, or a new one, takes its part."""
    partner = data["known"] or actions.add_partner(
        programme.organisation,
        by=by,
        name=data["name"],
        country=data["country"],
        kind=data["role"],
        website=data["website"],
    )
    return actions.join(programme, partner, by=by, role=data["role"])


@guarded("programmes.edit_partner", Programme)
def partners(request: Request, programme: Programme) -> HttpResponse:
    """Those there are, in their order, and a form for one more; its logo and texts are asked for on its own page."""
    form = JoiningForm(request.POST or None, organisation=programme.organisation)
    if made := attempt(form, lambda **data: _join(programme, request.user, data)):
        return redirect("programmes:desk_partner", *_slugs(programme), made.pk)
    context = {"programme": programme, "standing": queries.standing(programme), "form": form}
    return render(request, "programmes/partners/partners.html", context, status=422 if form.errors else 200)


@guarded("programmes.edit_partner", Partnership)
def partner(request: Request, partnership: Partnership) -> HttpResponse:
    programme = partnership.programme
    form = PartnershipForm(request.POST or None, instance=partnership)
    if attempt(form, partial(actions.edit_part, partnership, by=request.user)):
        return redirect("programmes:desk_partners", *_slugs(programme))
    context = {
        "programme": programme,
        "partnership": partnership,
        "form": form,
        "back": [
            {"text": str(programme.name), "href": reverse("programmes:desk_programme", args=_slugs(programme))},
            {"text": _("Partners"), "href": reverse("programmes:desk_partners", args=_slugs(programme))},
        ],
        "sections": sections("desk_partner", partnership),
    }
    return render(request, "programmes/partners/partner.html", context, status=422 if form.errors else 200)


@require_POST
@guarded("programmes.edit_partner", Programme)
def order(request: Request, programme: Programme) -> HttpResponse:
    keys = rearranged([one.part.pk for one in queries.standing(programme)], request.POST)
    told(request, partial(actions.arrange, programme, keys, by=request.user))
    return redirect("programmes:desk_partners", *_slugs(programme))


@require_POST
@guarded("programmes.edit_partner", Partnership)
def out(request: Request, partnership: Partnership) -> HttpResponse:
    here = _slugs(partnership.programme)
    actions.leave(partnership, by=request.user)
    said = _("%(name)s is out of this programme.") % {"name": partnership}
    undoable(request, said, reverse("programmes:return_partner", args=[*here, partnership.pk]))
    return redirect("programmes:desk_partners", *here)


@require_POST
@guarded("programmes.edit_partner", Partnership)
def back(request: Request, partnership: Partnership) -> HttpResponse:
    done = _("%(name)s is back, as before.") % {"name": partnership}
    told(request, partial(actions.come_back, partnership, by=request.user), done)
    return redirect("programmes:desk_partners", *_slugs(partnership.programme))
