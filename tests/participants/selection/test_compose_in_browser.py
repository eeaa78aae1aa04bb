"""A coordinator composes the fifteen of 186, breaks it, reads why, mends it and accepts: in a real browser, with a real worker."""

from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from django.utils import timezone

from participants.applications.models import Application
from participants.selection.compose_models import Composition, Quota
from participants.selection.models import Decision
from programmes.calls import starter
from programmes.calls.models import Question
from tests.fixtures.browser import PHONE
from tests.participants.applications.making import sent
from tests.world import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNTRIES = ["TN", "MA", "SN", "KE", "CI"]


def crowd(world, count=186):
    """As many applications as the demo's finished call had, scored, from five countries."""
    chance = Random(186)
    first = sent(world, by=person("Zohra Un", language="fr"), name="Zohra Un", title="Projet 1")
    copies = [
        Application(
            call=world.call, reference=f"X-{number:04}", state="in_review", title=f"Projet {number}", name=f"Personne {number}",
            language="fr", country=chance.choice(COUNTRIES), gender=chance.choice(["woman", "man"]),
            score=round(chance.gauss(60, 12), 2), submitted=timezone.now(),
        )
        for number in range(2, count + 1)
    ]  # fmt: skip
    Application.objects.bulk_create(copies)
    Application.objects.filter(pk=first.pk).update(country="TN", gender="woman", score=50)
    asked = {name: starter.GENDER[name] for name in ("type", "meaning", "label", "options")}
    Question.objects.create(section=world.call.sections.first(), **asked)
    world.call.countries = COUNTRIES
    world.call.closes = timezone.now() - timedelta(days=1)
    world.call.save(update_fields=["countries", "closes"])
    world.cohort.capacity = 15
    world.cohort.save(update_fields=["capacity"])


def enter(page, who):
    client = Client()
    client.force_login(who)
    page.goto("/healthz")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.evaluate("location.origin")}])


@pytest.mark.parametrize("size", [None, PHONE])
def test_fifteen_are_composed_broken_mended_and_accepted(world, window, accessible, worker, eventually, size):
    crowd(world)
    page = window(size) if size else window()
    enter(page, world.coordinator)
    page.goto(f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/compose/")
    page.locator("li", has_text="Chaque pays, équilibre de genre").get_by_role("button").first.click()
    eventually(lambda: Composition.objects.filter(state="done").exists())
    page.locator("#run").wait_for(state="detached")
    assert page.locator(".picked").first.locator("li").count() == 15, page.inner_text("main")
    accessible(page)

    page.get_by_role("link", name="Ajouter un quota").click()
    page.get_by_role("link", name="pays de résidence").click()
    page.get_by_text("au plus", exact=True).click()
    page.get_by_label("Nombre").fill("0")
    page.get_by_label("Kenya").check()
    page.get_by_role("button", name="Enregistrer et composer").click()
    eventually(lambda: not Composition.objects.exclude(state="done").exists() and Composition.objects.count() == 2)
    page.locator("#run").wait_for(state="detached")
    page.get_by_text("Ceci ne peut pas tenir ensemble").wait_for()
    assert page.locator(".picked > li").count() == 15
    accessible(page)

    page.locator(".quotas").get_by_role("link", name="Personne · pays de résidence").click()
    page.get_by_role("button", name="Retirer").click()
    eventually(lambda: not Composition.objects.exclude(state="done").exists() and Composition.objects.count() == 3)
    page.locator("#run").wait_for(state="detached")
    page.get_by_text("ne sont pas retenues").click()
    page.get_by_role("button", name="Retenir ces 15 personnes").click()
    page.wait_for_url("**/selection/?call=*")
    chosen = list(Application.objects.filter(decision__verdict="accepted"))
    assert len(chosen) == 15
    assert min(sum(one.country == country for one in chosen) for country in COUNTRIES) >= 2
    assert min(sum(one.gender == gender for one in chosen) for gender in ("woman", "man")) >= 6
    assert Decision.objects.filter(verdict="waitlisted").count() == 15
    assert Decision.objects.filter(verdict="declined").count() == 186 - 30
    assert Quota.objects.count() == 2
