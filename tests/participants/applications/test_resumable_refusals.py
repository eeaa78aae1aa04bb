"""What resumable uploads refuse: hostile names and kinds, too much, too late."""

import hashlib
import os
import resource
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from incubator.access import stamps
from incubator.accounts.erasure import rules
from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import actions, disk, views
from participants.applications import actions as applications
from participants.applications.models import Application, Attachment
from tests.participants.applications.making import sent
from tests.participants.applications.tus import AT, TUS, begun, create, head, patch, picture, said

pytestmark = pytest.mark.usefixtures("uploads_apart")


def test_wrong_kind_is_told_after_the_first_bytes(owner, world):
    at = begun(owner, world, b"<html>" + b"x" * 20_000)
    answer = patch(owner, at, b"<html>" + b"x" * 5_000, 0)
    assert answer.status_code == 422
    assert "essai.png" in answer.json()["refused"]
    assert head(owner, at).headers["Upload-Offset"] == "20006"
    assert owner.get(at).json()["refused"] == answer.json()["refused"]
    assert (Attachment.objects.count(), list(disk.folder().iterdir())) == (0, [])


def test_broken_content_is_told_after_the_last_byte_and_the_rest_is_kept(owner, world):
    good, bad = picture(), b"\x89PNG\r\n\x1a\n" + b"\0" * 9_000
    patch(owner, begun(owner, world, good), good, 0)
    at = begun(owner, world, bad)
    assert patch(owner, at, bad[:5_000], 0).status_code == 204
    answer = patch(owner, at, bad[5_000:], 5_000)
    assert (answer.status_code, "essai.png" in answer.json()["refused"]) == (422, True)
    assert patch(owner, at, bad[5_000:], 5_000).json() == answer.json()
    assert [one.stored.size for one in Attachment.objects.all()] == [len(good)]
    assert list(disk.folder().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("film \u202egpj.exe", "film gpj.exe"),
        ("<script>alert(1)</script>.png", "script_.png"),
        ("a" * 300 + ".png", "a" * 96 + ".png"),
        ("", "file"),
        ("\x00\r\nSet-Cookie: x", "Set-Cookie_ x"),
    ],
)
def test_hostile_name_is_only_shown(owner, world, name, shown):
    data = picture((8, 8))
    at = create(owner, world, data, name=name).headers["Location"]
    assert patch(owner, at, data, 0).status_code == 204
    assert StoredFile.objects.get().name == shown
    assert "/" not in StoredFile.objects.get().file.name.removeprefix("answer/")[3:]


def test_too_large_is_told_before_a_byte_moves(owner, world):
    fields = said(filename="f.png", to="answer", call=world.call.slug, question=world.questions["picture"].pk)
    answer = owner.post(AT, headers=TUS | {"Upload-Length": "20000001", "Upload-Metadata": fields}, content_type="a/b", data=b"")
    assert (answer.status_code, "20" in answer.json()["refused"]) == (413, True)


def test_room_of_the_question_is_held_to_the_end(owner, world):
    """Three fit. A fourth is told so at its beginning; one begun earlier is told so at its end."""
    data = picture((8, 8))
    late = begun(owner, world, data)
    for _ in range(3):
        assert patch(owner, begun(owner, world, data), data, 0).status_code == 204
    assert create(owner, world, data).status_code == 422
    assert patch(owner, late, data, 0).status_code == 422
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (3, 3)
    private = settings.MEDIA_ROOT / "private" / actions.place_of(Upload.objects.exclude(refusal="").get())
    assert not private.exists()


def test_half_sent_files_have_a_bound(owner, world, settings):
    data = picture((8, 8))
    settings.UPLOADS_MOST_UNFINISHED = len(data) * 2
    for _ in range(2):
        begun(owner, world, data)
    assert create(owner, world, data).status_code == 422


def test_full_disk_is_told_before_a_byte_moves(owner, world, settings):
    found = os.statvfs(disk.folder())
    settings.UPLOADS_LEAVE_FREE = found.f_blocks * found.f_frsize
    world.questions["picture"].limits = {"kinds": ["film"], "files": 1, "mb": 10**9}
    world.questions["picture"].save()
    fields = said(filename="f.mp4", to="answer", call=world.call.slug, question=world.questions["picture"].pk)
    settings.UPLOADS_MOST_UNFINISHED = 10**15
    length = str(found.f_bavail * found.f_frsize)
    answer = owner.post(AT, headers=TUS | {"Upload-Length": length, "Upload-Metadata": fields}, content_type="a/b", data=b"")
    assert answer.status_code == 507


def test_deadline_holds_for_a_file_on_its_way(owner, world):
    data = picture()
    at = begun(owner, world, data)
    patch(owner, at, data[:5000], 0)
    world.call.closes = timezone.now() - timedelta(days=1)
    world.call.save()
    answer = patch(owner, at, data[5000:], 5000)
    assert answer.status_code == 422
    assert answer.json()["refused"]
    assert create(owner, world, data).status_code in (404, 422)


def test_sent_application_takes_no_file_where_it_may_not_change(world, enter):
    sent(world)
    world.call.edit_after_submit = False
    world.call.save()
    application = Application.objects.get()
    answer = create(enter(world.applicant), world, picture(), application=application.pk)
    assert answer.status_code == 422


def test_unknown_question_or_call_is_not_there(owner, world):
    data = picture((8, 8))
    assert create(owner, world, data, question="title").status_code == 404
    world.questions["picture"].retired = True
    world.questions["picture"].save()
    stamps.touch()  # as every action on a public form does
    assert create(owner, world, data).status_code == 404


def test_what_a_person_sends_goes_with_them(owner, world):
    begun(owner, world, picture())
    for one in rules():
        if one.label == "incubator.Upload":
            one.erase(one.rows(world.applicant))
    assert Upload.objects.count() == 0


def test_file_of_an_opened_section_waits_beside_what_was_sent(world, enter):
    application = sent(world)
    section = world.questions["idea"].section_id
    closes = timezone.now() + timedelta(days=3)
    opening = applications.open_again(
        application, by=world.coordinator, why="more", closes=closes, sections=[section], text="Une image ?"
    )
    client, data = enter(world.applicant), picture()
    assert create(enter(world.stranger), world, data, to="opening", application=application.pk).status_code == 404
    assert create(Client(), world, data, to="opening", application=application.pk).status_code == 404
    assert create(client, world, data, to="opening", application="x").status_code == 404
    at = create(client, world, data, to="opening", application=application.pk).headers["Location"]
    assert head(enter(world.coordinator), at).status_code == 404
    assert head(Client(), at).status_code == 404
    patch(client, at, data[:5000], 0)
    page = client.get(f"/fr/me/applications/{application.pk}/more/").content.decode()
    assert 'data-to="opening"' in page
    assert page.count("data-upload=") == 1
    assert patch(client, at, data[5000:], 5000).status_code == 204
    assert [one.stored.size for one in opening.files.all()] == [len(data)]
    assert Attachment.objects.count() == 0
    late = create(client, world, data, to="opening", application=application.pk).headers["Location"]
    applications.close_opening(opening, by=world.coordinator)
    assert patch(client, late, data, 0).status_code == 422
    assert opening.files.count() == 1


def test_half_sent_file_is_removed_without_script(owner, world):
    begun(owner, world, picture())
    application = Application.objects.get()
    fields = {"application": application.pk, "versions": "", "drop": Upload.objects.get().key, "to": "s-1"}
    assert owner.post(f"/fr/calls/{world.call.slug}/apply/", fields).status_code == 302
    assert (Upload.objects.count(), list(disk.folder().iterdir())) == (0, [])


def test_page_is_told_what_became_of_a_file(owner, world):
    bad = b"\x89PNG\r\n\x1a\n" + b"\0" * 9_000
    at = begun(owner, world, bad)
    disk.place(Upload.objects.get().key).write_bytes(bad)  # arrived, and its server died
    fields = {
        "application": Application.objects.get().pk,
        "question": world.questions["picture"].pk,
        "finished": at.split("/")[-2],
    }
    answer = owner.post(f"/fr/calls/{world.call.slug}/apply/files/", fields)
    assert (answer.status_code, Upload.objects.get().refusal in answer.content.decode()) == (409, True)


def test_full_disk_keeps_what_came_and_goes_on_when_there_is_room(owner, world):
    """The disk is as full as the process may write: what came up to there stands, and nothing of it is sent twice."""
    world.questions["picture"].limits = {"kinds": ["film"], "files": 1, "mb": 2000}
    world.questions["picture"].save()
    data = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + os.urandom(40_000_000)
    at, room = begun(owner, world, data), 33_000_000
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        answer = patch(owner, at, data, 0)
        again = patch(owner, at, data[room:], room)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (answer.status_code, again.status_code) == (507, 507)
    assert "gardé" in answer.json()["refused"]
    assert head(owner, at).headers["Upload-Offset"] == str(room)
    assert patch(owner, at, data[room:], room).status_code == 204
    assert Attachment.objects.get().stored.sha256 == hashlib.sha256(data).hexdigest()


def test_pages_keep_threads_while_many_send(owner, world):
    data = picture((8, 8))
    at = begun(owner, world, data)
    for _ in range(max(1, settings.UPLOADS_AT_ONCE)):
        views._bodies.acquire()
    try:
        answer = patch(owner, at, data, 0)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert head(owner, at).status_code == 200
    finally:
        for _ in range(max(1, settings.UPLOADS_AT_ONCE)):
            views._bodies.release()
    assert patch(owner, at, data, 0).status_code == 204
