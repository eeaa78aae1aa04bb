"""Knocks at every route with what no form of ours sends: each field that code reads, filled with what breaks a careless reading."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from incubator.management.commands.translations import FLOORS
from tests.house.matrix import ROWS
from tests.house.test_matrix import ROUTES, address_of
from tests.worlds import WholeWorld, build

pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.django_db]
HOSTILE = ("²", "9" * 5000, "\0")
READ = re.compile(r'(?:GET|POST|data|fields)\.(?:get|getlist)\(\s*"(\w+)"|(?:GET|POST)\["(\w+)"\]')
ENTERS = (200, 201, 204, 302, 303, 400, 409, 422)
NAMES = sorted(
    {
        one or other
        for floor in FLOORS
        for path in (Path(settings.BASE_DIR) / floor).rglob("*.py")
        for one, other in READ.findall(path.read_text())
    }
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[WholeWorld]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def insider(name: str) -> str:
    """Somebody the door opens to; a visitor where it opens to everybody."""
    answers = dict(ROWS[name].answers)
    return next((role for role, status in answers.items() if role != "visitor" and status in ENTERS), "visitor")


@pytest.mark.parametrize("name", sorted(set(ROWS) & set(ROUTES)))
def test_no_field_breaks_a_page(name: str, world: WholeWorld) -> None:
    row = ROWS[name]
    address, role = address_of(ROUTES[name], row, world), insider(name)
    sent: dict[str, Any] = dict(row.data or {})
    statuses = set()
    for value in HOSTILE:
        for data in (dict.fromkeys(NAMES, value) | sent, *(sent | {one: value} for one in sent)):
            for method in ("get", "post"):
                statuses.add(knock(role, method, address, data, world))
    assert 500 not in statuses


def knock(role: str, method: str, address: str, data: dict[str, Any], world: WholeWorld) -> int:
    client = Client(raise_request_exception=True)
    with transaction.atomic():
        if role != "visitor":
            client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
        response = getattr(client, method)(address, data=data)
        if response.streaming:
            list(response)
        transaction.set_rollback(True)
    return int(response.status_code)
