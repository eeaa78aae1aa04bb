"""What stages give to other rooms: ways into a stage's parts, words of the ledger, what becomes of rows when a person goes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.accounts.erasure import keep, rule
from incubator.audit.words import name_verbs
from incubator.home.standing import Need, Standing, on_cohort_desk
from participants.applications.registry import on_emptying
from participants.stages.models import Screening
from participants.stages.queries import after, moved_on, open_screening, tally
from participants.stages.registry import Door, on_stage_desk
from programmes.calls.states import StageKind


def screening(stage: Any) -> Door | None:
    """How far the screening is."""
    if stage.kind != StageKind.SCREENING:
        return None
    counts = tally(stage)
    line = _("%(done)s of %(all)s looked at") % {"done": counts["all"] - counts["open"], "all": counts["all"]}
    href = reverse("participants:screening", args=[*stage.call.cohort.slugs, stage.pk])
    return Door(10, _("Screen the applications"), href, line, "warn" if counts["open"] else "")


def moving_on(stage: Any) -> Door | None:
    """Who moved on from it; nothing for the last stage."""
    if not after(stage):
        return None
    count = moved_on(stage).distinct().count()
    line = ngettext("%(n)s application moved on", "%(n)s applications moved on", count) % {"n": count}
    return Door(90, _("Who moves on"), reverse("participants:moving_on", args=[*stage.call.cohort.slugs, stage.pk]), line)


def standing(cohort: Any) -> Standing | None:
    """What waits to be screened in the newest call."""
    stage = open_screening(cohort)
    if stage is None:
        return None
    count = tally(stage)["open"]
    if not count:
        return None
    text = ngettext("application to screen", "applications to screen", count)
    return Standing(
        35, needs=(Need(count, text, reverse("participants:screening", args=[*cohort.slugs, stage.pk]), tone="info"),)
    )


def forget(applications: Any) -> None:
    Screening.objects.filter(application__in=applications).update(reason="")


on_emptying(forget)
on_cohort_desk(standing)
on_stage_desk(screening)
on_stage_desk(moving_on)
rule("participants.Screening", "by", erase=keep, export=False, says=gettext_lazy("Screenings you did stay, without your name."))
rule("participants.Cut", "by", erase=keep, export=False, says=gettext_lazy("Who you let move on stays, without your name."))
rule(
    "participants.Cut", "undone_by", erase=keep, export=False,
    says=gettext_lazy("The same holds for what you took back of it."),
)  # fmt: skip
name_verbs(
    {
        "participants.screen_application": gettext_lazy("screened the application"),
        "participants.rule_out": gettext_lazy("told those found not eligible"),
        "participants.move_on": gettext_lazy("let applications move on to the next stage"),
        "participants.undo_move_on": gettext_lazy("took a moving on back"),
    }
)
