"""The editor by pointer and keys, and every type of question on a phone."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from participants.applications.models import Answer
from programmes.calls import actions as calls
from programmes.calls import queries
from programmes.calls.states import Type
from tests.fixtures.browser import DESKTOP, PHONE
from tests.programmes.calls.making import every_type
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM = "/fr/calls/call-for-ideas/apply/"


def enter(page, person):
    client = Client()
    client.force_login(person)
    page.goto("/healthz")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.evaluate("location.origin")}])


def order(world: World) -> list[str]:
    return [str(question) for part in queries.form_of(world.call) for question in part.questions]


def eventually(page, ask, wanted) -> None:
    for _ in range(40):
        if ask() == wanted:
            return
        page.wait_for_timeout(100)
    assert ask() == wanted


@pytest.fixture
def editor(world: World, window, transactional_db):
    calls.add_section(world.call, by=world.coordinator, title={"fr": "Suite"})
    page = window(DESKTOP)
    enter(page, world.coordinator)
    page.goto(reverse("programmes:desk_call_form", args=world.call.slugs))
    return page


def test_arrows_move_a_question_over_the_edge_of_its_section(world, editor, accessible):
    accessible(editor)
    picture = world.questions["picture"]
    grip = editor.locator(f"#question-{picture.pk} .grip")
    grip.focus()
    editor.keyboard.press("ArrowUp")
    eventually(editor, lambda: order(world)[-2:], ["picture", "idea"])
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowDown")
    eventually(editor, lambda: [str(part.section) for part in queries.form_of(world.call) if part.questions][-1], "Suite")
    expect(grip).to_be_focused()
    expect(editor.locator("#moved")).to_contain_text("picture")


def test_pointer_drags_a_question_to_its_place(world, editor):
    name, country = (editor.locator(f"#question-{world.questions[key].pk}") for key in ("name", "country"))
    name.evaluate("row => row.scrollIntoView({ block: 'center' })")
    grip, below = name.locator(".grip").bounding_box(), country.bounding_box()
    editor.mouse.move(grip["x"] + 10, grip["y"] + 10)
    editor.mouse.down()
    editor.mouse.move(grip["x"] + 10, below["y"] + below["height"] - 4, steps=8)
    editor.mouse.up()
    eventually(editor, lambda: order(world)[:4], ["birth", "country", "name", "title"])
    editor.reload()
    expect(editor.locator(".asked .ttl").nth(2)).to_have_text("name")


def test_every_type_is_answered_on_a_phone_and_is_there_again(world, window, accessible, transactional_db):
    made = every_type(world.questions["name"].section, by=world.coordinator)
    page = window(PHONE)
    page.goto(FORM)
    accessible(page)

    def inside(kind: str):
        return page.locator(f"#q-{made[kind].pk}")

    inside(Type.SCALE).locator("label").nth(3).click()
    inside(Type.MONEY).locator("input").fill("1200,50")
    inside(Type.REGION).locator("select").select_option("TN-81")
    inside(Type.CONSENT).locator("[type=checkbox]").check()
    people = inside(Type.PEOPLE)
    people.locator("input").nth(0).fill("Awa")
    while people.locator("li:visible").count() < 5:
        people.locator("[name=row-in]").click()
    expect(people.locator("[name=row-in]")).to_be_hidden()
    people.locator("li:visible").nth(4).locator("input").first.fill("Ali")
    people.locator("li").nth(1).locator("[name=row-out]").click()
    budget = inside(Type.BUDGET)
    budget.locator("input").nth(0).fill("Son")
    budget.locator("input").nth(1).fill("300,5")
    budget.locator("[name=row-in]").click()
    budget.locator("input").nth(3).fill("99.5")
    expect(budget.locator("[data-total]")).to_have_text("400")
    budget.locator("[data-asked]").fill("100")
    expect(page.locator("#saved")).to_have_class("saved kept", timeout=8000)

    def kept(kind: str):
        return Answer.objects.get(question=made[kind]).value

    assert [row["name"] for row in kept(Type.PEOPLE)] == ["Awa", "Ali"]
    assert (kept(Type.BUDGET)["total"], kept(Type.MONEY)["amount"], kept(Type.SCALE)) == ("400", "1200.50", 4)
    assert (kept(Type.CONSENT)["language"], kept(Type.REGION)) == ("fr", "TN-81")
    page.reload()
    expect(inside(Type.PEOPLE).locator("input").nth(3)).to_have_value("Ali")
    expect(inside(Type.CONSENT).locator("[type=checkbox]")).to_be_checked()
    expect(inside(Type.BUDGET).locator("[data-total]")).to_have_text("400")
    # loading the page again sends nothing
    page.wait_for_timeout(2500)
    assert Answer.objects.get(question=made[Type.CONSENT]).version == 1


def test_parts_typed_without_a_line_come_back_from_the_device(world, window, transactional_db):
    made = every_type(world.questions["name"].section, by=world.coordinator)
    page = window(PHONE)
    page.goto(FORM)
    page.locator(f"[name=q-{world.questions['name'].pk}]").fill("Awa")
    expect(page.locator("#saved")).to_have_class("saved kept", timeout=8000)
    page.context.set_offline(True)
    names = page.locator(f"#q-{made[Type.PEOPLE].pk} li:visible input")
    names.first.fill("Ali")
    page.locator(f"#q-{made[Type.BUDGET].pk} input").nth(0).fill("Son")
    page.wait_for_timeout(100)
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(FORM)
    expect(again.locator(f"#q-{made[Type.PEOPLE].pk} input").first).to_have_value("Ali")
    expect(again.locator("#saved")).to_have_class("saved kept", timeout=8000)
    assert Answer.objects.get(question=made[Type.PEOPLE]).value[0]["name"] == "Ali"
    assert Answer.objects.get(question=made[Type.BUDGET]).value["lines"][0]["label"] == "Son"
