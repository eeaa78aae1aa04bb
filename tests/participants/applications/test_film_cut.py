"""A film of 60 MB from a phone to the dossier, on a line and a server that do not last: byte for byte."""

import hashlib
import os
import subprocess
import time
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import disk
from participants.applications.models import Application, Attachment
from tests.fixtures.browser import PHONE
from tests.fixtures.line import line_to
from tests.participants.applications.making import draft

FORM = "/fr/calls/call-for-ideas/apply/"
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
SIZE = 60_000_000


@pytest.fixture
def film(world, tmp_path) -> Path:
    """What looks like a film to the last byte; the question takes one of up to 2 GB."""
    question = world.questions["picture"]
    question.limits = {"kinds": ["film"], "files": 1, "mb": 2000}
    question.save()
    path = tmp_path / "veillée.mp4"
    path.write_bytes(FILM + os.urandom(SIZE - len(FILM)))
    return path


def digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def phone(browser: Browser, url: str, person: object = None) -> Page:
    """A browser profile of its own, signed in where a person is named."""
    context = browser.new_context(base_url=url, locale="fr", **PHONE)
    if person is not None:
        client = Client()
        client.force_login(person)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    page = context.new_page()
    page.goto(FORM)
    return page


def choose(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)


def arrived() -> int:
    upload = Upload.objects.filter(taken=None).first()
    return disk.size(upload.key) if upload else 0


def wait_for(bytes_here: int, patience: float = 90) -> int:
    until = time.monotonic() + patience
    while (here := arrived()) < bytes_here:
        assert time.monotonic() < until, f"{here} of {bytes_here} bytes came within {patience} s"
        time.sleep(0.05)
    return here


def finished(page: Page, film: Path) -> None:
    expect(page.locator(".files a")).to_have_text("veillée.mp4", timeout=150_000)
    stored = Attachment.objects.get().stored
    assert (stored.size, stored.sha256) == (SIZE, digest(film))
    assert digest(Path(stored.file.path)) == digest(film)
    assert (Upload.objects.count(), StoredFile.objects.count()) == (1, 1)


@pytest.mark.slow
def test_film_cut_three_times_goes_on_in_a_second_profile(world, chromium, live_server, transactional_db, film):
    draft(world)
    with line_to(live_server.thread.port, rate=12_000_000) as line:
        first = phone(chromium, line.url, world.applicant)
        choose(first, film)
        for part in (8_000_000, 18_000_000):
            wait_for(part)
            line.cut()
            expect(first.locator(".sending")).to_have_attribute("data-state", "stalled", timeout=30_000)
            before = arrived()
            line.mend()
            wait_for(before + 1)
        wait_for(28_000_000)
        line.cut()
        first.close()  # the tab is closed while the line is dead
        first.context.close()
        line.mend()
        before = arrived()
        second = phone(chromium, line.url, world.applicant)
        expect(second.locator(".sending")).to_contain_text("veillée.mp4")
        passed = line.passed
        choose(second, film)
        finished(second, film)
        # what had arrived was not sent again
        assert line.passed - passed < SIZE - before + 6_000_000
        second.context.close()
    assert Application.objects.count() == 1


@pytest.mark.slow
def test_server_killed_while_a_film_is_on_its_way(world, chromium, server, film):
    draft(world)
    web = server()
    with line_to(web.port, rate=12_000_000) as line:
        page = phone(chromium, line.url, world.applicant)
        choose(page, film)
        for part in (10_000_000, 25_000_000):
            before = wait_for(part)
            web.kill()
            assert arrived() >= before
            web.start()
        finished(page, film)
        assert web.memory() < 300_000_000
        page.context.close()


@pytest.fixture
def small_disk():
    """48 MB for uploads alone, with 20 of them taken by something else: remove `ballast`, and there is room again."""
    place = disk.folder()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", place], check=False).returncode:
        pytest.skip("a small disk of one's own takes the rights to mount it")
    (place / "ballast").write_bytes(b"x" * 20_000_000)
    yield place
    subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.slow
def test_full_disk_is_said_in_the_page_and_it_goes_on(world, chromium, server, film, small_disk):
    draft(world)
    film.write_bytes(FILM + os.urandom(40_000_000 - len(FILM)))
    web = server(UPLOADS_LEAVE_FREE="0")
    (small_disk / "ballast").unlink()
    with line_to(web.port, rate=12_000_000) as line:
        page = phone(chromium, line.url, world.applicant)
        choose(page, film)
        wait_for(5_000_000)
        (small_disk / "ballast").write_bytes(b"x" * 20_000_000)
        expect(page.locator(".sending .said")).to_contain_text("n’a plus de place", timeout=60_000)
        assert arrived() > 20_000_000
        (small_disk / "ballast").unlink()
        expect(page.locator(".files a")).to_have_text("veillée.mp4", timeout=120_000)
        page.context.close()
    stored = Attachment.objects.get().stored
    assert digest(Path(stored.file.path)) == digest(film) == stored.sha256
