"""What this room gives to others: the organisation's tabs, where its people land, the second factor it may ask for."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import register_gate
from incubator.accounts.erasure import blank, delete, rule
from incubator.accounts.leaving import NotYet, before_leaving
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, Tab, add_organisation_tab, on_landing, on_my_page
from incubator.organisations import queries
from incubator.organisations.gate import second_factor

add_organisation_tab(Tab(10, "incubator:desk_organisation", _("Overview"), "incubator.view_organisation"))
add_organisation_tab(Tab(80, "incubator:organisation_members", _("Members"), "incubator.manage_members"))
add_organisation_tab(Tab(85, "incubator:organisation_messages", _("Messages"), "incubator.view_messages"))
add_organisation_tab(Tab(90, "incubator:organisation_log", _("Log"), "incubator.view_log"))
add_organisation_tab(Tab(99, "incubator:organisation_settings", _("Settings"), "incubator.edit_organisation"))


def to_desk(user: Any) -> str:
    return reverse("incubator:desk") if user.roles or user.is_staff else ""


def my_organisations(user: Any) -> Card | None:
    """The desks one works at."""
    rows = queries.memberships_of(user)[:12] if user.roles else []
    return Card(5, str(_("Your organisations")), "incubator/organisations/_my_card.html", {"memberships": rows}) if rows else None


def hand_over_first(user: Any) -> None:
    """An organisation is never left without an owner."""
    if alone := queries.owned_alone(user):
        names = ", ".join(str(organisation) for organisation in alone)
        raise NotYet(_("Make somebody else an owner first: %(names)s") % {"names": names})


before_leaving(hand_over_first)
rule("incubator.Membership", "person", says=_("Roles in organisations end."), erase=delete)
rule("incubator.Invitation", "email", says=_("Invitations to you are deleted."), erase=delete)
rule("incubator.Invitation", "by", says=_("Invitations you sent stay, without your name."), erase=blank(by=None), export=False)
on_landing(10, to_desk)
on_my_page(my_organisations)
register_gate(second_factor)
name_verbs(
    {
        "incubator.create_organisation": _("set up the organisation"),
        "incubator.edit_organisation": _("changed the settings"),
        "incubator.organisation_approved": _("approved the organisation"),
        "incubator.organisation_refused": _("refused the organisation"),
        "incubator.add_member": _("gave a role"),
        "incubator.invite_member": _("sent an invitation"),
        "incubator.withdraw_invitation": _("withdrew an invitation"),
        "incubator.change_role": _("changed a role"),
        "incubator.show_member": _("said whether they are named on the public page"),
        "incubator.remove_member": _("ended a role"),
        "incubator.resend_message": _("had a message sent again"),
    }
)
