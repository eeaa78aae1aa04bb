"""Programmes and cohorts set up in the browser."""

from datetime import date

import pytest
from django.urls import reverse

from incubator.audit.models import LogEntry
from incubator.lib.errors import Refused
from programmes.editions import actions as editions
from programmes.editions.models import Cohort, Programme
from tests.world import World


@pytest.fixture
def desk(world: World, enter):
    return enter(world.coordinator)


def test_programme_is_made_and_shown(world: World, desk, enter) -> None:
    data = {
        "name_fr": "Nouvelle scène",
        "slug": "nouvelle-scene",
        "kind": "incubation",
        "accent": "arts",
        "languages": ["fr", "ar"],
    }
    response = desk.post(reverse("programmes:new_programme", args=["atlas"]), data)
    programme = Programme.objects.get(slug="nouvelle-scene")
    assert (response.status_code, str(programme.name), programme.languages) == (302, "Nouvelle scène", ["fr", "ar"])
    page = reverse("programmes:programme", args=["nouvelle-scene"])
    assert enter().get(page).status_code == 404
    desk.post(reverse("programmes:list_programme", args=["atlas", "nouvelle-scene"]), {"listed": "1"})
    assert enter().get(page).status_code == 200
    verbs = LogEntry.objects.about(programme).values_list("verb", flat=True)
    assert sorted(verbs) == ["programmes.create_programme", "programmes.list_programme"]


def test_programme_of_an_organisation_not_approved_is_not_public(world: World, enter) -> None:
    world.organisation.state = "waiting"
    world.organisation.save()
    assert enter().get(reverse("programmes:programme", args=["two-shores"])).status_code == 404


@pytest.mark.parametrize("slug", ["members", "two-shores"])
def test_address_taken_or_reserved_is_refused_and_the_rest_kept(world: World, desk, slug: str) -> None:
    data = {"name_fr": "Autre", "slug": slug, "kind": "network", "accent": "takafa", "languages": ["fr"]}
    response = desk.post(reverse("programmes:new_programme", args=["atlas"]), data)
    assert response.status_code == 422
    assert "Autre" in response.content.decode()


def test_cohort_holds_its_money_and_places(world: World, desk) -> None:
    data = {"name_fr": "Pilote", "slug": "pilote", "number": "1", "starts": "2027-01-01", "ends": "2027-08-01", "capacity": "30",
            "time_zone": "Africa/Casablanca", "budget": "150000", "budget_per_person": "5000", "currency": "mad"}  # fmt: skip
    desk.post(reverse("programmes:new_cohort", args=["atlas", "two-shores"]), data)
    cohort = Cohort.objects.get(slug="pilote")
    assert (cohort.capacity, cohort.budget, cohort.currency, cohort.spent_per_place) == (30, 150000, "MAD", 5000)


def test_end_before_beginning_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        editions.add_phase(world.cohort, by=world.coordinator, name={"fr": "X"}, starts=date(2026, 2, 1), ends=date(2026, 1, 1))


def test_phase_is_changed_and_removed(world: World, desk) -> None:
    phase = editions.add_phase(
        world.cohort, by=world.coordinator, name={"fr": "Un"}, starts=date(2026, 1, 1), ends=date(2026, 2, 1)
    )
    address = reverse("programmes:edit_phase", kwargs=world.slugs | {"pk": phase.pk})
    desk.post(address, {"name_fr": "Deux", "starts": "2026-01-01", "ends": "2026-03-01"})
    phase.refresh_from_db()
    assert (str(phase.name), phase.ends) == ("Deux", date(2026, 3, 1))
    desk.post(address, {"remove": "1"})
    assert world.cohort.phases.count() == 0


def test_text_missing_in_a_language_falls_back_with_its_own_language(world: World, enter) -> None:
    editions.edit_programme(world.programme, by=world.coordinator, about={"fr": "Seulement en français."})
    page = enter().get("/ar/programmes/two-shores/").content.decode()
    assert '<div lang="fr" dir="ltr">' in page
