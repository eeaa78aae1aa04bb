"""The reviewer's page in a real browser: keys, saving by itself, the next one."""

import pytest
from django.test import Client

from participants.reviews import actions as reviews
from participants.reviews.models import Review
from tests.fixtures.browser import PHONE
from tests.participants.making import in_review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def enter(page, person):
    client = Client()
    client.force_login(person)
    page.goto("/healthz")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.evaluate("location.origin")}])


def mine(world):
    return list(Review.objects.filter(reviewer__person=world.reviewer).order_by("pk"))


def test_two_reviews_are_written_without_a_mouse(world, window, accessible, transactional_db):
    in_review(world, 2)
    first, second = mine(world)
    page = window()
    enter(page, world.reviewer)
    page.goto(f"/fr/reviews/{first.pk}/")
    accessible(page)
    page.keyboard.press("4")
    page.keyboard.press("5")
    page.keyboard.type("Une idée nette.")
    page.wait_for_selector("#saved.kept")
    first.refresh_from_db()
    assert (first.state, first.comment, sorted(first.scores.values_list("value", flat=True))) == (
        "draft",
        "Une idée nette.",
        [4, 5],
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/reviews/{second.pk}/")
    page.keyboard.press("2")
    page.keyboard.press("2")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/fr/reviews/")
    assert [review.state for review in mine(world)] == ["submitted", "submitted"]


def test_dead_line_keeps_a_review_on_the_phone(world, window, accessible, transactional_db):
    in_review(world, 1)
    (review,) = mine(world)
    page = window(PHONE)
    enter(page, world.reviewer)
    page.goto(f"/fr/reviews/{review.pk}/")
    accessible(page)
    page.context.set_offline(True)
    page.fill("textarea[name=comment]", "Écrit dans le train.")
    page.wait_for_selector("#saved.offline")
    page.context.set_offline(False)
    page.reload()
    assert page.input_value("textarea[name=comment]") == "Écrit dans le train."
    page.wait_for_selector("#saved.kept")
    review.refresh_from_db()
    assert review.comment == "Écrit dans le train."


def test_help_opens_by_key_and_single_keys_can_be_switched_off(world, window, accessible, transactional_db):
    in_review(world, 2)
    first, second = mine(world)
    page = window()
    enter(page, world.reviewer)
    page.goto(f"/fr/reviews/{first.pk}/")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    accessible(page)
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    assert page.locator(".criterion input:checked").count() == 0
    page.keyboard.press("n")
    assert page.url.endswith(f"/reviews/{first.pk}/")
    page.click("button[data-opens=keys]")
    page.check("#single-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**/reviews/{second.pk}/")
    page.fill("textarea[name=comment]", "n ? 4")
    assert page.input_value("textarea[name=comment]") == "n ? 4"


def test_two_windows_ask_which_of_them_stays(world, window, transactional_db):
    in_review(world, 1)
    (review,) = mine(world)
    page = window()
    enter(page, world.reviewer)
    page.goto(f"/fr/reviews/{review.pk}/")
    reviews.save_review(review, by=world.reviewer, scores={}, comment="Écrit sur le téléphone.")
    page.fill("textarea[name=comment]", "Écrit sur l’ordinateur.")
    page.wait_for_selector("#elsewhere:not([hidden])")
    page.click("[data-mine]")
    page.wait_for_selector("#saved.kept")
    review.refresh_from_db()
    assert review.comment == "Écrit sur l’ordinateur."
