"""The way in, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.browser import DESKTOP, PHONE


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_sign_in_page_is_accessible(
    window: Callable[..., Page], accessible: Callable[[Page], None], size: dict[str, object], language: str
) -> None:
    page = window(size)
    page.goto(f"/{language}/accounts/login/")
    expect(page.locator("input[name=login]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(page)
