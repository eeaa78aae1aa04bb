"""Conflicts: declared by a reviewer, recorded by a coordinator, found by the product and looked at."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotYours, Refused
from incubator.lib.states import move
from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.reviews.actions.panel import take_back
from participants.reviews.finding import Sides, ties
from participants.reviews.models import Conflict, Review, Reviewer
from participants.reviews.problem import NEEDED
from participants.reviews.rules import has_stake
from participants.reviews.states import TIE_MOVES, State, Tie
from programmes.calls.models import Call

BATCH = 1000


@action
def add_conflict(application: Application, reviewer: Reviewer, *, by: Any, reason: str) -> Conflict:
    """Keep an application from a reviewer. A review that is not submitted is taken back."""
    if has_stake(by, application):
        raise NotYours
    if application.call_id != reviewer.call_id:
        raise Refused(_("This person is not on the panel of that call."))
    locked(reviewer)  # an assignment that is being accepted comes before, and is taken back below, or after, and sees this
    conflict, made = stand(application, reviewer, by=by, reason=reason)
    if not made:
        raise Refused(_("This conflict is recorded already."))
    take_back(Review.objects.filter(application=application, reviewer=reviewer))
    detail = {"application": application.reference, "reviewer": str(reviewer)}
    record(by=by, verb="participants.add_conflict", on=application, organisation=application.organisation, detail=detail)
    return conflict


def stand(application: Application, reviewer: Reviewer, *, by: Any, reason: str) -> tuple[Conflict, bool]:
    """The conflict of the two, standing from now on in that person's words; False where it stood already."""
    said = {"reason": reason[:300], "declared_by": by}
    conflict, made = Conflict.objects.get_or_create(application=application, reviewer=reviewer, defaults=said)
    if made or conflict.state == Tie.STANDS:
        return conflict, made
    conflict = locked(conflict)
    conflict.reason, conflict.declared_by = reason[:300], by
    move(conflict, Tie.STANDS, TIE_MOVES, fields=("reason", "declared_by"))
    return conflict, True


@action
def confirm_conflict(conflict: Conflict, *, by: Any) -> Conflict:
    """What was found is a conflict. A review that is not submitted is taken back."""
    conflict = _looked_at(conflict, Tie.STANDS, by=by)
    take_back(Review.objects.filter(application=conflict.application, reviewer=conflict.reviewer))
    return conflict


@action
def dismiss_conflict(conflict: Conflict, *, by: Any) -> Conflict:
    """It does not matter: the two may be brought together. What a reviewer declared stands until they say otherwise."""
    if conflict.declared_by_id == conflict.reviewer.person_id:
        raise Refused(_("The reviewer declared this themself. Only they can say otherwise."))
    conflict = _looked_at(conflict, Tie.DISMISSED, by=by)
    handed_back = Review.objects.filter(application=conflict.application, reviewer=conflict.reviewer, state=State.RECUSED)
    handed_back.filter(scores__isnull=True).delete()
    return conflict


def _looked_at(conflict: Conflict, to: str, *, by: Any) -> Conflict:
    application, reviewer = conflict.application, conflict.reviewer
    if has_stake(by, application) or reviewer.person_id == by.pk:
        raise NotYours
    conflict = locked(conflict)
    conflict.decided_by, conflict.decided = by, timezone.now()
    move(conflict, to, TIE_MOVES, fields=("decided_by", "decided"))
    verb = "participants.confirm_conflict" if to == Tie.STANDS else "participants.dismiss_conflict"
    detail = {"application": application.reference, "reviewer": str(reviewer)}
    record(by=by, verb=verb, on=application, organisation=application.organisation, detail=detail)
    return conflict


@action
def look_for_ties(call: Call) -> int:
    """Bring what was found up to the panel and the applications as they are; gives how many wait to be looked at.

    What somebody decided stands. A dismissed one waits again where a new sign came up; what is not found any more goes.
    """
    rows = Application.objects.filter(call=call, state__in=UNDER_REVIEW).select_related("applicant").order_by("pk")
    seen = rows.only(*NEEDED, "email", "applicant__email")
    panel = Reviewer.objects.filter(call=call, active=True).select_related("person").order_by("pk")
    found = ties(Sides.of(list(seen), list(panel)))
    of_call = Conflict.objects.filter(application__call=call)
    held = set(of_call.values_list("application_id", "reviewer_id"))
    new = [
        Conflict(application_id=pair[0], reviewer_id=pair[1], state=Tie.WAITING, signs=own)
        for pair, own in found.items() if pair not in held
    ]  # fmt: skip
    Conflict.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    for row in of_call.exclude(state=Tie.STANDS).select_for_update(of=("self",)).order_by("pk"):
        _bring_up(row, found.get((row.application_id, row.reviewer_id), []))
    return of_call.filter(state=Tie.WAITING).count()


def _bring_up(row: Conflict, own: Sequence[dict[str, str]]) -> None:
    if row.state == Tie.WAITING and not own:
        row.delete()
    elif own and list(own) != row.signs:
        more = {one["sign"] for one in own} - {one["sign"] for one in row.signs}
        row.signs = list(own)
        if row.state == Tie.DISMISSED and more:
            move(row, Tie.WAITING, TIE_MOVES, fields=("signs",))
        else:
            row.save(update_fields=["signs"])
