"""A discussion as one of those in it reads it: the others' scores and words, and in a blind stage nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.reviews.discussion_models import Amendment, Discussion, Remark
from participants.reviews.models import Review, Score
from participants.reviews.states import State


@dataclass(frozen=True)
class Change:
    """Scores that a reader changed."""

    was: Any
    total: Any
    reason: str
    at: datetime


@dataclass(frozen=True)
class Voice:
    """One reader: what they scored and wrote for the committee."""

    name: str
    mine: bool
    total: Any
    values: list[tuple[str, int]]
    comment: str
    changes: list[Change]


@dataclass(frozen=True)
class Said:
    name: str
    mine: bool
    text: str
    at: datetime


@dataclass(frozen=True)
class Talk:
    """`open`: remarks and changed scores are still taken."""

    discussion: Discussion
    voices: list[Voice] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)
    open: bool = False


def talk_for(review: Review) -> Talk | None:
    """What the writer of this review reads: nothing before they submitted it themself."""
    if review.state != State.SUBMITTED:
        return None
    rows = Discussion.objects.filter(stage=review.stage_id, application=review.application_id)
    discussion = rows.first()
    if discussion is None:
        return None
    discussion.stage, discussion.application = review.stage, review.application
    return _talk(discussion, named=not review.stage.blind, mine=review.pk)


def talks_on(application: Application) -> list[Talk]:
    """Its discussions as a coordinator reads them, with everybody's name."""
    rows = Discussion.objects.filter(application=application).select_related("stage__call").order_by("stage__order", "pk")
    return [_talk(discussion, named=True, mine=None) for discussion in rows]


def _talk(discussion: Discussion, *, named: bool, mine: int | None) -> Talk:
    scores = Prefetch("scores", Score.objects.select_related("criterion").order_by("criterion__order", "criterion_id"))
    rows = Review.objects.filter(stage=discussion.stage_id, application=discussion.application_id)
    reviews = list(rows.select_related("reviewer__person").prefetch_related(scores, "amendments").order_by("pk"))
    # Handed back ones count too: a number stays with its reader whatever becomes of the others.
    names = {review.pk: _name(review, number, named) for number, review in enumerate(reviews, 1)}
    voices = [_voice(review, names[review.pk], mine) for review in reviews if review.state == State.SUBMITTED]
    remarks = [_said(one, names, named, mine) for one in discussion.remarks.select_related("by")]
    stage = discussion.stage
    running = not (stage.closes and timezone.now() > stage.closes)
    return Talk(discussion, voices, remarks, running and discussion.application.state in UNDER_REVIEW)


def _name(review: Review, number: int, named: bool) -> str:
    return str(review.reviewer) if named else _("Reader %(number)s") % {"number": number}


def _voice(review: Review, name: str, mine: int | None) -> Voice:
    values = [(str(score.criterion), score.value) for score in review.scores.all()]
    amended: Any = review  # its amendments are rows of discussion_models, which the type checker reads in any order
    changes = [_change(one) for one in amended.amendments.all()]
    return Voice(name, review.pk == mine, review.total, values, review.comment, changes)


def _change(one: Amendment) -> Change:
    return Change(one.was, one.total, one.reason, one.at)


def _said(one: Remark, names: Mapping[int, str], named: bool, mine: int | None) -> Said:
    if one.review_id is not None:
        return Said(names.get(one.review_id, "–"), one.review_id == mine, one.text, one.at)
    return Said(str(one.by) if named and one.by else _("Coordination"), False, one.text, one.at)
