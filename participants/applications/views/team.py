"""The team of an application: its page, what the lead does, leaving, the lead handed over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from participants.applications import actions as applications
from participants.applications import team
from participants.applications.actions.team import can_invite
from participants.applications.forms import InviteForm, MemberForm
from participants.applications.models import Application, TeamMember
from participants.applications.states import CHANGEABLE, COUNTED, UNSENT, Edits, MemberState
from participants.applications.views.mine import form_address

ASKS = ["GET", "HEAD", "POST"]


def to_team(application: Application) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("participants:team", args=[application.pk]))


def may_change(member: TeamMember, sections: dict[int, str]) -> str:
    """What a member may change, in words."""
    if member.edits != Edits.SOME:
        return str(Edits(member.edits).label)
    named = [_("“%(title)s”") % {"title": sections[pk]} for pk in member.sections if pk in sections]
    return ", ".join(named) or str(Edits.NONE.label)


def shown(request: Request, application: Application, form: InviteForm | None = None) -> HttpResponse:
    leads = application.applicant_id == request.user.pk
    sections = {section.pk: str(section.title) for section in application.call.sections.all()}
    rows = [member for member in team.members_of(application) if leads or member.state in COUNTED]
    taken = sum(member.state in COUNTED for member in rows)
    invites = leads and can_invite(application) and taken < application.call.team_max
    form = form or InviteForm(call=application.call, initial={"language": application.language})
    own = next((member for member in rows if member.person_id == request.user.pk), None)
    seen = {
        "application": application, "call": application.call, "leads": leads, "own": own, "taken": taken,
        "lead": team.lead_name(application), "form": form if invites else None, "form_address": form_address(application),
        "rows": [(member, may_change(member, sections)) for member in rows],
        "changeable": application.state in CHANGEABLE, "unsent": application.state in UNSENT, "open": can_invite(application),
    }  # fmt: skip
    return render(request, "participants/applications/team.html", seen, status=422 if form.errors else 200)


@guarded("participants.view_own_application", Application)
@require_safe
def page(request: Request, application: Application) -> HttpResponse:
    """Who is in the team and what they may do; the lead asks people in, a member reads and leaves."""
    return shown(request, application)


@guarded("participants.invite_member", Application)
@require_POST
def invite(request: Request, application: Application) -> HttpResponse:
    form = InviteForm(request.POST, call=application.call)
    member = attempt(form, lambda **clean: applications.invite(application, by=request.user, **clean))
    if member is None:
        return shown(request, application, form)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": member.email})
    return to_team(application)


@guarded("participants.manage_member", TeamMember)
@require_http_methods(ASKS)
def edit(request: Request, member: TeamMember) -> HttpResponse:
    """What somebody does and may change."""
    application = member.application
    form = MemberForm(request.POST or None, call=application.call, member=member)
    if attempt(form, lambda **clean: applications.edit_member(member, by=request.user, **clean)):
        messages.success(request, _("Kept."))
        return to_team(application)
    seen = {"application": application, "call": application.call, "member": member, "form": form}
    return render(request, "participants/applications/team_member.html", seen, status=422 if form.errors else 200)


@guarded("participants.manage_member", TeamMember)
@require_POST
def remind(request: Request, member: TeamMember) -> HttpResponse:
    done = _("The invitation is on its way to %(email)s.") % {"email": member.email}
    told(request, lambda: applications.remind_member(member, by=request.user), done)
    return to_team(member.application)


def asked(request: Request, application: Application, question: str, consequence: str, action: str, *, tone: str = "") -> Any:
    """The question before what is not taken back easily."""
    back = reverse("participants:team", args=[application.pk])
    context = {"question": question, "consequence": consequence, "action": action, "back": back, "tone": tone}
    return render(request, "layouts/confirm.html", context)


@guarded("participants.manage_member", TeamMember)
@require_http_methods(ASKS)
def remove(request: Request, member: TeamMember) -> HttpResponse:
    application = member.application
    if request.method == "POST":
        told(request, lambda: applications.remove_member(member, by=request.user), _("Taken out of the team."))
        return to_team(application)
    if member.state == MemberState.INVITED:
        question = _("Take back the invitation to %(name)s?") % {"name": member}
        return asked(request, application, question, _("The address in the mail opens nothing any more."), _("Take it back"))
    question = _("Take %(name)s out of the team?") % {"name": member}
    consequence = _("What they wrote stays. They no longer see the application, and are told so by mail.")
    return asked(request, application, question, consequence, _("Take out of the team"), tone="no")


@guarded("participants.manage_member", TeamMember)
@require_http_methods(ASKS)
def offer_lead(request: Request, member: TeamMember) -> HttpResponse:
    """Hand over the lead: asked first, done when the other says yes."""
    application = member.application
    if request.method == "POST":
        if member.offered is not None:
            told(request, lambda: applications.take_back_lead(member, by=request.user), _("You keep the lead."))
        else:
            done = _("%(name)s is asked. Until they say yes the lead is yours.") % {"name": member}
            told(request, lambda: applications.offer_lead(member, by=request.user), done)
        return to_team(application)
    if member.offered is not None:
        question = _("Keep the lead yourself?")
        return asked(request, application, question, _("%(name)s is no longer asked.") % {"name": member}, _("Keep the lead"))
    question = _("Hand over the lead to %(name)s?") % {"name": member}
    consequence = _(
        "They are asked first. Once they say yes, the application is theirs: they send it, get the answer and decide who is in"
        " the team. You become a member."
    )
    return asked(request, application, question, consequence, _("Ask them"))


@guarded("participants.take_lead", Application)
@require_http_methods(ASKS)
def take_lead(request: Request, application: Application) -> HttpResponse:
    if request.method == "POST":
        if request.POST.get("answer") == "no":
            told(request, lambda: applications.refuse_lead(application, by=request.user), _("You stay a member."))
        else:
            told(request, lambda: applications.take_lead(application, by=request.user), _("You lead the team now."))
        return to_team(application)
    question = _("Take the lead of “%(title)s”?") % {"title": application.title or application.call.title}
    consequence = _("You answer for the application from now on: you send it, and the answer comes to you.")
    return asked(request, application, question, consequence, _("Take the lead"))


@guarded("participants.leave_team", Application)
@require_http_methods(ASKS)
def leave(request: Request, application: Application) -> HttpResponse:
    if request.method == "POST":
        left = told(request, lambda: applications.leave_team(application, by=request.user), _("You left the team."))
        return HttpResponseRedirect(reverse("participants:my_applications")) if left else to_team(application)
    question = _("Leave the team of “%(title)s”?") % {"title": application.title or application.call.title}
    consequence = _("What you wrote stays with the application. You no longer see it, and the lead is told.")
    return asked(request, application, question, consequence, _("Leave the team"), tone="no")
