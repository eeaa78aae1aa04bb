"""Who sits on the panel, what they may not read, what stays with them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from incubator.accounts.actions import person_for
from incubator.audit.actions import action, locked, record
from incubator.lib.errors import Refused
from incubator.lib.states import move
from incubator.outbox import post
from incubator.outbox.models import Message
from incubator.web.components.dates import moment, zone_name
from participants.reviews.models import Review, Reviewer
from participants.reviews.standing import refresh
from participants.reviews.states import MOVES, OPEN, State
from programmes.calls.models import Call, Stage


def _seat(reviewer: Reviewer, fields: dict[str, Any]) -> None:
    known = ("languages", "disciplines", "least", "most", "affiliation")
    for name in known:
        if name in fields:
            setattr(reviewer, name, fields.pop(name))
    if fields:
        raise TypeError(f"a reviewer has no {', '.join(fields)}")
    if reviewer.least > reviewer.most:
        raise Refused(_("The smallest number of reviews cannot be above the largest."))


@action
def add_reviewer(call: Call, *, by: Any, person: Any = None, email: str = "", name: str = "", **fields: Any) -> Reviewer:
    """Give a person a seat on the call's panel and tell them; by `email` where they may have no account yet.

    `fields`: languages, disciplines, least, most, affiliation. Whoever left the panel comes back to their seat.
    """
    person = person or person_for(email, name=name, language=by.language)
    reviewer = Reviewer.objects.filter(call=call, person=person).first() or Reviewer(call=call, person=person)
    if reviewer.pk and reviewer.active:
        raise Refused(_("%(name)s is on the panel already.") % {"name": person})
    reviewer.active = True
    _seat(reviewer, fields)
    reviewer.save()
    record(by=by, verb="participants.add_reviewer", on=reviewer, organisation=call.organisation)
    post.tell(
        person,
        "invitation_panel",
        key=f"invitation_panel:{reviewer.pk}",
        context={"call": call.title, "organisation_name": call.organisation.name, "most": reviewer.most},
        organisation=call.organisation,
        within=call.cohort,
        link="/reviews/",
    )
    return reviewer


@action
def edit_reviewer(reviewer: Reviewer, *, by: Any, **fields: Any) -> Reviewer:
    """Change what a reviewer reads, knows and can take."""
    reviewer = locked(reviewer)
    _seat(reviewer, fields)
    reviewer.save()
    record(by=by, verb="participants.edit_reviewer", on=reviewer, organisation=reviewer.organisation)
    return reviewer


@action
def remove_reviewer(reviewer: Reviewer, *, by: Any) -> Reviewer:
    """Take a person off the panel. Submitted reviews stay; the others are taken back, their places can be filled anew."""
    reviewer = locked(reviewer)
    reviewer.active = False
    reviewer.save(update_fields=["active"])
    touched = take_back(Review.objects.filter(reviewer=reviewer))
    record(
        by=by,
        verb="participants.remove_reviewer",
        on=reviewer,
        organisation=reviewer.organisation,
        detail={"taken_back": len(touched)},
    )
    return reviewer


def take_back(reviews: QuerySet[Review]) -> list[int]:
    """End reviews that are not submitted: what was typed is kept, what nobody began leaves no trace."""
    touched = []
    for review in reviews.filter(state__in=OPEN).select_for_update():
        touched.append(review.application_id)
        if review.state == State.ASSIGNED:
            review.delete()
        else:
            move(review, State.RECUSED, MOVES)
    refresh(touched)
    return touched


def closing_words(stage: Stage, language: str) -> str:
    """The stage's end in words of that language, "" where it has none."""
    if not stage.closes:
        return ""
    with translation.override(language):
        return f"{moment(stage.closes, stage.call.time_zone)} ({zone_name(stage.call.time_zone)})"


def work_told(reviewer: Reviewer, stage: Stage, count: int, *, key: str) -> Message:
    """A reviewer learns how many applications came to them; never which, before they open their queue."""
    closes = closing_words(stage, reviewer.person.language)
    return post.composed(
        reviewer.person,
        "reviews_assigned",
        key=key,
        context={"call": stage.call.title, "stage": stage.name, "count": count, "closes": closes},
        organisation=stage.organisation,
        within=stage.call.cohort,
        link="/reviews/",
    )
