"""What pages of the bench's own world weigh in a real browser, and how long they look empty on a bad line."""

from typing import Any

from django.urls import reverse
from django.utils.translation import override

from bench.ask import session_of
from bench.base import Base
from bench.scales import LINES, View, chromium, paint_of, row_of
from tests.run import find_browser


def views(base: Base) -> list[View]:
    me = session_of(base.coordinator)
    with override("fr"):
        home, works = reverse("showcase:home"), reverse("showcase:works")
        work = reverse("showcase:work", args=["work-100"])
        form = reverse("participants:apply", args=[base.call.slug])
        desk = reverse("participants:desk_applications", args=base.cohort.slugs)
        call = base.call.get_absolute_url()
    return [
        View("home", home, 180),
        View("home, Arabic", home.replace("/fr/", "/ar/", 1), 180),
        View("home, data saver", home, 60, saver=True),
        View("works", works, 180),
        View("works, data saver", works, 60, saver=True),
        View("a work, before play", work, 120),
        View("a call", call, 40),
        View("application form", form, 40 + 16, first=False),
        View("desk list of 50", desk, 60, session=me, first=False),
    ]


def weigh(port: int, base: Base) -> dict[str, Any]:
    found = find_browser()
    if found is None:
        print("NOT MEASURED: weight; no Chromium was found (CHROMIUM names one).")
        return {}
    rows: list[dict[str, Any]] = []
    seen = views(base)  # the database may not be asked inside Playwright's loop
    site = f"http://127.0.0.1:{port}"
    with chromium(found) as browser:
        rows = [row_of(browser, site, view) for view in seen]
        rows += [paint_of(browser, site, view, line) for view in seen[:6:5] for line in LINES]
    return {"rows": rows}
