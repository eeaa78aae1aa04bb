"""What a coordinator opened again, as its applicant writes in it: the form's own page, kept beside what was sent."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incubator.access import guarded
from incubator.files.resumable import actions as uploads
from incubator.lib.errors import Refused, TooLate
from incubator.web.acting import told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.actions.drafts import Saved
from participants.applications.content import Content, content_in, content_of
from participants.applications.errors import Incomplete
from participants.applications.forms import versions_in
from participants.applications.models import Application, Opening, OpeningFile
from participants.applications.views.dossier import address_of
from participants.applications.views.keeping import kept_late, typed_in, wants_json
from participants.applications.views.pages import FormPage, looks_of
from participants.applications.views.reading import own_address, read_through
from participants.applications.views.writing import Writing
from programmes.calls.models import Question

PAGE = "participants/applications/opened.html"


class OpeningPage(FormPage):
    """The form with the opened sections alone."""

    def __init__(self, opening: Opening, content: Content, *, by: Any, **more: Any) -> None:
        super().__init__(Writing(opening.application.call, opening.application, by, ""), content, **more)
        self.opening = opening

    @property
    def whole(self) -> bool:
        return False

    @property
    def key(self) -> str:
        return f"opening-{self.opening.pk}"

    @property
    def sends_to(self) -> str:
        return "opening"

    @property
    def holder(self) -> str:
        return queries.holder_in(self.opening)

    @property
    def closes(self) -> Any:
        return self.opening.closes

    @property
    def saved_at(self) -> Any:
        return self.opening.saved

    @property
    def address(self) -> str:
        return to("opened_application", self.opening)

    @property
    def files_address(self) -> str:
        return to("opened_application_file", self.opening)

    @property
    def review_address(self) -> str:
        return to("review_opening", self.opening)

    def files(self, question: Question) -> list[dict[str, Any]]:
        return [
            {
                "pk": f"new-{kept.pk}" if isinstance(kept, OpeningFile) else kept.pk, "name": kept.stored.name,
                "size": kept.stored.size, "remove": "remove", "href": kept.stored.get_absolute_url(),
                **looks_of(kept.stored),
            }
            for kept in self.content.files.get(question.pk, [])
        ]  # fmt: skip

    def after(self, raw: Any, saved: Any) -> dict[str, Any]:
        moment = saved.application.saved if self.opening.saved is None else self.opening.saved
        return {**super().after(raw, saved), "at": moment.isoformat()}


def to(name: str, opening: Opening) -> str:
    return reverse(f"participants:{name}", args=[opening.application_id])


def home_of(application: Application, user: Any) -> str:
    """Where the writer goes back to: their own page, or the desk's where it came on paper."""
    if application.applicant_id == user.pk:
        return reverse("participants:my_application", args=[application.pk])
    return address_of(application)


def fresh(opening: Opening) -> Opening:
    """As it stands after a write."""
    return queries.opening_of(opening.application) or opening


@guarded("participants.write_application", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: Request, application: Application) -> HttpResponse:
    opening = queries.opening_of(application)
    by_script = wants_json(request)
    if opening is None:
        home = home_of(application, request.user)
        return JsonResponse({"sent": home}, status=409) if by_script else HttpResponseRedirect(home)
    if by_script:
        return autosave(request, opening) if request.method == "POST" else news(request, opening)
    if request.method == "POST":
        return save(request, opening)
    if not opening.is_open:
        return HttpResponseRedirect(to("review_opening", opening))
    page = OpeningPage(opening, content_in(opening), by=request.user, checking="check" in request.GET)
    return render(request, PAGE, {"page": page, "home": home_of(application, request.user)})


def _kept(request: Request, opening: Opening) -> tuple[dict[int, Any], Saved]:
    typed = typed_in(request, content_in(opening))
    return typed.raw, applications.save_in_opening(opening, typed.raw, by=request.user, versions=typed.versions)


def news(request: Request, opening: Opening) -> JsonResponse:
    """What changed while a page lay open, and a token that holds."""
    told = OpeningPage(opening, content_in(opening), by=request.user).since(versions_in(request.GET))
    return JsonResponse(told | {"token": get_token(request), "email": request.user.email})


def autosave(request: Request, opening: Opening) -> JsonResponse:
    late = ""
    try:
        raw, saved = _kept(request, opening)
    except TooLate as refused:
        content = content_in(fresh(opening))
        raw = typed_in(request, content).raw
        late, saved = str(refused.message), kept_late(opening.application, content, raw)
    except Refused as refused:
        return JsonResponse({"refused": str(refused.message)}, status=409)
    opening = fresh(opening)
    told = OpeningPage(opening, content_in(opening), by=request.user).after(raw, saved)
    return JsonResponse({**told, "refused": late} if late else told, status=409 if late else 200)


def save(request: Request, opening: Opening) -> HttpResponse:
    """The whole page, from its buttons."""
    try:
        raw, saved = _kept(request, opening)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return HttpResponseRedirect(to("review_opening", opening))
    _files_of_page(request, opening)
    opening = fresh(opening)
    if saved.conflicts:
        page = OpeningPage(opening, content_in(opening), by=request.user, conflicts=saved.conflicts, typed=raw)
        home = home_of(opening.application, request.user)
        return render(request, PAGE, {"page": page, "home": home}, status=409)
    messages.success(request, _("Saved."))
    where = request.POST.get("to", "")
    if where == "review":
        return HttpResponseRedirect(to("review_opening", opening))
    anchor = f"#{where}" if where.startswith("s-") and where[2:].isdecimal() else ""
    return HttpResponseRedirect(to("opened_application", opening) + anchor)


def _files_of_page(request: Request, opening: Opening) -> None:
    for question in (question for question in content_in(opening).asked if question.takes_files):
        for upload in request.FILES.getlist(f"q-{question.pk}"):
            told(request, partial(applications.attach_in_opening, opening, question, upload, by=request.user))
    uploads.drop(queries.holder_in(opening), request.POST.get("drop", ""))
    if removed := request.POST.get("remove", ""):
        told(request, lambda: applications.detach_in_opening(opening, removed, by=request.user))


@guarded("participants.write_application", Application)
@require_POST
def file(request: Request, application: Application) -> HttpResponse:
    """One file added, removed, or arrived piece by piece, told by the script; gives the question anew, as it stands."""
    opening = queries.opening_of(application)
    if opening is None:
        raise Http404
    question = next((one for one in content_in(opening).asked if f"{one.pk}" == request.POST.get("question")), None)
    if question is None:
        raise Http404
    error = ""
    try:
        if key := request.POST.get("finished"):
            error = uploads.fate(queries.holder_in(opening), key)
        elif sent := request.FILES.getlist("upload"):
            applications.attach_in_opening(opening, question, sent[0], by=request.user)
        else:
            applications.detach_in_opening(opening, request.POST.get("remove", ""), by=request.user)
    except Refused as refused:
        error = str(refused.message)
    opening = fresh(opening)
    page = OpeningPage(opening, content_in(opening), by=request.user)
    seen = {"row": page.row(question, error=error), "page": page}
    return render(request, "participants/applications/_question.html", seen, status=409 if error else 200)


@guarded("participants.write_application", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, application: Application) -> HttpResponse:
    """What would be sent, what is missing, and the button that sends it; after the date, what was typed, to be read."""
    opening = queries.opening_of(application)
    home = home_of(application, request.user)
    if opening is None:
        return HttpResponseRedirect(home)
    if request.method == "POST":
        try:
            applications.send_opening(opening, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused.message))
            missing = isinstance(refused, Incomplete)
            return HttpResponseRedirect(
                f"{to('opened_application', opening)}?check=1" if missing else to("review_opening", opening)
            )
        messages.success(request, _("Sent. It is read together with the rest."))
        return HttpResponseRedirect(home)
    content = content_in(opening)
    problems = content.problems()
    form = to("opened_application", opening)
    seen = {
        "opening": opening, "application": application, "call": application.call, "home": home, "form": form,
        "parts": read_through(content, own_address, sections=content.only),
        "before": _before(application, content),
        "missing": [(one, f"{form}#q-{one.pk}", problems[one.pk]) for one in content.asked if one.pk in problems],
    }  # fmt: skip
    return render(request, "participants/applications/opening_review.html", seen)


def _before(application: Application, draft: Content) -> list[Any]:
    """What was sent, of those answers that would change."""
    sent = content_of(application, application.call)
    changing = {pk for pk in draft.versions if not _same(sent.values.get(pk), draft.values.get(pk))}
    parts = read_through(sent, own_address, sections=draft.only)
    return [row for _section, rows in parts for row in rows if row.question.pk in changing and row.text]


def _same(one: Any, other: Any) -> bool:
    return one == other or (not one and not other)
