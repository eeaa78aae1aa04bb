"""How works are found: words, facets, pages; and what each page costs."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from incubator.access.models import PublicStamp
from showcase.works import actions as works
from showcase.works.finding import found
from showcase.works.indexing import joined, words
from tests.showcase.making import picture, project_of, published_work, work_of


def shown(**wanted):
    rows, order, _many = found(wanted)
    return [str(work.title) for work in rows.order_by(*(part.replace("pk", "id") for part in order))]


@pytest.fixture
def wall(world):
    """Three works, the newest first: Ɲɔgɔn (MA, fr), البحر (TN, ar), La mer (TN and SN, ar and wo)."""
    now = timezone.now()
    project = project_of(world.participant, world.cohort)
    rows = [
        ({"fr": "Ɲɔgɔn"}, ["MA"], ["fr"], "web-series", {"fr": "Une série sur la mer."}),
        ({"ar": "البَحر بلا أبواب"}, ["TN"], ["ar"], "documentary", {"fr": "Portrait."}),
        ({"fr": "La mer n’a pas de portes"}, ["TN", "SN"], ["ar", "wo"], "animation", {"fr": "Une barque."}),
    ]
    made = []
    for days, (title, countries, languages, kind, summary) in enumerate(rows):
        work = work_of(
            world.participant, project, title=title, countries=countries, languages=languages, kind=kind, summary=summary
        )
        works.submit(work, by=world.participant)
        made.append(works.publish(work, by=world.editor, at=now - timedelta(days=days)))
    return made


def test_words_forgive_accents_case_and_letters(wall):
    assert [shown(q=typed) for typed in ("NOGON", "ɲɔgɔn", "nog", "ogon")] == [["Ɲɔgɔn"]] * 3 + [[]]


def test_words_forgive_arabic_marks_and_letter_forms(wall):
    assert shown(q="بحر") == []
    assert shown(q="البحر ابواب") == ["البَحر بلا أبواب"]


def test_words_find_names_countries_in_any_language_and_kinds(wall):
    typed = ("Mwangi morocco", "المغرب", "dessin série", "web series")
    assert [shown(q=one) for one in typed] == [["Ɲɔgɔn"], ["Ɲɔgɔn"], [], ["Ɲɔgɔn"]]


def test_words_put_titles_before_texts(wall):
    assert shown(q="mer") == ["La mer n’a pas de portes", "Ɲɔgɔn"]


def test_words_of_a_like_pattern_are_only_words(wall):
    assert (shown(q="%"), shown(q="_ogon"), words("l'été, 100 % %_")) == (shown(), [], ["l", "ete", "100"])


def test_joined_holds_each_word_once_between_blanks():
    assert joined(["La mer", "la MER et"]) == " la mer et "


def test_facets_narrow_together(wall):
    assert shown(country="TN") == ["البَحر بلا أبواب", "La mer n’a pas de portes"]
    assert shown(country="TN", language="wo") == ["La mer n’a pas de portes"]
    assert shown(country="TN", kind="documentary", q="portrait") == ["البَحر بلا أبواب"]


def test_unpublished_work_is_not_found(wall, world):
    works.unpublish(wall[0], by=world.editor)
    assert (shown(q="nogon"), shown(country="MA")) == ([], [])


def test_wall_keeps_what_is_asked_in_its_links(wall, enter):
    text = enter().get(reverse("showcase:works"), {"country": "TN", "q": "mer"}).content.decode()
    assert ("La mer n’a pas de portes" in text, "Ɲɔgɔn" in text) == (True, False)
    assert "?country=TN" in text


def test_empty_wall_proposes_what_is_near(wall, enter):
    text = enter().get(reverse("showcase:works"), {"q": "mer zanzibar"}).content.decode()
    assert "La mer n’a pas de portes" in text


def test_wall_pages_by_key(world, enter, monkeypatch):
    project, now = project_of(world.participant, world.cohort), timezone.now()
    for number in range(3):
        work = work_of(world.participant, project, title={"fr": f"Film {number}"})
        works.submit(work, by=world.participant)
        works.publish(work, by=world.editor, at=now - timedelta(days=number))
    monkeypatch.setattr("showcase.works.queries.WALL", 2)
    for query in ({}, {"country": "TN"}, {"q": "film"}):
        first = enter().get(reverse("showcase:works"), query).context["page"]
        second = enter().get(reverse("showcase:works") + first.next).context["page"]
        assert [str(work.title) for work in [*first, *second]] == ["Film 0", "Film 1", "Film 2"]


def many(world, number):
    project = project_of(world.participant, world.cohort)
    cover = picture(world.participant)
    for at in range(number):
        work = work_of(world.participant, project, title={"fr": f"Film {at}"})
        works.add_asset(work, cover, by=world.participant)
        works.submit(work, by=world.participant)
        works.publish(work, by=world.editor)


@pytest.mark.parametrize("number", [3, 30])
def test_wall_costs_the_same_with_more_works(number, world, enter, django_assert_num_queries):
    many(world, number)
    cache.clear()
    enter().get(reverse("showcase:works"))
    for query, most in (({}, 4), ({"country": "TN", "language": "ar"}, 4), ({"q": "film"}, 4)):
        enter().get(reverse("showcase:works"), query)  # counts beside the filters are kept
        with django_assert_num_queries(most):
            enter().get(reverse("showcase:works"), query)


@pytest.mark.parametrize("number", [3, 30])
def test_front_page_costs_the_same_with_more_works(number, world, enter, django_assert_max_num_queries):
    many(world, number)
    enter().get(reverse("showcase:home"))
    with django_assert_max_num_queries(13):
        enter().get(reverse("showcase:home"))


def test_one_work_costs_eight_queries(world, enter, django_assert_max_num_queries):
    many(world, 7)
    url = reverse("showcase:work", args=["film-3"])
    enter().get(url)
    with django_assert_max_num_queries(8):
        assert enter().get(url).status_code == 200


@pytest.mark.parametrize("route", ["showcase:home", "showcase:works", "showcase:creators", "showcase:journal"])
def test_repeated_visit_is_answered_unchanged(route, world, enter, django_assert_num_queries):
    published_work(world)
    url = reverse(route)
    etag = enter().get(url).headers["ETag"]
    with django_assert_num_queries(1):
        assert enter().get(url, headers={"If-None-Match": etag}).status_code == 304
    PublicStamp.objects.update(version=99)
    assert enter().get(url, headers={"If-None-Match": etag}).status_code == 200


def test_several_wishes_are_held_by_one_work(wall, world):
    """Two values of different works do not add up, and what is written beside another counts whatever its place."""
    together = [
        {"country": "TN", "language": "ar"}, {"country": "SN", "language": "wo"}, {"country": "MA", "language": "ar"},
        {"kind": "documentary", "year": "2025", "country": "TN"}, {"kind": "animation", "q": "barque"},
        {"programme": world.programme.slug, "country": "MA"}, {"programme": "nowhere", "country": "MA"},
    ]  # fmt: skip
    portrait, sea, series = "البَحر بلا أبواب", "La mer n’a pas de portes", "Ɲɔgɔn"
    assert [shown(**wanted) for wanted in together] == [[portrait, sea], [sea], [], [portrait], [sea], [series], []]


def test_marks_follow_a_change_and_hold_no_parts_of_words(wall, world):
    works.edit(wall[0], by=world.editor, year=1999, countries=["SN"])
    answers = [shown(year=year, country="SN") for year in ("1999", "199", "2025")]
    assert answers == [[str(wall[0].title)], [], ["La mer n’a pas de portes"]]
