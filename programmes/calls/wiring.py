"""What calls give to the desk; words of the ledger, what becomes of passes."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.accounts.erasure import Rows, rule
from incubator.audit.words import name_verbs
from incubator.home.registry import Tab, add_tab
from incubator.home.standing import Coming, Need, Standing, on_cohort_desk
from programmes.calls import queries
from programmes.calls.checklist import gaps
from programmes.calls.models import Call
from programmes.calls.states import State

add_tab(Tab(20, "programmes:desk_calls", gettext_lazy("Call"), "programmes.view_calls"))


def standing(cohort: Any) -> Standing:
    """Calls being written with what they lack, and the dates of those announced; where there is none, the way to the first."""
    calls = list(queries.calls_of(cohort))
    if not calls and cohort.starts > timezone.localdate():
        first = Need(0, _("call: people come in by one, write the first"), reverse("programmes:desk_call_new", args=cohort.slugs))
        return Standing(20, needs=(first,))
    return Standing(
        20,
        needs=tuple(_being_written(call) for call in calls if call.state == State.DRAFT),
        coming=tuple(date for call in calls if call.state == State.PUBLISHED for date in _dates(call)),
    )


def _being_written(call: Call) -> Need:
    missing = len(gaps(call))
    text = ngettext("step before the call can open", "steps before the call can open", missing or 1)
    return Need(missing or 1, text, reverse("programmes:desk_call", args=call.slugs), call.title)


def _dates(call: Call) -> list[Coming]:
    href = reverse("programmes:desk_call", args=call.slugs)
    found = [
        Coming(call.opens, call.title, href, _("The call opens"), call.time_zone),
        Coming(call.closes, call.title, href, _("Deadline of the call"), call.time_zone),
    ]
    return found + ([Coming(call.answer_by, call.title, href, _("Answer promised"))] if call.answer_by else [])


def forget_passes(rows: Rows) -> None:
    """Without its address a pass would be a link for everybody: it lets nobody in any more."""
    rows.update(email="", note="", revoked=timezone.now())


on_cohort_desk(standing)
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
        "programmes.save_question_set": gettext_lazy("kept a set of questions"),
        "programmes.insert_question_set": gettext_lazy("put a set of questions into the form"),
        "programmes.rename_question_set": gettext_lazy("renamed a set of questions"),
        "programmes.delete_question_set": gettext_lazy("deleted a set of questions"),
        "programmes.add_stage": gettext_lazy("added a stage"),
        "programmes.edit_stage": gettext_lazy("changed a stage"),
        "programmes.move_stage": gettext_lazy("moved a stage"),
        "programmes.remove_stage": gettext_lazy("removed a stage"),
        "programmes.add_criterion": gettext_lazy("added a criterion"),
        "programmes.edit_criterion": gettext_lazy("changed a criterion"),
        "programmes.move_criterion": gettext_lazy("moved a criterion"),
        "programmes.remove_criterion": gettext_lazy("removed a criterion"),
        "programmes.retire_criterion": gettext_lazy("stopped scoring a criterion"),
        "programmes.restore_criterion": gettext_lazy("took a criterion up again"),
        "programmes.take_stages": gettext_lazy("took over the stages of another call"),
        "programmes.give_pass": gettext_lazy("gave a late pass"),
        "programmes.revoke_pass": gettext_lazy("took a late pass back"),
    }
)
