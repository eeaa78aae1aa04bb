"""The protocol of resumable uploads, as a client speaks it, with a call's question as the place they go to."""

import base64
import hashlib
import os
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import actions, disk
from participants.applications import actions as applications
from participants.applications.models import Application, Attachment
from tests.participants.applications.making import draft
from tests.participants.applications.tus import AT, PIECE, TUS, begun, create, head, patch, picture, said

pytestmark = pytest.mark.usefixtures("uploads_apart")


def test_server_says_what_it_can(client, db):
    answer = client.options(AT)
    assert (answer.status_code, answer.headers["Tus-Version"]) == (204, "1.0.0")
    assert set(answer.headers["Tus-Extension"].split(",")) >= {"creation", "expiration", "checksum", "termination"}
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256,md5"
    assert int(answer.headers["Tus-Max-Size"]) >= 2 * 2**30


def test_file_sent_in_pieces_becomes_an_attachment(owner, world):
    data = picture()
    at = begun(owner, world, data)
    assert patch(owner, at, data[:5000], 0).headers["Upload-Offset"] == "5000"
    found = head(owner, at)
    assert (found.headers["Upload-Offset"], found.headers["Upload-Length"]) == ("5000", str(len(data)))
    assert "no-store" in found.headers["Cache-Control"]
    assert "Upload-Expires" in found.headers
    last = patch(owner, at, data[5000:], 5000)
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(data)))
    attachment = Attachment.objects.get()
    assert (attachment.application.applicant, attachment.question) == (world.applicant, world.questions["picture"])
    stored = attachment.stored
    assert (stored.owner, stored.name, stored.content_type, stored.width) == (world.applicant, "essai.png", "image/png", 640)
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored.file.open().read() == data
    assert list(disk.folder().iterdir()) == []


def test_creation_may_carry_the_whole_file(owner, world):
    data = picture((8, 8))
    fields = {"filename": "a.png", "to": "answer", "call": world.call.slug, "question": world.questions["picture"].pk}
    headers = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": said(**fields)}
    answer = owner.post(AT, headers=headers, content_type=PIECE, data=data)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(data)))
    assert Attachment.objects.count() == 1


def test_visitor_begins_a_draft_with_a_file(client, world):
    data = picture()
    answer = create(client, world, data)
    application = Application.objects.get()
    assert (answer.status_code, answer.headers["X-Application"]) == (201, str(application.pk))
    at = answer.headers["Location"]
    assert head(Client(), at).status_code == 404
    assert patch(client, at, data, 0).status_code == 204
    assert Attachment.objects.get().application == application


def test_draft_that_gets_its_person_half_way_goes_on_elsewhere(client, world, enter):
    data = picture()
    at = begun(client, world, data)
    patch(client, at, data[:6000], 0)
    application = Application.objects.get()
    applications.claim(application, by=world.applicant, device=application.draft_token)
    assert head(client, at).status_code == 404
    elsewhere = enter(world.applicant)
    assert head(elsewhere, at).headers["Upload-Offset"] == "6000"
    assert patch(elsewhere, at, data[6000:], 6000).status_code == 204
    assert Attachment.objects.get().stored.owner == world.applicant


def test_upload_of_another_is_not_there(owner, world, enter):
    data = picture()
    at = begun(owner, world, data)
    for stranger in (Client(), enter(world.stranger), enter(world.coordinator)):
        assert head(stranger, at).status_code == 404
        assert patch(stranger, at, data, 0).status_code == 404
        assert stranger.delete(at, headers=TUS).status_code == 404
        assert stranger.get(at).status_code == 404
        assert create(stranger, world, data, application=Application.objects.get().pk).status_code == 404
    assert head(owner, at).headers["Upload-Offset"] == "0"
    assert head(owner, f"{AT}{'x' * 32}/").status_code == 404
    assert Application.objects.count() == 1


def test_protocol_is_asked_for(owner, world):
    data = picture()
    at = begun(owner, world, data)
    assert owner.head(at).status_code == 412
    assert owner.head(at, headers={"Tus-Resumable": "0.2.2"}).headers["Tus-Version"] == "1.0.0"
    assert owner.patch(at, data=data, content_type="text/plain", headers=TUS | {"Upload-Offset": "0"}).status_code == 415
    assert patch(owner, at, data[:10], 3).status_code == 409
    assert owner.patch(at, data=data, content_type=PIECE, headers=TUS).status_code == 400
    assert patch(owner, at, data, 0, **{"Upload-Offset": "-1"}).status_code == 400
    assert patch(owner, at, data + b"more", 0).status_code == 413
    assert owner.put(at, headers=TUS).status_code == 405
    assert head(owner, at).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "many"}, 400),
        ({"Upload-Length": ""}, 400),
        ({"Upload-Length": "٣"}, 400),
        ({"Upload-Metadata": "to !!!"}, 400),
        ({"Upload-Metadata": "to " + "A" * 5000}, 400),
        ({"Upload-Metadata": "to YW55d2hlcmU="}, 400),
        ({"Tus-Resumable": "2.0.0"}, 412),
    ],
)
def test_creation_that_makes_no_sense_is_refused(owner, world, headers, status):
    fields = said(filename="a.png", to="answer", call=world.call.slug, question=world.questions["picture"].pk)
    sent_headers = TUS | {"Upload-Length": "10", "Upload-Metadata": fields} | headers
    encoded = {name: value.encode().decode("latin-1") for name, value in sent_headers.items()}
    assert owner.post(AT, headers=encoded, content_type="application/x-none", data=b"").status_code == status
    assert Upload.objects.count() == 0


def test_method_may_hide_in_a_post(owner, world):
    data = picture((8, 8))
    at = begun(owner, world, data)
    hidden = TUS | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    assert owner.post(at, data=data, content_type=PIECE, headers=hidden).status_code == 204
    assert Attachment.objects.count() == 1


def test_other_site_cannot_send(owner, world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.applicant)
    data = picture((8, 8))
    assert create(strict, world, data).status_code == 403
    at = begun(owner, world, data)
    assert patch(strict, at, data, 0).status_code == 403
    assert strict.delete(at, headers=TUS).status_code == 403
    page = strict.get(f"/fr/calls/{world.call.slug}/apply/")
    token = page.context["csrf_token"]
    assert patch(strict, at, data, 0, **{"X-CSRFToken": str(token)}).status_code == 204


def test_piece_with_a_wrong_sum_is_dropped(owner, world):
    data = picture()
    at = begun(owner, world, data)
    patch(owner, at, data[:4000], 0)
    good = base64.b64encode(hashlib.sha1(data[4000:8000], usedforsecurity=False).digest()).decode()
    assert patch(owner, at, data[4000:7999] + b"x", 4000, **{"Upload-Checksum": f"sha1 {good}"}).status_code == 460
    assert head(owner, at).headers["Upload-Offset"] == "4000"
    assert patch(owner, at, data[4000:8000], 4000, **{"Upload-Checksum": "crc32 AAAA"}).status_code == 400
    assert patch(owner, at, data[4000:8000], 4000, **{"Upload-Checksum": f"sha1 {good}"}).headers["Upload-Offset"] == "8000"
    assert patch(owner, at, data[8000:], 8000).status_code == 204
    assert Attachment.objects.get().stored.sha256 == hashlib.sha256(data).hexdigest()


def test_bytes_of_a_sum_never_reached_do_not_count(owner, world):
    """What a server killed within a piece with a checksum leaves: its note of the verified length, and more bytes."""
    data = picture()
    at = begun(owner, world, data)
    patch(owner, at, data[:4000], 0)
    upload = Upload.objects.get()
    actions.checking(upload, 4000)
    with disk.place(upload.key).open("ab") as file:
        file.write(data[4000:6000])
    assert head(owner, at).headers["Upload-Offset"] == "4000"
    assert patch(owner, at, data[4000:], 4000).status_code == 204
    assert Attachment.objects.get().stored.sha256 == hashlib.sha256(data).hexdigest()


def test_repeated_last_piece_gives_the_same_attachment(owner, world):
    data = picture()
    at = begun(owner, world, data)
    patch(owner, at, data, 0)
    assert patch(owner, at, data, 0).status_code == 409
    assert head(owner, at).headers["Upload-Offset"] == str(len(data))
    assert owner.delete(at, headers=TUS).status_code == 403
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_whole_file_not_taken_is_taken_by_whoever_asks(owner, world):
    """The server died between the last byte and the row: HEAD, or the minute, makes up for it."""
    data = picture()
    for late in (lambda at: head(owner, at), lambda _at: actions.tidy()):
        at = begun(owner, world, data)
        disk.place(Upload.objects.get(taken=None).key).write_bytes(data)
        late(at)
        assert owner.get(at).json() == {"name": "essai.png", "done": len(data), "size": len(data), "taken": True, "refused": ""}
    assert Attachment.objects.count() == 2


def test_file_left_by_an_attempt_cut_short_is_replaced(owner, world):
    data = picture()
    at = begun(owner, world, data)
    upload = Upload.objects.get()
    kept = settings.MEDIA_ROOT / "private" / actions.place_of(upload)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"half of")
    patch(owner, at, data, 0)
    assert kept.read_bytes() == data


def test_removal_frees_the_bytes(owner, world):
    data = picture()
    at = begun(owner, world, data)
    patch(owner, at, data[:4000], 0)
    assert owner.delete(at, headers=TUS).status_code == 204
    assert head(owner, at).status_code == 404
    assert (Upload.objects.count(), list(disk.folder().iterdir())) == (0, [])


def test_upload_left_alone_expires(owner, world, time_machine):
    data = picture()
    at = begun(owner, world, data)
    patch(owner, at, data[:4000], 0)
    time_machine.move_to(timezone.now() + timedelta(hours=71))
    owner.force_login(world.applicant)
    assert patch(owner, at, data[4000:5000], 4000).status_code == 204  # and has 72 hours anew
    time_machine.move_to(timezone.now() + timedelta(hours=71))
    actions.tidy()
    assert head(owner, at).headers["Upload-Offset"] == "5000"
    time_machine.move_to(timezone.now() + timedelta(hours=73))
    assert head(owner, at).status_code == 410
    actions.tidy()
    assert head(owner, at).status_code == 404
    assert list(disk.folder().iterdir()) == []


def test_stray_bytes_are_swept(db):
    (disk.folder() / "nobody").write_bytes(b"x")
    actions.tidy()
    assert (disk.folder() / "nobody").exists()  # perhaps its row is on the way
    os.utime(disk.folder() / "nobody", (0, 0))
    actions.tidy()
    assert list(disk.folder().iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_second_sender_is_asked_to_wait(world, enter):
    draft(world)
    client = enter(world.applicant)
    data = picture()
    at = begun(client, world, data)
    held, done = threading.Event(), threading.Event()

    def first() -> None:
        with disk.held(Upload.objects.get().key):
            held.set()
            done.wait(20)
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    held.wait(20)
    assert patch(client, at, data, 0).status_code == 423
    done.set()
    thread.join()
    assert patch(client, at, data, 0).status_code == 204
