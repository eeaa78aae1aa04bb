"""One review given or moved by hand, with the warnings it deserves."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotYours, Refused, Stale
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.reviews.actions.panel import work_told
from participants.reviews.affinity import Application as Wanted
from participants.reviews.affinity import Reviewer as Reader
from participants.reviews.affinity import reads
from participants.reviews.conflicts import bars
from participants.reviews.models import Review, Reviewer
from participants.reviews.rules import has_stake
from participants.reviews.standing import refresh
from participants.reviews.states import State
from participants.stages.queries import in_stage
from programmes.calls.models import Stage


@dataclass(frozen=True)
class Doubt:
    """What speaks against a pair; `bars` is final, others may be gone against by a coordinator who knows why."""

    text: object
    bars: bool = False


def doubts(stage: Stage, application: Application, reviewer: Reviewer, *, load: int, tied: bool, had: bool) -> list[Doubt]:
    """`load`: the reviewer's reviews of the stage; `tied`: a conflict; `had`: they have or had this very application."""
    found = []
    if tied:
        found.append(Doubt(_("%(name)s has a conflict with this application.") % {"name": reviewer}, bars=True))
    if had:
        found.append(Doubt(_("%(name)s has this application already, or handed it back.") % {"name": reviewer}, bars=True))
    if load >= reviewer.most:
        full = ngettext_lazy(
            "%(name)s has %(most)s review already, the most they can take.",
            "%(name)s has %(most)s reviews already, the most they can take.",
            reviewer.most,
        )
        found.append(Doubt(full % {"name": reviewer, "most": reviewer.most}))
    wanted = Wanted(application.pk, 1, application.language)
    if not reads(wanted, Reader(reviewer.pk, reviewer.most, languages=tuple(reviewer.languages))):
        found.append(Doubt(_("%(name)s does not read its language.") % {"name": reviewer}))
    return found


def _doubts(stage: Stage, application: Application, reviewer: Reviewer) -> list[Doubt]:
    own = Review.objects.filter(stage=stage, reviewer=reviewer)
    return doubts(
        stage, application, reviewer, load=own.exclude(state=State.RECUSED).count(),
        tied=(application.pk, reviewer.pk) in bars(stage.call, [application], [reviewer]),
        had=own.filter(application=application).exists(),
    )  # fmt: skip


def _checked(stage: Stage, application: Application, reviewer: Reviewer, *, by: Any, despite: bool) -> Application:
    """The application, locked, where this reviewer may have it."""
    application = locked(application)
    if has_stake(by, application):
        raise NotYours
    if application.call_id != stage.call_id or reviewer.call_id != stage.call_id or not reviewer.active:
        raise Refused(_("This person is not on the panel of that call."))
    if not in_stage(stage).filter(pk=application.pk).exists():
        raise Refused(_("This application is not under review in this stage."))
    against = [one for one in _doubts(stage, application, reviewer) if one.bars or not despite]
    if against:
        raise Refused(" ".join(str(one.text) for one in against))
    return application


@action
def add_review(stage: Stage, application: Application, reviewer: Reviewer, *, by: Any, despite: bool = False) -> Review:
    """Give one application to one reviewer by hand; it is pinned, so that later assignments keep it.

    `despite` goes against a full load or a language not read, never against a conflict.
    """
    # Who leaves the panel at the same moment either is gone before, or has this review taken back.
    reviewer = Reviewer.objects.select_for_update(of=("self",)).select_related("person", "call").get(pk=reviewer.pk)
    call, application = application.call, _checked(stage, application, reviewer, by=by, despite=despite)
    application.call = call
    review = Review.objects.create(
        stage=stage, application=application, reviewer=reviewer, pinned=True, reasons={"source": "pinned"}
    )
    refresh([application.pk])
    if application.state == ApplicationState.SUBMITTED:
        applications.put_in_review(application, by=by)
    detail = {"reviewer": str(reviewer)}
    record(by=by, verb="participants.add_review", on=application, organisation=application.organisation, detail=detail)
    post.tell_all([work_told(reviewer, stage, 1, key=f"reviews_assigned:review:{review.pk}")])
    return review


@action
def move_review(review: Review, to: Reviewer, *, by: Any, despite: bool = False) -> Review:
    """Take a review that nobody has begun from its reviewer and give its application to another. Stale where it is begun."""
    stage, application = review.stage, review.application
    to = Reviewer.objects.select_for_update(of=("self",)).select_related("person", "call").get(pk=to.pk)
    remove_review(review, by=by)
    return add_review(stage, application, to, by=by, despite=despite)


@action
def remove_review(review: Review, *, by: Any) -> None:
    """Take back a review that nobody has begun."""
    known, review = review, locked(review)
    if has_stake(by, known.application):
        raise NotYours
    if review.state != State.ASSIGNED:
        raise Stale(_("This review is begun. It stays with its reader."))
    detail = {"reviewer": str(review.reviewer)}
    record(by=by, verb="participants.remove_review", on=known.application, organisation=known.organisation, detail=detail)
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
