"""What was typed and cannot be taken as it comes: signed out meanwhile, another's application, a page too old.

A draft kept by its own device needs none of this. Nothing that was typed is lost, and nothing is told of applications
that are not the visitor's: the answer is the same whether there is one of that number or not.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from incubator.accounts.parking import park, parked, unpark
from incubator.web.forgery import on_stale_token
from incubator.web.http import Request
from participants.applications.actions import Saved
from participants.applications.content import Content, changes, content_of
from participants.applications.forms import answers_in, versions_in
from participants.applications.models import Application
from participants.applications.views.pages import FormPage
from participants.applications.views.reading import read_through
from participants.applications.views.writing import Elsewhere, Writing, writing
from programmes.calls import answers as reading
from programmes.calls.models import Call
from programmes.calls.queries import public_call

LONGEST_PARKED = 40_000
"""Characters of one answer that a session keeps for a visitor."""


@dataclass
class Typed:
    """Answers by question id as typed, upon which versions, and where the writer wanted to go."""

    raw: dict[int, Any]
    versions: dict[int, int]
    to: str = ""

    @property
    def is_empty(self) -> bool:
        return all(reading.blank(value) for value in self.raw.values())


def typed_in(request: Request, content: Content) -> Typed:
    versions = versions_in(request.POST)
    return Typed(answers_in(request.POST, content, versions), versions, request.POST.get("to", ""))


def kept_late(application: Application, content: Content, raw: dict[int, Any]) -> Saved:
    """What came after the deadline is kept all the same: which of it, the device may forget."""
    missing = changes(content, raw)
    return Saved(application, {pk: content.versions.get(pk, 0) for pk in raw if pk not in missing})


def wants_json(request: Request) -> bool:
    return request.headers.get("Accept") == "application/json"


def _name(call: Call) -> str:
    return f"application-{call.pk}"


def to_sign_in(request: Request, name: str, slug: str) -> HttpResponse:
    """To the page that asks who one is, and back. Raises Http404 for who is signed in already."""
    if request.user.is_authenticated:
        raise Http404
    number = request.POST.get("application") or request.GET.get("application") or ""
    onward = f"{reverse(f'participants:{name}', args=[slug])}?{urlencode({'application': number})}"
    return HttpResponseRedirect(f"{reverse('incubator:continue')}?{urlencode({'next': onward})}")


def turned_away(request: Request, slug: str) -> HttpResponse:
    """The application named is not the visitor's, as far as they are signed in now."""
    signed_in = request.user.is_authenticated
    if wants_json(request):
        told = {"gone": True, "email": request.user.email} if signed_in else {"sign_in": True}
        return JsonResponse(told, status=404 if signed_in else 401)
    call = public_call(slug)
    if call is None:
        raise Http404
    if request.method != "POST":
        # Somebody who parked something is owed a page; whoever only guesses a number is not.
        if not signed_in:
            return to_sign_in(request, "apply", slug)
        if (kept := _taken_out(request, call)) is None or kept["application"] != request.GET.get("application"):
            raise Http404
        return _kept_page(request, call, _typed(kept))
    typed = typed_in(request, content_of(None, call))
    if not typed.is_empty:
        _put_in(request, call, typed, request.POST.get("application", ""))
    return _kept_page(request, call, typed)


def _put_in(request: Request, call: Call, typed: Typed, application: str) -> None:
    raw = {str(pk): value[:LONGEST_PARKED] if isinstance(value, str) else value for pk, value in typed.raw.items()}
    versions = {str(pk): version for pk, version in typed.versions.items()}
    park(request, _name(call), {"application": application[:20], "raw": raw, "versions": versions, "to": typed.to[:20]})


def _taken_out(request: Request, call: Call) -> dict[str, Any] | None:
    return parked(request, _name(call))


def _typed(kept: dict[str, Any]) -> Typed:
    raw = {int(pk): value for pk, value in kept["raw"].items()}
    return Typed(raw, {int(pk): version for pk, version in kept["versions"].items()}, kept["to"])


def _kept_page(request: Request, call: Call, typed: Typed) -> HttpResponse:
    """Says what is the matter, shows what was typed, and how to go on."""
    content = content_of(None, call)
    content.values = typed.raw
    number = request.POST.get("application") or request.GET.get("application") or ""
    own = reverse("participants:apply", args=[call.slug])
    page = {
        "call": call, "parts": read_through(content, str), "files": bool(request.FILES), "anew": own,
        "onward": f"{own}?{urlencode({'application': number})}",
    }  # fmt: skip
    answer = render(request, "participants/applications/kept.html", page, status=403)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def brought_back(request: Request, found: Writing) -> Typed | None:
    """What this visitor typed before they signed in, where it belongs to the application they write in now."""
    kept = _taken_out(request, found.call)
    if kept is None:
        return None
    mine = found.application is not None and kept["application"] == str(found.application.pk)
    anew = request.method == "POST" and "parked" in request.POST and found.application is None
    if not mine and not anew:
        return None
    unpark(request, _name(found.call))
    typed = _typed(kept)
    # In another application the versions mean nothing.
    return typed if mine else Typed(typed.raw, dict.fromkeys(typed.raw, 0), typed.to)


def too_old(request: Request, call: str) -> HttpResponse:
    """A post of the form without a valid token: the form again as it was typed, with a new one. Nothing is written."""
    try:
        found = writing(request, call)
    except Elsewhere:
        page = {
            "call": public_call(call), "again": request.get_full_path(), "files": bool(request.FILES),
            "pairs": [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values],
        }  # fmt: skip
        return render(request, "participants/applications/kept.html", page, status=403)
    content = found.content
    typed = typed_in(request, content)
    messages.warning(request, _("This page had lain open too long, so nothing is saved yet. All you typed is here: save it now."))
    if request.FILES:
        messages.warning(request, _("Choose your file again, please: a browser does not give it back."))
    form = FormPage(found, content, typed=typed.raw, versions=typed.versions)
    return found.remember(render(request, "participants/applications/apply.html", {"page": form}, status=403))


on_stale_token("participants:apply", too_old)
