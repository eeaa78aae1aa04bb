"""The form without script: section by section, past a lost session and a stale token, to the end."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Answer, Application, Attachment
from participants.applications.states import State
from tests.fixtures.browser import PHONE
from tests.participants.applications.making import draft, raw, sent

FORM = "/fr/calls/call-for-ideas/apply/"


def hidden(client: Client, path: str = FORM) -> dict[str, str]:
    text = client.get(path).content.decode()
    found = {
        name: re.search(rf'name="{name}" value="([^"]*)"', text) for name in ("application", "versions", "csrfmiddlewaretoken")
    }
    return {name: match[1] for name, match in found.items() if match}


def code_of(email: str) -> str:
    found = re.search(r"\d{8}", Message.objects.filter(address=email, kind="account_login_code").latest("pk").subject)
    assert found
    return found[0]


def entered(client: Client, email: str, onward: str) -> Any:
    answer = client.post("/fr/accounts/continue/", {"email": email, "next": onward})
    return client.post(answer.url, {"code": code_of(email), "action": "verify", "next": onward})


def kept(question: Any) -> Any:
    return Answer.objects.filter(question=question).values_list("value", flat=True).first()


def signed_out(client: Client) -> None:
    """The session ends on the server, as it does with time; the browser knows nothing of it."""
    client.session.flush()


def test_whole_way_by_saving_each_section(world: Any, window: Any, transactional_db: None) -> None:
    page = window(PHONE, java_script_enabled=False)
    page.goto(FORM)
    answers = raw(world)
    for key, value in answers.items():
        control = page.locator(f"[name=q-{key}]")
        if page.locator(f"[name=q-{key}][type=radio]").count():
            page.locator(f"[name=q-{key}][value={value}]").check()
        elif page.locator(f"select[name=q-{key}]").count():
            control.select_option(value)
        else:
            control.fill(value)
    picture = BytesIO()
    Image.new("RGB", (600, 400), "#a3123f").save(picture, "JPEG")
    chosen = {"name": "affiche.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    page.locator(f"[name=q-{world.questions['picture'].pk}]").set_input_files(chosen)
    page.locator("section.part button").last.click()
    expect(page.locator(".notices")).to_contain_text("enregistré")
    expect(page.locator(".files")).to_contain_text("affiche.jpg")
    assert (kept(world.questions["title"]), Attachment.objects.count()) == ("Fil à fil", 1)
    page.locator("button[value=review]").click()
    page.get_by_role("link", name="Donner votre adresse").click()
    page.locator("[name=email]").fill("neuve@people.test")
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").fill(code_of("neuve@people.test"))
    page.get_by_role("button", name="Entrer").click()
    page.get_by_role("button", name="Envoyer ma candidature").click()
    expect(page.locator(".reference")).to_contain_text(Application.objects.get().reference)
    assert Application.objects.get().state == State.SUBMITTED


def test_post_after_the_session_ended_is_saved_once_signed_in(world: Any, enter: Any) -> None:
    application = draft(world)
    client = enter(world.applicant)
    page = hidden(client)
    signed_out(client)
    answers = {f"q-{pk}": value for pk, value in raw(world, title="Écrit hors session").items()}
    answer = client.post(FORM, {**page, **answers, "to": "review"})
    text = answer.content.decode()
    assert (answer.status_code, "Écrit hors session" in text, kept(world.questions["title"])) == (403, True, "Fil à fil")
    onward = f"{FORM}?application={application.pk}"
    assert entered(client, "awa@people.test", onward).url == onward
    answer = client.get(onward)
    assert (answer.status_code, answer.url) == (302, f"{FORM}review/?application={application.pk}")
    assert kept(world.questions["title"]) == "Écrit hors session"
    # once, and only once
    applications.save_answers(application, raw(world, title="Plus tard"), by=world.applicant)
    assert client.get(onward).status_code == 200
    assert kept(world.questions["title"]) == "Plus tard"


def test_parked_text_overwrites_nothing_newer(world: Any, enter: Any) -> None:
    application = draft(world)
    client = enter(world.applicant)
    page = hidden(client)
    signed_out(client)
    title = world.questions["title"].pk
    client.post(FORM, {**page, f"q-{title}": "De la tablette"})
    applications.save_answers(application, {title: "Du téléphone"}, by=world.applicant)
    onward = f"{FORM}?application={application.pk}"
    entered(client, "awa@people.test", onward)
    answer = client.get(onward)
    text = answer.content.decode()
    assert (answer.status_code, "De la tablette" in text, "Du téléphone" in text) == (409, True, True)
    assert kept(world.questions["title"]) == "Du téléphone"


def test_another_address_is_told_and_can_keep_the_text(world: Any, enter: Any) -> None:
    application = draft(world)
    client = enter(world.applicant)
    page = hidden(client)
    signed_out(client)
    title = world.questions["title"].pk
    client.post(FORM, {**page, f"q-{title}": "À qui ?"})
    onward = f"{FORM}?application={application.pk}"
    entered(client, "stella@people.test", onward)
    answer = client.get(onward)
    text = answer.content.decode()
    assert (answer.status_code, "stella@people.test" in text, "À qui ?" in text, "Fil à fil" in text) == (403, True, True, False)
    # an address with a draft of nobody is the same 404 as for everyone
    assert client.get(f"{FORM}?application={application.pk + 50}").status_code == 404
    # the right person signs in after all
    answer = client.post("/fr/accounts/another/", {"next": onward})
    assert answer.status_code == 302
    entered(client, "awa@people.test", onward)
    client.get(onward)
    assert kept(world.questions["title"]) == "À qui ?"


def test_another_address_begins_its_own_with_the_text(world: Any, enter: Any) -> None:
    draft(world)
    client = enter(world.applicant)
    page = hidden(client)
    signed_out(client)
    title = world.questions["title"].pk
    client.post(FORM, {**page, f"q-{title}": "Un texte"})
    entered(client, "stella@people.test", FORM)
    answer = client.post(FORM, {"parked": "1"})
    own = Application.objects.get(applicant=world.stranger)
    assert (answer.status_code, own.title) == (302, "Un texte")


def test_stale_token_gives_the_form_back_as_typed(world: Any, enter: Any) -> None:
    draft(world)
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.applicant)
    page = hidden(client)
    title = world.questions["title"].pk
    answer = client.post(FORM, {**page, "csrfmiddlewaretoken": "x" * 64, f"q-{title}": "Pas perdu"})
    text = answer.content.decode()
    assert (answer.status_code, "Pas perdu" in text, kept(world.questions["title"])) == (403, True, "Fil à fil")
    again = {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("application", "versions", "csrfmiddlewaretoken")
    }
    assert again["versions"] == page["versions"]
    assert client.post(FORM, {**again, f"q-{title}": "Pas perdu"}).status_code == 302
    assert kept(world.questions["title"]) == "Pas perdu"


def test_stale_token_and_no_session_lose_nothing_either(world: Any) -> None:
    application = draft(world)
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.applicant)
    page = hidden(client)
    signed_out(client)
    title = world.questions["title"].pk
    answer = client.post(FORM, {**page, "csrfmiddlewaretoken": "x" * 64, f"q-{title}": "<b>Pas</b> perdu"})
    text = answer.content.decode()
    # forged posts leave no trace: nothing is parked before the person sends it again
    assert (answer.status_code, "&lt;b&gt;Pas&lt;/b&gt; perdu" in text, answer.cookies["sessionid"].value) == (403, True, "")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', text)[1]
    form = {**page, "csrfmiddlewaretoken": token, f"q-{title}": "<b>Pas</b> perdu"}
    assert "Pas" in client.post(FORM, form).content.decode()
    assert client.session["parked"][f"application-{world.call.pk}"]["application"] == str(application.pk)


def test_post_from_another_site_gets_nothing_back(world: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    title = world.questions["title"].pk
    answer = client.post(FORM, {"versions": f"{title}:0", f"q-{title}": "Piège"}, headers={"origin": "https://evil.test"})
    assert (answer.status_code, "Piège" in answer.content.decode()) == (403, False)


def test_stale_token_of_any_other_form_is_said_in_words(world: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/fr/accounts/continue/", {"email": "awa@people.test"})
    assert (answer.status_code, "trop ancienne" in answer.content.decode()) == (403, True)
    told = client.post(FORM, {}, headers={"accept": "application/json"})
    assert (told.status_code, list(told.json())) == (403, ["token"])


def test_change_of_a_sent_application_keeps_what_it_was_written_upon(world: Any, enter: Any) -> None:
    """Refused as unfit, then sent again: what another device changed in between is still noticed."""
    application = sent(world)
    client = enter(world.applicant)
    path = f"{FORM}?application={application.pk}"
    page = hidden(client, path)
    title = world.questions["title"].pk
    applications.save_answers(application, {title: "Du téléphone"}, by=world.applicant)
    birth = {f"q-{pk}": value for pk, value in raw(world, title="D’ici", birth="").items()}
    answer = client.post(path, {**page, **birth})
    again = re.search(r'name="versions" value="([^"]*)"', answer.content.decode())[1]
    assert (answer.status_code, f"{title}:1" in again.split(",")) == (422, True)
    right = {f"q-{pk}": value for pk, value in raw(world, title="D’ici").items()}
    assert client.post(path, {**page, **right, "versions": again}).status_code == 409
    assert kept(world.questions["title"]) == "Du téléphone"


@pytest.mark.parametrize("email", ["awa@people.test", "nobody@people.test"])
def test_code_in_place_answers_alike_for_known_and_unknown(email: str, world: Any, client: Client) -> None:
    told = client.post("/fr/accounts/here/", {"email": email})
    assert (told.status_code, told.json()["sent"]) == (200, True)
    assert Message.objects.filter(address=email, kind="account_login_code").count() == (email == "awa@people.test")
    wrong = client.post("/fr/accounts/here/", {"code": "00000000"})
    assert (wrong.status_code, bool(wrong.json()["error"])) == (422, True)


def test_code_in_place_holds_for_five_attempts(world: Any, client: Client) -> None:
    client.post("/fr/accounts/here/", {"email": "awa@people.test"})
    told = [client.post("/fr/accounts/here/", {"code": "00000000"}).json() for _attempt in range(6)]
    assert [bool(answer.get("again")) for answer in told] == [False] * 4 + [True] * 2
