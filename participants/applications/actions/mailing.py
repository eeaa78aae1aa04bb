"""Mailings to applicants: begun, written, sent off, written out in batches, thrown away."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib import states
from incubator.lib.errors import NotLawful, Refused, Stale
from incubator.outbox import post
from incubator.outbox.actions import take_back
from incubator.outbox.models import Message
from incubator.web.texts import Texts
from participants.applications.actions.sending import link
from participants.applications.desk_models import Mailing
from participants.applications.mailings import filled, language_for, languages_of, values_for
from participants.applications.models import Application
from participants.applications.states import MAILING_MOVES, Audience, MailingState
from programmes.calls.models import Call

BATCH = 500


@action
def begin_mailing(call: Call, *, by: Any, audience: str, query: str = "", chosen: list[int] | None = None) -> Mailing:
    """A new one, or one's own that is still empty, to another audience."""
    own = Mailing.objects.select_for_update().filter(call=call, by=by, state=MailingState.DRAFT)
    mailing = next((row for row in own if not row.subject and not row.text), None) or Mailing(call=call, by=by)
    mailing.audience, mailing.query, mailing.chosen = audience, query, chosen or []
    mailing.save()
    return mailing


@action
def write_mailing(mailing: Mailing, *, by: Any, subject: Texts, text: Texts, reply_to: str = "", version: int) -> Mailing:
    """Keep its words. Raises Stale where somebody changed it since `version`, NotLawful where it is sent off."""
    mailing = _own(mailing, MailingState.DRAFT)
    if mailing.version != version:
        raise Stale
    mailing.subject, mailing.text, mailing.reply_to = subject, text, reply_to
    mailing.by, mailing.version = by, mailing.version + 1
    mailing.save(update_fields=["subject", "text", "reply_to", "by", "version", "saved"])
    return mailing


def _own(mailing: Mailing, state: str) -> Mailing:
    call, mailing = mailing.call, locked(mailing)
    mailing.call = call
    if mailing.state != state:
        raise NotLawful
    return mailing


@action
def send_mailing(mailing: Mailing, *, by: Any, version: int, people: int) -> Mailing:
    """Send it off to so many `people`; a job writes to each. Pressed twice is sent once.

    Raises Stale where it is not what was looked at, Refused where it has no whole text or nobody to go to.
    """
    call, mailing = mailing.call, locked(mailing)
    mailing.call = call
    if mailing.state != MailingState.DRAFT:
        return mailing
    if mailing.version != version:
        raise Stale
    if not languages_of(mailing):
        raise Refused(_("It needs a subject and a text in at least one language."))
    mailing.by = by
    if not people:
        raise Refused(_("Nobody would get it: look at the filters again."))
    mailing.total, mailing.sent = people, timezone.now()
    states.move(mailing, MailingState.SENDING, MAILING_MOVES, fields=("by", "total", "sent"))
    detail = {"people": people, "audience": mailing.audience, "query": mailing.query}
    record(by=by, verb="participants.send_mailing", on=mailing, organisation=call.organisation, detail=detail)
    ask_for_batch(mailing)
    return mailing


def ask_for_batch(mailing: Mailing) -> None:
    post.ask("applications.mailing", key=f"{mailing.key}{mailing.after}", payload={"mailing": mailing.pk})


@action
def write_batch(mailing: Mailing, *, to: QuerySet[Application], most: int = BATCH) -> bool:
    """Write to the next of its readers (readers.recipients), at `most` so many; True while there are more.

    What is written stands with how far it is.
    """
    call, mailing = mailing.call, locked(mailing)
    mailing.call = call
    if mailing.state != MailingState.SENDING:
        return False
    found = to.filter(pk__gt=mailing.after).select_related("applicant").order_by("pk")
    rows = list(found[:most])
    messages = {message.key: message for message in (_letter(application, mailing) for application in rows)}
    # Who sent two applications got it for the first of them.
    written = set(Message.objects.filter(key__in=messages).values_list("key", flat=True))
    new = [message for key, message in messages.items() if key not in written]
    post.tell_all(new)
    mailing.done += len(new)
    mailing.after = rows[-1].pk if rows else mailing.after
    mailing.save(update_fields=["done", "after"])
    if len(rows) == most:
        return True
    states.move(mailing, MailingState.SENT, MAILING_MOVES)
    return False


@action
def stop_mailing(mailing: Mailing, *, by: Any) -> int:
    """Write to nobody else, and take back what has not left yet; gives how many are spared it.

    Raises Refused where everything has left already.
    """
    call, mailing = mailing.call, locked(mailing)
    mailing.call = call
    if mailing.state not in (MailingState.SENDING, MailingState.SENT):
        raise NotLawful
    unwritten = mailing.total - mailing.done if mailing.state == MailingState.SENDING else 0
    taken = take_back(mailing.key)
    if not unwritten and not taken:
        raise Refused(_("Too late: every message has left."))
    mailing.done -= taken
    states.move(mailing, MailingState.STOPPED, MAILING_MOVES, fields=("done",))
    detail = {"left": mailing.done, "spared": unwritten + taken}
    record(by=by, verb="participants.stop_mailing", on=mailing, organisation=call.organisation, detail=detail)
    return unwritten + taken


def _letter(application: Application, mailing: Mailing) -> Message:
    person: Any = application.applicant
    call, drafts = mailing.call, mailing.audience == Audience.DRAFTS
    language = language_for(mailing, person.language if person else application.language)
    values = values_for(application, person or application.name, call, mailing.audience, language)
    words = {"subject": filled(mailing.subject[language], values), "text": filled(mailing.text[language], values)}
    return post.composed(
        person, "application_mailing", key=f"{mailing.key}{person.pk if person else application.email}"[:200], context=words,
        language=language, address="" if person else application.email,
        # Who has a draft is nobody's business: such a message is not among those of the organisation.
        organisation=None if drafts else call.organisation, within=None if drafts else call.cohort, reply_to=mailing.reply_to,
        link=f"/calls/{call.slug}/apply/" if drafts else link(application),
    )  # fmt: skip


@action
def forget_mailing(mailing: Mailing, *, by: Any) -> None:
    """Throw a draft away. Raises NotLawful for what was sent."""
    _own(mailing, MailingState.DRAFT).delete()
