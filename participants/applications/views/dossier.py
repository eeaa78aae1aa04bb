"""One application on the desk."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.access import guarded
from incubator.access.registry import allowed
from incubator.audit.words import verb_in_words
from incubator.lib.places import language_name
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries
from participants.applications.content import Content, content_of
from participants.applications.forms import ExcludeForm
from participants.applications.models import Application
from participants.applications.registry import desk_panels
from participants.applications.states import MOVES, State
from participants.applications.views.pages import reasons
from participants.applications.views.reading import own_address, read_through
from participants.applications.views.rows import Line
from programmes.calls.answers import option_label, values_of
from programmes.calls.states import Meaning


def address_of(application: Application) -> str:
    return reverse("participants:desk_application", args=[*application.call.cohort.slugs, application.reference])


def disciplines_in(content: Content) -> dict[str, str]:
    meant = next((question for question in content.questions if question.meaning == Meaning.DISCIPLINE), None)
    return {value: option_label(meant, value, get_language() or "fr") for value in values_of(meant)} if meant else {}


def shown(request: Request, application: Application, form: ExcludeForm) -> HttpResponse:
    call = application.call
    content = content_of(application, call)
    lawful = MOVES[State(application.state)]
    judges = allowed("participants.judge_application", request.user, application)
    seen = {
        "application": application, "call": call, "cohort": call.cohort, "form": form,
        "line": Line(application, call, disciplines_in(content)),
        "written_in": language_name(application.language),
        "parts": read_through(content, own_address, changed=queries.changed_in(queries.openings_of(application))),
        "reasons": reasons(application.eligibility),
        "panels": desk_panels(application, request.user),
        "history": [(entry, verb_in_words(entry.verb)) for entry in queries.history_of(application)],
        "may_exclude": judges and State.INELIGIBLE in lawful,
        "withdraws": allowed("participants.withdraw_application", request.user, application) and State.WITHDRAWN in lawful,
        "may_restore": judges and application.state == State.INELIGIBLE,
        "slugs": [*call.cohort.slugs, application.reference],
    }  # fmt: skip
    return render(request, "participants/applications/dossier.html", seen, status=422 if form.errors else 200)


@guarded("participants.view_application", Application)
@require_safe
def dossier(request: Request, application: Application) -> HttpResponse:
    """Answers, files, eligibility, reviews and decisions of higher rooms, history."""
    return shown(request, application, ExcludeForm())


@guarded("participants.judge_application", Application)
@require_POST
def exclude_one(request: Request, application: Application) -> HttpResponse:
    form = ExcludeForm(request.POST)
    if attempt(form, lambda reason: applications.mark_ineligible(application, by=request.user, reason=reason)) is None:
        return shown(request, application, form)
    messages.success(request, _("Marked as not eligible; the applicant is told."))
    return HttpResponseRedirect(address_of(application))


@guarded("participants.judge_application", Application)
@require_POST
def restore(request: Request, application: Application) -> HttpResponse:
    told(
        request, lambda: applications.restore(application, by=request.user), _("Back among the eligible; the applicant is told.")
    )
    return HttpResponseRedirect(address_of(application))
