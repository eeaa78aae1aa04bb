"""The sound that tells a film aloud comes piece by piece as every other file, from who may change the film."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from showcase.media.models import Asset
from showcase.media.states import Kind
from tests.participants.applications.tus import AT, TUS, head, patch, said
from tests.showcase.making import picture
from tests.showcase.media import making
from tests.world import World

Visit = Callable[..., Client]


@pytest.fixture
def film(world: World, settings: Any, tmp_path: Path) -> Asset:
    settings.DATA_DIR = tmp_path
    return picture(world.participant, kind=Kind.FILM)


@pytest.fixture
def told(tmp_path: Path) -> bytes:
    return making.wav(tmp_path / "told.wav", 1).read_bytes()


def begin(client: Client, film: Asset, data: bytes, name: str = "told.wav") -> Any:
    headers = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": said(to="description", asset=film.pk, filename=name)}
    return client.post(AT, headers=headers, content_type="a/b", data=b"")


def test_it_comes_in_pieces_and_goes_on_where_it_was_cut(world: World, film: Asset, told: bytes, enter: Visit) -> None:
    client, page = enter(world.participant), reverse("showcase:asset_description", args=[film.pk])
    at = begin(client, film, told).headers["Location"]
    patch(client, at, told[:9000], 0)
    half = client.get(page).content.decode()
    assert ("told.wav" in half, head(client, at).headers["Upload-Offset"]) == (True, "9000")
    assert patch(client, at, told[9000:], 9000).status_code == 204
    shown = client.post(page, {"finished": at.split("/")[-2]}, headers={"X-Upload": "1"})
    film.refresh_from_db()
    assert film.description is not None
    with film.description.stored.file.open() as kept:
        assert (kept.read(), film.description.kind) == (told, Kind.SOUND)
    assert (shown.status_code, "told.wav" in shown.content.decode()) == (200, True)


def test_nobody_else_sends_one_and_only_for_a_film(world: World, film: Asset, told: bytes, enter: Visit) -> None:
    others = [enter(), enter(world.stranger), enter(world.applicant)]
    assert [begin(client, film, told).status_code for client in others] == [404] * 3
    assert begin(enter(world.participant), picture(world.participant), told).status_code == 404


def test_what_is_no_sound_is_refused_with_a_sentence_and_the_old_one_stays(
    world: World, film: Asset, told: bytes, enter: Visit, tmp_path: Path
) -> None:
    client, page = enter(world.participant), reverse("showcase:asset_description", args=[film.pk])
    at = begin(client, film, told).headers["Location"]
    patch(client, at, told, 0)
    data = making.jpeg(tmp_path / "a.jpg", 80, 50).read_bytes()
    at = begin(client, film, data, "a.wav").headers["Location"]
    patch(client, at, data, 0)
    answer = client.post(page, {"finished": at.split("/")[-2]}, headers={"X-Upload": "1"})
    film.refresh_from_db()
    assert film.description is not None
    assert (answer.status_code, "told.wav" in answer.content.decode(), film.description.stored.name) == (422, True, "told.wav")
