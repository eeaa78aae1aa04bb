"""Calls as everyone sees them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from incubator.organisations.states import State as OrganisationState
from programmes.calls import actions as calls
from programmes.calls.models import Call
from programmes.calls.states import State
from programmes.partners.models import Partner, Partnership
from tests.fixtures.browser import PHONE
from tests.world import World, build_world


def announce(world: World, days: int, length: int = 10) -> Call:
    now = timezone.now() + timedelta(days=days)
    call = calls.create(
        world.cohort, by=world.coordinator, title={"fr": f"Appel {days}"}, opens=now, closes=now + timedelta(days=length)
    )
    Call.objects.filter(pk=call.pk).update(state=State.PUBLISHED)
    return call


def titles(response, group: str) -> list[str]:
    return [str(call.title) for call, _line in response.context[group]]


def test_list_groups_calls_by_what_one_can_do(world: World, enter) -> None:
    for days in (-40, -1, 5):
        announce(world, days)
    response = enter().get(reverse("programmes:calls"))
    found = {group: titles(response, group) for group in ("open", "upcoming", "closed")}
    assert found == {"open": ["Appel -1", "Appel à idées"], "upcoming": ["Appel 5"], "closed": ["Appel -40"]}


def test_list_costs_the_same_with_more_calls(world: World, enter, django_assert_num_queries) -> None:
    visitor = enter()
    with django_assert_num_queries(3):
        visitor.get(reverse("programmes:calls"))
    for days in (-2, -1):
        announce(world, days)
    with django_assert_num_queries(3):
        assert len(titles(visitor.get(reverse("programmes:calls")), "open")) == 3


def test_page_shows_who_when_and_with_whom(world: World, enter, django_assert_num_queries) -> None:
    partner = Partner.objects.create(organisation=world.organisation, name="FIDADOC", country="MA", kind="cultural-technical")
    Partnership.objects.create(programme=world.programme, partner=partner, role="cultural-technical")
    with django_assert_num_queries(5):
        response = enter().get(world.call.get_absolute_url())
    page = response.content.decode()
    assert ("FIDADOC" in page, "Maroc" in page, str(response.context["lines"][0]).count("18")) == (True, True, 1)


@time_machine.travel(datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC), tick=False)
def test_page_is_answered_unchanged_until_something_public_changes(db, enter) -> None:
    world = build_world()
    visitor = enter()
    tag = visitor.get(world.call.get_absolute_url()).headers["ETag"]
    assert visitor.get(world.call.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 304
    calls.edit(world.call, by=world.coordinator, summary={"fr": "Nouveau"})
    assert visitor.get(world.call.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("state", [State.DRAFT, State.ARCHIVED])
def test_call_that_is_not_public_is_not_found(state: str, world: World, enter) -> None:
    Call.objects.filter(pk=world.call.pk).update(state=state)
    assert enter().get(world.call.get_absolute_url()).status_code == 404


def test_call_of_an_organisation_that_is_not_approved_is_not_found(world: World, enter) -> None:
    world.organisation.state = OrganisationState.WAITING
    world.organisation.save()
    assert enter().get(world.call.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "eligible"),
    [
        ("birth=2000-01-01&country=MA", True),
        ("birth=2000-01-01&country=FR", False),
        ("birth=2015-01-01&country=MA", False),
        ("country=MA", None),
    ],
)
def test_self_check_answers_without_an_account(query: str, eligible: bool | None, world: World, enter) -> None:
    response = enter().get(reverse("programmes:call_check", args=[world.call.slug]) + "?" + query)
    assert response.context["verdict"].eligible == eligible
    assert "no-store" in response.headers["Cache-Control"]


def test_self_check_says_a_wrong_date_and_judges_nothing(world: World, enter) -> None:
    response = enter().get(reverse("programmes:call_check", args=[world.call.slug]) + "?birth=2023-02-30&country=MA")
    assert ("verdict" in response.context, list(response.context["check_form"].errors)) == (False, ["birth"])


def test_deadline_is_said_in_the_readers_zone_too(world: World, enter) -> None:
    visitor = enter()
    visitor.cookies["zone"] = "Africa/Nairobi"
    assert "Nairobi" in visitor.get(world.call.get_absolute_url()).content.decode()


def test_pages_are_accessible_on_a_phone_in_arabic(world: World, window, accessible) -> None:
    page = window(PHONE)
    for path in ("/ar/calls/", f"/ar/calls/{world.call.slug}/", f"/ar/calls/{world.call.slug}/check/?country=FR"):
        page.goto(path)
        accessible(page)


def test_page_tells_what_only_the_second_step_asks(world: World, enter) -> None:
    call = announce(world, -1)
    for step, title in ((1, "Votre idée"), (2, "Le projet entier")):
        section = calls.add_section(call, by=world.coordinator, title={"fr": title}, step=step)
        calls.add_question(section, by=world.coordinator, type="short", label={"fr": f"Question {step}"})
    page = enter().get(reverse("programmes:call", args=[call.slug])).content.decode()
    folds = [fold.partition("</summary>")[0] for fold in page.split("<summary>")[1:]]
    marked = {
        fold.partition(" <span")[0]: "deuxième étape" in fold for fold in folds if "Votre idée" in fold or "Le projet" in fold
    }
    assert marked == {"Votre idée": False, "Le projet entier": True}
