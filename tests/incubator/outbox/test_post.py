"""What is told to people: once, in their language, as they wish, and never at the price of a slow page."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from kombu import pools

from incubator.accounts.models import User
from incubator.celery import app
from incubator.outbox import post
from incubator.outbox.models import Message
from incubator.outbox.render import html
from tests.world import World, person


def told(user: User | None, key: str = "k", kind: str = "organisation_approved", name: str = "Atlas", **more: Any) -> Message:
    message = post.tell(user, kind, key=key, context={"organisation": name}, **more)
    assert message is not None
    return message


def test_key_is_told_once(world: World) -> None:
    told(world.applicant, "once")
    again = post.tell(world.applicant, "organisation_approved", key="once", context={"organisation": "Other"})
    assert (again, Message.objects.count(), Message.objects.get().context) == (None, 1, {"organisation": "Atlas"})


def test_key_is_told_with_its_cause_or_not_at_all(world: World) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        told(world.applicant)
        raise ZeroDivisionError
    assert Message.objects.count() == 0


def test_message_is_in_the_readers_language_and_direction(db: None) -> None:
    message = told(person("Amal Idrissi", language="ar"))
    frame = html(message)
    assert (message.language, '<html lang="ar" dir="rtl">' in frame) == ("ar", True)


def test_message_to_an_address_is_in_the_language_given(db: None) -> None:
    message = told(None, address="a@people.test", language="pt")
    assert (message.person, message.language, message.in_app, message.by_mail) == (None, "pt", False, True)


@pytest.mark.parametrize(("kind", "by_mail"), [("organisation_approved", False), ("invitation_organisation", True)])
def test_wish_for_no_everyday_mail_is_kept_but_for_essential_kinds(db: None, kind: str, by_mail: bool) -> None:
    message = told(person("Quiet One", mail_daily=False), kind=kind)
    assert (message.in_app, message.by_mail) == (True, by_mail)


def test_subject_takes_no_second_line(world: World) -> None:
    message = told(world.applicant, name="Atlas\r\nBcc: everyone@people.test")
    assert ("\n" in message.subject, "\r" in message.subject) == (False, False)


def test_frame_escapes_what_people_typed(world: World) -> None:
    frame = html(told(world.applicant, name="<script>alert(1)</script>"))
    assert ("<script" in frame, "&lt;script" in frame) == (False, True)


@pytest.mark.parametrize(
    ("link", "found"), [("/fr/me/", "/ar/me/"), ("/feeds/x/", "/feeds/x/"), ("", ""), ("/frigg/", "/frigg/")]
)
def test_link_leads_to_the_page_in_the_readers_language(db: None, link: str, found: str) -> None:
    assert told(person("Amal Idrissi", language="ar"), link=link).link == found


def test_text_keeps_an_apostrophe(world: World) -> None:
    assert told(world.applicant, name="L'Atelier d'Awa").subject.startswith("L'Atelier d'Awa")


@contextmanager
def broker_at(address: str) -> Iterator[None]:
    """Another broker for the application of this process; connections kept from before are let go."""

    def move(to: str) -> None:
        app.conf.broker_url = to
        app._pool = app.amqp._producer_pool = None
        pools.reset()

    before = app.conf.broker_url
    move(address)
    try:
        yield
    finally:
        move(before)


@pytest.mark.django_db(transaction=True)
def test_broker_that_hangs_does_not_hold_the_page(world: World, settings: Any) -> None:
    """The wake-up waits for an answer that never comes, in a thread of its own, while the message stands already."""
    settings.OUTBOX_WAKES = True
    known = set(threading.enumerate())
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        with broker_at(f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"):
            told(world.applicant)
            waiting = [thread for thread in threading.enumerate() if thread.name == "wake-up" and thread not in known]
            assert (Message.objects.count(), [thread.is_alive() for thread in waiting]) == (1, [True])
        deaf.shutdown(socket.SHUT_RDWR)
    for thread in waiting:
        thread.join(10)
