"""Pages of the account: who one is, messages, where sign-in leads."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incubator.outbox import post
from incubator.outbox.models import Message
from tests.world import World, person


def tell(world: World, number: int) -> None:
    for one in range(number):
        key = f"{Message.objects.count()}:{one}"
        post.tell(
            world.applicant, "organisation_approved", key=key, context={"organisation": "Atlas"},
            organisation=world.organisation, link="/fr/me/",
        )  # fmt: skip


def test_preferences_are_kept_with_the_language_in_a_cookie(world: World, enter: Any) -> None:
    data = {"name": "Awa K.", "country": "CI", "language": "pt", "time_zone": "Africa/Abidjan", "data_saver": "on"}
    answer = enter(world.applicant).post(reverse("incubator:settings"), data)
    world.applicant.refresh_from_db()
    kept = [getattr(world.applicant, name) for name in (*data, "mail_daily", "mail_news")]
    assert kept == ["Awa K.", "CI", "pt", "Africa/Abidjan", True, False, False]
    assert (answer.url, answer.cookies["language"].value) == ("/pt/me/preferences/", "pt")


def test_preferences_refuse_an_unknown_zone(world: World, enter: Any) -> None:
    answer = enter(world.applicant).post(reverse("incubator:settings"), {"language": "fr", "time_zone": "Mars/Olympus"})
    assert answer.status_code == 422


def test_message_is_read_once_opened(world: World, enter: Any) -> None:
    tell(world, 2)
    client, first = enter(world.applicant), Message.objects.order_by("pk")[0]
    answer = client.post(reverse("incubator:open_message", args=[first.pk]))
    assert (answer.url, Message.objects.filter(read=None).count()) == ("/fr/me/", 1)
    client.get(reverse("incubator:my_message", args=[first.pk + 1]))
    assert Message.objects.filter(read=None).count() == 0


def test_message_of_another_is_not_there(world: World, enter: Any) -> None:
    tell(world, 1)
    address = reverse("incubator:my_message", args=[Message.objects.get().pk])
    assert [enter(user).get(address).status_code for user in (world.stranger, world.coordinator)] == [404, 404]


def test_message_with_a_foreign_link_leads_nowhere_else(world: World, enter: Any) -> None:
    tell(world, 1)
    Message.objects.update(link="//evil.test/")
    message = Message.objects.get()
    answer = enter(world.applicant).post(reverse("incubator:open_message", args=[message.pk]))
    assert answer.url == reverse("incubator:my_message", args=[message.pk])


def test_inbox_asks_the_same_for_one_and_three(world: World, enter: Any) -> None:
    client, counts = enter(world.applicant), []
    for number in (1, 2):
        tell(world, number)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("incubator:inbox"))
        counts.append(len(asked))
    assert counts == [6, 6]


@pytest.mark.parametrize(
    ("who", "place"), [("applicant", "me"), ("coordinator", "desk"), ("editor", "desk"), ("admin", "desk"), ("stranger", "me")]
)
def test_sign_in_leads_to_ones_work(world: World, enter: Any, who: str, place: str) -> None:
    answer = enter(getattr(world, who)).get(reverse("incubator:landing"))
    assert answer.url == reverse(f"incubator:{place}")


def test_sign_in_form_has_what_tools_look_for(db: None, enter: Any) -> None:
    page = enter().get("/fr/accounts/login/").content.decode()
    form = page[page.index('<form method="post" action="/fr/accounts/login/"') :]
    form = form[: form.index("</form>")]
    assert [name in form for name in ('name="login"', 'name="password"', 'type="submit"')] == [True, True, True]


def test_sign_in_page_mails_a_code_to_those_it_knows_only(world: World, enter: Any) -> None:
    for email in ("awa@people.test", "nobody@people.test"):
        answer = enter().post(reverse("incubator:continue"), {"login": email, "password": ""})
        assert answer.url == reverse("account_confirm_login_code")
    assert list(Message.objects.values_list("address", flat=True)) == ["awa@people.test"]


def test_password_signs_in(world: World, enter: Any) -> None:
    client = enter()
    answer = client.post("/fr/accounts/login/", {"login": "awa@people.test", "password": "a-long-password"})
    assert (answer.url, client.session["_auth_user_id"]) == (reverse("incubator:landing"), str(world.applicant.pk))


def test_mail_server_that_is_down_breaks_no_page(db: None, enter: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    person("Someone New")
    data = {"email": "new@people.test", "password1": "a-password-of-length"}
    assert enter().post(reverse("account_signup"), data).status_code == 302
    assert enter().post(reverse("account_reset_password"), {"email": "someone@people.test"}).status_code == 302
    assert sorted(Message.objects.values_list("kind", flat=True)) == ["account_confirm_code", "account_password_code"]
