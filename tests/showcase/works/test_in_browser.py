"""Works in a real browser: the public pages within their bytes, files sent with their progress."""

import hashlib
import io

import brotli
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from incubator.files.content import LIMITS
from incubator.files.resumable import Terms, disk
from incubator.files.resumable import actions as uploads
from showcase.creators import actions as creators
from tests.fixtures.browser import DESKTOP, PHONE
from tests.showcase.making import project_of, published_work, work_of

MOST_BEFORE_PICTURES = 32_000


def signed_in(window, person, size=DESKTOP):
    client = Client()
    client.force_login(person)
    page = window(size)
    page.goto("/healthz")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url.removesuffix("/healthz")}
    page.context.add_cookies([cookie])
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize(("language", "theme"), [("fr", "light"), ("ar", "dark")])
def test_public_pages_are_accessible(size, language, theme, world, window, accessible, transactional_db):
    work = published_work(world, needs=[{"what": "funding"}])
    creator = creators.create(world.participant, by=world.participant)
    creators.switch(creator, True, by=world.participant)
    page = window(size, color_scheme=theme)
    for path in ("", "works/", f"works/{work.slug}/", "creators/", f"creators/{creator.slug}/", "journal/"):
        page.goto(f"/{language}/{path}")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_home_is_light_before_its_pictures(world, window, transactional_db):
    published_work(world)
    page, bodies = window(PHONE), []
    page.on("response", lambda answer: bodies.append((answer.request.resource_type, answer)))
    page.goto("/fr/", wait_until="load")
    sizes = {"font": 0, "other": 0}
    for kind, answer in bodies:
        if kind in ("document", "stylesheet", "script"):
            sizes["other"] += len(brotli.compress(answer.body(), quality=5 if kind == "document" else 11))
        elif kind == "font":
            sizes["font"] += len(answer.body())
    assert sizes["other"] + sizes["font"] <= MOST_BEFORE_PICTURES


def test_files_are_sent_with_progress_and_listed(world, window, accessible, transactional_db):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    page = signed_in(window, world.participant)
    page.goto(reverse("showcase:work_media", args=[work.slug]))
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#10143f").save(out, "JPEG")
    good = {"name": "night.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    bad = {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    page.set_input_files("input[type=file]", [good, bad])
    page.get_by_role("link", name="night.jpg").wait_for()
    page.locator(".sending[data-state=refused]", has_text="notes.jpg").wait_for()
    accessible(page)
    assert [place.asset.stored.name for place in work.work_assets.order_by("pk")][1:] == ["night.jpg"]


def test_half_sent_file_of_a_work_goes_on(world, window, accessible, transactional_db):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    page = signed_in(window, world.participant, PHONE)
    out = io.BytesIO()
    Image.effect_noise((1200, 1200), 90).convert("RGB").save(out, "PNG")
    data = out.getvalue()
    terms = Terms(f"work:{work.pk}", str(work.pk), LIMITS, world.participant)
    half = uploads.begin(terms, to="work", size=len(data), name="night.png")
    disk.place(half.key).write_bytes(data[:100_000])
    page.goto(reverse("showcase:work_media", args=[work.slug]))
    page.locator(".sending", has_text="night.png").wait_for()
    accessible(page)
    page.set_input_files("input[type=file]", {"name": "night.png", "mimeType": "image/png", "buffer": data})
    page.get_by_role("link", name="night.png").wait_for()
    assert page.locator(".sending").count() == 0
    stored = work.work_assets.order_by("pk").last().asset.stored
    assert (stored.upload.pk, stored.sha256) == (half.pk, hashlib.sha256(data).hexdigest())
