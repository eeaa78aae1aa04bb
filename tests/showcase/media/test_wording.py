"""Captions, transcript, audio description and poster: as an author gives them, as a reader gets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from incubator.lib.errors import Refused
from incubator.outbox import errands
from showcase.media import actions, cellar, jobs, posters, queries, wording
from showcase.media.models import Asset, Track
from showcase.media.states import State
from showcase.works import actions as works
from tests.showcase.making import project_of, work_of
from tests.showcase.media import making
from tests.showcase.media.test_components import shown
from tests.world import World

SRT = "1\n00:00:00,200 --> 00:00:00,800\nLa mer\n"
AR = "1\n00:00:00,200 --> 00:00:00,800\nالبحر\n"


@pytest.fixture
def film(take_in: Callable[[Path], Asset], tmp_path: Path) -> Asset:
    asset = take_in(making.film(tmp_path / "a.mp4", 1, (320, 180)))
    jobs.render(asset.pk)
    asset.refresh_from_db()
    return asset


def seen(asset: Asset, language: str = "fr") -> str:
    fresh = Asset.objects.get(pk=asset.pk)
    queries.with_renditions([fresh])
    with translation.override(language):
        return shown("{% exhibit asset %}", fresh)


def test_captions_are_shown_in_the_readers_language_first(world: World, film: Asset) -> None:
    wording.set_track(film, SRT.encode(), kind="subtitles", language="fr", by=world.participant)
    wording.set_track(film, AR.encode("cp1256"), kind="captions", language="ar", by=world.participant)
    tracks = re.findall(r'<track kind="(\w+)" srclang="(\w+)" label="([^"]+)" src="[^"]+\.vtt"( data-first)?>', seen(film))
    assert tracks == [("captions", "ar", "Arabe, pour qui n’entend pas", ""), ("subtitles", "fr", "Français", " data-first")]
    assert ('lang="fr" dir="ltr"><p>La mer</p>' in seen(film), 'lang="ar" dir="rtl"><p>البحر</p>' in seen(film, "ar")) == (
        True,
        True,
    )


def test_captions_are_as_private_as_their_film(world: World, film: Asset, enter: Callable[..., Client]) -> None:
    wording.set_track(film, SRT.encode(), kind="subtitles", language="fr", by=world.participant)
    url = film.renditions.get(format="vtt").file.url
    answer = enter(world.participant).get(url)
    assert (answer.headers["Content-Type"], b"".join(answer.streaming_content).startswith(b"WEBVTT\n\n00:00:00.200")) == (
        "text/vtt",
        True,
    )
    assert [enter(who).get(url).status_code for who in (world.stranger, None)] == [404, 404]


def test_captions_written_again_have_a_new_address_and_survive_another_preparation(
    world: World, film: Asset, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        wording.set_track(film, SRT.encode(), kind="subtitles", language="fr", by=world.participant)
        first = film.renditions.get(format="vtt").file.name
        wording.set_track(film, SRT.replace("mer", "rive").encode(), kind="subtitles", language="fr", by=world.participant)
        second = film.renditions.get(format="vtt").file
        actions.retry(film, by=world.participant)
        jobs.render(film.pk)
    assert (first == second.name, film.tracks.count()) == (False, 1)
    assert "La rive" in film.renditions.get(format="vtt").file.read().decode()
    assert not Path(second.path).with_name(str(first).rpartition("/")[2]).exists()


def test_captions_of_another_film_are_refused(world: World, film: Asset) -> None:
    with pytest.raises(wording.CaptionsRefused, match="un autre film"):
        wording.set_track(film, b"10:00.000 --> 10:01.000\nhm\n", kind="subtitles", language="fr", by=world.participant)
    assert Track.objects.count() == 0


def test_pictures_have_no_captions(world: World, picture: Asset) -> None:
    with pytest.raises(Refused):
        wording.set_track(picture, SRT.encode(), kind="subtitles", language="fr", by=world.participant)


def test_author_adds_mends_and_removes_captions(world: World, film: Asset, enter: Callable[..., Client]) -> None:
    client, page = enter(world.participant), reverse("showcase:asset_captions", args=[film.pk])
    good = {"file": SimpleUploadedFile("fr.srt", SRT.encode()), "language": "fr", "kind": "subtitles"}
    assert client.post(page, good).status_code == 302
    bad = client.post(page, {"file": SimpleUploadedFile("fr.srt", b"GIF89a..."), "language": "es", "kind": "subtitles"})
    assert (bad.status_code, Track.objects.count()) == (422, 1)
    one = reverse("showcase:asset_track", args=[film.pk, Track.objects.get().pk])
    assert "La mer" in client.get(one).content.decode()
    broken = client.post(one, {"text": "nothing with times"})
    assert (broken.status_code, "nothing with times" in broken.content.decode()) == (422, True)
    assert client.post(one, {"text": "00:00.100 --> 00:00.300\n<script>x</script>"}).status_code == 302
    assert Track.objects.get().text.endswith("00:00:00.100 --> 00:00:00.300\nx\n")
    assert client.post(one, {"remove": "1"}).status_code == 302
    assert (Track.objects.count(), film.renditions.filter(format="vtt").count()) == (0, 0)


def test_words_of_anothers_film_are_not_there(world: World, film: Asset, enter: Callable[..., Client]) -> None:
    pages = [reverse(f"showcase:asset_{name}", args=[film.pk]) for name in ("captions", "transcript", "description", "poster")]
    assert [enter(world.stranger).get(page).status_code for page in pages] == [404] * 4
    assert [enter(world.participant).get(page).status_code for page in pages] == [200] * 4


def test_what_belongs_to_a_public_works_film_is_the_editors(world: World, film: Asset, enter: Callable[..., Client]) -> None:
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.add_asset(work, film, by=world.participant, alt={"fr": "Une vague"})
    works.submit(work, by=world.participant)
    works.publish(work, by=world.editor)
    page = reverse("showcase:asset_captions", args=[film.pk])
    assert [enter(who).get(page).status_code for who in (world.participant, world.editor)] == [403, 200]


def test_transcript_of_ones_own_stands_before_the_captions(world: World, film: Asset, enter: Callable[..., Client]) -> None:
    wording.set_track(film, SRT.encode(), kind="subtitles", language="fr", by=world.participant)
    page = reverse("showcase:asset_transcript", args=[film.pk])
    assert enter(world.participant).post(page, {"transcript_fr": "Une vague.\n<script>x</script>"}).status_code == 302
    html = seen(film)
    assert ("<p>Une vague.</p>" in html, "<p>La mer</p>" in html, "<script>x" in html) == (True, False, False)


def test_description_is_a_choice_beside_the_film_and_as_private(
    world: World, film: Asset, enter: Callable[..., Client], tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    page = reverse("showcase:asset_description", args=[film.pk])
    sound = SimpleUploadedFile("ad.wav", making.wav(tmp_path / "ad.wav", 1).read_bytes())
    assert enter(world.participant).post(page, {"upload": sound}).status_code == 302
    film.refresh_from_db()
    assert film.description is not None
    jobs.render(film.description.pk)
    assert "data-described" in seen(film)
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.add_asset(work, film, by=world.participant, alt={"fr": "Une vague"})
    url = film.description.renditions.get(format="opus").file.url
    answers = [enter(world.editor).get(url).status_code, enter().get(url).status_code]
    works.submit(work, by=world.participant)
    with django_capture_on_commit_callbacks(execute=True):
        works.publish(work, by=world.editor)
    answers.append(enter().get(url).status_code)
    with django_capture_on_commit_callbacks(execute=True):
        works.unpublish(work, by=world.editor)
    answers.append(enter().get(url).status_code)
    assert answers == [200, 404, 200, 404]
    assert enter(world.participant).post(page, {"remove": "1"}).status_code == 302
    assert Asset.objects.filter(describes=film).count() == 0


def test_poster_is_one_of_the_films_own_frames(
    world: World, film: Asset, enter: Callable[..., Client], django_capture_on_commit_callbacks: Any
) -> None:
    page = reverse("showcase:asset_poster", args=[film.pk])
    client = enter(world.participant)
    offered = re.findall(r'name="moment" value="([\d.]+)"', client.get(page).content.decode())
    assert [float(one) for one in offered] == film.moments
    before = set(film.renditions.filter(recipe__startswith="poster").values_list("file", flat=True))
    assert client.post(page, {"moment": offered[-1]}).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert errands.run("media") >= 1
    after = set(film.renditions.filter(recipe__startswith="poster").values_list("file", flat=True))
    assert (after & before, {name.partition("/poster")[0] for name in after}) == (set(), {cellar.folder(film, cellar.BESIDE)})
    assert "poster-320-" in seen(film)


def test_poster_of_ones_own_survives_another_preparation(
    world: World, film: Asset, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload = SimpleUploadedFile("p.jpg", making.jpeg(tmp_path / "p.jpg", 400, 600, loaded=True).read_bytes())
    posters.choose(film, upload, by=world.participant)
    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            errands.run("media")
        row = film.renditions.get(recipe="poster-600", format="jpg")
        assert (row.width, b"Canary" in row.file.read()) == (400, False)
        film.refresh_from_db()
        assert (film.state, film.width) == (State.READY, 320)
        actions.retry(film, by=world.participant)


@pytest.mark.parametrize("moment", ["", "nan", "-1", "99", "inf"])
def test_moment_that_is_not_in_the_film_is_refused(moment: str, world: World, film: Asset, enter: Callable[..., Client]) -> None:
    answer = enter(world.participant).post(reverse("showcase:asset_poster", args=[film.pk]), {"moment": moment})
    film.refresh_from_db()
    assert (answer.status_code, film.moment) == (422, None)


def test_poster_chosen_anew_meanwhile_wins(world: World, film: Asset, monkeypatch: Any) -> None:
    posters.choose(film, film.moments[0], by=world.participant)
    made = posters._keep

    def late(*args: Any) -> None:
        posters.choose(film, film.moments[-1], by=world.participant)
        made(*args)

    monkeypatch.setattr(posters, "_keep", late)
    posters.make(film.pk)
    assert film.renditions.filter(file__contains=f"{cellar.folder(film, cellar.BESIDE)}/poster").count() == 0
