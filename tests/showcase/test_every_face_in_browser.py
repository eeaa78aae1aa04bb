"""Every page that the showcase and the programmes show to a visitor, asked by axe in both directions and both themes."""

from typing import Any

import pytest
from django.test import Client

from tests.fixtures.browser import DESKTOP, PHONE
from tests.house.matrix.programmes import ROWS as PROGRAMMES
from tests.house.matrix.showcase import ROWS as SHOWCASE
from tests.house.routes import ours
from tests.house.test_matrix import address_of
from tests.worlds import WholeWorld, build


def public_pages(world: WholeWorld) -> list[str]:
    """Their French addresses."""
    found = []
    for route in ours():
        row = (SHOWCASE | PROGRAMMES).get(route.name)
        if row is None or row.method != "get" or row.answers["visitor"] != 200:
            continue
        address = address_of(route, row, world)
        if address.startswith("/fr/") and Client().get(address).headers["Content-Type"].startswith("text/html"):
            found.append(address)
    return found


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("fr", "light", DESKTOP), ("fr", "dark", PHONE), ("ar", "light", PHONE), ("ar", "dark", DESKTOP)],
)
def test_every_public_page_is_accessible_and_inside_its_screen(
    language: str, theme: str, size: Any, window: Any, accessible: Any, transactional_db: Any
) -> None:
    found = public_pages(build())
    assert len(found) >= 18
    page = window(size, color_scheme=theme)
    wide = []
    for path in found:
        page.goto(path.replace("/fr/", f"/{language}/", 1))
        accessible(page)
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            wide.append(path)
    assert wide == []
