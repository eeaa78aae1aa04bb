"""Rule and queryset agree: nobody has a right on a thing that they cannot see."""

from collections.abc import Iterator
from typing import Any

import pytest
import rules
from django.db import transaction

from incubator.access.registry import allowed
from tests.house.routes import ours
from tests.worlds import SIGNED_IN, WholeWorld, build

pytestmark = [pytest.mark.xdist_group("matrix"), pytest.mark.django_db]
# "whoever sees it": no right of its own that could reach further than sight
SIGHT_ALONE = (rules.is_authenticated, rules.always_allow)
DOORS = sorted({(route.door.permission, route.door.model) for route in ours() if route.door and route.door.model}, key=str)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[WholeWorld]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("permission", "model"), [door for door in DOORS if rules.permissions.permissions[door[0]] not in SIGHT_ALONE]
)
def test_right_comes_with_sight(permission: str, model: Any, world: WholeWorld) -> None:
    blind = []
    for role in SIGNED_IN:  # a guarded door signs people in before it asks anything
        user = world.people[role]
        seen = set(model.objects.visible_to(user).values_list("pk", flat=True))
        blind += [
            f"{role}: {row}" for row in model._default_manager.all() if row.pk not in seen and allowed(permission, user, row)
        ]
    assert blind == []


@pytest.mark.parametrize("model", sorted({model for _, model in DOORS}, key=str))
def test_world_holds_one_of_each_model_with_a_door(model: Any, world: WholeWorld) -> None:
    assert model._default_manager.exists(), f"lay a {model.__name__} in tests/worlds/"
