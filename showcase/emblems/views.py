"""The form of a logo stands on pages of the rooms below; it is taken here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.organisations.models import Organisation
from incubator.web.acting import told
from incubator.web.http import Request
from programmes.partners.models import Partner, Partnership
from showcase.emblems import actions, queries
from showcase.emblems.forms import MarkForm


def _take(request: Request, bearer: Partner | Organisation) -> None:
    """Puts, describes or removes, as the form says; a refusal is told at the head of the next page."""
    mark = queries.of(bearer)
    if "remove" in request.POST:
        if mark is not None:
            told(request, lambda: actions.remove(mark, by=request.user), _("The logo is gone; the name stands in its place."))
        return
    form = MarkForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return
    upload, alt = form.cleaned_data["upload"], form.cleaned_data["alt"]
    if upload:
        done = _("The logo is here. It stands on the page as soon as it is prepared.")
        told(request, lambda: actions.put(bearer, upload, by=request.user, alt=alt), done)
    elif mark is not None:
        told(request, lambda: actions.describe(mark, by=request.user, alt=alt), _("Saved."))
    else:
        messages.error(request, _("Choose a file first."))


@require_POST
@guarded("showcase.edit_mark", Partnership)
def partner_mark(request: Request, partnership: Partnership) -> HttpResponse:
    _take(request, partnership.partner)
    programme = partnership.programme
    return redirect("programmes:desk_partner", programme.organisation.slug, programme.slug, partnership.pk)


@require_POST
@guarded("showcase.edit_mark", Organisation)
def organisation_mark(request: Request, organisation: Organisation) -> HttpResponse:
    _take(request, organisation)
    return redirect("incubator:desk_organisation", organisation.slug)
