"""What travels elsewhere: cards, frames, the oEmbed answer, facts for machines."""

import io
import json
import re

import pytest
from django.urls import reverse
from django.utils import translation
from PIL import Image

from incubator.organisations import actions as organisations
from showcase.collections import actions as collections
from showcase.collections.models import Collection
from showcase.creators import actions as creators
from showcase.journal import actions as journal
from showcase.journal.models import Issue
from showcase.media.models import Rendition
from showcase.sharing.drawing import Card, draw
from showcase.sharing.lettering import POSTER, runs, wrapped
from showcase.sharing.oembed import FOOT, size
from showcase.works import actions as works
from showcase.works.models import Work
from showcase.works.states import Kind
from tests.showcase.making import picture, published_work

AT = "http://testserver"


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    "title", ["La mer n’a pas de portes", "Ɲɔgɔn", "ليس للبحر أبواب", "غيت ندار Guet Ndar 5 h", "漢字", "x" * 140]
)
def test_card_is_a_small_jpeg_of_the_size_that_others_ask_for(title):
    for proportion in (None, (160, 90), (60, 90)):
        data = draw(Card(title, "Film · 2026", "Awa"), Image.new("RGB", proportion, "#e6ab4c") if proportion else None)
        made = shown(data)
        assert (made.format, made.size, made.getexif() == {}, len(data) < 150_000) == ("JPEG", (1200, 630), True, True)


def test_letters_take_the_face_that_has_them_and_their_direction():
    found = [(run.text, run.right) for run in runs("صباحًا Guet", 40, POSTER)]
    assert found == [("صباحًا ", True), ("Guet", False)]


def test_lines_break_between_words_only():
    lines = wrapped("La mer n’a pas de portes", 120, POSTER, 700)
    assert (" ".join(lines), len(lines) > 1) == ("La mer n’a pas de portes", True)


def test_card_speaks_the_language_of_its_address_and_follows_an_edit(world, enter):
    work = published_work(world)
    french, arabic = (enter().get(f"/{code}/works/{work.slug}/card.jpg") for code in ("fr", "ar"))
    works.edit(work, by=world.editor, title={"fr": "Un autre titre"})
    again = enter().get(f"/fr/works/{work.slug}/card.jpg")
    assert [one.headers["Content-Type"] for one in (french, arabic, again)] == ["image/jpeg"] * 3
    assert len({french.content, arabic.content, again.content}) == 3


def test_card_and_frame_go_with_the_work(world, enter):
    work = published_work(world)
    pages = [reverse(f"showcase:{name}", args=[work.slug]) for name in ("work_card", "embed_work")]
    works.unpublish(work, by=world.editor)
    assert [enter().get(page).status_code for page in pages] == [404, 404]


def test_card_without_its_picture_is_drawn_all_the_same(world, enter):
    work = published_work(world)
    for row in Rendition.objects.all():
        row.file.delete(save=False)
    assert enter().get(reverse("showcase:work_card", args=[work.slug])).status_code == 200


@pytest.fixture
def pages(world):
    """Addresses of one page of every kind that has a card, all in French."""
    work = published_work(world)
    creator = creators.switch(creators.create(world.participant, by=world.participant), True, by=world.participant)
    shelf = collections.create(world.programme, by=world.editor, title={"fr": "Nuits", "ar": "ليال"}, text={"fr": "Dix films."})
    collections.add(shelf, work, by=world.editor)
    collections.publish(shelf, True, by=world.editor)
    issue = journal.create_issue(
        world.programme, by=world.editor, number=4, title={"fr": "Revue d’hiver"}, summary={"fr": "Froid."}
    )
    article = journal.add_article(issue, by=world.editor, title={"fr": "Un texte"}, body={"fr": "Des mots."}, author="Awa")
    journal.publish_issue(issue, by=world.editor)
    programme = reverse("programmes:programme", args=[world.programme.slug])
    return [row.get_absolute_url() for row in (work, creator, shelf, issue, article)] + [programme]


def test_every_page_that_is_shared_says_what_to_show_and_the_card_is_there(pages, enter):
    for page in pages:
        text = enter().get(page).content.decode()
        said = dict(re.findall(r'<meta property="og:([a-z_:]+)" content="([^"]*)">', text))
        names = ["type", "site_name", "title", "url", "locale", "image", "image:width", "image:height", "image:alt"]
        assert [name for name in names if not said.get(name)] == [], page
        assert (said["url"], said["image"], said["locale"]) == (AT + page, f"{AT}{page}card.jpg", "fr_FR")
        assert len(re.findall('property="og:locale:alternate"', text)) == 4
        assert text.count('property="og:title"') == text.count('name="twitter:card"') == 1
        assert shown(enter().get(f"{page}card.jpg").content).size == (1200, 630)


def test_card_of_a_collection_speaks_the_language_of_its_address(pages, enter):
    french, arabic = (enter().get(pages[2].replace("/fr/", f"/{code}/") + "card.jpg").content for code in ("fr", "ar"))
    assert french != arabic


def test_card_goes_with_what_it_belongs_to(world, pages, enter):
    collections.publish(Collection.objects.get(), False, by=world.editor)
    journal.withdraw_issue(Issue.objects.get(), by=world.editor)
    assert [enter().get(f"{page}card.jpg").status_code for page in pages[2:]] == [404, 404, 404, 200]
    organisations.refuse(world.organisation, by=world.admin, reason="No.")
    assert enter().get(f"{pages[-1]}card.jpg").status_code == 404


def test_creator_has_a_card_while_the_page_is_on(world, enter):
    creator = creators.create(world.participant, by=world.participant)
    url = reverse("showcase:creator_card", args=[creator.slug])
    before = enter().get(url).status_code
    creators.switch(creator, True, by=world.participant)
    assert (before, enter().get(url).status_code) == (404, 200)


def test_only_the_frame_may_be_framed_and_brings_no_cookie(world, enter):
    work = published_work(world)
    frame = enter().get(reverse("showcase:embed_work", args=[work.slug]))
    page = enter().get(work.get_absolute_url())
    assert ("X-Frame-Options" in frame.headers, "frame-ancestors *" in frame.headers["Content-Security-Policy"]) == (False, True)
    assert (page.headers["X-Frame-Options"], "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]) == (
        "DENY",
        True,
    )
    assert (list(frame.cookies), "<script" in frame.content.decode()) == ([], False)


def test_frame_shows_the_excerpt_only_before_the_premiere(world, enter):
    work = published_work(world)
    film = picture(world.participant, kind="film")
    film.renditions.update(recipe="film-360", format="mp4")
    works.add_asset(work, film, "main", by=world.editor)
    url = reverse("showcase:embed_work", args=[work.slug])
    before = "<video" in enter().get(url).content.decode()
    Work.objects.update(embargo="excerpt", embargo_until="2100-01-01T00:00:00Z")
    assert (before, "<video" in enter().get(url + "?again").content.decode()) == (True, False)


def oembed(enter, url, **bounds):
    return enter().get(reverse("discovery:oembed"), {"url": url, **bounds})


def test_page_leads_to_its_oembed_answer(world, enter):
    work = published_work(world)
    text = enter().get(work.get_absolute_url()).content.decode()
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', text)
    said = enter().get(link[1].removeprefix(AT).replace("&amp;", "&")).json()
    assert {name: said[name] for name in ("version", "type", "title", "author_name", "width")} == {
        "version": "1.0", "type": "rich", "title": "La mer n’a pas de portes", "author_name": "Paul Mwangi", "width": 640,
    }  # fmt: skip
    assert f'src="{AT}/fr/works/{work.slug}/embed/"' in said["html"]
    assert (said["thumbnail_url"], said["thumbnail_width"], said["thumbnail_height"]) == (
        f"{AT}/fr/works/{work.slug}/card.jpg", 1200, 630,
    )  # fmt: skip


@pytest.mark.parametrize(("wide", "high"), [(None, None), (320, None), (None, 200), (300, 200), (50, 50), (5000, 5000)])
def test_frame_stays_within_what_was_asked_for(wide, high, world, enter):
    work = published_work(world)
    bounds = {name: value for name, value in (("maxwidth", wide), ("maxheight", high)) if value}
    said = oembed(enter, f"{AT}{work.get_absolute_url()}", **bounds).json()
    assert (said["width"] <= (wide or 640), said["height"] <= (high or 5000)) == (True, True)
    assert ("thumbnail_url" in said) == ((wide or 1200) >= 1200 and (high or 630) >= 630)


def test_frame_keeps_the_picture_s_proportion():
    assert size(16 / 9, None, None) == (640, 360 + FOOT)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "http://elsewhere.test/fr/works/x/",
        f"{AT}/fr/works/",
        f"{AT}/xx/works/y/",
        f"{AT}/fr/works/none/",
        f"{AT}//",
    ],
)
def test_oembed_knows_only_our_public_works(url, world, enter):
    assert oembed(enter, url).status_code == 404


def test_oembed_gives_no_hidden_work_and_no_other_format(world, enter):
    work = published_work(world)
    url = f"{AT}{work.get_absolute_url()}"
    assert oembed(enter, url, format="xml").status_code == 501
    works.unpublish(work, by=world.editor)
    assert oembed(enter, url).status_code == 404


# Properties each type has by schema.org: its own and those of Thing and CreativeWork.
EVERY = {
    "@context", "@type", "name", "alternateName", "description", "url", "image", "sameAs", "genre", "dateCreated", "datePublished",
    "inLanguage", "countryOfOrigin", "creator", "contributor", "producer", "license", "award", "typicalAgeRange",
    "accessibilityFeature", "accessibilityHazard", "isAccessibleForFree", "video", "audio",
}  # fmt: skip
FILM = {"director", "musicBy", "actor", "duration", "subtitleLanguage", "trailer"}
TYPES = {
    Kind.SHORT_FILM: ("Movie", FILM), Kind.ANIMATION: ("Movie", FILM), Kind.DOCUMENTARY: ("Movie", FILM), Kind.MOTION: ("Movie", FILM),
    Kind.WEB_SERIES: ("TVSeries", {"director", "musicBy", "actor", "trailer", "episode", "numberOfEpisodes"}), Kind.MUSIC: ("MusicRecording", {"byArtist", "duration"}),
    Kind.PHOTOGRAPHY: ("ImageGallery", {"associatedMedia"}), Kind.ILLUSTRATION: ("VisualArtwork", {"artist", "artform"}),
    Kind.CIVIC: ("SoftwareApplication", {"applicationCategory", "operatingSystem", "installUrl"}),
    Kind.VR: ("CreativeWork", set()), Kind.DIGITAL: ("CreativeWork", set()), Kind.ENTERPRISE: ("CreativeWork", set()),
}  # fmt: skip


@pytest.mark.parametrize("kind", Kind.values)
def test_facts_for_machines_have_the_type_and_properties_of_their_kind(kind, world, enter):
    facts = {"subtitles": ["fr"], "access": ["captions", "calm"], "age": "12", "minutes": 9}
    work = published_work(world, kind=kind, **facts)
    rows = [
        {"role": {"en": "Direction"}, "name": "Awa", "author": True},
        {"role": {"en": "Music"}, "name": "Sidy"},
        {"role": {"en": "Thanks"}, "name": "Lea"},
    ]
    works.set_credits(work, rows, by=world.editor)
    works.set_recognitions(work, [{"kind": "prize", "title": "Prix", "date": "2026-01-02"}], by=world.editor)
    with translation.override("fr"):
        text = enter().get(work.get_absolute_url()).content.decode()
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])
    name, own = TYPES[Kind(kind)]
    assert (said["@type"], set(said) - EVERY - own) == (name, set())
    people = json.dumps(said, ensure_ascii=False)
    assert all(f'"{person}"' in people for person in ("Awa", "Sidy", "Lea"))
    assert said["award"] == ["Prix · 2026"]


def facts_of(enter, work):
    text = enter().get(work.get_absolute_url() + "?anew").content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])


def test_series_tells_its_episodes_in_their_order(world, enter):
    work = published_work(world, kind=Kind.WEB_SERIES)
    for title in ({"fr": "Le départ"}, {}, {"fr": "Le retour"}):
        film = picture(world.participant, kind="film")
        film.renditions.update(recipe="film-360", format="mp4")
        film.title = title
        film.save()
        works.add_asset(work, film, "main", by=world.editor)
    said = facts_of(enter, work)
    assert (said["@type"], said["numberOfEpisodes"]) == ("TVSeries", 3)
    assert [(one["@type"], one["episodeNumber"], one["name"]) for one in said["episode"]] == [
        ("TVEpisode", 1, "Le départ"), ("TVEpisode", 2, "La mer n’a pas de portes 2"), ("TVEpisode", 3, "Le retour"),
    ]  # fmt: skip
    assert {one["video"]["@type"] for one in said["episode"]} == {"VideoObject"}


def test_photographs_are_a_gallery_of_pictures_with_their_words(world, enter):
    work = published_work(world, kind=Kind.PHOTOGRAPHY)
    works.add_asset(work, picture(world.participant, alt="A harbour"), by=world.editor)
    said = facts_of(enter, work)
    assert (said["@type"], [one["caption"] for one in said["associatedMedia"]]) == (
        "ImageGallery",
        ["A boat under the moon", "A harbour"],
    )
    assert all(one["contentUrl"].startswith(f"{AT}/media/") for one in said["associatedMedia"])
