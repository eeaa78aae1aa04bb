"""Exports made by a job: what stands in them, who may have them, what happens when the work is cut short."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook

from incubator.files.models import StoredFile
from incubator.organisations.models import Membership
from incubator.outbox import errands
from incubator.outbox.models import Errand
from participants.applications import actions as applications
from participants.applications import desk_errands
from participants.applications.states import ExportState
from tests.participants.applications.making import png, sent
from tests.world import person

LIST = "/fr/desk/atlas/two-shores/one/applications/"


@pytest.fixture
def two(world):
    found = []
    for name, title, country in (("Awa/Diop", "=1+1", "SN"), ("Wanjiru Kamau", "Matatu", "KE")):
        who = person(name, language="fr")
        found.append(sent(world, by=who, name=name, title=title, country=country))
    for number in range(2):
        applications.attach(found[0], world.questions["picture"], png("affiche.png", (8 + number, 8)), by=found[0].applicant)
    applications.attach(found[1], world.questions["picture"], png("Affiche.png"), by=found[1].applicant)
    return found


def asked(world, kind, query=""):
    return applications.request_export(world.call, by=world.coordinator, kind=kind, query=query, language="fr")


def run(export):
    errands.run("default")
    export.refresh_from_db()
    return export


def fetched(export, who, enter):
    answer = enter(who).get(f"{LIST}exports/{export.pk}/file/")
    return b"".join(answer.streaming_content) if answer.streaming else answer.status_code


def test_workbook_holds_the_list_and_no_formula(two, world, enter):
    export = run(asked(world, "xlsx", "sort=title"))
    assert (export.state, export.done, export.total, export.attempts) == (ExportState.READY, 2, 2, 1)
    sheet = load_workbook(io.BytesIO(fetched(export, world.coordinator, enter))).active
    rows = list(sheet.iter_rows(values_only=True))
    title = rows[0].index("title")
    assert [row[title] for row in rows[1:]] == ["'=1+1", "Matatu"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_archive_has_a_folder_for_each_and_no_two_names_alike(two, world, enter):
    export = run(asked(world, "zip"))
    archive = zipfile.ZipFile(io.BytesIO(fetched(export, world.coordinator, enter)))
    first, second = two[0].reference, two[1].reference
    assert sorted(archive.namelist()) == sorted(
        [f"{first} Awa-Diop/affiche.png", f"{first} Awa-Diop/affiche (2).png", f"{second} Wanjiru Kamau/Affiche.png"]
    )
    assert (archive.testzip(), {info.compress_type for info in archive.infolist()}) == (None, {zipfile.ZIP_STORED})


def test_only_what_the_list_shows(two, world, enter):
    archive = zipfile.ZipFile(io.BytesIO(fetched(run(asked(world, "zip", "country=KE")), world.coordinator, enter)))
    assert archive.namelist() == [f"{two[1].reference} Wanjiru Kamau/Affiche.png"]


def test_file_gone_from_the_disk_is_named(two, world, enter):
    Path(StoredFile.objects.get(name="Affiche.png").file.path).unlink()
    archive = zipfile.ZipFile(io.BytesIO(fetched(run(asked(world, "zip", "country=KE")), world.coordinator, enter)))
    assert archive.namelist() == ["!.txt"]
    assert f"{two[1].reference} Wanjiru Kamau/Affiche.png" in archive.read("!.txt").decode()


def test_export_is_for_who_asked_and_only_while_they_coordinate(two, world, enter):
    export = run(asked(world, "zip"))
    assert [fetched(export, who, enter) for who in (world.owner, world.reviewer, world.elsewhere, two[0].applicant)] == [404] * 4
    assert enter(world.coordinator).get(export.stored.get_absolute_url()).status_code == 404
    Membership.objects.filter(person=world.coordinator).delete()
    assert fetched(export, world.coordinator, enter) == 404


def test_who_left_before_the_work_began_gets_nothing(two, world):
    export = asked(world, "xlsx")
    Membership.objects.filter(person=world.coordinator).delete()
    assert (run(export).state, export.stored) == (ExportState.CANCELLED, None)


def test_pressed_twice_is_asked_once(two, world):
    assert asked(world, "zip").pk == asked(world, "zip").pk
    assert Errand.objects.filter(kind="applications.export").count() == 1


def test_cancelled_work_stops_and_leaves_nothing(two, world):
    export = applications.take_export(asked(world, "zip"))
    applications.cancel_export(export, by=world.coordinator)
    with pytest.raises(desk_errands.Stopped):
        desk_errands._make(export)
    run(export)
    assert (export.state, StoredFile.objects.filter(purpose="export").count()) == (ExportState.CANCELLED, 0)
    applications.tend_exports()
    assert (applications.part_of(export).exists(), Errand.objects.get(kind="applications.export").state) == (False, "sent")


def test_work_of_a_dead_worker_begins_anew(two, world, enter):
    export = applications.take_export(asked(world, "xlsx"))
    part = applications.part_of(export)
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"half")
    Errand.objects.update(state="sent")
    assert applications.take_export(export) is None  # another worker is at it
    applications.tend_exports()
    assert (part.exists(), run(export).state) == (True, ExportState.RUNNING)
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        applications.tend_exports()
        run(export)
        applications.tend_exports()
    assert (export.state, export.attempts, part.exists()) == (ExportState.READY, 2, False)


def test_worker_taken_for_dead_cannot_finish(two, world):
    slow = applications.take_export(asked(world, "xlsx"))
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        assert applications.take_export(slow).attempts == 2
    assert applications.hear_of_export(slow, done=1, total=2) is False


def test_one_at_a_time_and_the_next_follows(two, world):
    first, second = asked(world, "xlsx"), asked(world, "zip")
    taken = applications.take_export(first)
    assert applications.take_export(second) is None
    applications.cancel_export(taken, by=world.coordinator)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        applications.tend_exports()
        assert run(second).state == ExportState.READY


def test_trouble_is_tried_again_and_then_said(two, world, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    export = asked(world, "xlsx")
    for attempt in (1, 2, 3):  # where the file should grow stands something else
        (tmp_path / "exports" / f"{export.pk}-{attempt}.part").mkdir(parents=True)
    for hours in range(4):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
            Errand.objects.filter(state="failed").update(next_at=timezone.now())
            run(export)
    assert (export.state, export.attempts, bool(export.reason)) == (ExportState.FAILED, 3, True)


def test_no_room_is_said_before_anything_is_written(two, world):
    StoredFile.objects.update(size=10**15)
    export = run(asked(world, "zip"))
    assert (export.state, "serveur" in export.reason) == (ExportState.FAILED, True)


def test_file_goes_after_three_days(two, world, enter):
    export = run(asked(world, "xlsx"))
    path = Path(export.stored.file.path)
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1), tick=False):
        applications.tend_exports()
    export.refresh_from_db()
    assert (export.state, export.stored, StoredFile.objects.filter(purpose="export").exists()) == (
        ExportState.EXPIRED,
        None,
        False,
    )
    assert (path.exists(), fetched(export, world.coordinator, enter)) == (True, 302)  # its bytes go as the transaction ends


def test_leftovers_of_no_export_are_swept(world, settings):
    left = settings.DATA_DIR / "exports" / "999999-1.part"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half")
    applications.tend_exports()
    assert not left.exists()


def test_page_follows_the_work(two, world, enter):
    client = enter(world.coordinator)
    page = client.post(f"{LIST}exports/make/", {"kind": "xlsx", "query": "country=KE", "call": world.call.slug}, follow=True)
    row = page.context["rows"][0]
    assert (page.context["number"], bool(row["poll"]), row["fetch"]) == (1, True, "")
    run(row["export"])
    answer = client.get(row["poll"], headers={"HX-Request": "true"})
    assert (b"hx-get" in answer.content, b"/file/" in answer.content) == (False, True)
    assert client.post(f"{LIST}exports/make/", {"kind": "exe", "query": ""}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_one_and_three(rows, world, enter, django_assert_num_queries):
    for number in range(rows):
        run(asked(world, "xlsx", f"q={number}"))
    client = enter(world.coordinator)
    with django_assert_num_queries(10):
        client.get(f"{LIST}exports/")
