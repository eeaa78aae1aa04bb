"""What calls give to the desk; words of the ledger, what becomes of passes."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.accounts.erasure import Rows, rule
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, Tab, add_tab, on_cohort_desk
from programmes.calls import queries

add_tab(Tab(20, "programmes:desk_calls", gettext_lazy("Call"), "programmes.view_calls"))


def card(cohort: Any) -> Card | None:
    """The cohort's calls with their deadlines; where there is none, the way to the first."""
    calls = [{"call": call, "href": reverse("programmes:desk_call", args=call.slugs)} for call in queries.calls_of(cohort)]
    context = {"calls": calls, "new": reverse("programmes:desk_call_new", args=cohort.slugs)}
    return Card(20, _("Call"), "programmes/calls/_card.html", context)


def forget_passes(rows: Rows) -> None:
    """Without its address a pass would be a link for everybody: it lets nobody in any more."""
    rows.update(email="", note="", revoked=timezone.now())


on_cohort_desk(card)
rule(
    "programmes.LatePass", "email", erase=forget_passes, unsaid=("token", "note"),
    says=gettext_lazy("Late passes to calls lose your address and let nobody in."),
)  # fmt: skip
name_verbs(
    {
        "programmes.create_call": gettext_lazy("created the call"),
        "programmes.copy_call": gettext_lazy("copied the call"),
        "programmes.edit_call": gettext_lazy("changed the call"),
        "programmes.publish_call": gettext_lazy("announced the call"),
        "programmes.extend_call": gettext_lazy("extended the deadline of the call"),
        "programmes.close_call": gettext_lazy("closed the call"),
        "programmes.decide_call": gettext_lazy("marked the call as decided"),
        "programmes.archive_call": gettext_lazy("archived the call"),
        "programmes.add_section": gettext_lazy("added a section to the form"),
        "programmes.edit_section": gettext_lazy("changed a section of the form"),
        "programmes.move_section": gettext_lazy("moved a section of the form"),
        "programmes.remove_section": gettext_lazy("removed a section of the form"),
        "programmes.add_question": gettext_lazy("added a question"),
        "programmes.edit_question": gettext_lazy("changed a question"),
        "programmes.move_question": gettext_lazy("moved a question"),
        "programmes.remove_question": gettext_lazy("removed a question"),
        "programmes.retire_question": gettext_lazy("stopped asking a question"),
        "programmes.restore_question": gettext_lazy("took a question up again"),
        "programmes.add_stage": gettext_lazy("added a stage"),
        "programmes.edit_stage": gettext_lazy("changed a stage"),
        "programmes.move_stage": gettext_lazy("moved a stage"),
        "programmes.remove_stage": gettext_lazy("removed a stage"),
        "programmes.add_criterion": gettext_lazy("added a criterion"),
        "programmes.edit_criterion": gettext_lazy("changed a criterion"),
        "programmes.move_criterion": gettext_lazy("moved a criterion"),
        "programmes.remove_criterion": gettext_lazy("removed a criterion"),
        "programmes.give_pass": gettext_lazy("gave a late pass"),
        "programmes.revoke_pass": gettext_lazy("took a late pass back"),
    }
)
