"""After publication: answers to offers, and the waiting list."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, record
from incubator.lib.clock import zone
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.participations import actions as participations
from participants.reviews.queries import coordinators_of
from participants.selection.actions.deciding import must_be_impartial
from participants.selection.actions.publishing import tell
from participants.selection.models import Decision, Selection
from participants.selection.queries import comments_for, places_left
from participants.selection.states import State, Verdict


def _published(selection: Selection) -> Selection:
    selection = (
        Selection.objects.select_for_update(of=("self",))
        .select_related("call__cohort__programme__organisation")
        .get(pk=selection.pk)
    )
    if selection.state != State.PUBLISHED:
        raise NotLawful(_("The decisions are not published yet."))
    return selection


@action
def answer_offer(application: Application, answer: bool, *, by: Any) -> Decision:
    """The applicant takes the place (and becomes a participant with a project) or leaves it to somebody else."""
    if application.applicant_id != by.pk:
        raise NotYours(_("Only the person who applied can answer."))
    decision = Decision.objects.filter(application=application, selection__state=State.PUBLISHED).first()
    if decision is None:
        raise NotLawful
    selection = _published(decision.selection)
    today = timezone.now().astimezone(zone(selection.call.time_zone)).date()
    if answer and selection.reply_by and today > selection.reply_by:
        raise TooLate(_("The time to answer is over. Write to the organisation: they may still have the place."))
    application.call = selection.call
    if answer:
        application = applications.confirm(application, by=by)
        participations.welcome(application, by=by)
    else:
        applications.turn_down(application, by=by)
    decision.answered = timezone.now()
    decision.save(update_fields=["answered"])
    _tell_desk(application, selection, answer)
    return decision


def _tell_desk(application: Application, selection: Selection, answer: bool) -> None:
    for person in coordinators_of(selection.organisation_id, but=application.applicant_id):
        post.tell(
            person,
            "offer_taken" if answer else "offer_left",
            key=f"offer_answered:{application.pk}:{person.pk}",
            context={"name": application.name, "reference": application.reference, "title": application.title},
            organisation=selection.organisation,
            within=selection.call.cohort,
            link=f"/desk/{'/'.join(selection.call.cohort.slugs)}/selection/",
        )


@action
def promote_next(selection: Selection, *, by: Any, application: Application | None = None) -> Decision:
    """Offer a free place to the first of the waiting list, or to the one named. The person gets the letter of those accepted."""
    selection = _published(selection)
    must_be_impartial(selection.call, by)
    if places_left(selection) < 1:
        raise Refused(_("No place is free: as many are accepted as the cohort has places."))
    waiting = Decision.objects.select_for_update(of=("self",)).filter(
        selection=selection, verdict=Verdict.WAITLISTED, application__state=ApplicationState.WAITLISTED
    )
    if application is not None:
        waiting = waiting.filter(application=application)
    decision = waiting.select_related("application__applicant").order_by("rank", "pk").first()
    if decision is None:
        raise Refused(_("Nobody is on the waiting list any more."))
    decision.application.call = selection.call
    promoted = applications.accept(decision.application, by=by)
    decision.verdict, decision.decided_by = Verdict.ACCEPTED, by
    decision.version += 1
    decision.save(update_fields=["verdict", "decided_by", "version", "decided"])
    comments = comments_for(selection).get(promoted.pk, []) if selection.share_comments else []
    tell(selection, promoted, Verdict.ACCEPTED, comments)
    record(
        by=by,
        verb="participants.promote_application",
        on=promoted,
        organisation=selection.organisation,
        detail={"rank": decision.rank},
    )
    return decision


@action
def extend_reply(selection: Selection, *, by: Any, reply_by: date) -> Selection:
    """Give those who were offered a place until another day to answer."""
    selection = _published(selection)
    must_be_impartial(selection.call, by)
    selection.reply_by = reply_by
    selection.save(update_fields=["reply_by"])
    detail = {"reply_by": reply_by.isoformat()}
    record(by=by, verb="participants.extend_reply", on=selection, organisation=selection.organisation, detail=detail)
    return selection
