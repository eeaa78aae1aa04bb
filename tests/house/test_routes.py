"""Every door is marked, and what a mark names exists."""

from incubator.access import registry
from tests.house.routes import ours, routes

# what others' packages bring: each is closed by its own means, and named here so that a new one is a decision
OTHERS = (
    "allauth.",
    "django.contrib.admin.",
    "django.contrib.auth.",
    "django.contrib.contenttypes.",
    "django.contrib.sitemaps.",
    "django.contrib.syndication.",
    "django.views.",
)


def test_route_of_ours_has_a_mark() -> None:
    assert [route.pattern for route in ours() if route.door is None] == []


def test_route_of_ours_has_a_name() -> None:
    assert [route.pattern for route in ours() if not route.name] == []


def test_route_name_is_said_once() -> None:
    names = [route.name for route in ours()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_route_of_others_is_known() -> None:
    strange = [f"{route.pattern} {route.view.__module__}" for route in routes() if not route.is_ours]
    assert [name for name in strange if not name.split()[-1].startswith(OTHERS)] == []


def test_door_asks_for_a_permission_that_exists() -> None:
    asked = {route.door.permission for route in ours() if route.door and route.door.permission}
    assert sorted(asked - registry.PERMISSIONS) == []


def test_door_with_an_object_finds_it_by_its_address() -> None:
    lost = [
        route.pattern
        for route in ours()
        if route.door and route.door.model is not None and not route.arguments & set(route.door.model.route)
    ]
    assert lost == []


def test_permission_is_asked_somewhere() -> None:
    """A permission that no door, template or rule asks is a sentence nobody reads."""
    from tests.house.files import named, python, read

    text = "\n".join(read(name) for name in [*python(), *named(".html", under=("templates",))])
    assert sorted(name for name in registry.PERMISSIONS if text.count(f'"{name}"') + text.count(f"'{name}'") < 2) == []
