"""The post with a real worker in its own process: on the embedded broker, and on Redis where the run has it."""

from collections.abc import Callable
from typing import Any

import pytest

from incubator.outbox.models import Message
from incubator.outbox.post import tell
from tests.world import person


@pytest.mark.django_db(transaction=True)
def test_message_is_delivered_by_a_worker(worker: Any, eventually: Callable[..., Any]) -> None:
    tell(person("Awa Konaté"), "account_changed", key="changed:1", context={"what": "password"})
    eventually(lambda: Message.objects.filter(key="changed:1", state="sent").exists())
    assert [delivery.succeeded for delivery in Message.objects.get(key="changed:1").deliveries.all()] == [True]
