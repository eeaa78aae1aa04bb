"""Facts are declared, then verified or not by somebody else."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotYours, Refused
from incubator.lib.states import move
from incubator.outbox import post
from participants.outcomes.models import Outcome
from participants.outcomes.states import MOVES, State
from participants.participations.models import Participation, Project
from participants.participations.states import State as PlaceState


@action
def declare(
    participation: Participation,
    *,
    by: Any,
    kind: str,
    title: str,
    date: datetime.date,
    proof: str = "",
    project: Project | None = None,
) -> Outcome:
    """Say that something came of it, with a link as proof. By the participant or a coordinator."""
    if participation.person_id != by.pk and not by.may_in(participation.organisation_id, "coordinator"):
        raise NotYours(_("Only the participant or a coordinator can declare this."))
    if participation.state not in (PlaceState.ACTIVE, PlaceState.COMPLETED):
        raise Refused(_("This person is not, or not any more, in the cohort."))
    if date > timezone.localdate():
        raise Refused(_("This day is still to come. Declare it when it has happened."))
    if project is not None and project.cohort_id != participation.cohort_id:
        raise Refused(_("This project belongs to another cohort."))
    outcome = Outcome.objects.create(
        participation=participation, project=project, kind=kind, title=title, date=date, proof=proof, declared_by=by
    )
    record(by=by, verb="participants.declare_outcome", on=outcome, organisation=outcome.organisation, detail={"kind": kind})
    return outcome


def _judge(outcome: Outcome, to: str, *, by: Any, verb: str, detail: dict[str, Any] | None = None) -> Outcome:
    outcome = locked(outcome)
    if outcome.participation.person_id == by.pk:
        raise NotYours
    outcome.verified_by = by
    move(outcome, to, MOVES, fields=("verified_by",))
    record(by=by, verb=verb, on=outcome, organisation=outcome.organisation, detail=detail)
    # Works of the project tell what was verified.
    touch()
    return outcome


@action
def verify(outcome: Outcome, *, by: Any) -> Outcome:
    """A coordinator has seen the proof: from now on it counts."""
    return _judge(outcome, State.VERIFIED, by=by, verb="participants.verify_outcome")


@action
def refuse(outcome: Outcome, *, by: Any, reason: str) -> Outcome:
    """It cannot be confirmed; the participant is told why and can declare it anew."""
    outcome = _judge(outcome, State.REFUSED, by=by, verb="participants.refuse_outcome", detail={"reason": reason})
    post.tell(
        outcome.participation.person,
        "outcome_refused",
        key=f"outcome_refused:{outcome.pk}:{timezone.now().isoformat()}",
        context={"title": outcome.title, "reason": reason},
        organisation=outcome.organisation,
        within=outcome.participation.cohort,
        link=f"/me/cohort/{'/'.join(outcome.participation.cohort.slugs)}/",
    )
    return outcome
