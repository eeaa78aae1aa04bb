"""How actions post: inside their transaction, by unique key."""

import logging
import threading
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from incubator.outbox.models import Errand, Message
from incubator.outbox.render import render

log = logging.getLogger(__name__)
FIRST_IN_LINE = timedelta(days=1)
"""How long an urgent message pretends to have waited already."""


def _wake(task: str) -> None:
    """Tell the worker that there is work. If nobody hears it, the clock will find the row."""
    from incubator.celery import app

    if not settings.OUTBOX_WAKES:
        return
    try:
        app.send_task(task, expires=10, queue="media" if task.endswith("run_media") else "default", retry=False)
    except Exception as error:
        # The broker may be down; the database row is the truth and the beat will come for it.
        log.info("wake-up not sent: %s", error)


def _in_background(task: str) -> None:
    # In a thread of its own: a broker that hangs must not hold the request.
    threading.Thread(target=_wake, args=(task,), name="wake-up", daemon=True).start()


_SENDERS = {
    "default": partial(_in_background, "incubator.tasks.drain"),
    "media": partial(_in_background, "incubator.tasks.run_media"),
}


def wake(queue: str = "default") -> None:
    """Send a wake-up once the transaction commits, one per transaction and queue."""
    sender = _SENDERS[queue]
    if not any(waiting[1] is sender for waiting in transaction.get_connection().run_on_commit):
        transaction.on_commit(sender)


def in_language(link: str, language: str) -> str:
    """The same page of ours in the reader's language: actions know addresses in the language of who acts only."""
    parts = link.split("/", 2)
    known = dict(settings.LANGUAGES)
    return f"/{language}/{parts[2]}" if len(parts) == 3 and not parts[0] and parts[1] in known and language in known else link


def tell(
    person: Any,
    kind: str,
    *,
    key: str,
    context: dict[str, Any] | None = None,
    organisation: Any = None,
    within: Any = None,
    link: str = "",
    address: str = "",
    language: str = "",
    in_app: bool = True,
    urgent: bool = False,
    reply_to: str = "",
) -> Message | None:
    """Write a message for one person, or for an `address` when `person` is None. None where the key is already there.

    `within` is the cohort it is about: its coordinators find it on that cohort's desk.
    Rendered at once in the reader's language, so that what was seen in a preview is what is sent; `link` is a path.
    Mail can be switched off by the person's preferences for kinds that are not essential. `in_app=False` keeps a message
    out of the inbox; an `urgent` one goes before everything that waits (somebody looks at a page that asks for its code).
    `reply_to` is the address of a person who wants the answers.
    """
    told = _told(
        person, kind, context=context, organisation=organisation, within=within, link=link, address=address,
        language=language, in_app=in_app, urgent=urgent, reply_to=reply_to,
    )  # fmt: skip
    message = Message(key=key, **told)
    made = _written(message)
    wake()
    return message if made else None


def _written(message: Message) -> bool:
    """Written now. Hardly any key is there already, so it is not asked for first: the database says it."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if Message.objects.filter(key=message.key).exists():
            return False
        raise
    return True


def _told(
    person: Any, kind: str, *, context: dict[str, Any] | None = None, organisation: Any = None, within: Any = None,
    link: str = "", address: str = "", language: str = "", in_app: bool = True, urgent: bool = False,
    reply_to: str = "",
) -> dict[str, Any]:  # fmt: skip
    language = language or getattr(person, "language", "") or translation.get_language() or settings.LANGUAGE_CODE
    link = in_language(link, language)
    subject, text = render(kind, language, {**(context or {}), "link": link}, person)
    return {
        "kind": kind,
        "person": person,
        "address": address or person.email,
        "reply_to": reply_to,
        "language": language,
        "organisation": organisation,
        "scope": within.scope if within is not None else "",
        "context": context or {},
        "link": link,
        "subject": subject,
        "text": text,
        "in_app": in_app and person is not None,
        "by_mail": person is None or person.wants_mail(kind),
        "next_at": timezone.now() - (FIRST_IN_LINE if urgent else timedelta(0)),
    }


def composed(person: Any, kind: str, *, key: str, **more: Any) -> Message:
    """As `tell` writes it, but not kept yet: for `tell_all`. A context with `unsubscribe` (an absolute address that takes a
    POST) lets mail programs show their own button to stop such mails.
    """
    return Message(key=key, **_told(person, kind, **more))


def tell_all(messages: list[Message]) -> None:
    """Keep many at once, in one statement; those whose key is there already are left out."""
    if messages:
        Message.objects.bulk_create(messages, ignore_conflicts=True)
        wake()


def ask(kind: str, *, key: str, payload: dict[str, Any] | None = None, queue: str = "default") -> Errand:
    """Ask for later work by a subscriber of `kind`; asking twice with one key is asking once."""
    errand, _made = Errand.objects.get_or_create(key=key, defaults={"kind": kind, "payload": payload or {}, "queue": queue})
    wake(queue)
    return errand
