"""A coordinator composes the fifteen of 186, breaks it, reads why, mends it, accepts and publishes: in a real browser, with a real worker."""

from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from django.utils import timezone

from incubator.accounts.models import User
from incubator.outbox.models import Message
from participants.applications.models import Application
from participants.selection.compose_models import Composition
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
    people = [User(email=f"p{number}@crowd.example", name=f"Personne {number}", language="fr") for number in range(2, count + 1)]
    owners = dict(enumerate(User.objects.bulk_create(people), 2))
    copies = [
        Application(
            call=world.call, applicant=owners[number], reference=f"X-{number:04}", state="in_review", title=f"Projet {number}", name=f"Personne {number}",
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


def composed(page, eventually, runs):
    """The worker has answered that many times, and the page shows the last answer."""
    eventually(lambda: not Composition.objects.exclude(state="done").exists() and Composition.objects.count() == runs)
    page.locator("#run").wait_for(state="detached")


def compose_break_and_mend(page, world, accessible, eventually):
    page.goto(f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/compose/")
    page.locator("li", has_text="Chaque pays, équilibre de genre").get_by_role("button").first.click()
    composed(page, eventually, 1)
    assert page.locator(".picked").first.locator("li").count() == 15, page.inner_text("main")
    accessible(page)

    page.get_by_role("link", name="Ajouter un quota").click()
    page.get_by_role("link", name="pays de résidence").click()
    page.get_by_text("au plus", exact=True).click()
    page.get_by_label("Nombre").fill("0")
    page.get_by_label("Kenya").check()
    page.get_by_role("button", name="Enregistrer et composer").click()
    composed(page, eventually, 2)
    page.get_by_text("Ceci ne peut pas tenir ensemble").wait_for()
    assert page.locator(".picked > li").count() == 15
    accessible(page)

    page.locator(".quotas").get_by_role("link", name="Personne · pays de résidence").click()
    page.get_by_role("button", name="Retirer").click()
    composed(page, eventually, 3)
    page.get_by_text("ne sont pas retenues").click()
    page.get_by_role("button", name="Retenir ces 15 personnes").click()
    page.wait_for_url("**/selection/?call=*")


def balanced(chosen):
    """How many of the rarest country, of the rarer gender."""
    fewest = min(sum(one.country == country for one in chosen) for country in COUNTRIES)
    return fewest, min(sum(one.gender == gender for one in chosen) for gender in ("woman", "man"))


def taken():
    return list(Application.objects.filter(state__in=["accepted", "confirmed"]).select_related("applicant"))


@pytest.mark.parametrize("size", [None, PHONE])
def test_fifteen_are_composed_broken_mended_and_accepted(world, window, accessible, worker, eventually, size):
    crowd(world)
    page = window(size) if size else window()
    enter(page, world.coordinator)
    compose_break_and_mend(page, world, accessible, eventually)
    chosen = list(Application.objects.filter(decision__verdict="accepted"))
    assert len(chosen) == 15
    country, gender = balanced(chosen)
    assert (country >= 2, gender >= 6) == (True, True)
    assert Decision.objects.filter(verdict="waitlisted").count() == 15
    assert Decision.objects.filter(verdict="declined").count() == 186 - 30


@pytest.mark.services
def test_composed_cohort_is_published_and_who_leaves_is_replaced_with_the_quotas_kept(
    world, window, accessible, worker, eventually
):
    """The whole way on 186 applications: composed, broken, mended, published; one leaves, and the waiting list moves."""
    crowd(world)
    desk = window()
    enter(desk, world.coordinator)
    compose_break_and_mend(desk, world, accessible, eventually)
    desk.get_by_role("button", name="Figer").click()
    assert Application.objects.exclude(state__in=["submitted", "in_review"]).count() == 0
    desk.get_by_role("link", name="Publier", exact=True).click()
    accessible(desk)
    desk.fill("input[name=name]", str(world.cohort.name))
    desk.get_by_role("button", name="Publier et envoyer les lettres").click()
    desk.wait_for_url("**/selection/answers/**")
    assert (len(taken()), Application.objects.filter(state="declined").count()) == (15, 156)
    assert Message.objects.filter(kind__startswith="decision_").count() == 186

    leaves = next(one for one in taken() if one.country == min(COUNTRIES, key=[row.country for row in taken()].count))
    phone = window(PHONE)
    enter(phone, leaves.applicant)
    phone.goto(f"/fr/me/applications/{leaves.pk}/")
    phone.get_by_role("link", name="Je laisse ma place").click()
    phone.get_by_role("button", name="Laisser la place").click()
    phone.wait_for_url(f"**/me/applications/{leaves.pk}/")
    assert len(taken()) == 14

    desk.goto(f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/answers/")
    desk.get_by_role("button", name="Proposer une place à").first.click()
    desk.wait_for_selector(f"text=à la place de {leaves.name}")
    assert (len(taken()), balanced(taken()) >= (2, 6)) == (15, True)
    assert Application.objects.get(pk=leaves.pk).state == "turned_down"
