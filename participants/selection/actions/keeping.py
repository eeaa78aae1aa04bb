"""The clock of what is kept: some months after publication, applications that were not taken are emptied. Coordinators are told before."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from incubator.audit.actions import action, locked, record
from incubator.lib.clock import months_later
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.participations.models import Participation
from participants.reviews.queries import coordinators_of
from participants.selection.models import Selection
from participants.selection.states import State

WARNED_BEFORE, LEAST_WARNING = timedelta(days=30), timedelta(days=14)
BATCH = 100
NOT_TAKEN = (ApplicationState.DECLINED, ApplicationState.INELIGIBLE, ApplicationState.WITHDRAWN, ApplicationState.TURNED_DOWN)
STILL_OPEN = (ApplicationState.WAITLISTED, ApplicationState.ACCEPTED)


def kept_until(selection: Selection) -> datetime | None:
    """When those not taken are emptied; None before publication, and once it is done."""
    if selection.published is None or selection.emptied is not None:
        return None
    return months_later(selection.published, selection.call.keep_months)


def to_empty(selection: Selection) -> QuerySet[Application]:
    """Who was not taken and is not emptied yet; who learned it later than others is kept as long as they."""
    since = months_later(timezone.now(), -selection.call.keep_months)
    rows = Application.objects.filter(call=selection.call, state__in=NOT_TAKEN, emptied=None)
    rows = rows.filter(Q(decision=None) | Q(decision__told=None) | Q(decision__told__lte=since))
    return rows.exclude(Exists(Participation.objects.filter(application=OuterRef("pk")))).order_by("pk")


def tend_keeping() -> None:
    """Each minute: tells coordinators in time, then empties a few at a time."""
    now = timezone.now()
    rows = Selection.objects.filter(state=State.PUBLISHED, emptied=None)
    for selection in rows.select_related("call__cohort__programme__organisation"):
        until = kept_until(selection)
        if until is None or now < until - WARNED_BEFORE:
            continue
        warned = selection.warned if selection.warned and selection.warned >= until - WARNED_BEFORE else None
        if warned is None:
            _warn(selection, max(until, now + LEAST_WARNING))
        elif now >= max(until, warned + LEAST_WARNING):
            _empty(selection)


@action
def _warn(selection: Selection, until: datetime) -> None:
    was, call = selection.warned, selection.call
    if not Selection.objects.filter(pk=selection.pk, warned=was).update(warned=timezone.now()):
        return  # another process was first
    n = Application.objects.filter(call=call, state__in=NOT_TAKEN, emptied=None).count()
    if not n:
        return
    for person in coordinators_of(selection.organisation_id):
        with override(person.language or "fr"):
            day = date_format(until, "DATE_FORMAT")
        post.tell(
            person, "soon_emptied", key=f"soon_emptied:{selection.pk}:{until:%Y%m%d}:{person.pk}",
            context={"call": call.title.best(person.language)[0], "day": day, "n": n, "months": call.keep_months},
            organisation=selection.organisation, within=call.cohort,
            link=f"/desk/{'/'.join(call.cohort.slugs)}/applications/?call={call.slug}",
        )  # fmt: skip


@action
def _empty(selection: Selection) -> None:
    """A few; the selection is done with once nobody is left whom the clock could still reach."""
    selection = locked(selection)
    done = applications.empty(list(to_empty(selection).values_list("pk", flat=True)[:BATCH]))
    if done:
        detail = {"n": done}
        record(by=None, verb="participants.empty_applications", on=selection, organisation=selection.organisation, detail=detail)
    left = Application.objects.filter(call=selection.call, emptied=None, state__in=(*NOT_TAKEN, *STILL_OPEN))
    if not left.exclude(Exists(Participation.objects.filter(application=OuterRef("pk")))).exists():
        selection.emptied = timezone.now()
        selection.save(update_fields=["emptied"])
