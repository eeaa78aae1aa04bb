"""Letting applications on to the next stage. Only the desk knows of it: neither state nor message of an application changes."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, Refused, Stale
from participants.stages.field import Field, Row, Rule, field_of
from participants.stages.models import Cut, Passage, Screening
from participants.stages.queries import after, passed
from participants.stages.registry import held_by
from participants.stages.rules import must_be_impartial
from programmes.calls.models import Stage

BATCH = 500


@action
def move_on(
    stage: Stage, *, by: Any, rule: Rule | None = None, otherwise: Collection[int] = (), seen: str | None = None, note: str = ""
) -> Cut:
    """Let on whom the rule (the stage's own where none is given) lets on; `otherwise` are decided against it, either way.

    `seen` is the mark of the field the coordinator looked at: Stale where scores or applications changed since.
    """
    call = stage.call
    stage = locked(stage)
    stage.call = call
    must_be_impartial(call, by)
    if not after(stage):
        raise Refused(_("This is the last stage: who is taken is decided in the selection."))
    rule = rule or Rule.of(stage)
    field = field_of(stage, rule)
    if seen is not None and seen != field.mark:
        raise Stale(
            _("Scores, findings or applications changed since this page was made. Your marks are kept: look again, then decide.")
        )
    chosen = [row for row in field.rows if row.on != (row.application.pk in otherwise)]
    if not chosen:
        raise Refused(_("Nobody would move on. Choose another rule, or mark who is taken along."))
    cut = Cut.objects.create(
        stage=stage, rule=rule.kind, score_by=rule.by, note=note.strip(), by=by, figures=_figures(field, chosen)
    )
    Passage.objects.bulk_create([_passage(cut, row) for row in chosen], batch_size=BATCH)
    record(by=by, verb="participants.move_on", on=stage, organisation=call.organisation, detail={"cut": cut.pk, **cut.figures})
    return cut


def _passage(cut: Cut, row: Row) -> Passage:
    score = None if row.value is None else round(row.value, 2)
    return Passage(cut=cut, application=row.application, by_hand=not row.on, score=score)


def _figures(field: Field, chosen: list[Row]) -> dict[str, Any]:
    """What is kept of the page: counts, the line, how many stood at it, how many were decided against the rule."""
    taken = {row.application.pk for row in chosen}
    return {
        "on": len(chosen),
        "off": len(field.rows) - len(chosen),
        "number": field.rule.number,
        "line": field.line.score,
        "tied": len(field.line.tied),
        "taken_along": sum(not row.on for row in chosen),
        "left_out": sum(row.on and row.application.pk not in taken for row in field.rows),
    }


@action
def undo(cut: Cut, *, by: Any) -> Cut:
    """Take a moving on back, as long as no later stage has begun with any of those it let on."""
    stage = cut.stage
    locked(stage)
    cut = locked(cut)
    must_be_impartial(stage.call, by)
    if cut.undone is not None:
        raise NotLawful(_("This was taken back already."))
    ids = passed(cut)
    later = after(stage)
    begun = held_by(later, ids) + _screened(later, ids)
    if begun:
        said = ngettext_lazy(
            "The next stage has begun with them: %(count)s review, interview or check hangs on it. Take that back first.",
            "The next stage has begun with them: %(count)s reviews, interviews or checks hang on it. Take those back first.",
            begun,
        )
        raise NotLawful(said % {"count": begun})
    cut.undone, cut.undone_by = timezone.now(), by
    cut.save(update_fields=["undone", "undone_by"])
    detail = {"cut": cut.pk, "on": len(ids)}
    record(by=by, verb="participants.undo_move_on", on=stage, organisation=stage.call.organisation, detail=detail)
    return cut


def _screened(stages: list[Stage], ids: list[int]) -> int:
    moved = Passage.objects.filter(cut__stage__in=stages, cut__undone=None, application__in=ids).count()
    return moved + Screening.objects.filter(stage__in=stages, application__in=ids).exclude(finding="").count()
