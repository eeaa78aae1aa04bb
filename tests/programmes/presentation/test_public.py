"""The public face of programmes."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from programmes.editions import actions as editions
from programmes.indicators import actions as indicators
from programmes.partners import actions as partners
from programmes.sites import actions as sites
from programmes.workshops import actions as workshops
from tests.world import World

PAGE = "/fr/programmes/two-shores/"
COLD = 17


def test_partners_stand_under_their_role(world: World, enter) -> None:
    for name, kind in (("FIDADOC", "cultural-technical"), ("DCI Suisse", "financial")):
        partner = partners.add_partner(world.organisation, by=world.coordinator, name=name, country="MA", kind=kind)
        partners.join(world.programme, partner, by=world.coordinator)
    found = enter().get(PAGE).context["circles"]
    assert [([one.name for one in circle.members], circle.apart) for circle in found] == [
        (["FIDADOC"], False),
        (["DCI Suisse"], True),
    ]


def test_script_in_a_text_is_shown_not_run(world: World, enter) -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(2)) **fort**"
    editions.edit_programme(world.programme, by=world.coordinator, about={"fr": text}, summary={"fr": "<img onerror=x>"})
    page = enter().get(PAGE).content.decode()
    assert "<script>alert" not in page and 'href="javascript:' not in page and "<img onerror" not in page
    assert "<strong>fort</strong>" in page


def test_repeated_visit_is_answered_304_until_something_changes(world: World, enter, time_machine) -> None:
    time_machine.move_to("2026-11-21 10:00:05+00:00", tick=False)
    visitor = enter()
    etag = visitor.get(PAGE).headers["ETag"]
    assert visitor.get(PAGE, headers={"If-None-Match": etag}).status_code == 304
    editions.edit_programme(world.programme, by=world.coordinator, summary={"fr": "Autre"})
    assert visitor.get(PAGE, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_programmes_costs_the_same(world: World, enter, count: int, django_assert_num_queries) -> None:
    for number in range(count - 1):
        made = editions.create_programme(world.organisation, by=world.coordinator, slug=f"p{number}", name={"fr": f"P{number}"})
        editions.list_programme(made, by=world.coordinator)
    visitor = enter()
    with django_assert_num_queries(3):
        assert visitor.get(reverse("programmes:programmes")).status_code == 200


# --- figures ---
def test_figure_is_public_only_once_chosen(world: World, enter, time_machine) -> None:
    time_machine.move_to("2026-11-21 10:00:05+00:00", tick=False)
    by, visitor = world.coordinator, enter()
    row = indicators.add(
        world.cohort, by=by, name={"fr": "Premiers emplois"}, entered=Decimal(47), out_of=Decimal(60), source="Enquête de suivi"
    )
    assert "Premiers emplois" not in visitor.get(PAGE).content.decode()
    indicators.declare(row, by=by)
    page = visitor.get(PAGE)
    assert [(one.figure, one.out_of) for one in page.context["figures"]] == [("47", "60")]
    assert "Enquête de suivi" in page.content.decode() and "21 novembre 2026" in page.content.decode()
    indicators.conceal(row, by=by)
    assert "Premiers emplois" not in visitor.get(PAGE).content.decode()


def test_public_figure_stays_as_declared_until_it_is_declared_anew(world: World, enter) -> None:
    row = indicators.add(world.cohort, by=world.coordinator, name={"fr": "Personnes"}, measure="participants")
    indicators.declare(row, by=world.coordinator)
    from participants.participations.models import Participation

    Participation.objects.create(cohort=world.cohort, person=world.participant)
    assert [one.figure for one in enter().get(PAGE).context["figures"]] == ["0"]
    indicators.declare(row, by=world.coordinator)
    assert [one.figure for one in enter().get(PAGE).context["figures"]] == ["1"]


def test_figure_that_is_not_there_is_not_invented(world: World) -> None:
    row = indicators.add(world.cohort, by=world.coordinator, name={"fr": "Emplois"}, target=Decimal(47))
    with pytest.raises(Refused):
        indicators.declare(row, by=world.coordinator)


def test_edited_figure_is_corrected_at_once(world: World, enter) -> None:
    row = indicators.add(world.cohort, by=world.coordinator, name={"fr": "Emplois"}, entered=Decimal(46), source="Enquête")
    indicators.declare(row, by=world.coordinator)
    assert "46" in [one.figure for one in enter().get(PAGE).context["figures"]]
    row.refresh_from_db()
    indicators.edit(row, by=world.coordinator, entered=Decimal(47))
    assert [one.figure for one in enter().get(PAGE).context["figures"]] == ["47"]


# --- editions ---
def test_editions_are_compared_figure_by_figure(world: World, enter) -> None:
    by = world.coordinator
    dates = {"starts": date(2027, 1, 1), "ends": date(2027, 6, 1)}
    second = editions.create_cohort(world.programme, by=by, slug="two", name={"fr": "Deux"}, number=2, capacity=60, **dates)
    for cohort, figure in ((world.cohort, 12), (second, 40)):
        row = indicators.add(cohort, by=by, name={"fr": "Œuvres"}, entered=Decimal(figure), source="Catalogue")
        indicators.declare(row, by=by)
    lines = dict(enter().get(PAGE).context["compared"])
    assert lines["Œuvres"] == ["40", "12"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_holds(world: World, enter, count: int, django_assert_num_queries) -> None:
    by = world.coordinator
    for number in range(count):
        dates = {"starts": date(2027 + number, 1, 1), "ends": date(2027 + number, 6, 1)}
        cohort = editions.create_cohort(world.programme, by=by, slug=f"c{number}", name={"fr": f"C{number}"}, capacity=9, **dates)
        editions.add_phase(cohort, by=by, name={"fr": "Conception"}, **dates)
        site = sites.add_site(world.organisation, by=by, name=f"S{number}", city="Tunis", country="TN", time_zone="Africa/Tunis")
        workshop = workshops.create(cohort, by=by, slug="w", title={"fr": "W"}, sites=[site], **dates)
        workshops.publish(workshop, by=by)
        indicators.declare(indicators.add(cohort, by=by, name={"fr": "F"}, entered=Decimal(1), source="S"), by=by)
        partner = partners.add_partner(world.organisation, by=by, name=f"P{number}", country="MA", kind="media")
        partners.join(world.programme, partner, by=by)
    visitor = enter()
    with django_assert_num_queries(COLD):
        assert visitor.get(PAGE).status_code == 200
    with django_assert_num_queries(1):  # whether anything public has changed
        assert visitor.get(PAGE).status_code == 200
