"""How the wall is narrowed further: counts beside what can be chosen, orders, chance, what is proposed while one types."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from incubator.organisations import actions as organisations
from showcase.works import actions as works
from showcase.works import catalogue, finding
from showcase.works.models import Facet
from showcase.works.states import Length
from tests.showcase.making import project_of, published_work, work_of


@pytest.fixture
def wall(world):
    """A short documentary with subtitles from Tunisia that looks for a residency; a long one from there; an older song."""
    project, now = project_of(world.participant, world.cohort), timezone.now()
    rows = [
        {"title": {"fr": "Barques", "ar": "قوارب"}, "kind": "documentary", "countries": ["TN"], "minutes": 4, "access": ["captions"],
         "needs": [{"what": "residency", "state": {}}], "year": 2025},
        {"title": {"fr": "Amarres"}, "kind": "documentary", "countries": ["TN"], "minutes": 75, "year": 2025},
        {"title": {"fr": "Chants", "en": "Songs of boats"}, "kind": "music", "countries": ["SN"], "year": 2023},
    ]  # fmt: skip
    made = []
    for days, fields in enumerate(rows):
        work = work_of(world.participant, project, **fields)
        works.submit(work, by=world.participant)
        made.append(works.publish(work, by=world.editor, at=now - timedelta(days=days)))
    return made


def titles(**wanted):
    rows, order, _many = finding.found(wanted)
    return [str(work.title) for work in rows.order_by(*(part.replace("pk", "id") for part in order))]


def options(page, name):
    return dict(page.context["form"].fields[name].choices)


@pytest.mark.parametrize(
    ("minutes", "length"), [(None, ""), (0, ""), (1, "5"), (5, "5"), (6, "15"), (30, "30"), (31, "60"), (60, "60"), (61, "more")]
)
def test_length_is_one_of_five(minutes, length):
    assert Length.of(minutes) == length


def test_length_needs_and_accessibility_narrow(wall):
    assert [titles(length="5"), titles(length="more"), titles(length="15")] == [["Barques"], ["Amarres"], []]
    assert [titles(access="captions"), titles(need="residency"), titles(need="residency", length="more")] == [
        ["Barques"],
        ["Barques"],
        [],
    ]
    assert [titles(country="TN", length="5", access="captions")] == [["Barques"]]


def test_orders(wall):
    asked = [
        titles(),
        titles(order="oldest"),
        titles(order="title"),
        titles(order="title", country="TN"),
        titles(order="oldest", q="TN Tunisie"),
    ]
    newest = ["Barques", "Amarres", "Chants"]
    assert asked == [newest, newest[::-1], sorted(newest), ["Amarres", "Barques"], []]
    assert titles(order="oldest", q="Tunisie") == ["Amarres", "Barques"]


def test_counts_stand_beside_what_would_be_left_and_dead_ends_go(wall, enter):
    page = enter().get(reverse("showcase:works"), {"country": "TN"})
    assert [options(page, "length"), options(page, "year")] == [
        {"": "Tout", "5": "jusqu’à 5 minutes (1)", "more": "plus d’une heure (1)"}, {"": "Tout", "2025": "2025 (2)"},
    ]  # fmt: skip
    assert set(options(page, "country")) == {"", "TN", "SN"}  # what is chosen can be exchanged
    assert options(enter().get(reverse("showcase:works")), "year") == {"": "Tout", "2025": "2025", "2023": "2023"}


def test_counts_follow_what_is_published(world, wall, enter):
    asked = {"country": "TN"}
    enter().get(reverse("showcase:works"), asked)
    works.unpublish(wall[1], by=world.editor, note="Rights.")
    assert set(options(enter().get(reverse("showcase:works"), asked), "length")) == {"", "5"}


def test_nothing_is_counted_where_more_is_found_than_anybody_reads(wall, enter, monkeypatch):
    monkeypatch.setattr(catalogue, "MOST_COUNTED", 1)
    page = enter().get(reverse("showcase:works"), {"country": "TN"})
    assert options(page, "year") == {"": "Tout", "2025": "2025", "2023": "2023"}


def test_order_is_no_filter(wall, enter):
    page = enter().get(reverse("showcase:works"), {"order": "title"})
    assert (page.context["said"], page.context["page"].rows[0].slug) == ([], "amarres")


def test_filters_that_are_kept_cost_four_queries(wall, enter, django_assert_num_queries):
    for asked, cold in (({"country": "TN"}, 6), ({"country": "TN", "length": "5"}, 6)):
        enter().get(reverse("showcase:works"))
        with django_assert_num_queries(cold):
            enter().get(reverse("showcase:works"), asked)
        with django_assert_num_queries(4):
            enter().get(reverse("showcase:works"), asked | {"order": "oldest"})


def test_near_is_what_shares_a_wish(wall):
    assert [str(work.title) for work in finding.near({"need": "residency", "length": "more"})] == ["Barques", "Amarres"]


def test_surprise_leads_to_a_work_and_is_never_kept(world, wall, enter):
    works.unpublish(wall[0], by=world.editor, note="Rights.")
    answers = [enter().get(reverse("showcase:surprise")) for _ in range(12)]
    places = {answer.headers["Location"] for answer in answers}
    assert places <= {reverse("showcase:work", args=[work.slug]) for work in wall[1:]}
    assert {"no-store" in answer.headers["Cache-Control"] for answer in answers} == {True}


def test_surprise_is_another_one_while_there_is_another(world, wall, enter):
    url = reverse("showcase:surprise")
    for work in wall:
        drawn = {enter().get(url, {"but": work.slug}).headers["Location"] for _ in range(12)}
        assert work.get_absolute_url() not in drawn
    for work in wall[1:]:
        works.unpublish(work, by=world.editor, note="Rights.")
    assert enter().get(url, {"but": wall[0].slug}).headers["Location"] == wall[0].get_absolute_url()


def test_surprise_without_works_leads_to_the_empty_wall(world, enter):
    assert enter().get(reverse("showcase:surprise")).headers["Location"] == reverse("showcase:works")


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("ba", ["Barques"]), ("قوا", ["قوارب"]), ("BOATS so", ["Songs of boats"]), ("b", []), ("", []), ("zzz", []), ("%_", [])],
)
def test_titles_are_proposed_in_the_language_one_types(wall, enter, typed, proposed):
    assert enter().get(reverse("showcase:suggest_works"), {"q": typed}).json() == proposed


def test_work_never_takes_the_place_of_a_page(world):
    work = work_of(world.participant, project_of(world.participant, world.cohort), title={"fr": "Surprise"})
    assert work.slug.startswith("surprise-")


def test_facets_follow_the_work(world, wall):
    assert set(Facet.objects.filter(work=wall[0]).values_list("name", "value")) == {
        ("country", "TN"), ("language", "ar"), ("language", "wo"), ("need", "residency"), ("access", "captions"), ("length", "5"), ("discipline", "animation"),
    }  # fmt: skip
    works.unpublish(wall[0], by=world.editor, note="Rights.")
    assert Facet.objects.filter(work=wall[0]).count() == 0


def test_map_says_in_a_list_what_it_shows(wall, enter):
    page = enter().get(reverse("showcase:map"))
    assert [(row["code"], row["works"]) for row in page.context["rows"]] == [("SN", 1), ("TN", 2)]
    assert page.content.decode().count("?country=TN") == 2  # the map's and the list's


def test_empty_map_says_so(world, enter):
    assert "premières œuvres" in enter().get(reverse("showcase:map")).content.decode()


def test_surprise_leads_to_the_first_where_the_rest_is_not_public(world, enter):
    seen = published_work(world)
    for _number in range(9):
        work_of(world.participant, seen.project)
    answers = {enter().get(reverse("showcase:surprise")).headers["Location"] for _ in range(6)}
    assert answers == {seen.get_absolute_url()}


def test_counts_leave_out_what_is_kept_back_or_stands_under_a_refused_organisation(wall, world):
    """Whether one of several is kept back, or all go: no value is offered that would find nothing."""
    known = catalogue._count()
    assert (known.total, known.kinds, known.years) == (3, {"documentary": 2, "music": 1}, {2025: 2, 2023: 1})
    assert (known.facets["country"], known.programmes) == ({"SN": 1, "TN": 2}, {world.programme.slug: 3})
    works.hold_back(wall[2], "hidden", by=world.editor, until=timezone.now() + timedelta(days=2), zone="UTC")
    known = catalogue._count()
    assert (known.total, known.kinds, known.years) == (2, {"documentary": 2}, {2025: 2})
    assert (known.facets["country"], known.programmes) == ({"TN": 2}, {world.programme.slug: 2})
    organisations.refuse(world.organisation, by=world.admin, reason="It is not what it says.")
    known = catalogue._count()
    assert (known.total, known.kinds, known.years, known.programmes, known.names) == (0, {}, {}, {}, {})
    assert {name: values for name, values in known.facets.items() if values} == {}
