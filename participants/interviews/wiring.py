"""What interviews give to other rooms: panels, cards, reminders, words of the ledger, what becomes of rows when a person goes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.accounts.erasure import keep, rule
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, on_my_page
from incubator.outbox.registry import each_minute
from participants.applications.registry import Panel, on_emptying, on_own_page
from participants.applications.rules import takes_part
from participants.interviews.actions import remind
from participants.interviews.models import Interview
from participants.interviews.queries import asked_by, figures, held, own_interviews
from participants.stages.registry import Door, holds_on, on_stage_desk
from programmes.calls.states import StageKind


def own(application: Any, user: Any) -> Panel | None:
    """The invitation and the hour, on the candidate's page of their application."""
    rows = own_interviews(application) if takes_part(user, application) else []
    if not rows:
        return None
    context = {"interviews": rows, "answers": application.applicant_id == user.pk}
    return Panel(5, _("Interview"), "participants/interviews/_own.html", context)


def mine(user: Any) -> Card | None:
    """Interviews to come in which one asks the questions."""
    rows = asked_by(user)
    return Card(12, _("Interviews to come"), "participants/interviews/_my_card.html", {"interviews": rows}) if rows else None


def door(stage: Any) -> Door | None:
    if stage.kind != StageKind.INTERVIEW:
        return None
    counts = figures(stage)
    line = _("%(agreed)s of %(invited)s hours agreed, %(free)s free") % counts
    href = reverse("participants:interviews", args=[*stage.call.cohort.slugs, stage.pk])
    return Door(20, _("Interviews"), href, line, "warn" if counts["agreed"] < counts["invited"] else "")


def forget(applications: Any) -> None:
    Interview.objects.filter(application__in=applications).update(words="")


on_emptying(forget)
on_own_page(own)
on_my_page(mine)
on_stage_desk(door)
holds_on(held)
each_minute(remind)
rule(
    "participants.Interview", "by", erase=keep, export=False,
    says=gettext_lazy("Interviews you invited to stay, without your name."),
)  # fmt: skip
name_verbs(
    {
        "participants.add_slots": gettext_lazy("added hours for interviews"),
        "participants.remove_slot": gettext_lazy("took an hour for interviews away"),
        "participants.invite_interviews": gettext_lazy("invited to interviews"),
        "participants.book_interview": gettext_lazy("agreed to an hour for the interview"),
        "participants.refuse_hour": gettext_lazy("said that no hour suits"),
        "participants.propose_hour": gettext_lazy("proposed an hour for the interview"),
        "participants.conclude_interview": gettext_lazy("said whether the interview was held"),
        "participants.call_off_interview": gettext_lazy("called the interview off"),
    }
)
