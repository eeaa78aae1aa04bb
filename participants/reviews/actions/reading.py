"""What a reviewer does: score, comment, submit, hand back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.lib.states import move
from incubator.outbox import post
from participants.applications.states import UNDER_REVIEW
from participants.applications.states import State as ApplicationState
from participants.reviews.actions.discussing import open_where_apart
from participants.reviews.actions.ties import stand
from participants.reviews.models import Conflict, Review, Round
from participants.reviews.queries import coordinators_of
from participants.reviews.rubric import Rubric
from participants.reviews.rules import has_stake
from participants.reviews.standing import outdate, refresh
from participants.reviews.states import MOVES, OPEN, RoundState, State
from participants.stages.rules import must_be_open
from programmes.calls.models import Stage


class Gone(Refused):
    """The review was taken back, or its reader left the panel, between reading the page and writing."""


def _own(review: Review, by: Any) -> Review:
    """The review, locked, and its stage as they stand now, if it is this person's to write. What never changes is not read anew."""
    known = review
    rows = Review.objects.select_for_update(of=("self",)).select_related("stage").annotate(now=F("application__state"))
    found = rows.filter(pk=review.pk, reviewer__active=True).first()
    if found is None:
        raise Gone(_("This application was given to somebody else meanwhile: it is not yours to read any more."))
    review = found
    review.stage.call, review.application, review.reviewer = known.stage.call, known.application, known.reviewer
    if review.reviewer.person_id != by.pk or has_stake(by, review.application):
        raise NotYours
    if review.state not in OPEN:
        raise NotLawful(_("This review is submitted or handed back: it cannot be changed. A coordinator can open it again."))
    review.reviewer.person = by
    return review


def _hold(review: Review) -> None:
    """Holds the stage while a review is given in: who closes it meanwhile does so before or after, never in between.

    Before the review's own lock, as an assignment takes them.
    """
    Stage.objects.select_for_update(no_key=True).only("pk").get(pk=review.stage_id)


def _write(review: Review, scores: Mapping[int, int | None], comment: str, for_applicant: str, version: int | None) -> Rubric:
    if version is not None and version != review.version:
        raise Stale(_("This review was changed on another device or in another window. Reload the page to see it, then go on."))
    rubric = Rubric.of(review)
    rubric.write(scores)
    review.comment, review.for_applicant = comment, for_applicant
    review.version += 1
    return rubric


def _keep(review: Review) -> None:
    fields = ("comment", "for_applicant", "version")
    if review.state == State.DRAFT:
        review.save(update_fields=fields)
    else:
        move(review, State.DRAFT, MOVES, fields=fields)


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
    _write(review, scores, comment, for_applicant, version)
    _keep(review)
    return review


def _hand_in(review: Review, rubric: Rubric, by: Any) -> None:
    """Refuses before anything is written."""
    if getattr(review, "now", ApplicationState.IN_REVIEW) not in UNDER_REVIEW:
        raise NotLawful(
            _("This application was withdrawn or decided meanwhile: it needs no review any more. What you typed is kept.")
        )
    must_be_open(review.stage)
    if not review.trial and Round.objects.filter(stage=review.stage_id, state=RoundState.OPEN).exists():
        raise Refused(_("The calibration round comes first. What you typed is kept; it can be submitted once the round is over."))
    review.total = rubric.weighted()
    review.submitted = timezone.now()
    review.version += 1
    move(review, State.SUBMITTED, MOVES, fields=("total", "submitted", "version", "comment", "for_applicant"))
    refresh([review.application_id])
    outdate(review.stage_id)
    open_where_apart(review)
    record(by=by, verb="participants.submit_review", on=review, organisation=review.organisation)


@action
def submit_review(review: Review, *, by: Any) -> Review:
    """Give the review in: from now on it counts. Refused after the stage's end; what was typed stays as a draft."""
    _hold(review)
    review = _own(review, by)
    _hand_in(review, Rubric.of(review), by)
    return review


def give_in(
    review: Review,
    *,
    by: Any,
    scores: Mapping[int, int | None],
    comment: str = "",
    for_applicant: str = "",
    version: int | None = None,
) -> Review:
    """Keep and submit in one step. Where submitting is refused, what was typed is kept all the same."""
    review, refusal = _give_in(review, by, scores, comment, for_applicant, version)
    if refusal is not None:
        raise refusal
    return review


@action
def _give_in(
    review: Review, by: Any, scores: Mapping[int, int | None], comment: str, for_applicant: str, version: int | None
) -> tuple[Review, Refused | None]:
    _hold(review)
    review = _own(review, by)
    rubric = _write(review, scores, comment, for_applicant, version)
    try:
        _hand_in(review, rubric, by)
    except Refused as refusal:
        _keep(review)
        return review, refusal
    return review, None


@action
def reopen_review(review: Review, *, by: Any) -> Review:
    """Let the reviewer change a submitted review; until they submit again it does not count."""
    review = locked(review)
    if has_stake(by, review.application):
        raise NotYours
    review.total, review.submitted = None, None
    review.version += 1
    # Looked at again after the talk, a review of the calibration round is one like all the others.
    if review.trial and Round.objects.filter(stage=review.stage_id, state=RoundState.CLOSED).exists():
        review.trial, review.counts = False, True
    move(review, State.DRAFT, MOVES, fields=("total", "submitted", "version", "trial", "counts"))
    refresh([review.application_id])
    outdate(review.stage_id)
    record(by=by, verb="participants.reopen_review", on=review, organisation=review.organisation)
    post.tell(
        review.reviewer.person,
        "review_reopened",
        key=f"review_reopened:{review.pk}:{review.version}",
        context={"reference": review.application.reference, "call": review.stage.call.title},
        organisation=review.organisation,
        within=review.stage.call.cohort,
        link=f"/reviews/{review.pk}/",
    )
    return review


@action
def declare_conflict(review: Review, *, by: Any, reason: str) -> Conflict:
    """Hand an application back. The reviewer sees it no more; coordinators learn that a place is free."""
    review = _own(review, by)
    conflict, _made = stand(review.application, review.reviewer, by=by, reason=reason)
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
            within=review.stage.call.cohort,
            link=f"/desk/{'/'.join(review.stage.call.cohort.slugs)}/reviews/",
        )
    return conflict
