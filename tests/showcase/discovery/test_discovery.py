"""What machines read."""

from xml.etree import ElementTree

from django.urls import reverse

from showcase.works import actions as works
from tests.showcase.making import picture, published_work

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


IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"


def map_of_works(client):
    file = [one for one in locations(client, "/sitemap.xml") if "sitemap-works" in one][-1]
    return ElementTree.fromstring(client.get(file.removeprefix("http://testserver")).content)


def test_map_names_pictures_and_the_film_with_all_that_is_required(world, enter):
    work = published_work(world)
    film = picture(world.participant, kind="film")
    film.renditions.update(recipe="film-360", format="mp4")
    works.add_asset(work, film, "main", by=world.editor)
    root = map_of_works(enter())
    pictures = {element.text for element in root.iter(f"{IMAGE}loc")}
    videos = list(root.iter(f"{VIDEO}video"))
    assert len(pictures) == 1
    assert {tuple(part.tag.removeprefix(VIDEO) for part in one) for one in videos} == {
        ("thumbnail_loc", "title", "description", "content_loc", "publication_date")
    }
    assert len(videos) == 5
    assert {one.find(f"{VIDEO}title").text for one in videos} == {"La mer n’a pas de portes", "The sea has no doors"}


def test_unlisted_work_is_in_no_map_and_no_feed(world, enter):
    work = published_work(world)
    works.enlist(work, False, by=world.editor)
    named = [
        one for file in locations(enter(), "/sitemap.xml") for one in locations(enter(), file.removeprefix("http://testserver"))
    ]
    feed = enter().get(reverse("discovery:feed", args=["fr"])).content.decode()
    assert ([one for one in named if work.slug in one], work.slug in feed) == ([], False)


ATOM = "{http://www.w3.org/2005/Atom}"


def test_feed_has_what_the_format_requires(world, enter):
    published_work(world)
    root = ElementTree.fromstring(enter().get(reverse("discovery:feed", args=["fr"])).content)
    assert [root.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author")] == [True] * 4
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"alternate", "self"}
    entry = root.find(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated")] == [True] * 3
