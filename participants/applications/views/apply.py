"""The application form: one page by sections, saved as it is typed, or section by section without script."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incubator.access import public
from incubator.files.resumable import actions as uploads
from incubator.lib.errors import Refused, TooLate
from incubator.lib.numbers import key
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.content import Content
from participants.applications.errors import Incomplete, NotEligible
from participants.applications.forms import versions_in
from participants.applications.states import UNSENT
from participants.applications.views.keeping import Typed, brought_back, kept_late, turned_away, typed_in, wants_json
from participants.applications.views.pages import FormPage, reasons
from participants.applications.views.writing import Elsewhere, Writing, required, writing

PAGE = "participants/applications/apply.html"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request, call: str) -> HttpResponse:
    """The form. Nothing is written before something is typed."""
    try:
        found = writing(request, call)
    except Elsewhere:
        return turned_away(request, call)
    if wants_json(request):
        return found.remember(autosave(request, found) if request.method == "POST" else news(request, found))
    if request.method == "POST":
        return found.remember(save(request, found, brought_back(request, found)))
    if found.application is not None and (typed := brought_back(request, found)):
        # Typed while signed out: it is saved now as it would have been then.
        return found.remember(save(request, found, typed))
    if found.application is None and (elsewhere := instead(request, found)):
        return elsewhere
    if found.member is not None and found.application is not None and found.application.state not in UNSENT:
        return HttpResponseRedirect(f"/me/applications/{found.application.pk}/")
    if found.application is not None and not found.accepts:
        return HttpResponseRedirect(found.address("review_application"))
    page = FormPage(found, found.content, checking="check" in request.GET)
    return found.remember(render(request, PAGE, {"page": page}))


def instead(request: Request, found: Writing) -> HttpResponse | None:
    """Where to go where no new application can be begun."""
    if found.by is not None and (sent := queries.last_sent_of_person(found.call, found.by)) and (
        not found.accepts or found.call.limit_per_person == 1
    ):  # fmt: skip
        return HttpResponseRedirect(f"/me/applications/{sent.pk}/")
    if not found.accepts:
        return render(request, "participants/applications/closed.html", {"call": found.call})
    return None


def is_sent(found: Writing) -> bool:
    return found.application is not None and found.application.state not in UNSENT


def autosave(request: Request, found: Writing) -> JsonResponse:
    """A few answers, from the script. What it may not keep it says, so that the device goes on keeping it."""
    if is_sent(found):
        return JsonResponse(sent_already(found), status=409)
    typed = typed_in(request, found.blank)
    late = ""
    try:
        saved = applications.save_answers(
            found.begun(), typed.raw, versions=typed.versions, questions=found.questions, **found.who
        )
    except TooLate as refused:
        if found.application is None:
            return JsonResponse(
                {"refused": _("The deadline has passed. What you typed is on this device only: copy it.")}, status=409
            )
        late, saved = str(refused.message), kept_late(found.application, found.content, typed.raw)
    except Refused as refused:
        return JsonResponse({"refused": str(refused.message)}, status=409)
    found.application = saved.application
    told = FormPage(found, saved.content or found.content).after(typed.raw, saved)
    return JsonResponse({**told, "refused": late} if late else told, status=409 if late else 200)


def sent_already(found: Writing) -> dict[str, Any]:
    return {"sent": found.home}


def news(request: Request, found: Writing) -> JsonResponse:
    """What changed while a page lay open, and a token that holds."""
    if found.application is not None and request.GET.get("version") == str(found.application.version):
        told = FormPage(found, Content([])).still()
    else:
        told = FormPage(found, found.content).since(versions_in(request.GET))
    told["token"] = get_token(request)
    if found.by is not None:
        told["email"] = found.by.email
    return JsonResponse(told | sent_already(found) if is_sent(found) else told)


def save(request: Request, found: Writing, typed: Typed | None = None) -> HttpResponse:
    """The key page, from its buttons; then to where the button leads. `typed`: what was kept from before."""
    carried = "carried" in request.POST
    if carried and found.application is not None:
        # What the self-check of the call heard is the beginning of a new application, never a change of one there is.
        return HttpResponseRedirect(found.address("apply"))
    before = found.content
    back, typed = typed is not None, typed or typed_in(request, before)
    if found.application is None and typed.is_empty and not request.FILES:
        messages.info(request, _("Nothing is written yet."))
        return HttpResponseRedirect(found.address("apply"))
    try:
        saved = applications.save_answers(
            found.begun(), typed.raw, versions=typed.versions, questions=found.questions, **found.who
        )
    except (Incomplete, NotEligible) as refused:
        return not_fit(request, found, typed, refused)
    except Refused as refused:
        messages.error(request, str(refused.message))
        if found.application is not None and found.application.state in UNSENT:
            return HttpResponseRedirect(found.address("review_application"))
        # Nothing is kept of it: what was typed stays on the page at least, to be copied.
        page = FormPage(found, before, typed=typed.raw, versions=typed.versions)
        return render(request, PAGE, {"page": page}, status=409)
    found.application = saved.application
    keep_files(request, found, before)
    if saved.conflicts:
        page = FormPage(found, found.content, conflicts=saved.conflicts, typed=typed.raw)
        return render(request, PAGE, {"page": page}, status=409)
    if is_sent(found):
        messages.success(request, _("Your changes are sent."))
        return HttpResponseRedirect(found.home)
    begun = _("Begun: what you said in the check is filled in.") if carried else _("Saved.")
    messages.success(request, _("What you typed before you signed in is saved.") if back else begun)
    return HttpResponseRedirect(where_to(found, typed.to))


def where_to(found: Writing, to: str) -> str:
    if to == "review":
        return found.address("review_application")
    return found.address("apply") + (f"#{to}" if to.startswith("s-") and to[2:].isdecimal() else "")


def not_fit(request: Request, found: Writing, typed: Typed, refused: Any) -> HttpResponse:
    """What was sent is not changed by something unfit; what was typed stays in the form."""
    messages.error(request, _("Your changes are not sent yet: %(why)s") % {"why": refused.message})
    for reason in reasons(getattr(refused, "findings", [])):
        messages.error(request, reason)
    problems = getattr(refused, "problems", {})
    page = FormPage(found, found.content, typed=typed.raw, problems=problems, versions=typed.versions)
    return render(request, PAGE, {"page": page}, status=422)


def keep_files(request: Request, found: Writing, content: Content) -> None:
    """Files sent with the page, and the one whose button to remove was pressed. Each refusal is its own sentence."""
    application = found.begun()
    for question in (question for question in content.asked if question.takes_files):
        for upload in request.FILES.getlist(f"q-{question.pk}"):
            try:
                applications.attach(application, question, upload, **found.who)
            except Refused as refused:
                messages.error(request, str(refused.message))
    uploads.drop(queries.holder_of(application), request.POST.get("drop", ""))
    if attachment := queries.attachment_of(application, key(request.POST.get("remove"))):
        try:
            applications.detach(attachment, **found.who)
        except Refused as refused:
            messages.error(request, str(refused.message))


@public
@require_POST
def file(request: Request, call: str) -> HttpResponse:
    """One file added, removed, or arrived piece by piece, told by the script; gives the question anew, as it stands."""
    found = writing(request, call)
    question = next((one for one in found.content.asked if f"{one.pk}" == request.POST.get("question")), None)
    if question is None:
        raise Http404
    error = ""
    try:
        sent = request.FILES.getlist("upload")
        if finished := request.POST.get("finished"):
            error = uploads.fate(queries.holder_of(required(found)), finished)
        elif sent:
            applications.attach(found.begun(), question, sent[0], **found.who)
        elif attachment := queries.attachment_of(required(found), key(request.POST.get("remove"))):
            applications.detach(attachment, **found.who)
    except Refused as refused:
        error = str(refused.message)
    page = FormPage(found, found.content)
    row = page.row(question, error=error)
    answer = render(request, "participants/applications/_question.html", {"row": row, "page": page}, status=409 if error else 200)
    if found.application:
        answer.headers["X-Application"] = str(found.application.pk)
    return found.remember(answer)
