"""Who sits on the panel, what they may not read, what stays with them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.accounts.actions import person_for
from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotYours, Refused
from incubator.lib.states import move
from incubator.outbox import post
from incubator.outbox.models import Message
from incubator.web.components.dates import moment, zone_name
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.reviews.conflicts import bars
from participants.reviews.models import Review, Reviewer
from participants.reviews.rules import has_stake
from participants.reviews.standing import refresh
from participants.reviews.states import MOVES, OPEN, State
from participants.stages.queries import in_stage
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


@action
def add_review(stage: Stage, application: Application, reviewer: Reviewer, *, by: Any) -> Review:
    """Give one application to one reviewer by hand; it is pinned, so that later assignments keep it."""
    application = locked(application)
    if has_stake(by, application):
        raise NotYours
    if application.call_id != stage.call_id or reviewer.call_id != stage.call_id or not reviewer.active:
        raise Refused(_("This person is not on the panel of that call."))
    if not in_stage(stage).filter(pk=application.pk).exists():
        raise Refused(_("This application is not under review in this stage."))
    if (application.pk, reviewer.pk) in bars(stage.call, [application], [reviewer]):
        raise Refused(_("%(name)s has a conflict with this application.") % {"name": reviewer})
    load = Review.objects.filter(stage=stage, reviewer=reviewer).exclude(state=State.RECUSED).count()
    if load >= reviewer.most:
        full = ngettext_lazy(
            "%(name)s has %(most)s review already, the most they can take.",
            "%(name)s has %(most)s reviews already, the most they can take.",
            reviewer.most,
        )
        raise Refused(full % {"name": reviewer, "most": reviewer.most})
    review, made = Review.objects.get_or_create(
        stage=stage, application=application, reviewer=reviewer, defaults={"pinned": True, "reasons": {"source": "pinned"}}
    )
    if not made:
        raise Refused(_("%(name)s has this application already, or handed it back.") % {"name": reviewer})
    refresh([application.pk])
    if application.state == ApplicationState.SUBMITTED:
        applications.put_in_review(application, by=by)
    detail = {"reviewer": str(reviewer)}
    record(by=by, verb="participants.add_review", on=application, organisation=application.organisation, detail=detail)
    post.tell_all([work_told(reviewer, stage, 1, key=f"reviews_assigned:review:{review.pk}")])
    return review


@action
def remove_review(review: Review, *, by: Any) -> None:
    """Take back a review that nobody has begun."""
    review = locked(review)
    if review.state != State.ASSIGNED:
        raise Refused(_("This review is begun. It stays with its reader."))
    record(
        by=by,
        verb="participants.remove_review",
        on=review.application,
        organisation=review.organisation,
        detail={"reviewer": str(review.reviewer)},
    )
    application_id = review.application_id
    review.delete()
    refresh([application_id])


@action
def pin(review: Review, *, by: Any, pinned: bool = True) -> Review:
    """A pinned review stays with its reader in later assignments."""
    review = locked(review)
    review.pinned = pinned
    review.save(update_fields=["pinned"])
    record(by=by, verb="participants.pin_review", on=review, organisation=review.organisation, detail={"pinned": pinned})
    return review


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
