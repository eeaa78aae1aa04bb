"""Screening: what the desk finds on each application by its checks. Nobody outside it learns of it before it is told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.rules import takes_part
from participants.applications.states import UNDER_REVIEW
from participants.stages.models import Check, Screening
from participants.stages.queries import checks_of, in_stage, moved_on, to_rule_out
from participants.stages.rules import must_be_impartial, must_be_open
from participants.stages.states import Answer, Finding
from programmes.calls.models import Criterion, Stage
from programmes.calls.states import StageKind


def _screened_by(stage: Stage, by: Any) -> None:
    if stage.kind != StageKind.SCREENING:
        raise NotLawful(_("This stage is not a screening."))
    must_be_impartial(stage.call, by)
    must_be_open(stage)


def _row(stage: Stage, application: Application, by: Any) -> Screening:
    """The screening of this application, locked, made where there is none."""
    application = locked(application)
    if takes_part(by, application):
        raise NotYours
    if application.state not in UNDER_REVIEW or not in_stage(stage).filter(pk=application.pk).exists():
        raise NotLawful(_("This application is not in this stage any more: it was withdrawn, ruled out or decided."))
    if moved_on(stage).filter(application_id=application.pk).exists():
        raise NotLawful(_("This application has moved on already. Take that back to screen it anew."))
    row, _made = Screening.objects.select_for_update().get_or_create(stage=stage, application=application)
    return row


def finding_of(checks: list[Criterion], answers: Mapping[int, str]) -> str:
    """A no rules out, a query waits, all yes goes on; "" while a check is without answer."""
    given = [answers.get(check.pk, "") for check in checks]
    if Answer.NO in given:
        return Finding.NOT_ELIGIBLE
    if Answer.QUERY in given:
        return Finding.QUERY
    return Finding.ELIGIBLE if given and all(given) else ""


def standing_reason(checks: list[Criterion], answers: Mapping[int, str], language: str) -> str:
    """What the checks answered with no say to the applicant, in their language."""
    said = [check.low_end.best(language)[0] for check in checks if answers.get(check.pk) == Answer.NO and check.low_end]
    return "\n".join(said)


@action
def screen(
    stage: Stage, application: Application, *, by: Any, answers: Mapping[int, str], reason: str = "", version: int | None = None
) -> Screening:
    """Keep the answers to the checks (criterion id -> answer, "" takes one away); the finding follows from them.

    What rules out needs a reason that the applicant can read: that of the check where none is written.
    `version` is the one of the page: Stale where a colleague screened it meanwhile.
    """
    _screened_by(stage, by)
    row = _row(stage, application, by)
    if version is not None and version != row.version:
        raise Stale(_("%(name)s screened this a moment ago. Look at it, then go on.") % {"name": row.by or _("A colleague")})
    checks = checks_of(stage)
    held = {check.criterion_id: check.answer for check in row.checks.all()}
    known = {check.pk for check in checks}
    if set(answers) - known or set(answers.values()) - {"", *Answer.values}:
        raise Refused
    held = {pk: answer for pk, answer in (held | dict(answers)).items() if answer and pk in known}
    finding = finding_of(checks, held)
    reason = reason.strip() or standing_reason(checks, held, application.language)
    if finding == Finding.NOT_ELIGIBLE and not reason:
        raise Refused(_("Say why, in a sentence that the applicant can read."))
    row.checks.exclude(criterion__in=held).filter(criterion__in=known).delete()
    for pk, answer in held.items():
        Check.objects.update_or_create(screening=row, criterion_id=pk, defaults={"answer": answer})
    return _found(row, finding, reason, by=by)


def _found(row: Screening, finding: str, reason: str, *, by: Any) -> Screening:
    was = row.finding
    row.finding, row.reason, row.by = finding, reason, by
    row.version += 1
    if was != finding:
        row.told = None
    row.save()
    if was != finding:
        detail = {"from": was, "to": finding} | ({"reason": reason} if reason else {})
        record(by=by, verb="participants.screen_application", on=row.application, organisation=row.organisation, detail=detail)
    return row


@action
def screen_many(stage: Stage, rows: Iterable[Application], finding: str, *, by: Any, reason: str = "") -> int:
    """The same finding for several, all or none; every check is answered alike. Gives how many."""
    _screened_by(stage, by)
    answer = {Finding.ELIGIBLE: Answer.YES, Finding.QUERY: Answer.QUERY}.get(Finding(finding))
    if finding == Finding.NOT_ELIGIBLE and not reason.strip():
        raise Refused(_("Say why, in a sentence that the applicant can read."))
    count = 0
    for application in rows:
        row = _row(stage, application, by)
        if answer:
            for check in checks_of(stage):
                Check.objects.update_or_create(screening=row, criterion=check, defaults={"answer": answer})
        _found(row, finding, reason.strip(), by=by)
        count += 1
    if not count:
        raise Refused(_("Tick the applications first."))
    return count


@action
def rule_out(stage: Stage, *, by: Any, count: int | None = None) -> int:
    """Tell everybody found not eligible: their application is kept out by the call's rules, with the reason, and they can
    object. `count` is how many the page named: Stale where there are more or fewer by now.
    """
    stage_now = locked(stage)
    stage_now.call = stage.call
    must_be_impartial(stage.call, by)
    rows = list(to_rule_out(stage_now).select_related("applicant"))
    if count is not None and count != len(rows):
        raise Stale(_("The number of those not eligible changed meanwhile. Look at it again."))
    reasons = dict(Screening.objects.filter(stage=stage_now, application__in=rows).values_list("application_id", "reason"))
    for application in rows:
        application.call = stage.call
        applications.mark_ineligible(application, by=by, reason=reasons[application.pk])
    Screening.objects.filter(stage=stage_now, application__in=rows).update(told=timezone.now())
    if rows:
        record(
            by=by, verb="participants.rule_out", on=stage_now, organisation=stage.call.organisation, detail={"count": len(rows)}
        )
    return len(rows)
