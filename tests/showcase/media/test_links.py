"""What lies elsewhere: put into a work by its address, shown with nothing loaded from there; episodes in their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from incubator.lib.errors import NotLawful, Refused
from incubator.outbox import errands
from showcase.media import actions, posters
from showcase.media.models import Asset
from showcase.media.states import Kind, State
from showcase.works import actions as works
from tests.fixtures.browser import PHONE
from tests.showcase.making import picture, project_of, published_work, work_of
from tests.showcase.media import making
from tests.world import World

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def test_link_is_ready_at_once_and_its_address_is_kept(world: World) -> None:
    asset = actions.link("youtu.be/dQw4w9WgXcQ", by=world.participant, title={"fr": "Le film"})
    assert (asset.kind, asset.state, asset.link, asset.stored.name) == (
        Kind.LINK,
        State.READY,
        "https://youtu.be/dQw4w9WgXcQ",
        "YouTube",
    )
    assert asset.stored.file.read() == b"https://youtu.be/dQw4w9WgXcQ"
    with pytest.raises(NotLawful):
        actions.retry(asset, by=world.participant)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://127.0.0.1/", "https://a:b@example.org/", ""])
def test_what_is_no_address_is_refused_with_a_sentence(address: str, world: World) -> None:
    with pytest.raises(Refused, match="navigateur"):
        actions.link(address, by=world.participant)
    assert Asset.objects.count() == 0


def test_author_adds_a_link_and_names_it(world: World, enter: Callable[..., Client]) -> None:
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    client, page = enter(world.participant), reverse("showcase:work_link", args=[work.slug])
    bad = client.post(page, {"address": "javascript:alert(1)", "title_fr": "Le film"})
    assert (bad.status_code, 'value="Le film"' in bad.content.decode()) == (422, True)
    assert client.post(page, {"address": VIDEO, "title_fr": "<b>Le film</b>"}).status_code == 302
    asset = Asset.objects.get(kind=Kind.LINK)
    assert (
        client.post(reverse("showcase:asset_title", args=[asset.pk]), {"title_fr": "La version pour casque"}).status_code == 302
    )
    assert "La version pour casque" in client.get(reverse("showcase:work_media", args=[work.slug])).content.decode()
    assert enter(world.stranger).post(page, {"address": VIDEO}).status_code == 404


def test_public_page_names_no_player_outside_its_button(world: World, enter: Callable[..., Client]) -> None:
    work = published_work(world)
    works.add_link(work, VIDEO, {"fr": "Le film"}, by=world.editor)
    works.add_link(work, "https://framagit.org/team/civic", {"fr": "Le code"}, by=world.editor)
    answer = enter().get(work.get_absolute_url())
    text = answer.content.decode()
    assert re.findall(r'data-player="([^"]+)"', text) == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"]
    assert re.findall(r'<(?:iframe|img|script|link)[^>]+(?:src|href)="https?://(?!testserver)[^"]+"', text) == []
    assert text.count('target="_blank" rel="noopener nofollow noreferrer"') == 2
    assert "frame-src https://www.youtube-nocookie.com" in answer.headers["Content-Security-Policy"]


def test_link_has_a_picture_of_the_authors(
    world: World, tmp_path: Path, django_capture_on_commit_callbacks: Any, enter: Callable[..., Client]
) -> None:
    work = published_work(world)
    place = works.add_link(work, VIDEO, {"fr": "Le film"}, by=world.editor)
    image = SimpleUploadedFile("p.jpg", making.jpeg(tmp_path / "p.jpg", 400, 225, loaded=True).read_bytes())
    posters.choose(place.asset, image, by=world.editor)
    with django_capture_on_commit_callbacks(execute=True):
        errands.run("media")
    assert "/poster-400-" in enter().get(work.get_absolute_url()).content.decode()


def test_episodes_stand_in_their_order_with_their_titles(world: World, enter: Callable[..., Client]) -> None:
    work = published_work(world, kind="web-series")
    for title in ("Le port", "La traversée", "La rive"):
        film = picture(world.editor, kind=Kind.FILM)
        actions.name(film, by=world.editor, title={"fr": title})
        works.add_asset(work, film, by=world.editor)
    text = enter().get(work.get_absolute_url()).content.decode()
    found = re.findall(r"Épisode (\d)</?[^·]*· (?:<[^>]+>)*([^<]+)|Épisode (\d) · (?:<[^>]+>)*([^<]+)", text)
    assert [tuple(filter(None, one)) for one in found] == [("1", "Le port"), ("2", "La traversée"), ("3", "La rive")]


def test_player_of_another_house_comes_with_a_press_and_not_before(
    world: World, chromium: Any, live_server: Any, transactional_db: Any
) -> None:
    """In a window of its own, in which the other house answers."""
    work = published_work(world)
    works.add_link(work, VIDEO, {"fr": "Le film"}, by=world.editor)
    context = chromium.new_context(base_url=live_server.url, locale="fr", **PHONE)
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(live_server.url) else None)
        page.route(
            "https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<p>played</p>", content_type="text/html")
        )
        page.goto(work.get_absolute_url(), wait_until="load")
        assert [url for url in asked if not url.startswith("data:")] == []
        page.get_by_role("link", name="YouTube").click()
        page.frame_locator(".hosted iframe").get_by_text("played").wait_for()
        assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"]
    finally:
        context.close()
