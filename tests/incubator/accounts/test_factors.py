"""Second factors in a real browser: an app's codes, recovery codes, a passkey; and the list of sessions."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.fixtures.browser import PHONE
from tests.world import person

pytestmark = pytest.mark.django_db(transaction=True)
Window = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def awa(transactional_db: None) -> Any:
    return person("Awa Konaté")


def sign_in(page: Page, password: str = "a-long-password") -> None:
    page.goto("/fr/accounts/login/")
    page.fill("input[name=login]", "awa@people.test")
    page.fill("input[name=password]", password)
    page.locator("form:has(input[name=login]) [type=submit]").first.click()


def confirm(page: Page) -> None:
    """Before something important, the password once more."""
    if page.locator("input[name=password]").count():
        page.fill("input[name=password]", "a-long-password")
        page.locator("main form [type=submit]").first.click()


def shown_by_app(secret: str, later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def leave(page: Page) -> None:
    page.goto("/fr/accounts/logout/")
    page.locator("main form [type=submit]").click()


def test_codes_of_an_app_are_switched_on_and_asked_for(awa: Any, window: Window, accessible: Check) -> None:
    page = window(PHONE)
    sign_in(page)
    page.goto("/fr/accounts/2fa/totp/activate/")
    accessible(page)
    confirm(page)
    accessible(page)
    secret = page.input_value("#authenticator_secret")
    page.fill("input[name=code]", shown_by_app(secret))
    page.locator("main form [type=submit]").click()
    expect(page.locator(".codes li")).to_have_count(10)
    accessible(page)
    spare = page.locator(".codes li").first.inner_text()
    leave(page)
    sign_in(page)
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    accessible(page)
    page.fill("input[name=code]", spare)
    page.locator("main form [type=submit]").first.click()
    expect(page).to_have_url(re.compile("/fr/me/"))
    assert Authenticator.objects.filter(user=awa).count() == 2


def test_passkey_is_added_and_enters_alone(awa: Any, window: Window, accessible: Check, live_server: Any) -> None:
    page = window()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    base = live_server.url.replace("127.0.0.1", "localhost")  # a key belongs to a name, not to a number
    page.goto(f"{base}/fr/accounts/login/")
    page.fill("input[name=login]", "awa@people.test")
    page.fill("input[name=password]", "a-long-password")
    page.locator("form:has(input[name=login]) [type=submit]").first.click()
    page.goto(f"{base}/fr/accounts/2fa/webauthn/add/")
    confirm(page)
    accessible(page)
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "add" not in url)
    page.goto(f"{base}/fr/accounts/2fa/webauthn/")
    expect(page.locator(".things li")).to_have_count(1)
    accessible(page)
    page.goto(f"{base}/fr/accounts/logout/")
    page.locator("main form [type=submit]").click()
    page.goto(f"{base}/fr/accounts/login/")
    page.click("#passkey_login")
    expect(page).to_have_url(re.compile("/fr/me/"))


def test_sessions_are_listed_and_others_ended(awa: Any, window: Window, accessible: Check) -> None:
    first, second = window(), window(PHONE)
    sign_in(first)
    sign_in(second)
    second.goto("/fr/accounts/sessions/")
    expect(second.locator(".things li")).to_have_count(2)
    accessible(second)
    second.locator("main form [type=submit]").click()
    expect(second.locator(".things li")).to_have_count(1)
    first.goto("/fr/me/")
    expect(first).to_have_url(re.compile("/accounts/login/"))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_own_pages_are_accessible(awa: Any, window: Window, accessible: Check, language: str) -> None:
    page = window(PHONE)
    sign_in(page)
    for path in ("me/", "me/messages/", "me/preferences/", "me/data/", "accounts/email/", "accounts/2fa/"):
        page.goto(f"/{language}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        accessible(page)
