"""Who may do what with an application."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates
from participants.applications.models import TeamMember


@rules.predicate
def is_own(user: Any, application: Any) -> bool:
    return application is not None and application.applicant_id == user.pk


@rules.predicate
def is_member(user: Any, application: Any) -> bool:
    """Is in the application's team now."""
    if application is None or not application.shared or application.applicant_id == user.pk:
        return False
    return TeamMember.objects.of(user).filter(application=application).exists()


def takes_part(user: Any, application: Any) -> bool:
    """Applies with it, as its lead or in its team."""
    return bool(is_own(user, application) or is_member(user, application))


@rules.predicate
def may_take_lead(user: Any, application: Any) -> bool:
    if application is None or not application.shared:
        return False
    return TeamMember.objects.of(user).filter(application=application, offered__isnull=False).exists()


@rules.predicate
def leads_member(user: Any, member: Any) -> bool:
    return member is not None and member.application.applicant_id == user.pk


@rules.predicate
def is_sent(user: Any, application: Any) -> bool:
    """Drafts are their writer's alone; the desk only counts them."""
    return application is not None and application.is_sent


def writes(user: Any, application: Any) -> bool:
    """Its applicant; while it has none, those of the organisation for what came to them on paper."""
    if application is None or user is None or not user.is_authenticated:
        return False
    if application.applicant_id is not None:
        return bool(application.applicant_id == user.pk)
    return application.is_with_desk and bool(user.may_in(application.organisation_id, "coordinator"))


@rules.predicate
def keeps_it(user: Any, view: Any) -> bool:
    """A view is changed by who keeps it; what somebody who is gone left behind, by anybody of the desk."""
    return view is not None and view.owner_id in (user.pk, None)


@rules.predicate
def asked_for_it(user: Any, export: Any) -> bool:
    return export is not None and export.owner_id == user.pk


# Nobody decides for themself: with two roles towards one application the smaller right holds.
on_the_desk = coordinates & is_sent & ~is_own & ~is_member

PERMISSIONS = register(
    {
        "participants.view_applications": coordinates,
        "participants.judge_applications": coordinates,
        "participants.change_view": coordinates & keeps_it,
        "participants.contact_applicants": coordinates,
        "participants.edit_mailing": coordinates,
        "participants.export_applications": coordinates,
        "participants.fetch_export": coordinates & asked_for_it,
        "participants.view_application": on_the_desk,
        "participants.judge_application": on_the_desk,
        "participants.view_own_application": is_own | is_member,
        "participants.withdraw_application": rules.predicate(writes),
        "participants.write_application": rules.predicate(writes),
        "participants.invite_member": is_own,
        "participants.leave_team": is_member,
        "participants.take_lead": may_take_lead,
        "participants.manage_member": leads_member,
    }
)
