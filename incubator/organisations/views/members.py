"""Who works for an organisation: members, roles, invitations."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded, member, public
from incubator.accounts.codes import TooManyCodes, send_code
from incubator.organisations import actions, queries
from incubator.organisations.forms import InviteForm, RoleForm
from incubator.organisations.models import Invitation, Membership, Organisation
from incubator.organisations.states import Role
from incubator.web.acting import attempt, told
from incubator.web.http import Request


@guarded("incubator.manage_members", Organisation)
def members(request: Request, organisation: Organisation) -> HttpResponse:
    """The members with their roles, the open invitations, and a form for one more."""
    form = InviteForm(request.POST or None)
    invite = partial(actions.invite, organisation, by=request.user)
    if form.is_bound and form.is_valid():
        told_to = form.cleaned_data["email"]
        if attempt(form, invite):
            told(request, lambda: None, _("The invitation is on its way to %(email)s.") % {"email": told_to})
            return redirect("incubator:organisation_members", organisation.slug)
    context = {
        "organisation": organisation, "members": queries.members(organisation), "roles": Role.choices,
        "invitations": queries.open_invitations(organisation), "form": form,
    }  # fmt: skip
    return render(request, "incubator/organisations/members.html", context, status=422 if form.errors else 200)


@require_POST
@member
def show(request: Request, membership: int) -> HttpResponse:
    """Oneself named on the organisation's public page, or not any more."""
    found = next((one for one in queries.memberships_of(request.user) if one.pk == membership), None)
    if found is None:
        raise Http404
    on = request.POST.get("shown") == "1"
    done = _("You are named there now.") if on else _("You are not named there.")
    told(request, partial(actions.show_member, found, on, by=request.user), done)
    return redirect("incubator:me")


@require_POST
@guarded("incubator.manage_members", Membership)
def change_role(request: Request, membership: Membership) -> HttpResponse:
    form = RoleForm(request.POST)
    if form.is_valid():
        act = partial(actions.change_role, membership, by=request.user, role=form.cleaned_data["role"])
        told(request, act, _("The role is changed."))
    return redirect("incubator:organisation_members", membership.organisation.slug)


@require_POST
@guarded("incubator.leave_organisation", Membership)
def remove(request: Request, membership: Membership) -> HttpResponse:
    """Ends a membership: an owner another's, or anybody their own."""
    organisation, own = membership.organisation, membership.person_id == request.user.pk
    said = _("You have left this role.") if own else _("%(name)s has left.") % {"name": membership.person}
    told(request, partial(actions.remove, membership, by=request.user), said)
    return redirect("incubator:me") if own else redirect("incubator:organisation_members", organisation.slug)


@require_POST
@guarded("incubator.manage_members", Invitation)
def withdraw(request: Request, invitation: Invitation) -> HttpResponse:
    told(request, partial(actions.withdraw_invitation, invitation, by=request.user), _("The invitation is withdrawn."))
    return redirect("incubator:organisation_members", invitation.organisation.slug)


@public
def invitation(request: Request, token: str) -> HttpResponse:
    """Where an invitation's link leads: takes the role, or first a code to the invited address."""
    row = queries.invitation_by(token)
    if row is None:
        raise Http404
    if request.method == "POST" and not request.user.is_authenticated:
        try:
            return send_code(request, row.email, next_url=request.path)
        except TooManyCodes as why:
            told(request, partial(_again, why))
    elif request.method == "POST" and told(
        request, partial(actions.accept_invitation, row, by=request.user), _("Welcome. This is your desk.")
    ):  # fmt: skip
        return redirect("incubator:desk_organisation", row.organisation.slug)
    return render(request, "incubator/organisations/invitation.html", {"invitation": row})


def _again(why: TooManyCodes) -> None:
    raise why
