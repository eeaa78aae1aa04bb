"""Delivery: once, again with growing delays, given up, sent again."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone

from incubator.lib.errors import Refused
from incubator.outbox import actions as outbox
from incubator.outbox import post
from incubator.outbox.drain import MAX_ATTEMPTS, delay, drain
from incubator.outbox.models import Delivery, Message
from incubator.outbox.states import State
from tests.world import World

REFUSING = f"{__name__}.RefusingServer"
SILENT = f"{__name__}.SilentServer"


class RefusingServer(BaseEmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})


class SilentServer(BaseEmailBackend):
    """A mail server that cannot be reached; it notes who tried."""

    tried = 0

    def send_messages(self, messages: Any) -> int:
        type(self).tried += 1
        raise ConnectionRefusedError("nobody there")


def told(world: World, key: str = "k") -> Message:
    message = post.tell(
        world.applicant, "organisation_approved", key=key, context={"organisation": "Atlas"}, organisation=world.organisation
    )
    assert message is not None
    return message


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-03-01 12:00Z", tick=False) as traveller:
        yield traveller


def test_drain_sends_both_parts_and_notes_it(world: World) -> None:
    message = told(world)
    assert (drain(), drain()) == (1, 0)
    message.refresh_from_db()
    sent = mail.outbox[0]
    assert (message.state, sent.to, sent.subject) == (State.SENT, ["awa@people.test"], message.subject)
    assert (sent.alternatives[0][1], sent.extra_headers["Auto-Submitted"]) == ("text/html", "auto-generated")  # type: ignore[attr-defined]
    assert list(Delivery.objects.values_list("succeeded", flat=True)) == [True]


def test_message_for_the_inbox_alone_is_not_mailed(world: World) -> None:
    Message.objects.filter(pk=told(world).pk).update(by_mail=False)
    assert (drain(), len(mail.outbox), Message.objects.get().state) == (1, 0, State.SENT)


def test_failure_is_tried_again_with_growing_delays_then_given_up(world: World, settings: Any, noon: Any) -> None:
    settings.EMAIL_BACKEND = REFUSING
    told(world)
    seen = []
    for _ in range(MAX_ATTEMPTS):
        assert drain() == 1
        message = Message.objects.get()
        seen.append((message.state, message.next_at - timezone.now()))
        noon.shift(delay(message.attempts) + timedelta(seconds=1))
    assert [state for state, _ in seen] == [State.FAILED] * (MAX_ATTEMPTS - 1) + [State.ABANDONED]
    assert [wait.total_seconds() for _, wait in seen] == [30, 60, 120, 240, 480, 960, 1920, 3840]
    assert (drain(), "550" in message.error, message.deliveries.count()) == (0, True, MAX_ATTEMPTS)


def test_given_up_message_is_sent_again_when_asked(world: World, settings: Any) -> None:
    message = told(world)
    Message.objects.filter(pk=message.pk).update(state=State.ABANDONED, attempts=MAX_ATTEMPTS, error="550")
    outbox.resend(message, by=world.coordinator)
    assert (drain(), len(mail.outbox), Message.objects.get().state) == (1, 1, State.SENT)


def test_sent_message_is_not_sent_again(world: World) -> None:
    message = told(world)
    drain()
    with pytest.raises(Refused):
        outbox.resend(message, by=world.coordinator)


def test_resend_all_takes_failed_ones_of_that_organisation(world: World) -> None:
    for key, state in (("a", State.FAILED), ("b", State.ABANDONED), ("c", State.SENT)):
        Message.objects.filter(pk=told(world, key).pk).update(state=state)
    Message.objects.filter(pk=told(world, "d").pk).update(state=State.FAILED, organisation=None)
    assert outbox.resend_all(world.organisation, by=world.coordinator) == 2
    assert dict(Message.objects.values_list("key", "state")) == {"a": "pending", "b": "pending", "c": "sent", "d": "failed"}


def test_server_that_is_away_is_asked_once_not_by_every_message(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND, SilentServer.tried = SILENT, 0
    for number in range(5):
        told(world, f"k{number}")
    assert (drain(), SilentServer.tried, Message.objects.filter(state=State.FAILED).count()) == (1, 1, 1)


def test_message_claimed_by_another_worker_is_left_alone(world: World) -> None:
    Message.objects.filter(pk=told(world).pk).update(next_at=timezone.now() + timedelta(seconds=30))
    assert (drain(), len(mail.outbox)) == (0, 0)


def test_crash_after_sending_sends_nothing_twice(world: World) -> None:
    """The mail left, the database never heard of it: the journal did."""
    message = told(world)
    drain()
    Message.objects.filter(pk=message.pk).update(state=State.PENDING, next_at=timezone.now())
    assert (drain(), len(mail.outbox), Message.objects.get().state) == (1, 1, State.SENT)


def test_address_with_a_header_in_it_is_not_sent(world: World) -> None:
    Message.objects.filter(pk=told(world).pk).update(address="a@people.test\nBcc: b@people.test")
    drain()
    assert (len(mail.outbox), Message.objects.get().state) == (0, State.FAILED)


def test_urgent_message_goes_first(world: World) -> None:
    for number in range(25):
        told(world, f"k{number}")
    post.tell(None, "account_login_code", key="code", context={"code": "12345678"}, address="now@people.test", urgent=True)
    drain()
    assert mail.outbox[0].to == ["now@people.test"]


def test_drain_outbox_command_says_what_it_did(world: World) -> None:
    told(world)
    out = StringIO()
    call_command("drain_outbox", stdout=out)
    assert out.getvalue() == "1 messages, 0 errands, 0 media jobs\n"


def test_mail_that_could_not_be_noted_does_not_leave(world: World, settings: Any, tmp_path: Any) -> None:
    """Full disk: better later than once more with every attempt."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "sent").touch()  # no folder can be made here
    told(world)
    drain()
    assert (len(mail.outbox), Message.objects.get().state) == (0, State.FAILED)
    (tmp_path / "sent").unlink()
    Message.objects.update(next_at=timezone.now())
    drain()
    assert (len(mail.outbox), Message.objects.get().state) == (1, State.SENT)
