"""Files of a form as a phone sends them: with progress, paused, cut, gone on with, removed."""

import hashlib
import re
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from incubator.files.models import StoredFile, Upload
from participants.applications.models import Application, Attachment
from tests.fixtures.browser import PHONE
from tests.fixtures.line import line_to

pytestmark = pytest.mark.usefixtures("uploads_apart")
FORM = "/fr/calls/call-for-ideas/apply/"
MOST = 16_000


def noise(size: int) -> bytes:
    """A picture of about `size` bytes that does not get smaller."""
    side = max(8, int((size / 3) ** 0.5))
    out = BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(out, "BMP")
    Image.frombytes("RGB", (side, side), out.getvalue()[-side * side * 3 :]).save(out := BytesIO(), "PNG", compress_level=0)
    return out.getvalue()


@pytest.fixture
def slow_file(tmp_path, world):
    """Large enough to be caught on its way; the question takes it."""
    question = world.questions["picture"]
    question.limits = {"kinds": ["image"], "files": 3, "mb": 40}
    question.save()
    path = tmp_path / "affiche.png"
    path.write_bytes(noise(9_000_000))
    return path


def throttled(page: Page, kilobytes: int) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    asked = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": kilobytes * 1000}
    line.send("Network.emulateNetworkConditions", asked)


def choose(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)


def row(page: Page):
    return page.locator(".files .sending")


def test_client_is_light_and_asked_for_with_the_first_file(world, window, transactional_db, slow_file):
    page, seen = window(PHONE), []
    page.on("request", lambda request: seen.append(request.url))
    page.goto(FORM)
    page.wait_for_timeout(300)
    assert [url for url in seen if "built/tus" in url] == []
    choose(page, slow_file)
    expect(page.locator(".files a")).to_have_text("affiche.png", timeout=20_000)
    assert len([url for url in seen if "built/tus" in url]) == 1
    assert len(brotli.compress((settings.BASE_DIR / "static/built/tus.js").read_bytes())) <= MOST


def test_file_is_paused_and_goes_on(world, window, accessible, transactional_db, slow_file):
    page = window(PHONE)
    page.goto(FORM)
    throttled(page, 1500)
    choose(page, slow_file)
    expect(row(page).locator(".said")).to_have_text(re.compile(r"[1-9][\d,]* (sur|de) 9 Mo", re.IGNORECASE), timeout=20_000)
    row(page).get_by_role("button", name="Pause").click()
    expect(row(page)).to_have_attribute("data-state", "paused")
    accessible(page)
    before = Upload.objects.get()
    page.wait_for_timeout(500)
    assert (before.taken, Attachment.objects.count()) == (None, 0)
    throttled(page, 100_000)
    row(page).get_by_role("button", name="Continuer").click()
    expect(page.locator(".files a")).to_have_text("affiche.png", timeout=20_000)
    assert StoredFile.objects.get().sha256 == hashlib.sha256(slow_file.read_bytes()).hexdigest()
    assert Upload.objects.get().pk == before.pk
    expect(row(page)).to_have_count(0)
    accessible(page)


def test_page_lists_what_is_half_sent_and_goes_on_with_the_same_file(world, window, accessible, transactional_db, slow_file):
    page = window(PHONE)
    page.goto(FORM)
    throttled(page, 1500)
    choose(page, slow_file)
    expect(row(page)).to_have_attribute("data-state", "sending")
    page.wait_for_timeout(2500)
    page.reload()
    expect(row(page).locator(".said")).to_contain_text("Choisissez", timeout=10_000)
    accessible(page)
    begun = Upload.objects.get()
    choose(page, slow_file)
    expect(page.locator(".files a")).to_have_text("affiche.png", timeout=30_000)
    expect(row(page)).to_have_count(0)
    assert [one.pk for one in Upload.objects.all()] == [begun.pk]
    assert StoredFile.objects.get().sha256 == hashlib.sha256(slow_file.read_bytes()).hexdigest()


def test_dead_line_is_said_and_it_goes_on_by_itself(world, chromium, live_server, transactional_db, slow_file):
    with line_to(live_server.thread.port, rate=1_500_000) as line:
        page = chromium.new_context(base_url=line.url, locale="fr", **PHONE).new_page()
        page.goto(FORM)
        choose(page, slow_file)
        expect(row(page)).to_have_attribute("data-state", "sending")
        page.wait_for_timeout(1500)
        line.cut()
        expect(row(page)).to_have_attribute("data-state", "stalled", timeout=20_000)
        expect(row(page).locator(".said")).to_contain_text("La connexion est perdue")
        line.mend()
        expect(page.locator(".files a")).to_have_text("affiche.png", timeout=60_000)
        page.context.close()
    assert StoredFile.objects.get().sha256 == hashlib.sha256(slow_file.read_bytes()).hexdigest()
    assert Upload.objects.count() == 1


def test_removal_half_way_frees_the_bytes(world, window, transactional_db, slow_file):
    page = window(PHONE)
    page.goto(FORM)
    throttled(page, 800)
    choose(page, slow_file)
    expect(row(page)).to_have_attribute("data-state", "sending")
    page.wait_for_timeout(1000)
    row(page).get_by_role("button", name="Retirer").click()
    expect(row(page)).to_have_count(0)
    page.wait_for_timeout(300)
    assert Upload.objects.count() == 0
    assert [one for one in (Path(settings.DATA_DIR) / "uploads").iterdir() if one.stat().st_size] == []


def test_refused_file_says_why_and_the_next_one_goes(world, window, accessible, transactional_db, tmp_path, slow_file):
    page = window(PHONE)
    page.goto(FORM)
    wrong = tmp_path / "page.png"
    wrong.write_bytes(b"<html>" * 2000)
    choose(page, wrong)
    expect(row(page)).to_have_attribute("data-state", "refused", timeout=10_000)
    expect(row(page).locator(".said")).to_contain_text("page.png")
    accessible(page)
    row(page).get_by_role("button", name="Retirer").click()
    choose(page, slow_file)
    expect(page.locator(".files a")).to_have_text("affiche.png", timeout=20_000)
    assert (Attachment.objects.count(), Application.objects.count()) == (1, 1)


def test_typing_and_a_first_file_begin_one_draft(world, window, transactional_db, slow_file):
    page = window(PHONE)
    page.goto(FORM)
    throttled(page, 3000)
    page.locator(f"[name=q-{world.questions['title'].pk}]").fill("Fil à fil")
    choose(page, slow_file)
    page.locator(f"[name=q-{world.questions['name'].pk}]").fill("Awa")
    expect(page.locator(".files a")).to_have_text("affiche.png", timeout=20_000)
    expect(page.locator("#saved")).to_have_class("saved kept", timeout=8000)
    assert Application.objects.count() == 1
    assert Attachment.objects.get().application.answers.count() == 2
