"""Rule and queryset agree: nobody has a right on a thing that they cannot see."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from incubator.access.registry import allowed
from tests.house.files import FLOORS
from tests.house.routes import ours
from tests.worlds import ROLES, World, build

pytestmark = pytest.mark.xdist_group("matrix")
DOORS = sorted({(route.door.permission, route.door.model) for route in ours() if route.door and route.door.model}, key=str)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def person(world: World, role: str) -> Any:
    return world.people[role] if role != "visitor" else AnonymousUser()


@pytest.mark.parametrize(("permission", "model"), DOORS)
def test_right_comes_with_sight(permission: str, model: Any, world: World) -> None:
    blind = []
    for role in ROLES:
        user = person(world, role)
        seen = set(model.objects.visible_to(user).values_list("pk", flat=True))
        blind += [
            f"{role}: {row}" for row in model._default_manager.all() if row.pk not in seen and allowed(permission, user, row)
        ]
    assert blind == []


@pytest.mark.parametrize("model", sorted({model for _, model in DOORS}, key=str))
def test_world_holds_one_of_each_model_with_a_door(model: Any, world: World) -> None:
    assert model._default_manager.exists(), f"lay a {model.__name__} in tests/worlds/"


def test_model_with_an_address_can_be_asked_who_sees_it() -> None:
    deaf = [
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in FLOORS and hasattr(model, "route") and not hasattr(model._default_manager, "visible_to")
    ]
    assert deaf == []
