"""Pages of one's own account that allauth does not have."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import confirm_login_code
from django.conf import settings as conf
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from incubator.access import member, public
from incubator.accounts import actions as accounts
from incubator.accounts.codes import TooManyCodes, send_code
from incubator.accounts.erasure import rules
from incubator.accounts.forms import AddressForm, ErasureForm, PreferencesForm
from incubator.accounts.leaving import archive, forget
from incubator.accounts.parking import leave
from incubator.lib.errors import Refused
from incubator.web.acting import attempt
from incubator.web.http import Request


@public
def continue_with_code(request: HttpRequest) -> HttpResponse:
    """Asks for an address and mails it a code, whether it has an account or not; then goes where one was going."""
    if request.user.is_authenticated:
        onward = request.GET.get("next", "")
        fits = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
        return HttpResponseRedirect(onward if fits else reverse("incubator:landing"))
    # The sign-in page posts its own field here, so that nobody types an address twice.
    typed = {"email": request.POST.get("email") or request.POST.get("login", ""), "next": request.POST.get("next", "")}
    known_only = "login" in request.POST
    form = AddressForm(typed if request.method == "POST" else None, initial={"next": request.GET.get("next", "")})
    if form.is_valid():
        try:
            return send_code(request, form.cleaned_data["email"], next_url=form.cleaned_data["next"], known_only=known_only)
        except TooManyCodes as refused:
            form.add_error("email", str(refused))
    return render(request, "incubator/accounts/continue.html", {"form": form})


@public
@require_POST
def sign_in_here(request: HttpRequest) -> JsonResponse:
    """Signing in from within a page that must not be left: an address mails a code, the code enters.

    Says {sent}, {signed_in, email, token}, {elsewhere: address of the next step} or {error, again?: begin anew}.
    """
    if request.POST.get("code"):
        return _entered(request)
    form = AddressForm({"email": request.POST.get("email", "")})
    if not form.is_valid():
        return JsonResponse({"error": form.errors["email"][0]}, status=422)
    if request.user.is_authenticated:
        leave(request)
    try:
        send_code(request, form.cleaned_data["email"], known_only=True)
    except TooManyCodes as refused:
        return JsonResponse({"error": str(refused.message)}, status=422)
    _hush(request)
    return JsonResponse({"sent": True, "token": get_token(request)})


def _entered(request: HttpRequest) -> JsonResponse:
    """The code itself is checked by allauth's own page, with its attempts and its time."""
    answer: Any = confirm_login_code(request)
    _hush(request)
    if request.user.is_authenticated:
        return JsonResponse({"signed_in": True, "email": request.user.email, "token": get_token(request)})
    if form := getattr(answer, "context_data", {}).get("form"):
        return JsonResponse({"error": next(iter(form.errors.values()))[0]}, status=422)
    if reverse("mfa_authenticate") in answer.url:
        return JsonResponse({"elsewhere": answer.url})
    return JsonResponse({"error": gettext("This code no longer holds. Ask for a new one."), "again": True}, status=422)


def _hush(request: HttpRequest) -> None:
    """What the page says itself need not be said again by the next one."""
    for _message in messages.get_messages(request):
        pass


@public
@require_POST
def as_another(request: HttpRequest) -> HttpResponse:
    """Out, and to the page that lets another address in, with what was typed kept."""
    leave(request)
    onward = request.POST.get("next", "")
    return HttpResponseRedirect(f"{reverse('incubator:continue')}?{urlencode({'next': onward})}")


@member
def settings(request: Request) -> HttpResponse:
    """Who one is and how one wants to be told things; the way to address, password, second factor, sessions and data."""
    form = PreferencesForm(request.POST or None, instance=request.user)
    if attempt(form, partial(accounts.set_preferences, request.user, by=request.user)):
        language = form.cleaned_data["language"]
        with override(language):
            messages.success(request, gettext("Saved."))
            answer = HttpResponseRedirect(reverse("incubator:settings"))
        answer.set_cookie(
            conf.LANGUAGE_COOKIE_NAME,
            language,
            max_age=conf.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=conf.LANGUAGE_COOKIE_SECURE,
        )
        return answer
    return render(request, "incubator/accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@member
def data(request: Request) -> HttpResponse:
    """What is kept, how to take it along, and what becomes of it when one goes."""
    form = ErasureForm(user=request.user)
    return render(request, "incubator/accounts/data.html", {"form": form, "rules": rules()})


@require_POST
@member
def export(request: Request) -> FileResponse:
    return FileResponse(archive(request.user), as_attachment=True, filename="veillee.zip")


@require_POST
@member
def erase(request: Request) -> HttpResponse:
    """Forgets the person, once they typed their address; ends every session of theirs."""
    form = ErasureForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            forget(request.user, by=request.user)
        except Refused as why:
            form.add_error(None, str(why.message))
        else:
            logout(request)
            messages.success(request, gettext("You are forgotten here. Thank you for having been with us."))
            return HttpResponseRedirect("/")
    return render(request, "incubator/accounts/data.html", {"form": form, "rules": rules()}, status=422)
