"""Late passes: given, listed and taken back on the desk; opened by who was given one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded, public
from incubator.web.http import Request
from programmes.calls import actions as calls
from programmes.calls import passes, queries
from programmes.calls.forms import PassForm
from programmes.calls.models import Call, LatePass
from programmes.calls.registry import uses_of
from programmes.calls.states import State
from programmes.calls.views.shared import attempt, show, to


def _rows(request: Request, call: Call) -> list[dict[str, Any]]:
    used = uses_of(call)
    return [
        {
            "pass": one,
            "copy": f"link-{one.pk}",
            "address": request.build_absolute_uri(one.get_absolute_url()) if not one.email else "",
            "sent": [use for use in used.get(one.pk, []) if use.sent],
            "writing": sum(not use.sent for use in used.get(one.pk, [])),
        }
        for one in queries.passes_of(call)
    ]


@guarded("programmes.view_calls", Call)
def listing(request: Request, call: Call) -> HttpResponse:
    """All passes of a call with what became of them, and the form for the next one."""
    lawful = call.state == State.PUBLISHED
    form = PassForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: calls.give_pass(call, form.cleaned_data["until"], by=request.user, **form.given()))
        if made:
            messages.success(request, _("The pass is on its way.") if made.email else _("The link is ready: copy it below."))
            return to(call, "desk_call_passes", anchor=f"pass-{made.pk}")
    return show(request, call, "passes", "desk_call_passes", form=form if lawful else None, rows=_rows(request, call))


@guarded("programmes.edit_call", LatePass)
@require_POST
def revoke(request: Request, late_pass: LatePass) -> HttpResponse:
    calls.revoke_pass(late_pass, by=request.user)
    messages.success(request, _("The pass is taken back. What was sent with it stands."))
    return to(late_pass.call, "desk_call_passes")


@public
@require_safe
def opened(request: Request, slug: str, token: str) -> HttpResponse:
    """What a late pass lets its holder do, and until when. Nothing is used up by looking."""
    call = queries.public_call(slug)
    late_pass = passes.by_token(call, token) if call else None
    if call is None or late_pass is None:
        raise Http404
    person = request.user if request.user.is_authenticated else None
    theirs = not late_pass.email or person is None or person.email == late_pass.email
    context = {"call": call, "pass": late_pass, "theirs": theirs}
    response = render(request, "programmes/calls/pass.html", context, status=200 if late_pass.runs else 410)
    if late_pass.runs:
        passes.remember(response, late_pass)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    # The address is a key: no other site may learn it from a link.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
