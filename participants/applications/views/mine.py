"""One's own applications: the list, what was sent, withdrawing."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incubator.access import guarded, member
from incubator.web.acting import told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import queries, team
from participants.applications.content import content_of
from participants.applications.models import Application
from participants.applications.registry import own_panels
from participants.applications.states import MOVES, SENT, UNSENT, State
from participants.applications.views.reading import own_address, read_through


@member
@require_safe
def mine(request: Request) -> HttpResponse:
    rows, invitations = queries.own_with_progress(request.user), team.invitations_to(request.user)
    return render(request, "participants/applications/mine.html", {"rows": rows, "invitations": invitations})


def form_address(application: Application) -> str:
    return f"{reverse('participants:apply', args=[application.call.slug])}?application={application.pk}"


def may_edit(application: Application) -> bool:
    call = application.call
    return application.state == State.SUBMITTED and call.edit_after_submit and application.accepts


def about(application: Application, user: Any) -> dict[str, Any]:
    content = content_of(application, application.call)
    leads = application.applicant_id == user.pk
    may_write = leads and (may_edit(application) or application.state in UNSENT)
    return {
        "application": application,
        "call": application.call,
        "parts": read_through(content, own_address),
        "panels": own_panels(application, user),
        "edit": form_address(application) if may_write else "",
        "may_withdraw": leads and State.WITHDRAWN in MOVES[State(application.state)],
        "is_sent": application.state in SENT,
        "openings": queries.openings_of(application) if application.state in SENT else [],
    }


@guarded("participants.view_own_application", Application)
@require_safe
def one(request: Request, application: Application) -> HttpResponse:
    """What was sent, as it was sent, and how far it is."""
    if application.state == State.DRAFT:
        return HttpResponseRedirect(form_address(application))
    return render(request, "participants/applications/one.html", about(application, request.user))


@guarded("participants.view_own_application", Application)
@require_safe
def sent(request: Request, application: Application) -> HttpResponse:
    """Thanks, the reference, what comes next."""
    if application.state not in SENT:
        return HttpResponseRedirect(reverse("participants:my_application", args=[application.pk]))
    page = {
        "application": application,
        "call": application.call,
        "may_edit": may_edit(application),
        "team": team.team_in_words(application),
    }
    return render(request, "participants/applications/sent.html", page)


@guarded("participants.withdraw_application", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, application: Application) -> HttpResponse:
    """Cannot be taken back, so it is asked first, by the name of the thing."""
    if request.method == "POST":
        with_desk, home = application.is_with_desk, reverse("participants:my_applications")
        done = _("The application is withdrawn.") if with_desk else _("Your application is withdrawn.")
        if with_desk:
            home = reverse("participants:desk_applications", args=application.call.cohort.slugs)
        told(request, lambda: applications.withdraw(application, by=request.user), done)
        return HttpResponseRedirect(home)
    return render(request, "participants/applications/withdraw.html", {"application": application, "call": application.call})
