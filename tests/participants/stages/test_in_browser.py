"""Screening by keys, and the pages of stages on a phone in both directions."""

import os

import pytest
from django.test import Client

from participants.interviews.models import Interview
from participants.reviews import actions as reviews
from participants.reviews.models import Review
from participants.stages import actions as stages
from participants.stages.field import Rule
from participants.stages.models import Screening
from tests.fixtures.browser import PHONE
from tests.participants.interviews.test_interviews import hours, invited
from tests.participants.making import applied, scored
from tests.participants.stages.making import interview_after, read, screening_before

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def enter(page, person):
    client = Client()
    client.force_login(person)
    page.goto("/healthz")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.evaluate("location.origin")}])


def base(world, stage, language="fr"):
    return f"/{language}/desk/{'/'.join(world.cohort.slugs)}/reviews/stages/{stage.pk}/"


def seen(page, name):
    """The page for a human eye, where a folder is named."""
    if folder := os.environ.get("SEEN"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_three_are_screened_without_a_mouse(world, window, accessible, transactional_db):
    screening = screening_before(world, "Complet", "Majeur")
    first, *_rest = applied(world, 3)
    page = window()
    enter(page, world.coordinator)
    page.goto(base(world, screening) + f"screening/{first.pk}/")
    accessible(page)
    seen(page, "screen")
    page.keyboard.press("0")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/screening/*/")
    page.locator("h1", has_text="Brahim").wait_for()
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.type("La date manque.")
    page.keyboard.press("Control+Enter")
    page.locator("h1", has_text="Chiara").wait_for()
    page.keyboard.press("3")
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/screening/?found=all")
    found = list(Screening.objects.order_by("application__name").values_list("finding", "reason"))
    assert found == [("eligible", ""), ("not_eligible", "La date manque."), ("query", "")]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_stages_fit_a_phone(world, window, accessible, transactional_db, language):
    read(world, 5, 4, 3)
    stage = interview_after(world)
    page = window(PHONE)
    enter(page, world.coordinator)
    shown(page, accessible, base(world, world.stage, language) + "moving-on/?kind=top&number=2&by=raw", f"moving-{language}")
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2))
    hours(world, stage)
    shown(page, accessible, base(world, stage, language) + "interviews/", f"interviews-{language}")
    shown(page, accessible, base(world, stage, language) + "interviews/hours/", f"hours-{language}")
    first, _second = invited(world, stage)
    desk = f"/{language}/desk/{'/'.join(world.cohort.slugs)}/"
    shown(page, accessible, f"{desk}reviews/?stage={stage.pk}", f"desk-{language}")
    shown(page, accessible, f"{desk}call/{world.call.slug}/stages/", f"stages-{language}")
    page.context.clear_cookies()
    enter(page, first.application.applicant)
    shown(page, accessible, f"/{language}/me/interviews/{first.pk}/", f"own-{language}")
    assert Interview.objects.count() == 2


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_a_round_fit_a_phone(world, window, accessible, transactional_db, language):
    applied(world, 2)
    for who in (world.reviewer, world.second_reviewer, world.mentor):
        reviews.add_reviewer(world.call, by=world.coordinator, person=who, languages=["fr"])
    world.stage.call = world.call
    page = window(PHONE)
    enter(page, world.coordinator)
    shown(page, accessible, base(world, world.stage, language) + "round/", f"round-new-{language}")
    ids = list(world.call.applications.values_list("pk", flat=True))
    reviews.open_round(world.stage, ids, by=world.coordinator)
    rows = Review.objects.select_related("stage__call", "application", "reviewer__person").order_by("pk")
    for number, review in enumerate(rows):
        scored(world, review, 1 + number % 5, 5 - number % 3)
    shown(page, accessible, base(world, world.stage, language) + "round/", f"round-{language}")
    page.context.clear_cookies()
    enter(page, world.reviewer)
    shown(page, accessible, f"/{language}/reviews/rounds/{world.stage.pk}/", f"own-round-{language}")


def shown(page, accessible, address, name):
    """The page is whole, accessible and no wider than the phone."""
    assert page.goto(address).status == 200
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen(page, name)
