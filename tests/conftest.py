"""What every test finds: a clean cache, the browser, the worker. The named cast stands below."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from incubator.lib import kept
from tests.world import World, build_world

pytest_plugins = ["tests.fixtures.browser", "tests.fixtures.worker", "tests.fixtures.servers", "tests.fixtures.gunicorn"]


@pytest.fixture(autouse=True)
def clean_start() -> Iterator[None]:
    """Counters of sign-in attempts and the language in force would reach from one test into the next."""
    with translation.override("fr"):
        yield
    cache.clear()
    kept.forget()


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a window or a worker carries the mark for it without being told."""
    for item in items:
        wanted = set(getattr(item, "fixturenames", ()))
        if "chromium" in wanted:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def quiet_post(request, settings):
    """No wake-ups to a broker from unit tests; those with a worker switch them on."""
    settings.OUTBOX_WAKES = "worker" in request.fixturenames


@pytest.fixture
def world(db) -> World:
    return build_world()


@pytest.fixture
def enter():
    """A client signed in as somebody; without argument, a visitor."""

    def sign_in(user=None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in
