"""What is counted, once each, by whom; and that nothing is counted twice on its way."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from showcase.reach import basket, queries
from showcase.reach.actions import _memory, _salt
from showcase.reach.basket import Count
from showcase.reach.models import Emptied, Tally
from showcase.reach.states import What
from showcase.works import actions as works
from tests.showcase.making import published_work
from tests.showcase.reach.test_visitor import PHONE


@pytest.fixture(autouse=True)
def forgotten():
    """Nobody was here before."""
    cache.clear(), _memory.clear(), _salt.cache_clear()
    if settings.REDIS_URL:
        basket._server(settings.REDIS_URL).delete(basket.BASKET, basket.CARRIED)


@pytest.fixture
def work(world):
    return published_work(world)


def visitor(address="41.82.1.7", **headers):
    return Client(REMOTE_ADDR=address, headers={"User-Agent": PHONE, "Accept-Language": "fr-SN"} | headers)


def look(client, work, **headers):
    return client.get(reverse("showcase:work", args=[work.slug]), headers=headers)


def counted(work):
    basket.empty()
    return {(row.what, row.country): row.many for row in Tally.objects.filter(work=work)}


def test_a_visit_is_counted_once_however_it_is_answered(work):
    phone = visitor()
    first = look(phone, work)
    assert (first.status_code, counted(work)) == (200, {("view", "SN"): 1})
    again = look(phone, work, if_none_match=first.headers["ETag"])
    assert (again.status_code, counted(work)) == (304, {("view", "SN"): 1})
    other = look(visitor("102.164.0.3"), work, if_none_match=first.headers["ETag"])
    assert (other.status_code, counted(work)) == (304, {("view", "SN"): 2})


def test_the_same_person_counts_again_after_half_an_hour(work):
    phone, now = visitor(), timezone.now()
    look(phone, work)
    if settings.REDIS_URL:
        basket.empty(), cache.clear()  # its clock is its own
    with time_machine.travel(now + timedelta(minutes=31)):
        look(phone, work)
    assert sum(counted(work).values()) == 2


def test_robots_heads_and_pages_that_are_not_there_do_not_count(work):
    look(visitor(**{"User-Agent": "Googlebot/2.1"}), work)
    visitor().head(reverse("showcase:work", args=[work.slug]))
    assert visitor().get(reverse("showcase:work", args=["nowhere"])).status_code == 404
    assert counted(work) == {}


def test_who_makes_the_work_does_not_count(world, work, enter):
    for person, many in ((world.participant, 0), (world.editor, 0), (world.stranger, 1)):
        client = enter(person)
        client.get(reverse("showcase:work", args=[work.slug]), headers={"User-Agent": PHONE})
        assert sum(counted(work).values()) == many


def test_nothing_is_kept_about_who_looked(work):
    look(visitor(), work)
    basket.empty()
    row = Tally.objects.get()
    assert {field.name for field in Tally._meta.fields} == {"id", "work", "day", "what", "country", "many"}
    assert (row.day, row.country) == (timezone.now().date(), "SN")


def play(work, quarter, client=None, **headers):
    headers = {"Sec-Fetch-Site": "same-origin"} | headers
    body = {"quarter": quarter, "part": "0"}
    return (client or visitor()).post(reverse("showcase:played", args=[work.slug]), body, headers=headers)


def test_plays_count_by_quarter_from_our_own_pages_only(work):
    for quarter in ("0", "1", "1", "5", "x", ""):
        assert play(work, quarter).status_code == 204
    play(work, "2", **{"Sec-Fetch-Site": "cross-site"})
    assert counted(work) == {("play-0", "SN"): 1, ("play-1", "SN"): 1}


def test_old_browsers_say_by_their_origin_that_they_are_here(work):
    url = reverse("showcase:played", args=[work.slug])
    for origin in ("https://elsewhere.test", ""):
        visitor().post(url, {"quarter": "0"}, headers={"Origin": origin})
    assert counted(work) == {}
    visitor().post(url, {"quarter": "0"}, headers={"Origin": "http://testserver"})
    assert counted(work) == {("play-0", "SN"): 1}


def test_a_work_taken_down_is_not_played(world, work):
    works.unpublish(work, by=world.editor, note="Rights.")
    play(work, "0")
    assert counted(work) == {}


def test_sums_are_added_to_sums_and_works_that_are_gone_are_left_out(work):
    today = timezone.now().date()
    one = Count(work.slug, What.VIEW, "", today)
    basket.add([(one, 3), (Count("gone", What.VIEW, "", today), 9)])
    basket.add([(one, 4)])
    assert counted(work) == {("view", ""): 7}


@pytest.mark.services
def test_a_basket_carried_twice_is_emptied_once(work):
    """A worker died after it had added and before it had put the basket down."""
    server = basket._server(settings.REDIS_URL)
    look(visitor(), work)
    basket.empty()
    key = Emptied.objects.get().key
    server.hset(basket.CARRIED, mapping={Count(work.slug, "view", "SN", timezone.now().date()).packed(): 1, basket.KEY: key})
    look(visitor("102.164.0.3"), work)
    assert counted(work) == {("view", "SN"): 1}  # the dead one's basket; what came since lies in the next
    assert counted(work) == {("view", "SN"): 2}
    assert server.exists(basket.BASKET, basket.CARRIED) == 0


@pytest.mark.services
def test_without_redis_counts_go_to_the_tallies_at_once(work, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    basket.put(Count(work.slug, What.VIEW, "KE", timezone.now().date()))
    assert list(Tally.objects.values_list("country", "many")) == [("KE", 1)]


def test_figures_have_no_gap_and_add_up(work):
    today = timezone.now().date()
    for back, country, many in ((0, "SN", 2), (3, "", 5), (40, "SN", 7), (400, "TN", 1)):
        basket.add([(Count(work.slug, What.VIEW, country, today - timedelta(days=back)), many)])
    basket.add([(Count(work.slug, What.BEGAN, "SN", today), 4), (Count(work.slug, What.WHOLE, "SN", today), 1)])
    month = queries.reach_of(work, "month", today)
    assert (len(month.steps), month.steps[-1], month.steps[-4][1], month.monthly) == (30, (today, 2), 5, False)
    assert (month.sums["view"], month.countries) == (7, [("", 5), ("SN", 2)])
    assert [many for _what, many in month.plays] == [4, 0, 0, 0, 1]
    year = queries.reach_of(work, "year", today)
    assert (year.monthly, year.sums["view"], len(year.steps) in (12, 13)) == (True, 14, True)
    assert queries.reach_of(work, "all", today).sums["view"] == 15
