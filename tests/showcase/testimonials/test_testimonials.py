"""Words of people about a programme."""

from typing import Any

import pytest
from django.urls import reverse

from incubator.accounts import leaving
from incubator.accounts.erasure import collected
from incubator.lib.errors import NotLawful, Refused
from incubator.outbox.models import Message
from programmes.editions import actions as editions
from showcase.creators import actions as creators
from showcase.testimonials import actions as testimonials
from showcase.testimonials.models import Testimonial as Said  # pytest would take its own name for a class of tests
from showcase.testimonials.states import State
from tests.world import World

PAGE = "/fr/programmes/two-shores/"
WORDS = "J’y ai appris à finir un film."


def asked(world: World, email: str = "", **fields: Any) -> Said:
    email = email or world.participant.email
    return testimonials.ask(world.programme, by=world.coordinator, name="Paul", email=email, language="fr", **fields)


def given(row: Said, words: str = WORDS) -> Said:
    return testimonials.give(row, words=words, name="Paul Mwangi", line="Monteur, Nakuru", consent="Oui.", language="fr")


def published(world: World, email: str = "") -> Said:
    return testimonials.publish(given(asked(world, email)), True, by=world.coordinator)


def at(row: Said) -> str:
    return reverse("showcase:testimonial", args=[row.token])


def test_asking_sends_the_link_to_the_person(world: World) -> None:
    row = asked(world)
    message = Message.objects.get(kind="testimonial_asked")
    assert (message.person, message.link) == (world.participant, f"/fr/testimonials/{row.token}/")


def test_nobody_is_asked_twice_at_once(world: World) -> None:
    row = asked(world)
    with pytest.raises(Refused):
        asked(world, world.participant.email.upper())
    testimonials.withdraw(row)
    assert asked(world).state == State.ASKED


def test_nothing_is_shown_before_the_person_agrees_and_the_coordinator_publishes(world: World, enter) -> None:
    visitor = enter()
    row = asked(world, words=WORDS)
    with pytest.raises(NotLawful):
        testimonials.publish(row, True, by=world.coordinator)
    assert WORDS not in visitor.get(PAGE).content.decode()
    row = given(row)
    assert WORDS not in visitor.get(PAGE).content.decode()
    testimonials.publish(row, True, by=world.coordinator)
    assert WORDS in visitor.get(PAGE).content.decode()


def test_person_writes_and_agrees_by_the_link_and_the_sentence_is_kept(world: World, enter, time_machine) -> None:
    time_machine.move_to("2026-11-21 10:00:05+00:00", tick=False)
    row, visitor = asked(world), enter()
    sent = {"words": WORDS, "name": "Paul M.", "line": "Monteur"}
    assert visitor.post(at(row), sent).status_code == 422
    shown = visitor.get(at(row)).content.decode()
    assert visitor.post(at(row), sent | {"agree": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.words, row.name, row.consented.isoformat()) == (
        State.AGREED, {"fr": WORDS}, "Paul M.", "2026-11-21T10:00:05+00:00",
    )  # fmt: skip
    assert row.consent == testimonials.consent_for(row) and row.consent in shown


def test_taken_back_words_disappear_at_once(world: World, enter) -> None:
    row, visitor = published(world), enter()
    assert WORDS in visitor.get(PAGE).content.decode()
    visitor.post(reverse("showcase:withdraw_testimonial", args=[row.token]))
    assert WORDS not in visitor.get(PAGE).content.decode()
    row.refresh_from_db()
    assert (row.state, bool(row.words), row.consent, row.withdrawn is not None) == (State.WITHDRAWN, False, "Oui.", True)
    with pytest.raises(NotLawful):
        testimonials.publish(row, True, by=world.coordinator)


def test_corrected_words_wait_to_be_published_anew(world: World, enter) -> None:
    row = testimonials.translate(published(world), by=world.coordinator, words={"en": "I learnt to finish a film."})
    given(row, "Autre chose.")
    row.refresh_from_db()
    assert (row.state, row.words) == (State.AGREED, {"fr": "Autre chose."})
    assert "Autre chose." not in enter().get(PAGE).content.decode()


def test_coordinator_translates_but_does_not_change_the_persons_words(world: World, enter) -> None:
    row = published(world)
    testimonials.translate(row, by=world.coordinator, words={"fr": "Tout est parfait.", "en": "I learnt to finish a film."})
    row.refresh_from_db()
    assert row.words == {"fr": WORDS, "en": "I learnt to finish a film."}
    assert "I learnt to finish" in enter().get(PAGE.replace("/fr/", "/en/")).content.decode()


def test_words_stand_on_the_creators_page(world: World, enter) -> None:
    published(world)
    creator = creators.create(world.participant, by=world.participant)
    creators.switch(creator, True, by=world.participant)
    assert WORDS in enter().get(creator.get_absolute_url()).content.decode()
    editions.list_programme(world.programme, by=world.coordinator, listed=False)
    assert WORDS not in enter().get(creator.get_absolute_url()).content.decode()


def test_erasing_the_person_takes_the_words_with_them(world: World, enter) -> None:
    published(world)
    kept = dict(collected(world.participant))["showcase.Testimonial.person"]
    assert kept[0]["words"] == {"fr": WORDS} and "token" not in kept[0]
    leaving.forget(world.participant, by=world.participant)
    assert WORDS not in enter().get(PAGE).content.decode()
    assert not Said.objects.exists()


def test_script_in_the_words_is_shown_not_run(world: World, enter) -> None:
    testimonials.publish(given(asked(world), "<script>alert(1)</script>"), True, by=world.coordinator)
    assert "<script>alert" not in enter().get(PAGE).content.decode()


@pytest.mark.parametrize("token", ["x", "x" * 200])
def test_wrong_link_opens_nothing(world: World, enter, token: str) -> None:
    asked(world)
    assert enter().get(reverse("showcase:testimonial", args=[token])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_desk_list_costs_the_same(world: World, enter, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        published(world, f"p{number}@people.test")
    client = enter(world.coordinator)
    with django_assert_num_queries(8):
        client.get(reverse("showcase:desk_testimonials", args=[world.organisation.slug, world.programme.slug]))
