"""A film above ten minutes, and a sound, played by keyboard in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from showcase.media import jobs, wording
from showcase.works import actions as works
from tests.fixtures.browser import DESKTOP, PHONE
from tests.showcase.faces import comes, tab_to
from tests.showcase.making import project_of, work_of
from tests.showcase.media import making

LONG = 604
VIDEO = "document.querySelector('video')"
CUES = {"fr": "La mer n’a pas de portes", "ar": "البحر بلا أبواب"}
SHOWN = CUES | {"ar": "\u200f" + CUES["ar"]}
"""Arabic lines begin with the mark that has a player set them from the right."""


@pytest.fixture
def long_film(world: Any, tmp_path: Path, transactional_db: Any) -> Any:
    """Ten minutes at two pictures a second, with subtitles in two directions."""
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    path = making.film(tmp_path / "a.mp4", LONG, (320, 180), rate=2, sound=False)
    place = works.add_asset(work, SimpleUploadedFile("a.mp4", path.read_bytes()), by=world.participant, alt={"fr": "Une vague"})
    jobs.render(place.asset.pk)
    for language, text in CUES.items():
        cue = f"00:00:01.000 --> 00:10:00.000\n{text}"
        wording.set_track(place.asset, cue, kind="subtitles", language=language, by=world.participant)
    works.submit(work, by=world.participant)
    return works.publish(work, by=world.editor)


@pytest.mark.parametrize(("language", "size"), [("fr", PHONE), ("ar", DESKTOP)])
def test_long_film_comes_in_pieces_and_changes_quality(language: str, size: Any, long_film: Any, window: Any) -> None:
    page, asked = window(size), []
    page.on(
        "request",
        lambda one: asked.append(one.url.rpartition("/")[2]) if "/media/" in one.url and "/static/" not in one.url else None,
    )
    page.goto(long_film.get_absolute_url().replace("/fr/", f"/{language}/", 1))
    assert [name for name in asked if name.startswith(("hls", "film", "track"))] == []
    tab_to(page, ".play")
    page.keyboard.press("Enter")
    comes(page, f"{VIDEO}.currentTime > 0.5")
    assert page.evaluate(f"[document.activeElement.tagName, {VIDEO}.controls]") == ["VIDEO", True]
    assert "hls.m3u8" in asked
    assert [name for name in asked if name.startswith("film")] == []
    page.evaluate(f"{VIDEO}.currentTime = 400")
    comes(page, f"{VIDEO}.currentTime > 400.5 && !{VIDEO}.seeking")
    first = f"[...{VIDEO}.textTracks].find(one => one.mode === 'showing')"
    comes(page, f"{first}?.activeCues?.length === 1")
    assert page.evaluate(f"[{first}.language, {first}.activeCues[0].text]") == [language, SHOWN[language]]
    page.evaluate(f"{first}.mode = 'disabled'")
    page.evaluate(f"[...{VIDEO}.textTracks].find(one => one.language === 'ar').mode = 'showing'")
    comes(page, f"{first}.activeCues?.length === 1")
    assert page.evaluate(f"{first}.activeCues[0].text") == SHOWN["ar"]
    tab_to(page, ".extras summary", most=30)
    page.keyboard.press("Enter")
    tab_to(page, "a[data-rung]", most=3)
    weights = page.locator("a[data-rung] small").all_inner_texts()
    assert len(weights) == 2 and all(any(letter.isdigit() for letter in one) for one in weights)
    page.keyboard.press("Enter")
    comes(page, f"{VIDEO}.currentSrc.includes('/film-') && {VIDEO}.currentTime >= 400 && !{VIDEO}.paused")
    assert page.evaluate("[document.activeElement.matches('a[data-rung]'), document.activeElement.ariaCurrent]") == [True, "true"]
    assert page.evaluate(f"{first}.activeCues[0].text") == SHOWN["ar"]


def test_sound_is_played_by_keyboard(world: Any, window: Any, tmp_path: Path, transactional_db: Any) -> None:
    work = work_of(world.participant, project_of(world.participant, world.cohort), kind="music")
    upload = SimpleUploadedFile("a.wav", making.wav(tmp_path / "a.wav", 20).read_bytes())
    place = works.add_asset(work, upload, by=world.participant, alt={"fr": "Une nuit"})
    jobs.render(place.asset.pk)
    works.submit(work, by=world.participant)
    page, asked = window(PHONE), []
    page.on("request", lambda one: asked.append(one.url) if ".opus" in one.url or ".m4a" in one.url else None)
    page.goto(works.publish(work, by=world.editor).get_absolute_url())
    tab_to(page, "audio")
    assert asked == []
    page.keyboard.press("Space")
    comes(page, "document.querySelector('audio').currentTime > 0")
    page.keyboard.press("Space")
    comes(page, "document.querySelector('audio').paused")
