"""Continue with a code: anyone with a mailbox."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incubator.accounts import registry
from incubator.accounts.models import User
from incubator.outbox.models import Message
from tests.world import World

pytestmark = pytest.mark.django_db


def asked(client: Client, email: str, onward: str = "/fr/me/") -> Any:
    return client.post(reverse("incubator:continue"), {"email": email, "next": onward})


def code_for(email: str) -> str:
    message = Message.objects.filter(address=email, kind="account_login_code").latest("pk")
    found = re.search(r"\d{8}", message.subject)
    assert found, message.subject
    return found[0]


def typed(client: Client, answer: Any, code: str) -> Any:
    onward = re.search(r"next=([^&]+)", answer.url)
    return client.post(
        answer.url, {"code": code, "action": "verify", "next": onward[1].replace("%2F", "/") if onward else ""}
    )  # fmt: skip


def test_code_makes_a_person_and_leads_on(enter: Any, db: Any) -> None:
    client = enter()
    answer = asked(client, "New@People.test", "/fr/somewhere/")
    done = typed(client, answer, code_for("new@people.test"))
    user = User.objects.get(email="new@people.test")
    assert (done.status_code, done.url) == (302, "/fr/somewhere/")
    assert (client.session["_auth_user_id"], user.has_usable_password()) == (str(user.pk), False)
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [("new@people.test", True, True)]


def test_code_leads_nowhere_else(enter: Any, db: Any) -> None:
    client = enter()
    answer = asked(client, "new@people.test", "https://evil.test/")
    assert typed(client, answer, code_for("new@people.test")).url == reverse("incubator:landing")


def test_code_answers_alike_for_known_and_unknown(enter: Any, world: World) -> None:
    answers = [asked(enter(), email) for email in ("awa@people.test", "nobody@people.test")]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, answers[0].url)}


def test_code_is_taken_in_any_script(enter: Any, world: World) -> None:
    client = enter()
    answer = asked(client, "awa@people.test")
    arabic = code_for("awa@people.test").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert typed(client, answer, arabic).status_code == 302


def test_code_that_is_wrong_enters_nobody(enter: Any, world: World) -> None:
    client = enter()
    answer = asked(client, "awa@people.test")
    assert typed(client, answer, "1").status_code == 200
    assert "_auth_user_id" not in client.session


def test_code_ends_after_five_wrong_ones(enter: Any, world: World) -> None:
    client = enter()
    answer = asked(client, "awa@people.test")
    for _ in range(5):
        typed(client, answer, "1")
    typed(client, answer, code_for("awa@people.test"))
    assert "_auth_user_id" not in client.session


def test_code_is_refused_after_three_in_a_minute(enter: Any, db: Any) -> None:
    client = enter()
    answers = [asked(client, "awa@people.test").status_code for _ in range(4)]
    assert answers == [302, 302, 302, 200]


def test_code_of_inactive_person_is_not_sent(enter: Any, world: World) -> None:
    User.objects.filter(pk=world.applicant.pk).update(is_active=False)
    answer = asked(enter(), "awa@people.test")
    assert (answer.status_code, Message.objects.count()) == (302, 0)


def test_code_is_kept_out_of_the_inbox_and_first_in_line(enter: Any, world: World) -> None:
    asked(enter(), "awa@people.test")
    message = Message.objects.get(kind="account_login_code")
    assert (message.in_app, message.by_mail, message.organisation, message.next_at < message.created) == (False, True, None, True)


def test_code_takes_the_password_of_whoever_typed_the_address_first(enter: Any, db: Any) -> None:
    """An attacker signs up with a victim's address; the victim proves the mailbox by a code; the attacker's password is gone."""
    enter().post(reverse("account_signup"), {"email": "victim@people.test", "password1": "the-attackers-own"})
    client = enter()
    typed(client, asked(client, "victim@people.test"), code_for("victim@people.test"))
    assert User.objects.get(email="victim@people.test").has_usable_password() is False


def test_code_leaves_the_password_of_a_proven_address(enter: Any, world: World) -> None:
    client = enter()
    typed(client, asked(client, "awa@people.test"), code_for("awa@people.test"))
    world.applicant.refresh_from_db()
    assert world.applicant.has_usable_password() is True


def test_hook_hears_of_the_sign_in_with_the_session_before_it(enter: Any, db: Any) -> None:
    heard: list[tuple[str, str]] = []
    hook = lambda request, user: heard.append((user.email, request.session.get("device", "")))  # noqa: E731
    registry.on_sign_in(hook)
    try:
        client = enter()
        session = client.session
        session["device"] = "this-one"
        session.save()
        typed(client, asked(client, "new@people.test"), code_for("new@people.test"))
    finally:
        registry._sign_in.remove(hook)
    assert heard == [("new@people.test", "this-one")]
