"""What people do with messages."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib import states
from incubator.lib.errors import Refused
from incubator.outbox.models import Message
from incubator.outbox.post import wake
from incubator.outbox.states import MOVES, State

MOST_AT_ONCE = 500


@action
def resend(message: Message, *, by: Any) -> Message:
    """Try a failed or abandoned message again now."""
    message = locked(message)
    if message.state == State.SENT:
        raise Refused(_("This message has already been sent."))
    message.attempts, message.next_at, message.error = 0, timezone.now(), ""
    message.resent += 1
    fields = ("attempts", "next_at", "error", "resent")
    if message.state == State.PENDING:
        message.save(update_fields=fields)
    else:
        states.move(message, State.PENDING, MOVES, fields=fields)
    record(by=by, verb="incubator.resend_message", on=message, organisation=message.organisation)
    wake()
    return message


@action
def resend_all(organisation: Any, *, by: Any) -> int:
    """Try every failed or abandoned message of an organisation again now; returns how many."""
    rows = Message.objects.filter(organisation=organisation, state__in=[State.FAILED, State.ABANDONED])
    messages = list(rows.order_by("pk")[:MOST_AT_ONCE])
    for message in messages:
        resend(message, by=by)
    return len(messages)


@action
def take_back(prefix: str) -> int:
    """Throw away the messages of these keys that have not left; returns how many. What a worker is sending now goes its way."""
    rows = Message.objects.filter(key__startswith=prefix, state=State.PENDING, next_at__lte=timezone.now(), read=None)
    waiting = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
    Message.objects.filter(pk__in=waiting).delete()
    return len(waiting)


@action
def mark_all_read(*, by: Any) -> int:
    """The reader has seen all there is."""
    return Message.objects.inbox_of(by).filter(read=None).update(read=timezone.now())


@action
def mark_read(message: Message, *, by: Any) -> Message:
    """The reader has seen it; only the first time counts."""
    if message.person_id == by.pk and message.read is None:
        message.read = timezone.now()
        message.save(update_fields=["read"])
    return message
