"""Delivery of what is due: claimed in a short transaction, sent outside of it, marked, tried again with growing delays."""

import hashlib
import logging
import smtplib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.utils import timezone

from incubator.outbox.models import Delivery, Message
from incubator.outbox.render import html
from incubator.outbox.states import State

BATCH = 20
LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 8
log = logging.getLogger(__name__)


def delay(attempts: int) -> timedelta:
    """30 s, 1 min, 2 min … at most 4 h."""
    return min(timedelta(seconds=30 * 2 ** max(0, attempts - 1)), timedelta(hours=4))


def _claim() -> list[Message]:
    """Up to BATCH due messages, leased for LEASE so that no other worker takes them."""
    with transaction.atomic():
        rows = Message.objects.due()
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        claimed = list(rows[:BATCH])
        Message.objects.filter(pk__in=[m.pk for m in claimed]).update(next_at=timezone.now() + LEASE)
    return claimed


def _journal(message: Message) -> Path:
    """An empty file that stands once the mail left: a crash before the database mark then sends nothing twice."""
    name = hashlib.sha256(f"{message.key}|{message.created.isoformat()}|{message.resent}".encode()).hexdigest()
    return settings.DATA_DIR / "sent" / name[:2] / name


def _mail(message: Message) -> EmailMultiAlternatives:
    text = message.text + (f"\n\n{settings.SITE_URL}{message.link}" if message.link else "")
    reply_to = [message.reply_to] if message.reply_to else None
    mail = EmailMultiAlternatives(message.subject, text, to=[message.address], reply_to=reply_to)
    mail.attach_alternative(html(message), "text/html")
    mail.extra_headers["Message-ID"] = f"<{hashlib.sha256(message.key.encode()).hexdigest()[:32]}@{settings.MAIL_DOMAIN}>"
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    if stop := message.context.get("unsubscribe"):
        mail.extra_headers["List-Unsubscribe"] = f"<{stop}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


def _is_unreachable(error: Exception) -> bool:
    """The mail server itself does not answer; a refused address or a broken message is that message's trouble alone."""
    answered = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
    return isinstance(error, OSError) and not isinstance(error, answered)


def _send(message: Message, smtp: Any) -> None:
    journal = _journal(message)
    begun = journal.with_suffix(".begun")
    # Before the mail leaves: where the disk is full nothing is sent, instead of once more with every attempt.
    journal.parent.mkdir(parents=True, exist_ok=True)
    begun.touch()
    mail = _mail(message)
    mail.connection = smtp
    mail.send()
    try:
        begun.replace(journal)
    except OSError:
        # It has left; that the note is missing must not send it again.
        log.exception("message %s was sent, but not noted in the journal", message.pk)


def deliver(message: Message, smtp: Any = None) -> bool:
    """One attempt. Never raises for a mail that cannot be sent: the row says why and when it is tried again.

    False where the mail server cannot be reached, so that a whole batch need not wait for it one by one.
    """
    try:
        if message.by_mail and not _journal(message).exists():
            _send(message, smtp)
    except Exception as error:
        _failed(message, f"{type(error).__name__}: {error}"[:300])
        return not _is_unreachable(error)
    _sent(message)
    return True


def _sent(message: Message) -> None:
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state=State.SENT, sent=timezone.now(), error="")
        if message.by_mail:
            Delivery.objects.create(message=message, succeeded=True)


def _failed(message: Message, reason: str) -> None:
    attempts = message.attempts + 1
    given_up = attempts >= MAX_ATTEMPTS
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(
            state=State.ABANDONED if given_up else State.FAILED,
            attempts=attempts,
            error=reason,
            next_at=timezone.now() + delay(attempts),
        )
        Delivery.objects.create(message=message, succeeded=False, reason=reason)
    log.warning("message %s not sent (attempt %s): %s", message.pk, attempts, reason)


def drain(limit: int = 1000) -> int:
    """Deliver what is due, batch by batch; returns how many were tried."""
    tried = 0
    while tried < limit and (claimed := _claim()):
        until, reached = timezone.now() + LEASE, True
        smtp = get_connection(fail_silently=False)
        with suppress(Exception):
            smtp.open()
        for message in claimed:
            # After the lease another worker may have the rest; after a dead server it waits for the rest's lease to end.
            if not reached or timezone.now() >= until:
                break
            reached = deliver(message, smtp)
            tried += 1
        with suppress(Exception):
            smtp.close()
        if not reached:
            break
    return tried
