"""Holds every route against every role, in one small world. A route without a row fails."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.house.matrix import ROWS
from tests.house.matrix.row import Row
from tests.house.routes import Route, ours
from tests.worlds import ROLES, WholeWorld, build

pytestmark = [pytest.mark.xdist_group("matrix"), pytest.mark.django_db]
ROUTES = {route.name: route for route in ours()}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[WholeWorld]:
    """Built once: each cell of the matrix is undone by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def test_route_has_a_row() -> None:
    assert sorted(set(ROUTES) - set(ROWS)) == []


def test_row_has_a_route() -> None:
    assert sorted(set(ROWS) - set(ROUTES)) == []


@pytest.mark.parametrize("name", sorted(set(ROWS) & set(ROUTES)))
def test_route_answers_each_role(name: str, world: WholeWorld) -> None:
    row = ROWS[name]
    address = address_of(ROUTES[name], row, world)
    assert {role: answer(role, row, address, world) for role in ROLES} == dict(row.answers)


def address_of(route: Route, row: Row, world: WholeWorld) -> str:
    values = {
        name: attrgetter(row.arguments[name])(world) if name in row.arguments else world.arguments[name]
        for name in route.arguments
    }
    with override("fr"):
        return reverse(route.name, kwargs=values) + row.query


def answer(role: str, row: Row, address: str, world: WholeWorld) -> int:
    client = Client(raise_request_exception=True)
    with transaction.atomic():
        if role != "visitor":
            client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
        response = getattr(client, row.method)(address, data=row.data)
        if response.streaming:
            list(response)
        if role != "visitor" and response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
            assert "no-store" in response.headers.get("Cache-Control", ""), f"{role} may find {address} in a shared cache"
        transaction.set_rollback(True)
    return int(response.status_code)
