"""The form's script on lines that hang, lie, break and come back; on several devices; past a lost session."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Answer, Application
from participants.applications.states import State
from tests.fixtures.browser import DESKTOP, PHONE
from tests.participants.applications.making import draft, raw

pytestmark = pytest.mark.django_db(transaction=True)
FORM = "/fr/calls/call-for-ideas/apply/"
LONG = "\n".join(f"{number}. Une filature, celles qui y travaillent, et ce que chacune en garde." for number in range(40))


@pytest.fixture
def device(chromium: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """A device of one person: unlike `window` it lets requests fail, since that is what is tested."""
    opened: list[BrowserContext] = []

    def start(size: dict[str, Any] = PHONE) -> BrowserContext:
        context = chromium.new_context(base_url=live_server.url, locale="fr", **size)
        opened.append(context)
        return context

    yield start
    for context in opened:
        context.close()


def signed(context: BrowserContext, client: Any, user: Any) -> BrowserContext:
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": "localhost", "path": "/"}])
    return context


def form(context: BrowserContext, path: str = FORM) -> Page:
    page = context.new_page()
    page.goto(path)
    return page


def field(page: Page, question: Any) -> Any:
    return page.locator(f"[name=q-{question.pk}]")


def status(page: Page, state: str, text: str = "", timeout: int = 12_000) -> None:
    expect(page.locator("#saved")).to_have_class(f"saved {state}", timeout=timeout)
    if text:
        expect(page.locator("#saved")).to_contain_text(text, timeout=timeout)


def code_of(email: str) -> str:
    message = Message.objects.filter(address=email, kind="account_login_code").latest("pk")
    found = re.search(r"\d{8}", message.subject)
    assert found
    return found[0]


def kept(question: Any) -> Any:
    return Answer.objects.filter(question=question).values_list("value", flat=True).first()


def come_back(page: Page) -> None:
    """What the browser says when a tab that lay in the background is looked at again."""
    page.wait_for_timeout(4100)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 500, "content_type": "text/html", "body": "broken"}, "nouvel essai"),
        ({"status": 503, "content_type": "text/html", "body": "busy", "headers": {"Retry-After": "1"}}, "nouvel essai"),
        ({"status": 200, "content_type": "text/html", "body": "<h1>Free Wi-Fi</h1>"}, "Wi-Fi"),
        ({"status": 200, "content_type": "application/json", "body": "{broken"}, "Wi-Fi"),
        ("abort", "Pas de connexion"),
    ],
)
def test_whatever_answers_text_is_kept_and_sent_later(answer: Any, said: str, world: Any, device: Any) -> None:
    page = form(device())
    tries: list[int] = []

    def wrong(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        tries.append(1)
        if len(tries) > 2:
            return route.continue_()
        return route.abort() if answer == "abort" else route.fulfill(**answer)

    page.route("**/apply/", wrong)
    field(page, world.questions["idea"]).fill(LONG)
    status(page, "offline", said)
    assert kept(world.questions["idea"]) is None
    status(page, "kept", timeout=30_000)
    assert (kept(world.questions["idea"]), len(tries)) == (LONG, 3)


def test_hung_line_is_given_up_said_and_tried_again(world: Any, device: Any) -> None:
    page = form(device())
    page.clock.install()
    held: list[Route] = []
    page.route("**/apply/", lambda route: held.append(route) if len(held) < 1 else route.continue_())
    field(page, world.questions["title"]).fill("Suspendu")
    page.clock.run_for(2000)
    page.wait_for_timeout(200)
    page.clock.run_for(9000)
    status(page, "offline", "lente")
    page.clock.run_for(25_000)
    assert len(held) == 1
    page.wait_for_timeout(200)
    page.clock.run_for(10_000)
    status(page, "kept")
    assert kept(world.questions["title"]) == "Suspendu"


def test_browser_that_keeps_nothing_says_so(world: Any, device: Any) -> None:
    context = device()
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page = form(context)
    page.route("**/apply/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    field(page, world.questions["title"]).fill("En mémoire")
    status(page, "offline", "ce navigateur ne garde rien")
    page.unroute("**/apply/")
    status(page, "kept", timeout=20_000)
    assert kept(world.questions["title"]) == "En mémoire"


def test_text_longer_than_a_farewell_message_is_saved(world: Any, device: Any) -> None:
    """Browsers refuse bodies over 64 KB in requests that outlive their page."""
    page = form(device())
    text = "ومضة من الضوء " * 2500
    field(page, world.questions["idea"]).fill(text)
    status(page, "kept")
    assert kept(world.questions["idea"]) == text


def test_two_tabs_keep_each_others_unsent_text(world: Any, device: Any) -> None:
    context = device()
    one = form(context)
    field(one, world.questions["name"]).fill("Awa")
    status(one, "kept")
    two = form(context)
    context.set_offline(True)
    field(one, world.questions["title"]).fill("Dans le premier onglet")
    field(two, world.questions["idea"]).fill("Dans le second")
    one.wait_for_timeout(100)
    one.close()
    two.close()
    context.set_offline(False)
    status(form(context), "kept")
    expected = ("Dans le premier onglet", "Dans le second")
    assert (kept(world.questions["title"]), kept(world.questions["idea"])) == expected


def test_coming_back_takes_over_what_changed_elsewhere(world: Any, device: Any, client: Any) -> None:
    application = draft(world, title="Hier")
    page = form(signed(device(), client, world.applicant))
    title, discipline = world.questions["title"], world.questions["discipline"]
    applications.save_answers(application, raw(world, title="Sur le téléphone", discipline="animation"), by=world.applicant)
    come_back(page)
    expect(field(page, title)).to_have_value("Sur le téléphone")
    assert page.locator(f"[name=q-{discipline.pk}]:checked, option:checked[value=animation]").count() > 0
    status(page, "kept", "autres appareils")
    # and what is typed next stands upon it, without a conflict
    field(page, title).fill("Sur les deux")
    status(page, "kept", "Enregistré")
    assert (kept(title), page.locator(".choose").count()) == ("Sur les deux", 0)


def test_both_changed_shows_both_with_what_differs(world: Any, device: Any, client: Any) -> None:
    application = draft(world, idea="Une filature et celles qui y travaillent.")
    context = signed(device(), client, world.applicant)
    page = form(context)
    idea = world.questions["idea"]
    context.set_offline(True)
    field(page, idea).fill("Une grande filature et celles qui y travaillent.")
    applications.save_answers(application, {idea.pk: "Une filature et ceux qui y travaillent."}, by=world.applicant)
    context.set_offline(False)
    box = page.locator(f"#q-{idea.pk} .choose")
    expect(box.locator(".here mark")).to_have_text(["grande ", "celles"], timeout=12_000)
    expect(box.locator(".theirs mark")).to_have_text(["ceux"])
    status(page, "offline", "choisissez")
    page.get_by_role("button", name="Relire").click()
    page.wait_for_timeout(500)
    assert page.url.endswith("/apply/")
    box.locator("[name=theirs]").click()
    expect(field(page, idea)).to_have_value("Une filature et ceux qui y travaillent.")
    status(page, "kept")
    assert kept(idea) == "Une filature et ceux qui y travaillent."


def test_lost_session_is_mended_in_place(world: Any, device: Any, client: Any, accessible: Any) -> None:
    draft(world, title="Avant")
    context = signed(device(), client, world.applicant)
    page = form(context)
    context.clear_cookies(name="sessionid")
    field(page, world.questions["title"]).fill("Après la déconnexion")
    status(page, "refused", "Votre session est fermée")
    page.get_by_role("button", name="Se reconnecter").click()
    dialog = page.locator("dialog")
    accessible(page)
    expect(dialog.locator("[name=email]")).to_have_value("awa@people.test")
    dialog.get_by_role("button", name="Recevoir un code").click()
    expect(dialog.locator("[name=code]")).to_be_visible()
    dialog.locator("[name=code]").fill("00000000")
    dialog.get_by_role("button", name="Entrer").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    field(page, world.questions["name"]).evaluate(
        "one => { one.value = 'Awa K.'; one.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    dialog.locator("[name=code]").fill(code_of("awa@people.test"))
    dialog.get_by_role("button", name="Entrer").click()
    expect(dialog).to_be_hidden()
    status(page, "kept")
    assert (kept(world.questions["title"]), kept(world.questions["name"])) == ("Après la déconnexion", "Awa K.")
    assert page.url.endswith(FORM)


def test_another_person_signing_in_is_told_whose_it_is_not(world: Any, device: Any, client: Any) -> None:
    application = draft(world, title="À Awa")
    context = signed(device(), client, world.applicant)
    page = form(context)
    context.clear_cookies(name="sessionid")
    field(page, world.questions["title"]).fill("Toujours à Awa")
    status(page, "refused")
    page.get_by_role("button", name="Se reconnecter").click()
    for email in ("stella@people.test", "awa@people.test"):
        dialog = page.locator("dialog")
        dialog.locator("[name=email]").fill(email)
        dialog.get_by_role("button", name="Recevoir un code").click()
        expect(dialog.locator("[name=code]")).to_be_visible()
        dialog.locator("[name=code]").fill(code_of(email))
        dialog.get_by_role("button", name="Entrer").click()
        expect(dialog).to_be_hidden()
        if email.startswith("stella"):
            status(page, "refused", "stella@people.test")
            assert (kept(world.questions["title"]), Application.objects.count()) == ("À Awa", 1)
            page.get_by_role("button", name="Se reconnecter").click()
    status(page, "kept")
    application.refresh_from_db()
    assert (application.title, application.applicant) == ("Toujours à Awa", world.applicant)


def test_rotated_token_is_renewed_without_a_word(world: Any, device: Any) -> None:
    context = device()
    page = form(context)
    field(page, world.questions["name"]).fill("Awa")
    status(page, "kept")
    context.clear_cookies(name="csrftoken")
    field(page, world.questions["title"]).fill("Jeton neuf")
    status(page, "kept", "Enregistré")
    expect(page.locator("#said")).to_have_text("")
    assert kept(world.questions["title"]) == "Jeton neuf"


def test_deadline_is_counted_by_the_servers_clock(world: Any, device: Any) -> None:
    world.call.closes = world.call.closes.now(world.call.closes.tzinfo) + timedelta(minutes=42, seconds=-20)
    world.call.save()
    context = device()
    # a phone that believes it is three days later
    context.add_init_script("const real = Date.now; Date.now = () => real() + 3 * 864e5;")
    page = form(context)
    expect(page.locator("#clock")).to_have_text("Date limite dans 42 minutes")
    expect(page.locator(".head .left")).to_have_text("dans 42 minutes")
    world.call.closes += timedelta(days=9)
    world.call.save()
    come_back(page)
    expect(page.locator("#clock")).to_be_hidden()
    expect(page.locator(".head .left")).to_have_text("dans 9 jours")


def test_text_at_the_deadline_is_kept_and_said(world: Any, device: Any) -> None:
    page = form(device())
    field(page, world.questions["name"]).fill("Awa")
    status(page, "kept")
    world.call.closes = world.call.opens + timedelta(minutes=1)
    world.call.save()
    field(page, world.questions["title"]).fill("Trop tard")
    status(page, "refused", "La date limite est passée")
    assert kept(world.questions["title"]) == "Trop tard"
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('application'))") == []
    page.reload()
    assert page.url.endswith("/review/")
    expect(page.get_by_text("Trop tard")).to_be_visible()


def test_sent_in_another_tab_is_said_not_changed(world: Any, device: Any, client: Any) -> None:
    application = draft(world)
    page = form(signed(device(), client, world.applicant))
    applications.submit(application, by=world.applicant)
    field(page, world.questions["title"]).fill("Après l’envoi")
    status(page, "refused", "un autre onglet")
    assert kept(world.questions["title"]) == "Fil à fil"
    other = form(page.context, f"{FORM}?application={application.pk}")
    assert "Modifier" in other.title()


def test_double_click_and_two_tabs_send_one_application(world: Any, device: Any, client: Any) -> None:
    application = draft(world)
    context = signed(device(DESKTOP), client, world.applicant)
    one, two = form(context, f"{FORM}review/"), form(context, f"{FORM}review/")
    one.get_by_role("button", name="Envoyer ma candidature").dblclick()
    one.wait_for_url("**/sent/")
    two.get_by_role("button", name="Envoyer ma candidature").click()
    two.wait_for_url("**/sent/")
    application.refresh_from_db()
    expect(two.locator(".reference")).to_contain_text(application.reference)
    one.go_back()
    one.wait_for_url(f"**/me/applications/{application.pk}/")
    assert Message.objects.filter(kind="application_received").count() == 1
    assert Application.objects.filter(state=State.SUBMITTED).count() == 1


def test_long_answer_cut_off_and_finished_on_another_device(world: Any, device: Any) -> None:
    """The network drops in the middle of a long answer, the tab is closed; the same person ends it elsewhere and sends it."""
    half = LONG[: len(LONG) // 2].rstrip()
    first = device()
    page = form(first)
    for key, value in raw(world, idea=None).items():
        control = page.locator(f"[name=q-{key}]").first
        kind = control.evaluate("one => one.type")
        if kind == "radio":
            page.locator(f"[name=q-{key}][value={value}]").check()
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(value)
    status(page, "kept")
    page.goto(f"{FORM}address/")
    page.locator("[name=email]").fill("neuve@people.test")
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").fill(code_of("neuve@people.test"))
    page.get_by_role("button", name="Entrer").click()
    page.wait_for_url("**/review/**")
    page.goto(FORM)
    field(page, world.questions["idea"]).press_sequentially(half[:200])
    first.set_offline(True)
    field(page, world.questions["idea"]).fill(half)
    status(page, "offline", "Pas de connexion")
    page.close()
    # The line comes back, the tab is opened again: what was on the device goes.
    first.set_offline(False)
    again = form(first)
    expect(field(again, world.questions["idea"])).to_have_value(half)
    status(again, "kept")
    again.close()

    second = form(device(), "/fr/accounts/continue/?next=" + FORM)
    second.locator("[name=email]").fill("neuve@people.test")
    second.locator("main form button[type=submit]").first.click()
    second.locator("[name=code]").fill(code_of("neuve@people.test"))
    second.get_by_role("button", name="Entrer").click()
    second.wait_for_url(f"**{FORM}")
    expect(field(second, world.questions["idea"])).to_have_value(half)
    field(second, world.questions["idea"]).fill(LONG)
    second.get_by_role("button", name="Relire").click()
    second.wait_for_url("**/review/**")
    second.get_by_role("button", name="Envoyer ma candidature").click()
    second.wait_for_url("**/sent/")
    application = Application.objects.get()
    assert (application.state, application.applicant.email) == (State.SUBMITTED, "neuve@people.test")
    assert kept(world.questions["idea"]) == LONG
    assert json.dumps(kept(world.questions["title"])) == json.dumps("Fil à fil")


def test_answer_that_got_lost_is_no_other_device(world: Any, device: Any) -> None:
    """The text arrived, its receipt did not; what is typed on top of it meets no conflict with oneself."""
    page = form(device())
    title = world.questions["title"]
    lost: list[int] = []

    def swallow(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(1)
        route.fetch()
        return route.abort()

    field(page, world.questions["name"]).fill("Awa")
    status(page, "kept")
    page.route("**/apply/", swallow)
    field(page, title).fill("Arrivé ")
    status(page, "offline")
    assert kept(title) == "Arrivé"
    field(page, title).fill("Arrivé, puis continué")
    status(page, "kept", timeout=20_000)
    assert (kept(title), page.locator(".choose").count()) == ("Arrivé, puis continué", 0)
