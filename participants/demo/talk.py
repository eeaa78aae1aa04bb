"""Readers of the second edition who do not agree, what they say to one another, what the committee writes down."""

from typing import Any

from incubator.demo.clock import from_today, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from participants.reviews import actions as reviews
from participants.reviews.discussion_models import Discussion
from participants.reviews.models import Review
from participants.reviews.states import OPEN, State
from participants.selection import actions as selections

APART = ((5, 5, 4, 4), (2, 2, 2, 3), (4, 4, 2, 3))
NEAR = ((4, 3, 4, 4), (4, 4, 3, 4), (3, 4, 4, 3))


def talk(stage: Stage, panel_stage: Any, by: Any) -> None:
    """On one that the reviewer account reads the scores lie apart; on another a coordinator asks for a word."""
    words, reader = data("talk"), stage.people["reviewer"]
    mine = Review.objects.filter(stage=panel_stage, reviewer__person=reader, state__in=OPEN).order_by("pk")
    picked = [review.application for review in mine.select_related("application")[:2]]
    for application, marks in zip(picked, (APART, NEAR), strict=False):
        with told_at(from_today(-0.45)):
            _read(panel_stage, application, marks, first=reader)
    if picked:
        _differ(panel_stage, picked[0], words, reader)
    if len(picked) > 1:
        with told_at(from_today(-0.35)):
            discussion = reviews.ask_for_discussion(panel_stage, picked[1], by=by)
            reviews.remark(discussion, by=by, text=words["asked"])
    _note(panel_stage.call, picked, words, by)


def _read(panel_stage: Any, application: Any, marks: Any, *, first: Any) -> None:
    """Everybody who still reads it submits; the account that shows it has the first of the marks."""
    criteria = list(panel_stage.criteria.all())
    rows = Review.objects.filter(stage=panel_stage, application=application, state__in=OPEN).select_related(
        "reviewer__person", "stage"
    )
    others = iter(marks[1:])
    for review in rows:
        values = marks[0] if review.reviewer.person_id == first.pk else next(others, marks[-1])
        scores = {one.pk: min(one.highest, value) for one, value in zip(criteria, values, strict=False)}
        reviews.save_review(review, by=review.reviewer.person, scores=scores, comment=review.comment)
        reviews.submit_review(review, by=review.reviewer.person)


def _differ(panel_stage: Any, application: Any, words: Any, reader: Any) -> None:
    discussion = Discussion.objects.filter(stage=panel_stage, application=application).first()
    given = Review.objects.filter(stage=panel_stage, application=application, state=State.SUBMITTED)
    other = given.exclude(reviewer__person=reader).select_related("stage__call", "application", "reviewer__person").first()
    if discussion is None or other is None:
        return
    for number, (who, text) in enumerate(zip((reader, other.reviewer.person), words["remarks"], strict=True)):
        with told_at(from_today(-0.4 + number / 20)):
            reviews.remark(discussion, by=who, text=text)
    with told_at(from_today(-0.3)):
        last = panel_stage.criteria.last()
        reviews.amend_review(other, by=other.reviewer.person, scores={last.pk: last.highest}, reason=words["reason"])


def _note(call: Any, applications: list[Any], words: Any, by: Any) -> None:
    selection = selections.open_selection(call, by=by)
    with told_at(from_today(-0.2)):
        for application, text in zip(applications, words["notes"], strict=False):
            selections.add_note(selection, by=by, text=text, application=application)
        selections.add_note(selection, by=by, text=words["selection"])
