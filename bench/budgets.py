"""`python -m bench.budgets http://127.0.0.1:8000`: every kind of public page of a site that runs, weighed in Chromium on a phone.

In French and Arabic, with the data saver and without, against what `docs/operate.md` promises. SLOW=1 also says how long the
pages look empty on two bad lines (timings: read them beside what else the machine does). ONLY=home,map weighs a few.
The site should run as in production (`DEBUG=0`): static files are packed beforehand there.
"""

import os
import re
import sys
import urllib.request
from collections.abc import Iterator
from itertools import chain

from bench.scales import LINES, View, chromium, paint_of, row_of
from tests.run import find_browser

LANGUAGES = ("fr", "ar")
KINDS = "short-film animation documentary web-series vr music photography illustration motion civic digital enterprise".split()
PAGES = {"home": "", "works": "works/", "works, searched": "works/?q=mer&order=title", "map": "works/map/", "creators": "creators/",
         "programmes": "programmes/", "collections": "collections/", "calls": "calls/", "events": "events/", "journal": "journal/"}  # fmt: skip
ONE_OF = ("creators", "programmes", "collections", "calls", "events", "journal")
MOST = {
    "home": 180,
    "works": 180,
    "collections": 180,
    "a collection": 180,
    "works, searched": 180,
    "map": 60,
    "calls": 40,
    "a call": 40,
}
OTHERWISE = 120
SAVING = 60
TIMED = ("home", "works", "short-film", "a creator", "a programme")


def pages_of(site: str) -> Iterator[tuple[str, str]]:
    """Names and addresses without their language: each list, the first of each list, a work of each kind."""
    yield from PAGES.items()
    for name in ONE_OF:
        if path := first_link(site, f"{name}/", rf"/fr/({name}/(?!feed)[\w-]+/)\""):
            yield f"a {name.removesuffix('s')}".replace("a journal", "an issue").replace("a event", "an event"), path
    for kind in KINDS:
        if path := first_link(site, f"works/?kind={kind}", r"class=\"t[^>]*><a href=\"/fr/(works/[\w-]+/)\""):
            yield kind, path


def first_link(site: str, path: str, link: str) -> str:
    with urllib.request.urlopen(f"{site}/fr/{path}", timeout=60) as answer:
        found = re.search(link, answer.read().decode())
    return found[1] if found else ""


def views(site: str) -> Iterator[View]:
    only = set(filter(None, os.environ.get("ONLY", "").split(",")))
    for name, path in pages_of(site):
        for language in LANGUAGES:
            for saver in (False, True):
                if not only or name in only:
                    most = min(MOST.get(name, OTHERWISE), SAVING if saver else 1000)
                    yield View(f"{name}, {language}{', saving' if saver else ''}", f"/{language}/{path}", most, saver=saver)


def main(site: str) -> int:
    found = find_browser()
    if found is None:
        print("No Chromium was found; CHROMIUM names one.")
        return 2
    seen, over = list(views(site)), 0
    timed = [view for view in seen if view.name.partition(", ")[0] in TIMED] if os.environ.get("SLOW") else []
    with chromium(found) as browser:
        rows = chain(
            (row_of(browser, site, view) for view in seen),
            (paint_of(browser, site, view, line) for view in timed for line in LINES),
        )
        for row in rows:
            print(row["line"], flush=True)
            over += "OVER" in row["line"]
    print(f"{over} over." if over else "All within.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
