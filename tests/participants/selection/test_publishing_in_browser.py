"""From the frozen selection to the waiting list in a real browser: two sign, one publishes, one leaves, one steps in."""

import pytest

from incubator.organisations import actions as organisations
from participants.selection import actions as selections
from tests.fixtures.browser import PHONE
from tests.participants.reviews.test_in_browser import enter
from tests.participants.selection.making import decided, states

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signed_published_declined_and_the_list_moves(world, window, accessible, transactional_db):
    organisations.edit(world.organisation, by=world.owner, sign_off="two")
    world.cohort.capacity = 1
    world.cohort.save(update_fields=["capacity"])
    rows, _selection = decided(world, "accepted", "waitlisted", "declined")
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/"

    desk = window()
    enter(desk, world.coordinator)
    desk.goto(home)
    desk.get_by_role("button", name="Figer").click()
    desk.get_by_role("link", name="Signer et publier").click()
    accessible(desk)
    desk.get_by_role("button", name="J’ai lu et je signe").click()
    second = window()
    enter(second, world.owner)
    second.goto(f"{home}publish/")
    second.get_by_role("button", name="J’ai lu et je signe").click()
    second.fill("input[name=name]", "Première")
    second.get_by_role("button", name="Publier et envoyer les lettres").click()
    second.wait_for_url("**/selection/answers/**")
    accessible(second)
    assert states(*rows) == ["accepted", "waitlisted", "declined"]

    phone = window(PHONE)
    enter(phone, rows[0].applicant)
    phone.goto(f"/fr/me/applications/{rows[0].pk}/")
    accessible(phone)
    phone.get_by_role("link", name="Je laisse ma place").click()
    phone.get_by_role("button", name="Laisser la place").click()
    phone.wait_for_url(f"**/me/applications/{rows[0].pk}/")

    desk.goto(f"{home}answers/")
    accessible(desk)
    desk.get_by_role("button", name="Proposer une place à Brahim").click()
    desk.wait_for_selector("text=à la place de Anouk")
    assert states(*rows) == ["turned_down", "accepted", "declined"]
    desk.goto(f"{home}log/")
    accessible(desk)
    assert desk.locator("ol.log li").count() >= 8

    phone = window(PHONE)
    enter(phone, rows[1].applicant)
    phone.goto(f"/fr/me/applications/{rows[1].pk}/")
    phone.get_by_role("button", name="Je prends ma place").click()
    phone.wait_for_url("**/me/cohort/**")
    assert states(*rows) == ["turned_down", "confirmed", "declined"]


def test_one_offer_is_answered_by_phone_on_its_page(world, window, accessible, transactional_db):
    rows, selection = decided(world, "accepted")
    selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    page = window(PHONE)
    enter(page, world.coordinator)
    page.goto(f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/answers/{rows[0].pk}/")
    accessible(page)
    page.get_by_text("La personne a dit oui par téléphone ou sur papier").click()
    page.fill("input[name=yes-how]", "au téléphone")
    page.get_by_role("button", name="Noter le oui").click()
    page.wait_for_url("**/selection/answers/**")
    assert states(*rows) == ["confirmed"]
