"""Assigning in a real browser: asked for and accepted on a phone, each page of it fit to be read by anybody."""

import pytest

from incubator.outbox import errands
from participants.reviews import actions as reviews
from participants.reviews.models import AssignmentRun, Conflict, Review
from participants.reviews.states import Tie
from tests.fixtures.browser import PHONE
from tests.participants.making import applied, closed, seated
from tests.participants.reviews.test_in_browser import enter
from tests.world import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_assignment_is_asked_for_seen_and_accepted_on_the_phone(world, window, accessible, transactional_db):
    first, *_rest = applied(world, 3)
    closed(world)
    rokhaya, sefu = seated(world, most=3)
    Conflict.objects.create(
        application=first, reviewer=rokhaya, state=Tie.WAITING, signs=[{"sign": "named", "fact": "Rokhaya Sarr"}]
    )
    page = window(PHONE)
    enter(page, world.coordinator)
    page.goto(f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/stages/{world.stage.pk}/assign/")
    accessible(page)
    page.fill("input[name=each]", "1")
    page.click("main button.go")
    page.wait_for_url("**/reviews/runs/*/")
    errands.run("default")
    page.reload()
    accessible(page)
    assert page.locator("main input[name=pair]").count() == 3
    page.click("main button[value=accept]")
    page.wait_for_load_state()
    assert (AssignmentRun.objects.get().state, Review.objects.count()) == ("done", 3)
    assert Review.objects.get(application=first).reviewer == sefu


@pytest.mark.parametrize("size", [PHONE, {"viewport": {"width": 1360, "height": 850}}], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_the_panel_can_be_read_by_anybody(world, window, accessible, transactional_db, size, language):
    first, *_rest = applied(world, 3)
    closed(world)
    seated(world, most=3)
    reviews.add_reviewer(world.call, by=world.coordinator, person=person("third Reader"), languages=["ar"], most=2)
    reviews.assign(world.stage, by=world.coordinator, k=1)
    Conflict.objects.create(
        application=first, reviewer=world.call.reviewers.last(), state=Tie.WAITING, signs=[{"sign": "mail", "fact": "atelier.tn"}]
    )
    page = window(size)
    enter(page, world.coordinator)
    home = f"/{language}/desk/{'/'.join(world.cohort.slugs)}/reviews/"
    stage = f"{home}stages/{world.stage.pk}/"
    for name, path in {
        "panel": home, "conflicts": f"{home}conflicts/", "given": f"{stage}given/", "place": f"{stage}given/{first.reference}/",
        "remind": f"{stage}remind/", "table": f"{home}reviewers/table/", "run": f"{home}runs/{AssignmentRun.objects.get().pk}/",
    }.items():  # fmt: skip
        page.goto(path)
        accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (name, width) == (name, 0)
