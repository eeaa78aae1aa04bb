"""What tests of the public face in a real browser share: a wall with real pictures, and a keyboard."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from incubator.demo.drawn.styles import draw
from showcase.media import jobs
from showcase.works import actions as works
from showcase.works.models import Work
from tests.showcase.making import project_of

KINDS = ("short-film", "photography", "illustration", "documentary", "animation", "motion", "music", "civic")
SHAPES = (1.78, 0.8, 1.0, 1.5, 0.65)
STYLES = ("sea", "zellij", "portrait", "dunes", "cutouts")

STRANGE_RING = """(() => {
  const one = document.activeElement;
  // the browser's own controls of a film show their stops themselves
  if (one === document.body || one.matches('video, audio')) return '';
  const style = getComputedStyle(one);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? '' : one.outerHTML.slice(0, 120);
})()"""


def drawn_work(world: Any, number: int, *, stills: int = 0) -> Work:
    """A public work whose cover is drawn, and prepared as any picture is."""
    title = {"fr": f"Rivage n’ɔ {number}", "en": f"Shore {number}", "ar": f"شاطئ {number}"}
    work = works.draft(
        project_of(world.participant, world.cohort), by=world.participant, title=title, year=2025, countries=["TN", "SN"],
        kind=KINDS[number % len(KINDS)], languages=["ar"], link="https://example.org/film",
        summary={"fr": "Une barque, deux langues, une seule lune.", "ar": "قارب ولغتان وقمر واحد."},
    )  # fmt: skip
    for place in range(1 + stills):
        out = io.BytesIO()
        draw(STYLES[(number + place) % len(STYLES)], number * 7 + place, SHAPES[(number + place) % len(SHAPES)]).save(out, "JPEG")
        upload = SimpleUploadedFile(f"{number}-{place}.jpg", out.getvalue(), "image/jpeg")
        more = {"place": "still"} if place else {}
        added = works.add_asset(work, upload, by=world.participant, alt={"fr": "Une image", "ar": "صورة"}, **more)
        jobs.render(added.asset.pk)
    works.set_credits(work, [{"role": {"fr": "Réalisation"}, "name": "Awa Konaté", "author": True}], by=world.participant)
    work.refresh_from_db()
    works.submit(work, by=world.participant)
    return works.publish(work, by=world.editor)


def address(name: str, *arguments: Any) -> str:
    with override("fr"):
        return reverse(name, args=arguments)


def tab_to(page: Any, selector: str, *, most: int = 120, key: str = "Tab") -> None:
    """Goes from one stop to the next until it stands on `selector`; each stop can be seen."""
    for _ in range(most):
        page.keyboard.press(key)
        assert page.evaluate(STRANGE_RING) == "", page.url
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way by keyboard to {selector}")


def comes(page: Any, true: str) -> None:
    """Asks again and again from outside: what waits inside the page would be stopped by its policy."""
    for _ in range(300):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came: {true}")
