"""What one visitor was shown is shown to the next, until something changes, and never to somebody who is known."""

from programmes.editions import actions as editions
from tests.world import World

PAGE = "/fr/programmes/two-shores/"
AT = "2026-11-21 10:00:05+00:00"


def test_kept_page_costs_one_query_and_is_the_same(
    world: World, enter, settings, time_machine, django_assert_num_queries
) -> None:
    time_machine.move_to(AT, tick=False)
    settings.KEEP_PAGES = True
    first = enter().get(PAGE)
    with django_assert_num_queries(1):
        second = enter().get(PAGE)
    assert (second.content, second.headers["ETag"]) == (first.content, first.headers["ETag"])
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]
    editions.edit_programme(world.programme, by=world.coordinator, summary={"fr": "Autre chose"})
    assert "Autre chose" in enter().get(PAGE).content.decode()


def test_kept_page_is_nobodys_own(world: World, enter, settings, time_machine) -> None:
    time_machine.move_to(AT, tick=False)
    settings.KEEP_PAGES = True
    enter(world.coordinator).get(PAGE)
    visitor = enter().get(PAGE)
    assert "accounts/logout" not in visitor.content.decode()
    assert "accounts/logout" in enter(world.coordinator).get(PAGE).content.decode()
    saver = enter()
    saver.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in saver.get(PAGE).content.decode()
    assert 'data-theme="dark"' not in enter().get(PAGE).content.decode()
