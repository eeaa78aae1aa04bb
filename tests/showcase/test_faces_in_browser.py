"""Public pages in a real browser: within their bytes, and in place."""

from collections import defaultdict
from typing import Any

import brotli

from showcase.collections import actions as collections
from showcase.creators import actions as creators
from tests.fixtures.browser import PHONE
from tests.showcase.faces import address, drawn_work

FIRST = {"html": 10 * 1024, "css": 8 * 1024, "font": 14 * 1024}
"""Bytes of what comes before pictures, packed as they are served: the budgets, in KB of 1,024."""
SHIFT = """
window.shifted = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value })
  .observe({type: 'layout-shift', buffered: true});
"""
APART = {("html", "map"), ("css", "map"), ("html", "programme"), ("css", "programme")}
"""The map, on its page and on a programme's, is drawn in the page and has its own styles: both are held by what they weigh in all."""
KINDS = {"document": "html", "stylesheet": "css", "font": "font", "script": "js", "image": "images", "media": "media"}


def weighed(page: Any, path: str) -> dict[str, int]:
    """Bytes by kind until nothing more is asked for: pages packed as the site packs them, static files as they lie packed."""
    came: dict[str, int] = defaultdict(int)
    answers: list[Any] = []

    def answered(one: Any) -> None:
        answers.append(one)

    page.on("response", answered)
    page.goto(path, wait_until="networkidle")
    page.remove_listener("response", answered)
    for one in answers:
        kind = KINDS.get(one.request.resource_type, "other")
        body = one.body()
        packed = {"html": 4, "css": 11, "js": 11}.get(kind)
        came[kind] += len(brotli.compress(body, quality=packed)) if packed else len(body)
    return dict(came)


def test_public_pages_hold_their_bytes_and_do_not_move(world: Any, window: Any, transactional_db: Any) -> None:
    shown = [drawn_work(world, number, stills=4 if number == 1 else 0) for number in range(13)]
    creator = creators.create(world.participant, by=world.participant)
    creators.switch(creator, True, by=world.participant)
    collection = collections.create(world.programme, by=world.editor, title={"fr": "Rivages", "ar": "شواطئ"})
    for one in shown[:8]:
        collections.add(collection, one, by=world.editor)
    collections.publish(collection, True, by=world.editor)
    apart = {address("showcase:map"): "map", address("programmes:programme", world.programme.slug): "programme"}
    pages = {
        address("showcase:home"): (180_000, 60_000),
        address("showcase:works"): (180_000, 60_000),
        address("showcase:work", shown[1].slug): (120_000, 60_000),
        address("showcase:creators"): (120_000, 60_000),
        address("showcase:creator", creator.slug): (120_000, 60_000),
        address("showcase:collection", collection.slug): (180_000, 60_000),
        address("showcase:map"): (60_000, 60_000),
        address("programmes:programmes"): (120_000, 60_000),
        address("programmes:programme", world.programme.slug): (120_000, 60_000),
    }
    over: list[str] = []
    for saving in (False, True):
        for path, most in pages.items():
            for language in ("fr", "ar"):
                page = window(PHONE, extra_http_headers={"Save-Data": "on"} if saving else {})
                page.add_init_script(SHIFT)
                came = weighed(page, path.replace("/fr/", f"/{language}/", 1))
                faults = [
                    kind for kind, size in FIRST.items() if came.get(kind, 0) > size and (kind, apart.get(path)) not in APART
                ]
                faults += ["all"] if sum(came.values()) > most[saving] else []
                faults += ["shift"] if page.evaluate("shifted") > 0.05 else []
                faults += ["font"] if saving and came.get("font") else []
                over += [f"{path} {language} {'saving ' if saving else ''}{faults} {came}"] if faults else []
                page.context.close()
    assert "\n".join(over) == ""


def test_data_saver_is_the_readers_choice_and_their_browsers(world: Any, window: Any, transactional_db: Any) -> None:
    drawn_work(world, 0)
    asked = window(PHONE, extra_http_headers={"Save-Data": "on"})
    came = weighed(asked, "/fr/works/")
    assert (came.get("font", 0), came.get("images", 0), asked.locator("html[data-saver]").count()) == (0, 0, 1)
    chosen = window(PHONE)
    chosen.goto("/fr/works/")
    assert chosen.locator("html[data-saver]").count() == 0
    chosen.locator("button[name=saver]").press("Enter")
    chosen.locator("html[data-saver]").wait_for()
    assert chosen.url.endswith("/fr/works/")
    chosen.locator("details.later summary").first.press("Enter")
    chosen.locator("details.later[open] img").first.wait_for()
    assert "/light" in chosen.locator("details.later img").first.evaluate("one => one.currentSrc")
