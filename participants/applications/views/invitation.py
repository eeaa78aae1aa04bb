"""An invitation into a team, as who reads the mail finds it: with or without an account."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incubator.access import public
from incubator.accounts.codes import TooManyCodes, send_code
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import team
from participants.applications.forms import JoinForm
from participants.applications.models import TeamMember
from participants.applications.states import JOINABLE, Edits, MemberState

PAGE = "participants/applications/invitation.html"


def agreement(member: TeamMember) -> list[str]:
    """What somebody says yes to, as the page shows it and the row keeps it."""
    organisation = member.application.call.organisation.name
    edits = {
        Edits.ALL: _("You can change every answer of the form until it is sent."),
        Edits.SOME: _("You can change the sections that the lead chose for you until it is sent; you read the others."),
        Edits.NONE: _("You read the application; you do not change it."),
    }[Edits(member.edits)]
    return [
        _("You see the whole application, with its personal answers. Treat them with care."),
        edits,
        _("Your name, your address and your part in the project are shown to the team's lead and to %(organisation)s.")
        % {"organisation": organisation},
        _("The lead alone sends the application or withdraws it. You are told when that happens, and read the answer too."),
        _("You can leave at any time. What you wrote stays with the application."),
    ]


def open_to_answer(member: TeamMember) -> bool:
    running = member.state == MemberState.INVITED and member.expires > timezone.now()
    return running and member.application.state in JOINABLE and member.application.applicant_id is not None


def private(response: Any) -> Any:
    """The address is a key: it is not kept, not told to other sites, not found by machines."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """What is asked, by whom, what it means; yes for who is signed in with the address asked, no for whoever reads the mail."""
    member = team.invitation(token)
    if member is None:
        raise Http404
    application = member.application
    if not open_to_answer(member):
        if member.is_in and request.user.is_authenticated and member.person_id == request.user.pk:
            return private(HttpResponseRedirect(reverse("participants:my_application", args=[application.pk])))
        return private(render(request, "participants/applications/invitation_over.html", {"call": application.call}, status=410))
    if request.method == "POST":
        return private(answered(request, member, token))
    return private(shown(request, member))


def is_asked(request: Request, member: TeamMember) -> bool:
    return bool(request.user.is_authenticated and request.user.email.lower() == member.email)


def shown(request: Request, member: TeamMember, form: JoinForm | None = None) -> HttpResponse:
    form = form or JoinForm(initial={"name": (request.user.is_authenticated and request.user.name) or member.name})
    seen = {
        "member": member, "application": member.application, "call": member.application.call, "form": form,
        "lead": team.lead_name(member.application), "means": agreement(member), "is_asked": is_asked(request, member),
    }  # fmt: skip
    return render(request, PAGE, seen, status=422 if form.errors else 200)


def answered(request: Request, member: TeamMember, token: str) -> HttpResponse:
    answer = request.POST.get("answer")
    if answer == "no":
        told(request, lambda: applications.refuse_team(member, token), _("You said no. The lead of the team is told."))
        return HttpResponseRedirect(request.path)
    if answer == "code":
        try:
            return send_code(request, member.email, next_url=request.path, name=member.name)
        except TooManyCodes as refused:
            messages.error(request, str(refused.message))
            return HttpResponseRedirect(request.path)
    if not is_asked(request, member):
        return HttpResponseRedirect(request.path)
    form = JoinForm(request.POST)
    agreed = "\n".join(agreement(member))
    joined = attempt(form, lambda name: applications.join_team(member, token, by=request.user, name=name, agreed=agreed))
    if joined is None:
        return shown(request, member, form)
    messages.success(request, _("You are in the team."))
    return HttpResponseRedirect(reverse("participants:my_application", args=[member.application_id]))
