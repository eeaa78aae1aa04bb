"""After publication: answers to offers, their ends, and who gets the place instead.

All of it waits for the selection's lock: of two who leave at once each is replaced by somebody else, and a yes that came in
time is heard before the clock takes the place away.
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.audit.actions import action, record
from incubator.lib.clock import zone
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.participations import actions as participations
from participants.reviews.queries import coordinators_of
from participants.selection.actions.publishing import letters_of
from participants.selection.feedback import feedback_for
from participants.selection.letters import end_of, has_address, in_words, language_of, takes_until
from participants.selection.models import Decision, Selection
from participants.selection.queries import places_left, vacancies, waiting_list
from participants.selection.replacing import next_in_line
from participants.selection.states import Promotion, Reply, State, Verdict
from participants.stages.rules import must_be_impartial

LEFT_IN_SILENCE = _("The time to answer is over. Write to the organisation: they may still have the place.")


def published(selection: Selection) -> Selection:
    """Locked, as it stands, its decisions being known."""
    selection = (
        Selection.objects.select_for_update(of=("self",))
        .select_related("call__cohort__programme__organisation")
        .get(pk=selection.pk)
    )
    if selection.state != State.PUBLISHED:
        raise NotLawful(_("The decisions are not published yet."))
    return selection


def _offer(application: Application) -> tuple[Selection, Decision]:
    """The selection, locked, and the decision on an application as it stands now."""
    found = Decision.objects.filter(application=application, selection__state=State.PUBLISHED).first()
    if found is None:
        raise NotLawful
    selection = published(found.selection)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("application__applicant").get(pk=found.pk)
    decision.selection, decision.application.call = selection, selection.call
    return selection, decision


@action
def answer_offer(application: Application, answer: bool, *, by: Any) -> Decision:
    """The applicant takes the place (and becomes a participant with a project) or leaves it to somebody else."""
    received = timezone.now()  # before it waits for a lock: what is pressed in time counts
    if application.applicant_id != by.pk:
        raise NotYours(_("Only the person who applied can answer."))
    selection, decision = _offer(application)
    until = takes_until(decision)
    if decision.answer == Reply.SILENT or (answer and until and received > until):
        raise TooLate(LEFT_IN_SILENCE)
    if answer:
        application = applications.confirm(decision.application, by=by)
        participations.welcome(application, by=by)
    else:
        decision.application = applications.turn_down(decision.application, by=by)
    _end(decision, Reply.YES if answer else Reply.NO)
    _tell_desk(application, selection, answer)
    if not answer:
        _after_leaving(selection, decision)
    return decision


def _end(decision: Decision, answer: Reply, *, by: Any = None, reason: str = "") -> None:
    decision.answered, decision.answer, decision.answered_by, decision.reason = timezone.now(), answer, by, reason[:300]
    decision.save(update_fields=["answered", "answer", "answered_by", "reason"])


def _tell_desk(application: Application, selection: Selection, answer: bool) -> None:
    for person in coordinators_of(selection.organisation_id, but=application.applicant_id):
        post.tell(
            person,
            "offer_taken" if answer else "offer_left",
            key=f"offer_answered:{application.pk}:{person.pk}",
            context={"name": application.name, "reference": application.reference, "title": application.title},
            organisation=selection.organisation,
            within=selection.call.cohort,
            link=f"/desk/{'/'.join(selection.call.cohort.slugs)}/selection/answers/?call={selection.call.slug}",
        )


def _tell(decision: Decision, kind: str, *, key: str, **more: Any) -> None:
    """One's own message about an offer, to the person or to the address they left."""
    application, selection = decision.application, decision.selection
    if not has_address(application):
        return
    language = language_of(application)
    post.tell(
        application.applicant, kind, key=f"{kind}:{application.pk}:{key}",
        context={"title": application.title, "name": application.name,
                 "cohort": selection.call.cohort.name.best(language)[0], **more},
        organisation=selection.organisation, within=selection.call.cohort, link=f"/me/applications/{application.pk}/",
        language=language, address=application.email if application.applicant is None else "",
    )  # fmt: skip


# --- by a coordinator, for one person ---
@action
def answer_for(application: Application, answer: bool, *, by: Any, how: str) -> Decision:
    """A coordinator notes what somebody said by phone or on paper, also after the date while the place is still theirs.

    Raises Refused where it is not said `how`. The person is told what was noted.
    """
    if not how.strip():
        raise Refused(_("Say how the answer came, for example “by phone on 3 March”."))
    selection, decision = _offer(application)
    must_be_impartial(selection.call, by)
    if answer:
        decision.application = confirmed = applications.confirm_for(decision.application, by=by, how=how.strip())
        if confirmed.applicant is not None:
            participations.welcome(confirmed, by=by)
    else:
        decision.application = applications.turn_down_for(decision.application, by=by, how=how.strip())
    _end(decision, Reply.YES if answer else Reply.NO, by=by, reason=how.strip())
    _tell(decision, "decision_noted", key="1", yes=answer, how=how.strip())
    if not answer:
        _after_leaving(selection, decision)
    return decision


@action
def take_offer_back(application: Application, *, by: Any, reason: str) -> Decision:
    """An offer that nobody has answered is withdrawn, for a reason that its person reads."""
    if not reason.strip():
        raise Refused(_("Say why, in a sentence that the applicant can read."))
    selection, decision = _offer(application)
    must_be_impartial(selection.call, by)
    decision.application = applications.take_place_back(decision.application, by=by, reason=reason.strip())
    decision.told = timezone.now()
    decision.save(update_fields=["told"])
    _end(decision, Reply.TAKEN_BACK, by=by, reason=reason.strip())
    _tell(decision, "decision_taken_back", key="1", reason=reason.strip())
    _after_leaving(selection, decision)
    return decision


@action
def extend_offer(application: Application, *, by: Any, reply_by: date) -> Decision:
    """Another day to answer by, for one person, who is told; reminders go anew before it."""
    selection, decision = _offer(application)
    must_be_impartial(selection.call, by)
    _not_over(reply_by, selection)
    if decision.application.state != ApplicationState.ACCEPTED:
        raise NotLawful
    _extended(decision, reply_by)
    detail = {"reply_by": reply_by.isoformat()}
    record(by=by, verb="participants.extend_offer", on=decision.application, organisation=selection.organisation, detail=detail)
    return decision


def _not_over(day: date, selection: Selection) -> None:
    if end_of(day, selection.call) <= timezone.now():
        raise Refused(_("This day is over already. Choose one to come."))


def _extended(decision: Decision, day: date) -> None:
    decision.reply_by, decision.reminded = end_of(day, decision.selection.call), None
    decision.save(update_fields=["reply_by", "reminded"])
    with override(language_of(decision.application)):
        until = in_words(decision.reply_by, decision.selection.call)
    _tell(decision, "decision_extended", key=day.isoformat(), until=until)


@action
def extend_reply(selection: Selection, *, by: Any, reply_by: date) -> Selection:
    """Give all who were offered a place and have not answered until another day."""
    selection = published(selection)
    must_be_impartial(selection.call, by)
    _not_over(reply_by, selection)
    selection.reply_by = reply_by
    selection.save(update_fields=["reply_by"])
    open_ones = Decision.objects.filter(selection=selection, answered=None, application__state=ApplicationState.ACCEPTED)
    for decision in open_ones.select_for_update(of=("self",)).select_related("application__applicant"):
        decision.selection = selection
        _extended(decision, reply_by)
    detail = {"reply_by": reply_by.isoformat()}
    record(by=by, verb="participants.extend_reply", on=selection, organisation=selection.organisation, detail=detail)
    return selection


@action
def note_told(application: Application, *, by: Any, how: str) -> Decision:
    """Somebody without an address was told by phone or on paper."""
    selection, decision = _offer(application)
    must_be_impartial(selection.call, by)
    if decision.handed is None:
        decision.handed = timezone.now()
        decision.save(update_fields=["handed"])
        detail = {"how": how.strip()[:300]}
        record(by=by, verb="participants.hand_decision", on=application, organisation=selection.organisation, detail=detail)
    return decision


# --- who gets the place instead ---
def _after_leaving(selection: Selection, decision: Decision) -> None:
    if selection.promotion == Promotion.ITSELF and places_left(selection) > 0:
        _promote(selection, decision, next_in_line(selection, decision.application), by=None)


@action
def promote_next(
    selection: Selection, *, by: Any, application: Application | None = None, replaces: Application | None = None
) -> Decision:
    """Offer a free place: that of `replaces`, else the one that was left first; to `application`, else by the rule.

    The person gets the letter of those accepted and days of their own to answer. A place is given once, however often asked;
    `by` is None for the clock.
    """
    selection = published(selection)
    if by is not None:
        must_be_impartial(selection.call, by)
    left = vacancies(selection) if replaces is None else Decision.objects.filter(selection=selection, application=replaces)
    vacancy = left.first()
    if replaces is not None and (given := Decision.objects.filter(replaces=vacancy, replaces__isnull=False).first()):
        return given
    if places_left(selection) < 1:
        raise Refused(_("No place is free: as many are accepted as the cohort has places."))
    waiting = waiting_list(selection)
    if application is not None:
        chosen = waiting.filter(application=application).first()
    else:
        chosen = next_in_line(selection, vacancy.application if vacancy else None)
    if chosen is None and waiting.exists():
        raise Refused(_("With nobody who waits would the quotas hold. Choose yourself who gets the place."))
    if chosen is None:
        raise Refused(_("Nobody is on the waiting list any more."))
    return _promote(selection, vacancy, chosen, by=by)


@action
def lapse_offer(application: Application, *, by: Any) -> Decision:
    """The date has passed without an answer: the place is free. `by` is None for the clock. Twice is once."""
    selection, decision = _offer(application)
    if by is not None:
        must_be_impartial(selection.call, by)
    if decision.answer == Reply.SILENT:
        return decision
    until = takes_until(decision)
    if until is None or timezone.now() <= until:
        raise NotLawful(_("The time to answer is not over yet."))
    decision.application = applications.lapse(decision.application, by=by)
    decision.told = timezone.now()
    decision.save(update_fields=["told"])
    _end(decision, Reply.SILENT, by=by)
    _tell(decision, "decision_lapsed", key="1")
    _after_leaving(selection, decision)
    return decision


@action
def pass_on(application: Application, *, by: Any, to: Application | None = None) -> Decision:
    """Give a place that was left, or not answered for in time, to who steps in by the rule, or to one named."""
    selection, decision = _offer(application)
    if decision.application.state == ApplicationState.ACCEPTED:
        lapse_offer(application, by=by)
    return promote_next(selection, by=by, replaces=application, application=to)


def _promote(selection: Selection, vacancy: Decision | None, chosen: Decision | None, *, by: Any) -> Any:
    if chosen is None:
        return None
    decision = Decision.objects.select_for_update(of=("self",)).select_related("application__applicant").get(pk=chosen.pk)
    applicant, decision.application.call = decision.application.applicant, selection.call
    decision.application = applications.accept(decision.application, by=by)
    decision.application.applicant = applicant
    today = timezone.now().astimezone(zone(selection.call.time_zone)).date()
    decision.verdict, decision.decided_by, decision.told = Verdict.ACCEPTED, by, timezone.now()
    decision.version += 1
    decision.reply_by = end_of(today + timedelta(days=selection.reply_days), selection.call)
    decision.replaces = vacancy
    decision.feedback = feedback_for(selection, [decision])[decision.application_id]
    decision.save()
    post.tell_all(list(letters_of(selection, decision)))
    detail = {"rank": decision.rank, "instead_of": vacancy.application.reference if vacancy else ""}
    record(
        by=by,
        verb="participants.promote_application",
        on=decision.application,
        organisation=selection.organisation,
        detail=detail,
    )
    return decision
