"""The whole corpus of hostile files and names through every way a file comes in: taken safe or refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from incubator.files.models import StoredFile
from incubator.lib.errors import Refused
from participants.applications import actions as applications
from showcase.journal import actions as journal
from showcase.media import actions, captions
from showcase.media.models import Asset, Track
from showcase.media.states import Kind
from showcase.works.models import WorkAsset
from tests.participants.applications.making import draft
from tests.participants.applications.test_applying import page_of
from tests.participants.applications.tus import AT, TUS, patch, said
from tests.showcase.making import picture, project_of, work_of
from tests.showcase.media import hostile
from tests.world import World

Enter = Callable[..., Client]
Send = Callable[[str, bytes], bool]
"""Sends a file of this name; whether it was taken. Fails where the answer is neither that nor a sentence."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bool]]:
    """The files, and whether the first look at their bytes may already refuse them."""
    folder = tmp_path_factory.mktemp("corpus")
    found = {}
    for attack in hostile.ATTACKS:
        attack.make(folder / attack.name)
        found[attack.name] = ((folder / attack.name).read_bytes(), bool(attack.refused))
    return found


def sentence(answer: Any, name: str) -> None:
    """A page that says why, with an escaped name, and no trace of an accident."""
    assert answer.status_code in (200, 422), (name, answer.status_code)
    text = answer.content.decode()
    assert "alert" in text or "errorlist" in text or 'class="error' in text or "aria-invalid" in text, name
    assert "<script>Canary" not in text


def through_the_work(world: World, enter: Enter) -> Send:
    work, client = work_of(world.participant, project_of(world.participant, world.cohort)), enter(world.participant)
    page = reverse("showcase:work_media", args=[work.slug])

    def send(name: str, data: bytes) -> bool:
        before = WorkAsset.objects.count()
        answer = client.post(page, {"upload": SimpleUploadedFile(name, data)})
        if WorkAsset.objects.count() > before:
            assert answer.status_code == 302
            return True
        sentence(answer, name)
        return False

    return send


def through_pieces(world: World, enter: Enter) -> Send:
    work, client = work_of(world.participant, project_of(world.participant, world.cohort)), enter(world.participant)

    def send(name: str, data: bytes) -> bool:
        headers = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": said(filename=name, to="work", work=work.pk)}
        answer = client.post(AT, headers=headers, content_type="application/x-none", data=b"")
        if answer.status_code == 201:
            answer = patch(client, answer.headers["Location"], data, 0)
        before = answer.status_code
        assert before < 500, (name, before)
        if before == 204:
            return True
        assert answer.content.decode().strip(), name
        return False

    return send


def through_the_application(world: World, enter: Enter) -> Send:
    application, client = draft(world), enter(world.applicant)
    form, place = f"/fr/calls/{world.call.slug}/apply/", world.questions["picture"].pk

    def send(name: str, data: bytes) -> bool:
        for kept in application.attachments.all():
            applications.detach(kept, by=world.applicant)
        answer = client.post(form, {**page_of(client, form), f"q-{place}": SimpleUploadedFile(name, data)}, follow=True)
        if application.attachments.count():
            assert answer.status_code == 200
            return True
        sentence(answer, name)
        return False

    return send


def through_the_scan(world: World, enter: Enter) -> Send:
    application = applications.enter_on_paper(
        world.call, by=world.coordinator, name="Fatou", paper_date=date(2026, 3, 1), place="Sfax", language="fr", email="f@people.test"
    )  # fmt: skip

    def send(name: str, data: bytes) -> bool:
        try:
            applications.attach_scan(application, SimpleUploadedFile(name, data), by=world.coordinator)
        except Refused as why:
            assert str(why).endswith((".", "!")), name
            return False
        return True

    return send


def through_the_article(world: World, enter: Enter) -> Send:
    issue = journal.create_issue(world.programme, by=world.editor, title={"fr": "Écouter loin"})
    client = enter(world.editor)
    page = reverse("showcase:new_article", args=["atlas", "two-shores", issue.slug])

    def send(name: str, data: bytes) -> bool:
        before = Asset.objects.count()
        form = {"title_fr": "Studios", "kind": "article", "body_fr": "Une voix.", "upload": SimpleUploadedFile(name, data)}
        answer = client.post(page, form)
        if Asset.objects.count() > before:
            assert answer.status_code == 302
            return True
        sentence(answer, name)
        return False

    return send


def through_the_poster(world: World, enter: Enter) -> Send:
    film, client = picture(world.participant, kind=Kind.FILM), enter(world.participant)

    def send(name: str, data: bytes) -> bool:
        before = StoredFile.objects.count()
        answer = client.post(reverse("showcase:asset_poster", args=[film.pk]), {"upload": SimpleUploadedFile(name, data)})
        if StoredFile.objects.count() > before:
            return True
        sentence(answer, name)
        return False

    return send


def through_the_description(world: World, enter: Enter) -> Send:
    film, client = picture(world.participant, kind=Kind.FILM), enter(world.participant)

    def send(name: str, data: bytes) -> bool:
        before = Asset.objects.order_by("-pk").values_list("pk", flat=True)[0]
        answer = client.post(reverse("showcase:asset_description", args=[film.pk]), {"upload": SimpleUploadedFile(name, data)})
        if Asset.objects.order_by("-pk").values_list("pk", flat=True)[0] != before:
            return True
        sentence(answer, name)
        return False

    return send


def through_the_captions(world: World, enter: Enter) -> Send:
    film, client = picture(world.participant, kind=Kind.FILM), enter(world.participant)

    def send(name: str, data: bytes) -> bool:
        form = {"file": SimpleUploadedFile(name, data), "language": "fr", "kind": "subtitles"}
        answer = client.post(reverse("showcase:asset_captions", args=[film.pk]), form)
        if Track.objects.exists():
            return True
        sentence(answer, name)
        return False

    return send


DOORS = (
    through_the_work, through_pieces, through_the_application, through_the_scan, through_the_article, through_the_poster,
    through_the_description, through_the_captions,
)  # fmt: skip
TAKES = {
    "through_the_work": {"image", "video", "audio", "application"},
    "through_pieces": {"image", "video", "audio", "application"},
    "through_the_application": {"image"},
    "through_the_scan": {"image", "application"},
    "through_the_article": {"image"},
    "through_the_poster": {"image"},
    "through_the_description": {"audio"},
    "through_the_captions": set(),
}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_hostile_file_is_taken_safe_or_refused_with_a_sentence(
    door: Callable[[World, Enter], Send], corpus: dict[str, tuple[bytes, bool]], world: World, enter: Enter
) -> None:
    send = door(world, enter)
    taken = set()
    for name, (data, may_be_refused) in corpus.items():
        if send(name, data):
            taken.add(name)
        else:
            assert may_be_refused or TAKES[door.__name__] != TAKES["through_the_work"], name
    kinds = {one.content_type.partition("/")[0] for one in StoredFile.objects.exclude(name="boat.jpg")}
    assert kinds <= TAKES[door.__name__]
    assert not taken & {"script.svg", "archive.zip", "macro.docm", "eicar.txt", "playlist.mp4", "html-named.jpg", "png-30000.png"}


NAMES = (
    "../../etc/passwd", "..\\..\\x.png", "/etc/passwd", "a\u202egnp.exe", "CON", "nul.png", ".htaccess", "a\0b.png", "a" * 300 + ".png",
    "<img src=x onerror=alert(1)>.png", 'a"; filename="b.php', "a\r\nX-Evil: 1.png", "   ", "a.php.png", "=cmd|'/C calc'!A0.png",
    "e\u0301te\u0301.png", "بحر.png", "a.png\n", "a.png;.html", "%2e%2e%2fpasswd", "~", "a|b.png", "$(id).png", "-rf.png", "...",
)  # fmt: skip


@pytest.mark.parametrize("door", [through_the_work, through_pieces], ids=lambda door: door.__name__)
def test_hostile_name_reaches_no_disk_no_header_and_no_page(
    door: Callable[[World, Enter], Send], world: World, enter: Enter, tmp_path: Path
) -> None:
    send = door(world, enter)
    data = hostile.good_png()
    for name in NAMES:
        send(name, data)
    files = StoredFile.objects.filter(content_type="image/png")
    assert len(files) >= len(NAMES) - 3
    client = enter(world.participant)
    for stored in files:
        assert re.fullmatch(r"original/[0-9a-f]{2}/[0-9a-f]{32}", str(stored.file.name)), stored.file.name
        assert not re.search(r"[\x00-\x1f/\\\u202a-\u202e\u2066-\u2069]", stored.name), stored.name
        answer = client.get(stored.get_absolute_url() + "?download=1")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "\n" not in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    work = WorkAsset.objects.first()
    assert work is not None
    text = client.get(reverse("showcase:work_media", args=[work.work.slug])).content.decode()
    assert "<img src=x" not in text


@pytest.mark.parametrize("spare", [b"", b"\0" * 400, b"\xff" * 4000, b"<script>" * 4000, bytes(range(256)) * 40])
def test_bytes_of_any_kind_are_no_captions(spare: bytes) -> None:
    with pytest.raises(captions.NotCaptionsError):
        captions.read(captions.decoded(spare, "ar"))


def test_kind_is_found_in_the_bytes(world: World) -> None:
    """The name and the declared type are never believed."""
    upload = SimpleUploadedFile("film.mp4", hostile.good_png(), content_type="video/mp4")
    asset = actions.receive(upload, by=world.participant)
    assert (asset.kind, asset.stored.content_type) == (Kind.IMAGE, "image/png")
