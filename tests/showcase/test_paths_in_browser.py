"""The public face by keyboard alone: each stop can be seen, and one comes to everything."""

from typing import Any

import pytest

from tests.fixtures.browser import DESKTOP, PHONE
from tests.showcase.faces import address, comes, drawn_work, tab_to

ON = "document.activeElement"


@pytest.fixture
def wall(world: Any, transactional_db: Any) -> list[Any]:
    """Three public works: the first of several pictures."""
    return [drawn_work(world, number, stills=4 if number == 1 else 0) for number in (1, 2, 3)]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_skip_link_leads_past_the_head(language: str, wall: list[Any], window: Any) -> None:
    page = window(DESKTOP)
    page.goto(f"/{language}/works/")
    page.keyboard.press("Tab")
    box = page.locator("a.skip").bounding_box()
    assert (page.evaluate(f"{ON}.className"), box["y"] >= 0) == ("skip", True)
    page.keyboard.press("Enter")
    assert page.evaluate(f"{ON}.id") == "content"
    tab_to(page, "main a", most=2)


@pytest.mark.parametrize(("language", "size"), [("fr", PHONE), ("ar", DESKTOP)])
def test_wall_is_searched_narrowed_and_left_by_keyboard(language: str, size: Any, wall: list[Any], window: Any) -> None:
    page = window(size)
    page.goto(f"/{language}/works/")
    tab_to(page, ".sieve summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[name=q]", most=2)
    page.keyboard.type("Rivage" if language == "fr" else "شاطئ")
    comes(page, "document.querySelectorAll('#suggested option').length > 0")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{ON}.name") == "q"
    tab_to(page, ".filters select", most=30)
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate(f"[{ON}.name, {ON}.value]")
    tab_to(page, ".filters button[type=submit], .filters [type=submit]", most=40)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: f"{chosen[0]}={chosen[1]}" in url)
    tab_to(page, ".said a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: f"{chosen[0]}={chosen[1]}" not in url or "q=" not in url)


def test_works_pictures_are_walked_through_by_keyboard(wall: list[Any], window: Any) -> None:
    page = window(DESKTOP)
    page.goto("/fr/works/")
    tab_to(page, f"a[href$='{wall[0].slug}/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{wall[0].slug}/")
    tab_to(page, ".stills")
    before = page.evaluate(f"{ON}.scrollLeft")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    comes(page, f"{ON}.scrollLeft > {before}")
    page.go_back()
    page.wait_for_url("**/works/")
    tab_to(page, f"a[href$='{wall[0].slug}/']")


def test_map_leads_to_a_countrys_works(wall: list[Any], window: Any) -> None:
    page = window(PHONE)
    page.goto(address("showcase:map"))
    tab_to(page, ".atlas a")
    where = page.evaluate(f"{ON}.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{where}")
    assert page.locator(".wall .work").count() == 3


def test_language_changes_in_place_and_back(wall: list[Any], window: Any) -> None:
    page = window(DESKTOP)
    page.goto(address("showcase:work", wall[0].slug))
    tab_to(page, ".tools .lang a[hreflang=ar]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ar/works/{wall[0].slug}/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    tab_to(page, ".tools .lang a[hreflang=fr]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/fr/works/{wall[0].slug}/")


def test_theme_is_chosen_by_keyboard_and_the_page_stays(wall: list[Any], window: Any) -> None:
    page = window(DESKTOP)
    page.goto(address("showcase:works"))
    tab_to(page, ".prefs button[value=dark]")
    page.keyboard.press("Enter")
    page.locator("html[data-theme=dark]").wait_for()
    assert page.url.endswith(address("showcase:works"))
