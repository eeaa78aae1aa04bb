"""What authors and editors see of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from showcase.reach import basket
from showcase.reach.basket import Count
from showcase.reach.states import What
from tests.showcase.making import project_of, published_work, work_of


@pytest.fixture
def work(world):
    work = published_work(world)
    today = timezone.now().date()
    basket.add([(Count(work.slug, What.VIEW, "SN", today), 31), (Count(work.slug, What.VIEW, "", today - timedelta(days=2)), 4)])
    basket.add([(Count(work.slug, What.BEGAN, "SN", today), 12), (Count(work.slug, What.KIT, "", today), 3)])
    return work


def test_author_sees_figures_and_how_they_are_counted(world, work, enter):
    page = enter(world.participant).get(reverse("showcase:work_reach", args=[work.slug]))
    assert [(one["text"], one["value"]) for one in page.context["figures"]] == [
        ("vues", 35), ("lectures", 12), ("jusqu’au bout", 0), ("dossiers de presse téléchargés", 3),
    ]  # fmt: skip
    assert [(row["text"], row["value"]) for row in page.context["countries"]] == [("Sénégal", 31), ("Inconnu", 4)]
    assert "sans cookies" in page.content.decode()


def test_span_that_is_not_known_is_the_month(world, work, enter):
    page = enter(world.participant).get(reverse("showcase:work_reach", args=[work.slug]), {"span": "<script>"})
    assert [one["current"] for one in page.context["spans"]] == [True, False, False]


def test_export_holds_each_sum(world, work, enter):
    answer = enter(world.participant).get(reverse("showcase:work_reach_csv", args=[work.slug]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0], lines[-1].endswith(",SN,31")) == (5, "Jour,Quoi,Pays,Nombre", True)


def test_draft_says_when_counting_begins(world, enter):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    page = enter(world.participant).get(reverse("showcase:work_reach", args=[work.slug]))
    assert "commence" in page.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_own_works_side_by_side_cost_the_same(many, world, enter, django_assert_max_num_queries):
    for number in range(many):
        published_work(world, title={"fr": f"Film {number}"})
    client = enter(world.participant)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("showcase:my_reach"))
    assert len(page.context["rows"]) == many
