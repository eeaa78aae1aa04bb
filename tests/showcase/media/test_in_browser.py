"""Films in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from showcase.media import jobs, wording
from showcase.media.models import Asset
from showcase.works import actions as works
from tests.fixtures.browser import PHONE
from tests.showcase.making import project_of, work_of
from tests.showcase.media import making
from tests.showcase.works.test_in_browser import signed_in

SEEK = """(async video => {
  video.muted = true;
  await video.play();
  video.currentTime = 3;
  await new Promise(done => video.addEventListener('seeked', done, {once: true}));
  return [Math.round(video.duration), Math.round(video.currentTime), video.error === null];
})"""


@pytest.mark.parametrize("public", [False, True])
def test_film_can_be_sought_in_before_and_after_it_is_public(
    public: bool, world: Any, window: Any, tmp_path: Path, transactional_db: Any
) -> None:
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    upload = SimpleUploadedFile("a.mp4", making.film(tmp_path / "a.mp4", 4, (320, 180)).read_bytes())
    place = works.add_asset(work, upload, by=world.participant, alt={"fr": "Une vague"})
    jobs.render(place.asset.pk)
    if public:
        works.submit(work, by=world.participant)
        works.publish(work, by=world.editor)
    page = signed_in(window, world.participant, PHONE)
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if ".mp4" in answer.url else None)
    page.goto(work.get_absolute_url() if public else reverse("showcase:preview_work", args=[work.slug]))
    duration, now, whole = page.locator("video").first.evaluate(SEEK)
    assert (duration, now, whole, set(answers)) == (4, 3, True, {206})


@pytest.fixture
def shown_film(world: Any, tmp_path: Path, transactional_db: Any) -> Any:
    """A public film of four seconds with captions and a described sound."""
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    upload = SimpleUploadedFile("a.mp4", making.film(tmp_path / "a.mp4", 9, (640, 360), rate=10).read_bytes())
    place = works.add_asset(work, upload, by=world.participant, alt={"fr": "Une vague"})
    jobs.render(place.asset.pk)
    wording.set_track(place.asset, "00:00.500 --> 00:04.000\nLa mer", kind="subtitles", language="fr", by=world.participant)
    told = SimpleUploadedFile("d.wav", making.wav(tmp_path / "d.wav", 9).read_bytes())
    wording.describe_aloud(place.asset, told, by=world.participant)
    jobs.render(Asset.objects.get(describes=place.asset).pk)
    works.submit(work, by=world.participant)
    return works.publish(work, by=world.editor)


def comes(page: Any, true: str) -> None:
    """Asks again and again from outside: what waits inside the page would be stopped by its policy."""
    for _ in range(200):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came: {true}")


def test_film_with_all_that_stands_beside_it(shown_film: Any, window: Any, accessible: Any) -> None:
    page, asked = window(PHONE), []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]) if "/media/" in request.url else None)
    page.goto(shown_film.get_absolute_url(), wait_until="load")
    assert [name for name in asked if name.endswith((".mp4", ".m4a", ".opus", ".vtt"))] == []
    for summary in page.locator(".extras summary").all():
        summary.click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    video = page.locator("video")
    page.locator("a[data-rung]", has_text="240p").click()
    comes(page, "document.querySelector('video').currentTime > 0")
    assert "film-240" in video.evaluate("one => one.currentSrc")
    comes(page, "document.querySelector('video').textTracks[0].cues?.length === 1")
    assert video.evaluate("one => [one.textTracks[0].mode, one.textTracks[0].cues[0].text]") == ["showing", "La mer"]
    page.evaluate("document.querySelector('audio[data-described]').play()")
    comes(page, "document.querySelector('video').muted")
    box = page.locator("img.strip").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    comes(page, "document.querySelector('video').currentTime >= 8")
