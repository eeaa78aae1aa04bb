"""What the clock does with offers and the waiting list, and how the list is closed."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.audit.actions import action, record
from incubator.lib.errors import NotLawful, Refused
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.actions.reminding import EARLY, day_of, days_before
from participants.applications.states import State as ApplicationState
from participants.selection.actions.offers import lapse_offer, promote_next, published
from participants.selection.actions.preparing import Written, put_letters
from participants.selection.actions.publishing import letters_of
from participants.selection.letters import CLOSING, REMINDER
from participants.selection.models import Decision, Selection
from participants.selection.queries import places_left, unanswered, vacancies, waiting_list
from participants.selection.replacing import next_in_line
from participants.selection.states import Promotion, State, Verdict
from participants.stages.rules import must_be_impartial

BATCH = 200
FRESH = timedelta(days=1)
"""Who was offered a place this short ago has the letter still before them, and needs no reminder."""


def tend_offers() -> int:
    """Reminders, dates that pass, places that wait for somebody. Called each minute, possibly by two processes at once."""
    return remind_of_offers() + lapse_offers() + fill_places()


@action
def remind_of_offers() -> int:
    """Three days and one day before the date, at a decent hour of who has not answered; returns how many."""
    now = timezone.now()
    rows = unanswered().filter(reply_by__gt=now, reply_by__lt=now + timedelta(days=EARLY + 2), told__lt=now - FRESH)
    rows = rows.select_related("application__applicant", "selection__call__cohort__programme__organisation")
    messages = []
    for decision in rows.select_for_update(of=("self",), skip_locked=True).order_by("reply_by", "pk")[:BATCH]:
        call, person = decision.selection.call, decision.application.applicant
        decision.application.call = call
        closes: Any = decision.reply_by
        days = days_before(closes, now, getattr(person, "time_zone", "") or call.time_zone)
        day = day_of(closes, call.time_zone, days)
        if not days or (decision.reminded is not None and decision.reminded >= day):
            continue
        found = list(letters_of(decision.selection, decision, REMINDER, once=day.isoformat()))
        messages += found[:1]  # the team is not asked: its lead answers for all
        decision.reminded = day
        decision.save(update_fields=["reminded"])
    post.tell_all(messages)
    return len(messages)


def lapse_offers() -> int:
    """Offers without an answer, where the waiting list moves by itself: the place goes on. Elsewhere a coordinator decides."""
    late = unanswered().filter(reply_by__lt=timezone.now(), selection__promotion=Promotion.ITSELF)
    done = 0
    for decision in late.select_related("application__call__cohort__programme__organisation").order_by("reply_by")[:BATCH]:
        try:
            lapse_offer(decision.application, by=None)
            done += 1
        except NotLawful:
            continue  # answered this moment, or still in the silent grace
    return done


def fill_places() -> int:
    """Places left by who withdrew or went, where the waiting list moves by itself."""
    waiting = Decision.objects.filter(
        selection=OuterRef("pk"), verdict=Verdict.WAITLISTED, application__state=ApplicationState.WAITLISTED
    )
    done = 0
    rows = Selection.objects.filter(Exists(waiting), state=State.PUBLISHED, promotion=Promotion.ITSELF)
    for selection in rows.select_related("call__cohort"):
        for vacancy in vacancies(selection)[:BATCH]:
            done += _fill(selection, vacancy)
    return done


@action
def _fill(selection: Selection, vacancy: Decision) -> int:
    selection = published(selection)
    if places_left(selection) < 1 or next_in_line(selection, vacancy.application) is None:
        return 0  # nobody waits, or nobody with whom the quotas hold: a coordinator chooses
    promote_next(selection, by=None, replaces=vacancy.application)
    return 1


@action
def edit_offers(
    selection: Selection, *, by: Any, promotion: str, reply_days: int, reminder: Written = None, closing: Written = None
) -> Selection:
    """How the waiting list moves, and the letters that go later; before and after publication."""
    selection = (
        Selection.objects.select_for_update(of=("self",))
        .select_related("call__cohort__programme__organisation")
        .get(pk=selection.pk)
    )
    must_be_impartial(selection.call, by)
    columns = put_letters(selection, {REMINDER: reminder, CLOSING: closing})
    was = selection.promotion
    selection.promotion, selection.reply_days = promotion, reply_days
    selection.save(update_fields=[*columns, "promotion", "reply_days"])
    detail = {"promotion": str(promotion), "was": str(was), "days": reply_days}
    record(by=by, verb="participants.edit_offers", on=selection, organisation=selection.organisation, detail=detail)
    return selection


@action
def close_waiting(selection: Selection, *, by: Any, anyway: bool = False) -> int:
    """Tell everybody who still waits that the list is closed; returns how many. Twice is once.

    Raises Refused while somebody may still step in: offers without an answer, and free places unless `anyway`.
    """
    selection = published(selection)
    must_be_impartial(selection.call, by)
    missing = unanswered().filter(selection=selection).count()
    if missing:
        said = ngettext_lazy(
            "%(n)s offer has no answer yet: somebody who waits may still step in. Nobody was told.",
            "%(n)s offers have no answer yet: somebody who waits may still step in. Nobody was told.",
            missing,
        )
        raise Refused(said % {"n": missing})
    if places_left(selection) > 0 and not anyway:
        raise Refused(_("Places are still free. Offer them first, or say that they stay free. Nobody was told."))
    now, messages = timezone.now(), []
    rows = list(waiting_list(selection).select_related("application__applicant"))
    for decision in rows:
        applicant, decision.application.call = decision.application.applicant, selection.call
        decision.application = applications.decline(decision.application, by=by)
        decision.application.applicant = applicant
        decision.told = decision.closed = now
        messages += list(letters_of(selection, decision, CLOSING))
    Decision.objects.bulk_update(rows, ["told", "closed"], batch_size=BATCH)
    post.tell_all(messages)
    if rows:
        detail = {"n": len(rows)}
        record(by=by, verb="participants.close_waiting", on=selection, organisation=selection.organisation, detail=detail)
    return len(rows)
