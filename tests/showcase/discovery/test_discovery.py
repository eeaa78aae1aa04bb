"""What machines read."""

from xml.etree import ElementTree

from django.urls import reverse

from showcase.works import actions as works
from tests.showcase.making import published_work

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client, url):
    root = ElementTree.fromstring(client.get(url).content)
    return [element.text for element in root.iter(f"{MAP}loc")]


def test_map_names_each_page_in_each_language(world, enter):
    work = published_work(world)
    files = [address.removeprefix("http://testserver") for address in locations(enter(), "/sitemap.xml")]
    named = [address for file in files for address in locations(enter(), file)]
    assert [f"http://testserver/{code}/works/{work.slug}/" in named for code in ("fr", "en", "es", "pt", "ar")] == [True] * 5
    assert len(named) == len(set(named))
    assert f"http://testserver/fr/calls/{world.call.slug}/" in named


def test_map_forgets_what_is_taken_down(world, enter):
    work = published_work(world)
    file = locations(enter(), "/sitemap.xml")[-1].removeprefix("http://testserver")
    works.unpublish(work, by=world.editor)
    assert enter().get(file).status_code == 404


def test_feed_tells_new_works_in_its_language(world, enter):
    published_work(world)
    french, english = (enter().get(reverse("discovery:feed", args=[code])).content.decode() for code in ("fr", "en"))
    assert ("La mer n’a pas de portes" in french, "The sea has no doors" in english) == (True, True)
    assert enter().get("/feeds/works/xx/").status_code == 404


def test_robots_are_kept_from_signed_in_pages(enter):
    text = enter().get("/robots.txt").content.decode()
    assert ("Disallow: /*/desk/" in text, "Sitemap: http://testserver/sitemap.xml" in text) == (True, True)
