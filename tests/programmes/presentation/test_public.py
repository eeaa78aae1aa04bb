"""The public face of programmes."""

import pytest
from django.urls import reverse

from programmes.editions import actions as editions
from programmes.partners import actions as partners
from tests.world import World

PAGE = "/fr/programmes/two-shores/"


def test_partners_stand_under_their_role(world: World, enter) -> None:
    for name, kind in (("FIDADOC", "cultural-technical"), ("DCI Suisse", "financial")):
        partner = partners.add_partner(world.organisation, by=world.coordinator, name=name, country="MA", kind=kind)
        partners.join(world.programme, partner, by=world.coordinator)
    found = enter().get(PAGE).context["circles"]
    assert [([one.name for one in circle.members], circle.apart) for circle in found] == [(["FIDADOC"], False), (["DCI Suisse"], True)]


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
