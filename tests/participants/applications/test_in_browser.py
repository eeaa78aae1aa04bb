"""The form as a phone has it: typed, lost, found again."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from participants.applications.models import Answer, Application, Attachment
from participants.applications.states import State
from tests.fixtures.browser import PHONE
from tests.participants.applications.making import raw

FORM = "/fr/calls/call-for-ideas/apply/"
FORM_AND_MORE = f"**{FORM}*"


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_class("saved kept", timeout=8000)


def field(page: Page, question: object):
    return page.locator(f"[name=q-{question.pk}]")


def test_typed_text_is_there_after_a_reload(world, window, transactional_db):
    page = window(PHONE)
    page.goto(FORM)
    field(page, world.questions["title"]).fill("Fil à fil")
    field(page, world.questions["idea"]).fill("Une filature.\nEt celles qui y travaillent.")
    saved(page)
    page.reload()
    expect(field(page, world.questions["title"])).to_have_value("Fil à fil")
    expect(field(page, world.questions["idea"])).to_have_value("Une filature.\nEt celles qui y travaillent.")
    assert Answer.objects.get(question=world.questions["title"]).value == "Fil à fil"


def test_dead_line_keeps_text_on_the_device_and_sends_it_later(world, window, transactional_db):
    page = window(PHONE)
    page.goto(FORM)
    field(page, world.questions["name"]).fill("Awa")
    saved(page)
    page.context.set_offline(True)
    field(page, world.questions["title"]).fill("Sans réseau")
    expect(page.locator("#saved")).to_have_class("saved offline", timeout=8000)
    assert Answer.objects.filter(question=world.questions["title"]).count() == 0
    page.context.set_offline(False)
    saved(page)
    assert Answer.objects.get(question=world.questions["title"]).value == "Sans réseau"


def test_closed_tab_loses_nothing_that_was_not_sent(world, window, transactional_db):
    page = window(PHONE)
    page.goto(FORM)
    field(page, world.questions["name"]).fill("Awa")
    saved(page)
    page.context.set_offline(True)
    field(page, world.questions["title"]).fill("Onglet fermé")
    page.wait_for_timeout(100)
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(FORM)
    expect(field(again, world.questions["title"])).to_have_value("Onglet fermé")
    saved(again)
    assert Answer.objects.get(question=world.questions["title"]).value == "Onglet fermé"


def test_other_device_is_shown_not_overwritten(world, window, transactional_db):
    page = window(PHONE)
    page.goto(FORM)
    title = world.questions["title"]
    field(page, title).fill("Un")
    saved(page)
    Answer.objects.filter(question=title).update(value="De l’autre appareil", version=2)
    field(page, title).fill("De celui-ci")
    notice = page.locator(f"#q-{title.pk} .alert")
    expect(notice.locator(".theirs")).to_have_text("De l’autre appareil", timeout=8000)
    assert Answer.objects.get(question=title).value == "De l’autre appareil"
    notice.locator("[name=mine]").click()
    saved(page)
    assert Answer.objects.get(question=title).value == "De celui-ci"


def unanswered(page: Page) -> None:
    """The next save arrives, its answer does not."""

    def cut(route):
        route.fetch()
        route.fulfill(status=408, content_type="text/html", body="")  # as a proxy answers that waited too long

    page.route(FORM_AND_MORE, cut, times=1)


def test_own_save_whose_answer_was_lost_is_no_other_device(world, window, transactional_db):
    page = window(PHONE)
    page.goto(FORM)
    title, name = world.questions["title"], world.questions["name"]
    field(page, name).fill("Awa")
    saved(page)
    unanswered(page)
    field(page, title).fill("Une première ")
    expect(page.locator("#saved")).to_have_class("saved offline", timeout=8000)
    assert Answer.objects.get(question=title).value == "Une première"
    field(page, title).fill("Une première phrase, puis une autre")
    saved(page)
    assert Answer.objects.get(question=title).value == "Une première phrase, puis une autre"
    unanswered(page)
    field(page, title).fill("Perdue avec l’onglet")
    expect(page.locator("#saved")).to_have_class("saved offline", timeout=8000)
    page.context.set_offline(True)
    field(page, title).fill("Perdue avec l’onglet, retrouvée")
    page.context.set_offline(False)
    page.reload()
    saved(page)
    assert page.locator(f"#q-{title.pk} .alert").count() == 0
    assert Answer.objects.get(question=title).value == "Perdue avec l’onglet, retrouvée"


def test_whole_way_on_a_phone(world, window, accessible, transactional_db, client):
    page = window(PHONE)
    page.goto(FORM)
    accessible(page)
    picture = BytesIO()
    Image.new("RGB", (600, 400), "#a3123f").save(picture, "JPEG")
    page.locator("input[type=file]").set_input_files(
        {"name": "affiche.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    expect(page.locator(".files")).to_contain_text("affiche.jpg")
    expect(page.locator(".files .thumb")).to_be_visible()
    assert Attachment.objects.count() == 1
    for key, value in raw(world).items():
        control = page.locator(f"[name=q-{key}]").first
        kind = control.evaluate("one => one.type")
        if kind == "radio":
            page.locator(f"[name=q-{key}][value={value}]").check()
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(value)
    # at once: the button sends what is still on its way
    page.get_by_role("button", name="Relire").click()
    page.wait_for_url("**/review/")
    accessible(page)
    application = Application.objects.get()
    Application.objects.filter(pk=application.pk).update(applicant=world.applicant)
    client.force_login(world.applicant)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": page.evaluate("location.origin")}])
    page.goto(f"{FORM}review/")
    page.get_by_role("button", name="Envoyer ma candidature").click()
    page.wait_for_url("**/sent/")
    accessible(page)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    expect(page.locator(".reference")).to_contain_text(application.reference)
