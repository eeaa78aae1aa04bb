"""Partners of a programme on its desk."""

import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from programmes.partners import actions as partners
from programmes.partners.models import Partnership
from tests.world import World

NAMES = ("FIDADOC", "DocA", "Hiba")


def joined(world: World, name: str, kind: str = "cultural-technical") -> Partnership:
    partner = partners.add_partner(world.organisation, by=world.coordinator, name=name, country="MA", kind=kind)
    return partners.join(world.programme, partner, by=world.coordinator)


def at(world: World, name: str, *more: int) -> str:
    return reverse(f"programmes:{name}", args=[world.organisation.slug, world.programme.slug, *more])


def order_of(world: World) -> list[str]:
    return [str(part) for part in world.programme.partnerships.current()]


def test_partner_taken_out_comes_back_at_its_place(world: World, enter) -> None:
    _first, second, _third = (joined(world, name) for name in NAMES)
    client = enter(world.coordinator)
    page = client.post(at(world, "leave_partner", second.pk), follow=True)
    assert order_of(world) == ["FIDADOC", "Hiba"]
    back = at(world, "return_partner", second.pk)
    assert f'action="{back}"' in page.content.decode()
    client.post(back)
    assert order_of(world) == list(NAMES)


def test_partner_joined_again_comes_back(world: World) -> None:
    part = joined(world, "FIDADOC")
    partners.leave(part, by=world.coordinator)
    partners.join(world.programme, part.partner, by=world.coordinator, role="media")
    assert [(one.role, one.left) for one in world.programme.partnerships.all()] == [("media", None)]


def test_partners_are_put_in_order(world: World, enter) -> None:
    parts = [joined(world, name) for name in NAMES]
    client = enter(world.coordinator)
    client.post(at(world, "order_partners"), {"up": parts[2].pk})
    assert order_of(world) == ["FIDADOC", "Hiba", "DocA"]
    client.post(at(world, "order_partners"), {"order": f"{parts[1].pk},{parts[0].pk}"})
    assert order_of(world) == ["DocA", "FIDADOC", "Hiba"]


def test_part_and_partner_are_edited_together(world: World, enter) -> None:
    part = joined(world, "FIDADOC")
    sent = {
        "name": "FIDADOC Agadir",
        "country": "MA",
        "website": "fidadoc.org",
        "role": "media",
        "note_fr": "Ouvre son festival.",
    }
    assert enter(world.coordinator).post(at(world, "desk_partner", part.pk), sent).status_code == 302
    part.refresh_from_db()
    assert (str(part.partner), part.partner.website, part.role) == ("FIDADOC Agadir", "https://fidadoc.org", "media")
    assert part.note["fr"] == "Ouvre son festival."


def test_two_partners_do_not_share_a_name(world: World) -> None:
    joined(world, "FIDADOC")
    other = joined(world, "DocA")
    with pytest.raises(Refused):
        partners.edit_partner(other.partner, by=world.coordinator, name="fidadoc")


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"])
def test_link_that_runs_script_is_refused(world: World, enter, website: str) -> None:
    part = joined(world, "FIDADOC")
    sent = {"name": "FIDADOC", "country": "MA", "website": website, "role": "media"}
    answer = enter(world.coordinator).post(at(world, "desk_partner", part.pk), sent)
    part.partner.refresh_from_db()
    assert (answer.status_code, part.partner.website) == (422, "")


@pytest.mark.parametrize("count", [1, 3])
def test_desk_list_costs_the_same(world: World, enter, count: int, django_assert_max_num_queries) -> None:
    for name in NAMES[:count]:
        joined(world, name)
    client = enter(world.coordinator)
    with django_assert_max_num_queries(11) as asked:
        assert client.get(at(world, "desk_partners")).status_code == 200
    assert len(asked) == 9
