"""Owners and coordinators of an organisation that asks for it work there with a second factor only."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.organisations.rules import organisation_of


def second_factor(request: HttpRequest, row: Any) -> HttpResponse | None:
    """The way to one's second factors, where the row's organisation asks for one and the person has none yet."""
    user: Any = request.user
    organisation_id = organisation_of(row)
    if organisation_id not in user.guarded_by_second_factor or is_mfa_enabled(user):
        return None
    messages.warning(
        request,
        _("This organisation asks its owners and coordinators for a second factor. Add an app or a passkey, then go on."),
    )
    return HttpResponseRedirect(reverse("mfa_index"))
