"""Reminders of what is begun and not sent: three days and one day before its deadline, at a decent hour of its writer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core import signing
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from incubator.accounts import actions as accounts
from incubator.accounts.models import User
from incubator.accounts.queries import known
from incubator.audit.actions import action, locked, record
from incubator.lib.clock import zone
from incubator.outbox import post
from incubator.outbox.models import Message
from participants.applications.actions.drafts import fresh
from participants.applications.actions.sending import limits, link, words
from participants.applications.content import content_in, contents_of
from participants.applications.models import Application, Opening
from participants.applications.queries import questions_by_call
from participants.applications.states import SENT, UNDER_REVIEW, State
from programmes.calls.models import Call

BATCH = 500
"""Reminders written in one minute: a hundred thousand drafts fit into the decent hours of one day."""
FIRST, LAST = 9, 19
"""From the first hour until before the last, where the reader is."""
EARLY, NEAR = 3, 1
"""Days before the deadline."""
AT_WORK = timedelta(hours=1)
"""Who saved this short ago is writing and needs no reminder; it goes later."""
SALT = "participants.applications.reminders"


def days_before(closes: datetime, now: datetime, zone_name: str) -> int:
    """Which reminder is due in a zone now: EARLY, NEAR, or 0 for none. A day on which nobody could send is caught up."""
    tz = zone(zone_name)
    here = now.astimezone(tz)
    if now >= closes or not FIRST <= here.hour < LAST:
        return 0
    left = (closes.astimezone(tz).date() - here.date()).days
    return 0 if left > EARLY else EARLY if left > NEAR else NEAR


def day_of(closes: datetime, zone_name: str, days: int) -> date:
    """The day a reminder is for, in the call's zone: with a moved deadline it moves, and an earlier one stays sent."""
    return closes.astimezone(zone(zone_name)).date() - timedelta(days=days)


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))


@dataclass(frozen=True)
class Due:
    """One reminder of a call that is due now for people in `zones`; `day` marks it as sent."""

    call: Call
    days: int
    zones: tuple[str, ...]

    @property
    def day(self) -> date:
        return day_of(self.call.closes, self.call.time_zone, self.days)

    @property
    def drafts(self) -> Q:
        where = Q(applicant__time_zone__in=self.zones)
        if self.call.time_zone in self.zones:
            where |= Q(applicant=None) | Q(applicant__time_zone="")
        fresh_one = Q(reminded=None) | Q(reminded__lt=self.day)
        return Q(call=self.call) & fresh_one & where


def due_now(now: datetime) -> list[Due]:
    """What is due for whom; one query for the calls that close soon."""
    soon = Call.objects.public().filter(
        state="published", opens__lte=now, closes__gt=now, closes__lt=now + timedelta(days=EARLY + 2)
    )
    found = []
    for call in soon:
        zones: dict[int, list[str]] = {}
        for name in _zones():
            zones.setdefault(days_before(call.closes, now, name), []).append(name)
        found += [Due(call, days, tuple(zones[days])) for days in (EARLY, NEAR) if days in zones]
    return found


LATER = Q(late_pass__revoked=None, late_pass__until__gt=F("call__closes"))
"""Drafts with a pass that lets them in longer than the call: they are told of that deadline, and of no other."""


def _drafts(wanted: Q, now: datetime) -> QuerySet[Application]:
    """Drafts to remind of: somebody can be told, wants to be, and has not sent another one that fills their limit."""
    reachable = Q(applicant__is_active=True, applicant__mail_reminders=True) | (Q(applicant=None) & ~Q(email=""))
    sent = Application.objects.filter(call=OuterRef("call"), applicant=OuterRef("applicant"), state__in=SENT)
    silent = User.objects.filter(email=OuterRef("email"), mail_reminders=False)
    rows = Application.objects.filter(wanted, reachable, state=State.DRAFT, quiet=False, entered_by=None, saved__lt=now - AT_WORK)
    rows = rows.exclude(Exists(sent), call__limit_per_person=1).exclude(Exists(silent), applicant=None)
    return rows.select_related("applicant", "late_pass").order_by("pk")


def _waiting(dues: Iterable[Due], now: datetime) -> QuerySet[Application]:
    wanted = Q(pk__in=[])
    for due in dues:
        wanted |= due.drafts
    longer = Application.objects.filter(LATER, pk=OuterRef("pk"))
    return _drafts(wanted, now).exclude(Exists(longer))


def remind() -> int:
    """Write the reminders that are due; returns how many. Called each minute, possibly by two processes at once."""
    now = timezone.now()
    return _remind_drafts(now) + _remind_passes(now) + _remind_openings(now)


@action
def _remind_drafts(now: datetime) -> int:
    dues = due_now(now)
    if not dues:
        return 0
    calls = {due.call.pk: due.call for due in dues}
    drafts = list(_waiting(dues, now).select_for_update(of=("self",), skip_locked=True)[:BATCH])
    for draft in drafts:
        draft.call = calls[draft.call_id]
    return _write(drafts, now)


@action
def _remind_passes(now: datetime) -> int:
    """The same for whom a late pass lets in longer than the others; they are few."""
    soon = LATER & Q(late_pass__until__gt=now, late_pass__until__lt=now + timedelta(days=EARLY + 2), call__state="published")
    rows = _drafts(soon, now).select_related("applicant", "late_pass", "call__cohort__programme__organisation")
    found = list(rows.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    return _write([draft for draft in found if draft.running_pass and _is_due(draft, now)], now)


def _is_due(draft: Application, now: datetime) -> bool:
    days = days_before(draft.deadline, now, _zone_of(draft))
    return bool(days) and (draft.reminded is None or draft.reminded < day_of(draft.deadline, draft.call.time_zone, days))


def _write(drafts: list[Application], now: datetime) -> int:
    """One message for each, and the day it was for."""
    contents = contents_of(drafts, questions_by_call({draft.call_id for draft in drafts})) if drafts else {}
    messages, marked = [], dict[date, list[int]]()
    for draft in drafts:
        closes = draft.deadline
        day = day_of(closes, draft.call.time_zone, days_before(closes, now, _zone_of(draft)))
        marked.setdefault(day, []).append(draft.pk)
        missing = len(contents[draft.pk].problems())
        messages.append(_message(draft, f"reminder_draft:{draft.pk}:{day}", "reminder_draft", closes, missing=missing))
    post.tell_all(messages)
    for day, pks in marked.items():
        Application.objects.filter(pk__in=pks).update(reminded=day)
    return len(messages)


def _zone_of(application: Application) -> str:
    return getattr(application.applicant, "time_zone", "") or application.call.time_zone


@action
def _remind_openings(now: datetime) -> int:
    """The same for sections that are open again; they are few."""
    rows = Opening.objects.running().filter(
        closes__gt=now, closes__lt=now + timedelta(days=EARLY + 2), application__quiet=False, application__state__in=UNDER_REVIEW,
        application__applicant__mail_reminders=True, application__applicant__is_active=True, opened__lt=now - AT_WORK,
    )  # fmt: skip
    rows = rows.select_related("application__applicant", "application__call__cohort__programme__organisation")
    messages = []
    for opening in rows.select_for_update(of=("self",), skip_locked=True).order_by("closes")[:BATCH]:
        application = opening.application
        days = days_before(opening.closes, now, _zone_of(application))
        day = day_of(opening.closes, application.call.time_zone, days)
        if not days or (opening.reminded is not None and opening.reminded >= day):
            continue
        missing = len(content_in(opening).problems())
        key = f"reminder_opening:{opening.pk}:{day}"
        messages.append(_message(application, key, "reminder_opening", opening.closes, missing=missing, second=opening.is_second))
        Opening.objects.filter(pk=opening.pk).update(reminded=day)
    post.tell_all(messages)
    return len(messages)


def _message(application: Application, key: str, kind: str, closes: datetime, **context: Any) -> Message:
    person = application.applicant
    language = person.language if person is not None else application.language
    stop, at_once = stop_links(application, language)
    context = {**words(application, language), **limits(application, closes), **context, "stop": stop, "unsubscribe": at_once}
    return post.composed(
        person, kind, key=key, context=context, organisation=application.organisation,
        within=application.call.cohort, link=link(application),
        address=application.email if person is None else "", language=language,
    )  # fmt: skip


def stop_links(application: Application, language: str) -> tuple[str, str]:
    """The page that stops reminders without signing in, and the address mail programs post to by themselves."""
    token = signing.Signer(salt=SALT).sign(str(application.pk))
    with override(language):
        names = ("participants:stop_reminders", "participants:stop_reminders_now")
        page, now = (f"{settings.SITE_URL}{reverse(name, args=[token])}" for name in names)
    return page, now


def of_token(token: str) -> Application | None:
    """The application whose reminders a link stops; None for a link that is not ours."""
    try:
        pk = int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Application.objects.filter(pk=pk).select_related("applicant", "call__cohort__programme__organisation").first()


def person_of(application: Application) -> User | None:
    """Its applicant; else whoever has the address it was left with."""
    return application.applicant or (known(application.email) if application.email else None)


@action
def quieten(application: Application, quiet: bool = True) -> Application:
    """No more reminders of this application, or again some. Whoever holds the link of a mail may say so."""
    call = application.call
    application = locked(application)
    application.call = call
    if application.quiet != quiet:
        application.quiet = quiet
        application.save(update_fields=["quiet"])
        record(by=application.applicant, verb="participants.quiet_application", on=application,
               organisation=application.organisation, detail={"quiet": quiet})  # fmt: skip
    return application


@action
def quieten_all(application: Application) -> Application:
    """No more reminders of anything, for the person of this application."""
    application = quieten(application)
    if (person := person_of(application)) is not None:
        accounts.set_preferences(person, by=person, mail_reminders=False)
    return application


@action
def leave_address(application: Application, email: str, *, by: Any = None, device: str = "") -> Application:
    """The address that a draft without a person belongs to: reminders go there, and who signs in with it gets the draft."""
    application = fresh(application, by=by, device=device)
    if application.applicant_id is None:
        application.email = email.strip().lower()
        application.save(update_fields=["email"])
    return application
