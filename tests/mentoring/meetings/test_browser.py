"""A mentor logs a session on a small phone."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from mentoring.meetings.models import Meeting
from tests.fixtures.browser import PHONE
from tests.mentoring.making import CANARY, mentorship

SMALL = {**PHONE, "viewport": {"width": 360, "height": 640}}


@pytest.fixture
def phone(window, live_server, enter):
    def opened(user, **options):
        page = window(SMALL, **options)
        session = enter(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return page

    return opened


@pytest.mark.django_db(transaction=True)
def test_session_is_logged_in_three_taps_and_two_texts(world, phone, accessible):
    pair = mentorship(world)
    page = phone(world.mentor)
    page.goto("/fr/mentoring/")
    page.locator(f"a[href$='/mentoring/{pair.pk}/log/']").first.tap()
    page.fill("[name=shared_notes]", "Découpage revu.")
    page.fill("[name=private_notes]", CANARY)
    page.locator(".segments label:has(input[value='45'])").tap()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # the line drops, the tab is closed: what was typed is still there
    page.reload()
    expect(page.locator("[name=shared_notes]")).to_have_value("Découpage revu.")
    page.locator(".savebar button").tap()
    expect(page.locator(".history > li")).to_contain_text("Découpage revu.")
    assert Meeting.objects.get().minutes == 45
    assert page.evaluate("Object.keys(localStorage).length") == 0
    accessible(page)


@pytest.mark.django_db(transaction=True)
def test_session_is_logged_without_script(world, phone):
    pair = mentorship(world)
    page = phone(world.mentor, java_script_enabled=False)
    page.goto(f"/ar/mentoring/{pair.pk}/log/")
    page.fill("[name=shared_notes]", "Oui.")
    page.locator(".savebar button").click()
    page.wait_for_url("**/mentoring/*/?logged=*")
    assert Meeting.objects.get().shared_notes == "Oui."
