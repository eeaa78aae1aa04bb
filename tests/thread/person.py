"""A person at a browser of their own: goes where links lead, writes into fields, presses buttons."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Response

from tests.thread.mailbox import Mailbox

GO = "main button.go:visible"


class Person:
    """Every page that this person comes to has to be there: a refusal or a fault fails at once."""

    def __init__(self, page: Page, mailbox: Mailbox, email: str = "", name: str = "") -> None:
        self.page, self.mailbox, self.email, self.name = page, mailbox, email, name
        page.set_default_timeout(15_000)
        page.set_default_navigation_timeout(30_000)

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def go(self, path: str) -> None:
        self._arrived(self.page.goto(path))

    def follow(self, part: str, *, within: str = "main") -> None:
        """Click the first link whose address ends with this."""
        link = self.page.locator(f"{within} a[href$='{part}']:visible, {within} a[href*='{part}?']:visible").first
        self._leave(link.click)

    def press(self, selector: str = GO) -> None:
        """Press a button that leads to a page."""
        self._leave(self.page.locator(selector).first.click)

    def act(self, part: str, button: str = "button") -> None:
        """Press the button of the form that posts to an address with this part."""
        self.press(f"form[action*='{part}'] {button}:visible")

    def _leave(self, does: Callable[[], None]) -> None:
        with self.page.expect_navigation() as going:
            does()
        self._arrived(going.value)

    def _arrived(self, response: Response | None) -> None:
        if response is not None:
            assert response.status < 400, f"{response.status} at {response.url}: {self.errors()}"

    def errors(self) -> list[str]:
        found: list[str] = self.page.locator(".errorlist, .alert, .notice").all_inner_texts()
        return found

    def write(self, *, within: str = "main", **values: Any) -> None:
        """Fill the fields of these names: a dict is a text per language, a list ticks or selects, True ticks."""
        place = self.page.locator(within)
        for name, value in values.items():
            if isinstance(value, dict):
                for code, text in value.items():
                    place.locator(f"label:has(input[name='{name}-tab'][value='{code}'])").click()
                    place.locator(f"[name='{name}_{code}']").fill(text)
            else:
                self._write_one(place, name, value)

    def _write_one(self, place: Locator, name: str, value: Any) -> None:
        control = place.locator(f"[name='{name}']")
        fold = control.first.locator("xpath=ancestor::details[not(@open)]").first
        if fold.count():
            fold.locator("summary").first.click()
        kind: str = control.first.evaluate("one => one.type")
        if kind.startswith("select"):
            control.select_option(value)
        elif kind in ("checkbox", "radio"):
            for one in value if isinstance(value, list) else [value]:
                box = f"[name='{name}']" + ("" if one is True else f"[value='{one}']")
                if not place.locator(box).first.is_checked():
                    place.locator(f"label:has({box}):visible").first.click()
        elif kind == "file":
            control.set_input_files(value)
        else:
            control.first.fill(str(value))

    def send(self, button: str = "button.go:visible", *, within: str = "main", **values: Any) -> None:
        """Write, then press; a page that comes back with an error fails."""
        self.write(within=within, **values)
        self.press(f"{within} {button}")
        assert self.page.locator(".errorlist:visible").count() == 0, (self.path, self.errors())

    def enter(self, path: str = "/fr/accounts/continue/") -> None:
        """Come in with the code that the worker mails; nobody needs a password."""
        self.go(path)
        self.send(email=self.email)
        self.type_code()

    def type_code(self) -> None:
        self.send("button[name=action][value=verify]", code=self.mailbox.code(self.email))

    def see(self, *words: str) -> None:
        missing = [word for word in words if word not in self.text]
        assert missing == [], f"{self.path} does not show {missing}"

    def all(self, selector: str, *, has_text: str | None = None) -> Locator:
        return self.page.locator(selector, has_text=has_text)
