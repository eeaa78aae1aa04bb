"""Films in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from showcase.media import jobs
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
