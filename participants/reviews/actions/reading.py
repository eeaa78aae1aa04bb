"""What a reviewer does: score, comment, submit, hand back."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale, TooLate
from incubator.lib.states import move
from incubator.outbox import post
from participants.reviews.models import Conflict, Review, Score
from participants.reviews.queries import coordinators_of
from participants.reviews.standing import refresh
from participants.reviews.states import MOVES, OPEN, State
from programmes.calls.models import Criterion

CENT = Decimal("0.01")


def _own(review: Review, by: Any) -> Review:
    """The review, locked, if it is this person's to write."""
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("stage__call", "application", "reviewer").get(pk=review.pk)
    )
    if review.reviewer.person_id != by.pk or review.application.applicant_id == by.pk:
        raise NotYours
    if review.state not in OPEN:
        raise NotLawful(_("This review is submitted or handed back: it cannot be changed. A coordinator can open it again."))
    return review


def _check(criterion: Criterion, value: int) -> int:
    if not criterion.lowest <= value <= criterion.highest:
        raise Refused(
            _("“%(criterion)s” is scored from %(lowest)s to %(highest)s.")
            % {"criterion": criterion, "lowest": criterion.lowest, "highest": criterion.highest}
        )
    return value


def _write_scores(review: Review, scores: Mapping[int, int | None]) -> None:
    criteria = {criterion.pk: criterion for criterion in review.stage.criteria.all()}
    held = {score.criterion_id: score for score in review.scores.all()}
    new = []
    for pk, value in scores.items():
        if pk not in criteria:
            raise Refused(_("This criterion does not belong to the stage."))
        score = held.get(pk)
        if value is None:
            if score is not None:
                score.delete()
        elif score is None:
            new.append(Score(review=review, criterion_id=pk, value=_check(criteria[pk], value)))
        elif score.value != value:
            score.value = _check(criteria[pk], value)
            score.save(update_fields=["value"])
    Score.objects.bulk_create(new)


@action
def save_review(
    review: Review,
    *,
    by: Any,
    scores: Mapping[int, int | None],
    comment: str = "",
    for_applicant: str = "",
    version: int | None = None,
) -> Review:
    """Keep a review as far as it is. `scores`: criterion id -> value, None takes one away; those not named stay.

    `version` is the one that the person's page was made from: Stale where another device wrote meanwhile.
    """
    review = _own(review, by)
    if version is not None and version != review.version:
        raise Stale(_("This review was changed on another device or in another window. Reload the page to see it, then go on."))
    _write_scores(review, scores)
    review.comment, review.for_applicant = comment, for_applicant
    review.version += 1
    fields = ("comment", "for_applicant", "version")
    if review.state == State.DRAFT:
        review.save(update_fields=fields)
    else:
        move(review, State.DRAFT, MOVES, fields=fields)
    return review


def weighted(review: Review) -> Decimal:
    """The score on 0–100: each criterion's place on its own scale, by weight. Refused while a criterion is without score."""
    given = dict(review.scores.values_list("criterion_id", "value"))
    criteria = list(review.stage.criteria.all())
    missing = [criterion for criterion in criteria if criterion.pk not in given]
    if missing or not criteria:
        said = ngettext_lazy("%(count)s criterion has no score yet.", "%(count)s criteria have no score yet.", len(missing))
        raise Refused(said % {"count": len(missing)})
    weight = sum(criterion.weight for criterion in criteria)
    points = Decimal(0)
    for criterion in criteria:
        place = Decimal(given[criterion.pk] - criterion.lowest)
        points += criterion.weight * place / max(criterion.highest - criterion.lowest, 1)
    return (100 * points / max(weight, 1)).quantize(CENT, ROUND_HALF_UP)


@action
def submit_review(review: Review, *, by: Any) -> Review:
    """Give the review in: from now on it counts. Refused after the stage's end; what was typed stays as a draft."""
    review = _own(review, by)
    if review.stage.closes and timezone.now() > review.stage.closes:
        raise TooLate(_("The time for reviews is over. What you typed is kept; a coordinator can give you more time."))
    review.total = weighted(review)
    review.submitted = timezone.now()
    review.version += 1
    move(review, State.SUBMITTED, MOVES, fields=("total", "submitted", "version"))
    refresh([review.application_id])
    record(by=by, verb="participants.submit_review", on=review, organisation=review.organisation)
    return review


@action
def reopen_review(review: Review, *, by: Any) -> Review:
    """Let the reviewer change a submitted review; until they submit again it does not count."""
    review = locked(review)
    if review.application.applicant_id == by.pk:
        raise NotYours
    review.total, review.submitted = None, None
    review.version += 1
    move(review, State.DRAFT, MOVES, fields=("total", "submitted", "version"))
    refresh([review.application_id])
    record(by=by, verb="participants.reopen_review", on=review, organisation=review.organisation)
    post.tell(
        review.reviewer.person,
        "review_reopened",
        key=f"review_reopened:{review.pk}:{review.version}",
        context={"reference": review.application.reference, "call": review.stage.call.title},
        organisation=review.organisation,
        link=f"/reviews/{review.pk}/",
    )
    return review


@action
def declare_conflict(review: Review, *, by: Any, reason: str) -> Conflict:
    """Hand an application back. The reviewer sees it no more; coordinators learn that a place is free."""
    review = _own(review, by)
    conflict, _made = Conflict.objects.get_or_create(
        application=review.application, reviewer=review.reviewer, defaults={"reason": reason[:300], "declared_by": by}
    )
    move(review, State.RECUSED, MOVES)
    refresh([review.application_id])
    record(by=by, verb="participants.declare_conflict", on=review, organisation=review.organisation, detail={"reason": reason})
    for person in coordinators_of(review.organisation_id, but=review.application.applicant_id):
        post.tell(
            person,
            "review_handed_back",
            key=f"review_handed_back:{review.pk}:{person.pk}",
            context={"name": str(by), "reference": review.application.reference, "reason": reason[:300]},
            organisation=review.organisation,
            link=f"/desk/{'/'.join(review.stage.call.cohort.slugs)}/reviews/",
        )
    return conflict
