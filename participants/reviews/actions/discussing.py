"""Talking about an application once one's own review is in, and changing one's own score with a reason."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.outbox import post
from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.reviews.discussion_models import Amendment, Discussion, Remark
from participants.reviews.models import Review
from participants.reviews.rubric import Rubric
from participants.reviews.rules import has_stake
from participants.reviews.standing import outdate, refresh
from participants.reviews.states import LIVE, Cause, State
from participants.stages.rules import must_be_open
from programmes.calls.models import Stage


def open_where_apart(review: Review) -> Discussion | None:
    """Opens the discussion where this was the last review of its application in the stage, and they lie far apart.

    Called in the transaction that submits it, with the application locked: of two submitted at once the second sees both.
    """
    if review.trial:
        return None
    rows = Review.objects.filter(stage=review.stage_id, application=review.application_id, state__in=LIVE, trial=False)
    found = list(rows.values_list("state", "total"))
    totals = [total for state, total in found if state == State.SUBMITTED and total is not None]
    if len(totals) < max(len(found), 2) or not is_apart(review.stage, totals):
        return None
    return _open(review.stage, review.application, Cause.APART, by=None)


def is_apart(stage: Stage, totals: Sequence[Decimal]) -> bool:
    return bool(stage.apart_from) and max(totals) - min(totals) >= stage.apart_from


def _open(stage: Stage, application: Application, cause: Cause, *, by: Any) -> Discussion | None:
    discussion, made = Discussion.objects.get_or_create(stage=stage, application=application, defaults={"cause": cause, "by": by})
    if not made:
        return None
    record(by=by, verb="participants.open_discussion", on=application, organisation=stage.organisation, detail={"cause": cause})
    for review in readers_of(discussion):
        _tell(discussion, review, "discussion_opened", key=f"discussion_opened:{discussion.pk}:{review.reviewer.person_id}")
    return discussion


def readers_of(discussion: Discussion) -> list[Review]:
    """The submitted reviews of its application, whose readers are in it; who left the panel is not."""
    rows = Review.objects.filter(stage=discussion.stage_id, application=discussion.application_id, state=State.SUBMITTED)
    return list(rows.filter(reviewer__active=True).select_related("reviewer__person").order_by("pk"))


def _tell(discussion: Discussion, review: Review, kind: str, *, key: str) -> None:
    """Never who wrote what: the mail of a blind stage says no more than its page."""
    post.tell(
        review.reviewer.person,
        kind,
        key=key,
        context={"reference": discussion.application.reference, "call": discussion.stage.call.title},
        organisation=discussion.organisation,
        within=discussion.stage.call.cohort,
        link=f"/reviews/{review.pk}/#discussion",
    )


@action
def ask_for_discussion(stage: Stage, application: Application, *, by: Any) -> Discussion:
    """A coordinator has the readers of an application talk about it."""
    application = locked(application)
    if has_stake(by, application):
        raise NotYours
    _must_be_open(stage, application)
    given = Review.objects.filter(stage=stage, application=application, state=State.SUBMITTED).count()
    if given < 2:
        raise Refused(_("There is nothing to discuss yet: fewer than two reviews of this application are submitted."))
    if (discussion := _open(stage, application, Cause.ASKED, by=by)) is None:
        raise Refused(_("Its readers discuss it already."))
    return discussion


def _must_be_open(stage: Stage, application: Application) -> None:
    must_be_open(stage)
    if application.state not in UNDER_REVIEW:
        raise NotLawful(_("This application is not under review any more: it was withdrawn, ruled out or decided."))


@action
def remark(discussion: Discussion, *, by: Any, text: str) -> Remark:
    """Write into a discussion: as a reader from one's own submitted review on, else as a coordinator."""
    discussion = Discussion.objects.visible_to(by).get(pk=discussion.pk)
    if has_stake(by, discussion.application):
        raise NotYours
    _must_be_open(discussion.stage, discussion.application)
    if not text.strip():
        raise Refused(_("There is nothing in this remark yet."))
    readers = readers_of(discussion)
    own = next((review for review in readers if review.reviewer.person_id == by.pk), None)
    if own is None and not by.may_in(discussion.organisation_id, "coordinator"):
        raise NotYours
    said = Remark.objects.create(discussion=discussion, review=own, by=by, text=text.strip())
    record(by=by, verb="participants.add_remark", on=discussion.application, organisation=discussion.organisation)
    for review in readers:
        if review != own:
            _tell(discussion, review, "review_remark", key=f"review_remark:{said.pk}:{review.reviewer.person_id}")
    return said


@action
def amend_review(
    review: Review, *, by: Any, scores: Mapping[int, int | None], reason: str, version: int | None = None
) -> Amendment:
    """Change the scores of one's own submitted review while its application is discussed; what they were is kept."""
    known = review
    review = Review.objects.select_for_update(of=("self",)).select_related("stage").get(pk=review.pk)
    review.stage.call, review.application, review.reviewer = known.stage.call, known.application, known.reviewer
    if review.reviewer.person_id != by.pk or not review.reviewer.active or has_stake(by, review.application):
        raise NotYours
    if review.state != State.SUBMITTED:
        raise NotLawful(_("This review is open again: change it on its own page."))
    if not Discussion.objects.filter(stage=review.stage_id, application=review.application_id).exists():
        raise NotLawful(_("A submitted review changes only while its application is discussed. A coordinator can open it again."))
    _must_be_open(review.stage, Application.objects.get(pk=review.application_id))
    if version is not None and version != review.version:
        raise Stale(_("This review was changed on another device or in another window. Reload the page to see it, then go on."))
    if not reason.strip():
        raise Refused(_("Say why you change your scores: the other readers see it beside them."))
    rubric = Rubric.of(review)
    held = {pk: score.value for pk, score in rubric.held.items()}
    rubric.write(scores)
    if {pk: score.value for pk, score in rubric.held.items()} == held:
        raise Refused(_("These are the scores that you gave already."))
    was, review.total = review.total or Decimal(0), rubric.weighted()
    review.version += 1
    review.save(update_fields=["total", "version"])
    kept = {str(pk): value for pk, value in held.items()}
    amendment = Amendment.objects.create(review=review, scores=kept, was=was, total=review.total, reason=reason.strip())
    refresh([review.application_id])
    outdate(review.stage_id)
    detail = {"was": str(was), "total": str(review.total)}
    record(by=by, verb="participants.amend_review", on=review, organisation=review.organisation, detail=detail)
    return amendment
