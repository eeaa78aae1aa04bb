"""Models and views all round in a real browser, drawn by its software."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from incubator.demo.drawn.mask import mask
from showcase.media import around, jobs
from showcase.media.states import Around
from showcase.works import actions as works
from tests.fixtures.browser import PHONE
from tests.showcase.making import project_of, work_of
from tests.showcase.media import making
from tests.showcase.media.test_in_browser import comes

DRAWN = "document.querySelector('canvas')?.dataset.drawn"
CONTEXT = "document.querySelector('canvas').getContext('{}')"


def shown(world: Any, path: Path, alt: str, *, all_round: str = "") -> Any:
    """A public work with one file that is turned."""
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    asset = works.add_asset(work, upload, by=world.participant, alt={"fr": alt}).asset
    jobs.render(asset.pk)
    if all_round:
        around.say(asset, by=world.participant, around=all_round)
        around.make(asset.pk)
    works.submit(work, by=world.participant)
    return works.publish(work, by=world.editor)


@pytest.fixture
def sculpture(world: Any, tmp_path: Path, transactional_db: Any) -> Any:
    mask(tmp_path / "masque.glb", 0)
    return shown(world, tmp_path / "masque.glb", "Un masque rouge")


@pytest.fixture
def place(world: Any, tmp_path: Path, transactional_db: Any) -> Any:
    return shown(world, making.jpeg(tmp_path / "place.jpg", 2000, 1000), "Une place, tout autour", all_round=Around.MONO)


def heavy(address: str) -> bool:
    return address.endswith((".glb", "three.js", "model.js", "around.js", ".mp4")) or "/around-" in address


def colours(page: Any) -> Any:
    """What the canvas shows."""
    with Image.open(BytesIO(page.locator("canvas").screenshot())) as image:
        return np.asarray(image.convert("RGB"), np.int16)


def opened(page: Any, work: Any, context: str) -> tuple[list[str], Any]:
    """Presses the button of a work's page; what was fetched only then, and a hold on its drawing."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(work.get_absolute_url(), wait_until="load")
    assert [address for address in asked if heavy(address)] == []
    assert page.locator("canvas").count() == 0
    page.locator("[data-turn] button:not([data-do])").click()
    comes(page, DRAWN)
    return [address for address in asked if heavy(address)], page.evaluate_handle(CONTEXT.format(context))


def closed(page: Any, drawing: Any) -> None:
    page.keyboard.press("Escape")
    assert page.locator("canvas").count() == 0
    assert drawing.evaluate("one => one.isContextLost()")
    assert page.evaluate("document.activeElement === document.querySelector('[data-turn] button')")
    assert page.locator("[data-turn] [role=status]").inner_text() == "Arrêté."


def turned(page: Any) -> None:
    """Each key and each button changes the view; 0 brings the first one back."""
    first = page.evaluate(DRAWN)
    for press in ("ArrowLeft", "ArrowUp", "+"):
        before = page.evaluate(DRAWN)
        page.keyboard.press(press)
        comes(page, f"{DRAWN} !== '{before}'")
    page.keyboard.press("0")
    comes(page, f"{DRAWN} === '{first}'")
    page.locator("[data-do=right]").click()
    comes(page, f"{DRAWN} !== '{first}'")
    page.locator("[data-do=reset]").click()
    comes(page, f"{DRAWN} === '{first}'")
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 60, steps=3)
    page.mouse.up()
    comes(page, f"{DRAWN} !== '{first}'")


def test_model_comes_by_a_press_is_turned_by_keys_and_leaves_nothing(sculpture: Any, window: Any, accessible: Any) -> None:
    page = window(PHONE)
    asked, drawing = opened(page, sculpture, "webgl2")
    assert sorted(address.rpartition("/")[2] for address in asked) == ["model.glb", "model.js", "three.js"]
    pixels = colours(page)
    assert ((pixels[..., 0] - pixels[..., 2]) > 90).mean() > 0.05
    assert page.evaluate("document.activeElement.tagName") == "CANVAS"
    accessible(page)
    turned(page)
    page.locator("canvas").focus()
    closed(page, drawing)
    assert page.locator(".turned .before img").is_visible()


def test_picture_all_round_is_looked_about_in(place: Any, window: Any, accessible: Any) -> None:
    page = window()
    asked, drawing = opened(page, place, "webgl")
    assert [address.rpartition("/")[2].partition("-")[0] for address in asked] == ["around.js", "around"]
    assert colours(page).std() > 15
    accessible(page)
    turned(page)
    page.locator("canvas").focus()
    closed(page, drawing)


def test_film_all_round_plays_from_inside_and_flat_again(world: Any, window: Any, tmp_path: Path, transactional_db: Any) -> None:
    film = making.film(tmp_path / "plage.mp4", 6, (640, 320), rate=10)
    work = shown(world, film, "Une plage", all_round=Around.MONO)
    page = window(PHONE)
    asked, drawing = opened(page, work, "webgl")
    assert asked[0].endswith("around.js")
    comes(page, "document.querySelector('video').currentTime > 0.5")
    assert colours(page).std() > 15
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    closed(page, drawing)
    assert page.locator("video").evaluate("one => one.paused && one.currentTime > 0 && one.clientHeight > 100")


def test_without_webgl_the_picture_stays_with_a_sentence(sculpture: Any, window: Any) -> None:
    page = window()
    page.add_init_script("delete window.WebGLRenderingContext")
    page.goto(sculpture.get_absolute_url())
    assert page.locator("[data-turn] button:not([data-do])").is_hidden()
    assert page.locator("[data-without]").is_visible()
    assert page.locator(".turned .before img").is_visible()


def test_drawing_that_fails_says_so_and_keeps_the_picture(place: Any, window: Any) -> None:
    page = window()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(place.get_absolute_url())
    page.locator("[data-turn] button:not([data-do])").click()
    comes(page, "document.querySelector('[data-turn] [role=status]').textContent.startsWith('L’affichage')")
    assert page.locator("canvas").count() == 0
    assert page.locator(".turned .before img").is_visible()
