"""Collections: curated by editors, in an order, shown with what of them is public."""

import pytest
from django.urls import reverse

from incubator.lib.errors import Refused
from incubator.web.arranging import rearranged
from showcase.collections import actions as collections
from showcase.collections.models import Collection
from showcase.works import actions as works
from tests.showcase.making import published_work, work_of


def collection_of(world, many=2):
    collection = collections.create(world.programme, by=world.editor, title={"fr": "Rivages", "ar": "ضفاف"})
    first = published_work(world, title={"fr": "Film 0"})
    found = [first]
    for number in range(1, many):
        work = work_of(world.participant, first.project, title={"fr": f"Film {number}"})
        works.submit(work, by=world.participant)
        found.append(works.publish(work, by=world.editor))
    for work in found:
        collections.add(collection, work, by=world.editor)
    return collection, found


def test_page_shows_works_in_the_order_given(world, enter):
    collection, (first, second) = collection_of(world)
    collections.arrange(collection, [second.pk, first.pk], by=world.editor)
    before = enter().get(collection.get_absolute_url()).status_code
    collections.publish(collection, True, by=world.editor)
    shown = enter().get(collection.get_absolute_url()).context["works"]
    assert (before, shown) == (404, [second, first])


def test_page_leaves_out_what_is_not_on_the_walls(world, enter):
    collection, (first, second) = collection_of(world)
    collections.publish(collection, True, by=world.editor)
    works.unpublish(first, by=world.editor)
    assert enter().get(collection.get_absolute_url()).context["works"] == [second]


def test_empty_collection_is_not_shown(world):
    collection = collections.create(world.programme, by=world.editor, title={"fr": "Vide"})
    with pytest.raises(Refused):
        collections.publish(collection, True, by=world.editor)


def test_work_is_added_once(world):
    collection, (first,) = collection_of(world, 1)
    collections.add(collection, first, by=world.editor)
    assert collection.placed.count() == 1


@pytest.mark.parametrize(
    ("data", "order"),
    [
        ({"up": "3"}, [1, 3, 2]),
        ({"down": "1"}, [2, 1, 3]),
        ({"up": "1"}, [1, 2, 3]),
        ({"order": "3,x,1"}, [3, 1]),
        ({"up": "9"}, [1, 2, 3]),
    ],
)
def test_buttons_and_dragging_give_an_order(data, order):
    assert rearranged([1, 2, 3], data) == order


def test_editor_finds_adds_orders_and_publishes(world, enter):
    collection, (first, second) = collection_of(world)
    collections.take_out(collection, first.pk, by=world.editor)
    client, slugs = enter(world.editor), [world.organisation.slug, world.programme.slug, collection.slug]
    url = reverse("showcase:desk_collection", args=slugs)
    found = client.get(url, {"q": "film 0"}).context["found"]
    client.post(reverse("showcase:collection_works", args=slugs), {"add": first.pk})
    client.post(reverse("showcase:collection_works", args=slugs), {"up": first.pk})
    client.post(reverse("showcase:publish_collection", args=slugs), {"published": "1"})
    collection.refresh_from_db()
    order = list(collection.placed.values_list("work", flat=True))
    assert (found, order, collection.published is not None) == ([first], [first.pk, second.pk], True)


def test_work_of_another_organisation_cannot_be_added(world, enter):
    collection, (first,) = collection_of(world, 1)
    slugs = [world.organisation.slug, world.programme.slug, collection.slug]
    assert enter(world.editor).post(reverse("showcase:collection_works", args=slugs), {"add": first.pk + 99}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_with_more_works(number, world, enter, django_assert_num_queries):
    collection, _works = collection_of(world, number)
    collections.publish(collection, True, by=world.editor)
    for url, many in ((collection.get_absolute_url(), 4), (reverse("showcase:collections"), 5)):
        enter().get(url)
        with django_assert_num_queries(many):
            assert enter().get(url).status_code == 200
    assert Collection.objects.count() == 1
