"""What every test finds: a clean cache, the browser, the worker. The named cast stands below."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

pytest_plugins = ["tests.fixtures.browser", "tests.fixtures.worker"]


@pytest.fixture(autouse=True)
def clean_start() -> Iterator[None]:
    """Counters of sign-in attempts and the language in force would reach from one test into the next."""
    with translation.override("fr"):
        yield
    cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a window or a worker carries the mark for it without being told."""
    for item in items:
        wanted = set(getattr(item, "fixturenames", ()))
        if "chromium" in wanted:
            item.add_marker(pytest.mark.browser)
