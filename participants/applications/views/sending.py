"""From the form to the desk: the whole to read, the address, sending; the files of a draft."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.access import public
from incubator.accounts.codes import TooManyCodes, send_code
from incubator.files.serving import send as send_file
from incubator.lib.errors import Refused
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries, team
from participants.applications.content import standing
from participants.applications.errors import Incomplete, NotEligible
from participants.applications.forms import AddressForm, SendForm
from participants.applications.states import UNSENT
from participants.applications.views.keeping import to_sign_in
from participants.applications.views.pages import reasons
from participants.applications.views.reading import read_through
from participants.applications.views.writing import Elsewhere, Writing, required, writing


@public
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, call: str) -> HttpResponse:
    """The whole application as it will be read, what is missing, and the button that sends it."""
    try:
        found = writing(request, call)
    except Elsewhere:
        return to_sign_in(request, "review_application", call)
    if found.application is None and found.by is not None and (sent := queries.last_sent_of_person(found.call, found.by)):
        # The way back, after sending, leads to an address that names no application.
        return HttpResponseRedirect(reverse("participants:my_application", args=[sent.pk]))
    application = required(found)
    if application.state not in UNSENT:
        # A second click, or a second tab, gets what the first one got.
        again = request.method == "POST" and not application.is_with_desk
        return HttpResponseRedirect(reverse("participants:application_sent", args=[application.pk]) if again else found.home)
    form = SendForm(request.POST or None, initial={"language": application.language})
    if request.method == "POST" and form.is_valid():
        if found.by is None:
            return HttpResponseRedirect(found.address("application_address"))
        return submitted(request, found, form.cleaned_data["language"])
    return found.remember(render(request, "participants/applications/review.html", _overview(found, form)))


def _overview(found: Writing, form: SendForm) -> dict[str, Any]:
    application = required(found)
    content = found.content
    problems, verdict = standing(application, content)
    back = found.address("apply")
    members = team.counted(application)
    waiting = any(not member.is_in for member in members)
    return {
        "found": found,
        "application": application,
        "call": found.call,
        "form": form,
        "parts": read_through(content, lambda attachment: found.address("see_application_file", attachment.pk)),
        "missing": [(question, f"{back}#q-{question.pk}", problems[question.pk]) for question in content.asked
                    if question.pk in problems],
        "verdict": verdict,
        "reasons": reasons(verdict.as_json()) if verdict.eligible is False else [],
        "members": members,
        "waiting": waiting,
        "lead": team.lead_name(application),
        "ready": not (found.call.team_confirmed and waiting) and not problems and not verdict.blocks and found.accepts,
        "back": back,
        "address_step": found.address("application_address"),
    }  # fmt: skip


def submitted(request: Request, found: Writing, language: str) -> HttpResponse:
    try:
        application = found.let_in(required(found))
        sent = applications.submit(application, by=found.by, language=language)
    except Refused as refused:
        messages.error(request, str(refused.message))
        for reason in reasons(refused.findings) if isinstance(refused, NotEligible) else ():
            messages.error(request, reason)
        if isinstance(refused, Incomplete):
            return HttpResponseRedirect(found.address("apply").replace("?", "?check=1&", 1))
        return HttpResponseRedirect(found.address("review_application"))
    found.application = sent
    if sent.is_with_desk:
        messages.success(request, _("The paper form is sent; it stands among the others."))
        return HttpResponseRedirect(found.home)
    return HttpResponseRedirect(reverse("participants:application_sent", args=[application.pk]))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: Request, call: str) -> HttpResponse:
    """Asks for an address and mails it a code; signing in with it gives the draft its person."""
    found = writing(request, call)
    if found.by is not None:
        return HttpResponseRedirect(found.address("review_application" if found.application else "apply"))
    application = required(found)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            onward = reverse("participants:review_application", args=[found.call.slug])
            applications.leave_address(application, form.cleaned_data["email"], **found.who)
            return send_code(request, form.cleaned_data["email"], next_url=onward, name=application.name)
        except TooManyCodes as refused:
            form.add_error("email", str(refused.message))
    page = {"found": found, "call": found.call, "form": form, "back": found.address("apply")}
    return found.remember(render(request, "participants/applications/address.html", page))


@public
@require_safe
def see_file(request: Request, call: str, attachment: int) -> HttpResponseBase:
    """A file of one's own draft, also while it has no person: then the files' own door would ask for one."""
    found = writing(request, call)
    kept = queries.attachment_of(required(found), attachment)
    if kept is None:
        raise Http404
    answer = send_file(request, Path(kept.stored.file.path), kept.stored.content_type)
    inline = kept.stored.is_image or kept.stored.content_type == "application/pdf"
    answer.headers["Content-Disposition"] = content_disposition_header(not inline, kept.stored.name) or "attachment"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
