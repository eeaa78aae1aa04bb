"""Partners of a programme on the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.access import guarded
from incubator.lib.numbers import key
from incubator.lib.places import country_name
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from programmes.editions.models import Programme
from programmes.partners import actions
from programmes.partners.forms import PartnershipForm
from programmes.partners.models import Partnership


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
    money = {"amount": data["amount"], "currency": data["currency"].upper()}
    return actions.join(programme, partner, by=by, role=data["role"], **money)


@guarded("programmes.edit_partner", Programme)
def partners(request: Request, programme: Programme) -> HttpResponse:
    here = ("programmes:desk_partners", programme.organisation.slug, programme.slug)
    if "leave" in request.POST:
        part = programme.partnerships.filter(pk=key(request.POST["leave"])).first()
        if part:
            told(request, lambda: actions.leave(part, by=request.user), _("Taken out of this programme."))
        return redirect(*here)
    form = PartnershipForm(request.POST or None, organisation=programme.organisation)
    if attempt(form, lambda **data: _join(programme, request.user, data)):
        return redirect(*here)
    rows = list(programme.partnerships.select_related("partner"))
    for row in rows:
        row.country_label = country_name(row.partner.country)  # type: ignore[attr-defined]
    context = {"programme": programme, "partnerships": rows, "form": form}
    return render(request, "programmes/partners/partners.html", context, status=422 if form.errors else 200)
