"""Public pages of organisations."""

import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from incubator.organisations import actions as organisations
from incubator.organisations.models import Membership
from programmes.editions import actions as editions
from tests.world import World


def page_of(world: World) -> str:
    return reverse("programmes:organisation", args=[world.organisation.slug])


def test_only_approved_organisations_are_public(world: World, enter) -> None:
    waiting = organisations.create(by=world.stranger, slug="fleuve", name="Ateliers du Fleuve", country="SN")
    visitor, here = enter(), reverse("programmes:organisation", args=["fleuve"])
    assert visitor.get(here).status_code == 404
    assert "Ateliers du Fleuve" not in visitor.get(reverse("programmes:organisations")).content.decode()
    organisations.approve(waiting, by=world.admin)
    assert visitor.get(here).status_code == 200
    assert "Ateliers du Fleuve" in visitor.get(reverse("programmes:organisations")).content.decode()
    organisations.refuse(waiting, by=world.admin, reason="Fermée.")
    assert visitor.get(here).status_code == 404


def test_members_are_named_by_themselves_alone(world: World, enter) -> None:
    visitor = enter()
    mine = Membership.objects.get(organisation=world.organisation, person=world.coordinator)
    assert visitor.get(page_of(world)).context["members"] == []
    with pytest.raises(Refused):
        organisations.show_member(mine, True, by=world.owner)
    enter(world.coordinator).post(reverse("incubator:show_member", args=[mine.pk]), {"shown": "1"})
    assert visitor.get(page_of(world)).context["members"] == ["Chedly Mansour"]
    organisations.remove(mine, by=world.owner)
    assert visitor.get(page_of(world)).context["members"] == []


def test_hidden_programme_is_not_told_of(world: World, enter) -> None:
    visitor = enter()
    assert [str(one) for one in visitor.get(page_of(world)).context["programmes"]] == [str(world.programme)]
    editions.list_programme(world.programme, by=world.coordinator, listed=False)
    assert visitor.get(page_of(world)).context["programmes"] == []


def test_network_tells_its_territories(world: World, enter) -> None:
    editions.edit_programme(world.programme, by=world.coordinator, kind="network", countries=["PE", "HT"])
    assert enter().get(page_of(world)).context["territories"] == ["Haïti", "Pérou"]


def test_script_is_shown_not_run(world: World, enter) -> None:
    text = "</script><script>alert(1)</script> [x](javascript:alert(2))"
    organisations.edit(world.organisation, by=world.owner, about={"fr": text}, long_name="<img onerror=x>")
    page = enter().get(page_of(world)).content.decode()
    assert "<script>alert" not in page and 'href="javascript:' not in page and "<img onerror" not in page


def test_machines_find_it(world: World, enter) -> None:
    page = enter().get(page_of(world)).content.decode()
    assert (
        '"@type": "Organization"' in page
        and f'hreflang="ar" href="http://testserver/ar/organisations/{world.organisation.slug}/"' in page
    )
    assert f"/fr/organisations/{world.organisation.slug}/" in enter().get("/sitemap-pages.xml").content.decode()
    card = enter().get(reverse("showcase:organisation_card", args=[world.organisation.slug]))
    assert (card.status_code, card.headers["Content-Type"]) == (200, "image/jpeg")


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_holds(world: World, enter, count: int, django_assert_num_queries) -> None:
    for number in range(count - 1):
        made = editions.create_programme(world.organisation, by=world.coordinator, slug=f"p{number}", name={"fr": f"P{number}"})
        editions.list_programme(made, by=world.coordinator)
    visitor = enter()
    with django_assert_num_queries(7):
        assert visitor.get(page_of(world)).status_code == 200
