"""What is kept of a guest, how long, and how it goes: by the clock, by the desk, by the guest, by letter."""

import json
import zipfile
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from incubator.accounts import leaving
from incubator.audit.models import LogEntry
from incubator.outbox.models import Message
from showcase.screening import actions as screenings
from showcase.screening.models import Entry, Invitation, Viewing
from tests.showcase.making import project_of, work_of

LEA = "lea@festival.test"


@pytest.fixture
def work(world):
    return work_of(world.participant, project_of(world.participant, world.cohort))


@pytest.fixture
def guest(world, work):
    """Has accepted, watched, and has an address."""
    room = screenings.create(world.programme, by=world.editor, title="Jury 2026")
    screenings.answer(screenings.add(room, work, by=world.editor), True, by=world.participant)
    made = screenings.invite(room, by=world.editor, name="Lea Wanjiru", house="FESPACO", email=LEA, language="fr", days=7)
    screenings.accept(made)
    screenings.note_opened(made, work)
    screenings.note_opened(made, work)
    made.refresh_from_db()
    return made


def of(guest):
    guest.refresh_from_db()
    return guest.name, guest.house, guest.email, Viewing.objects.count()


def test_guest_is_erased_ninety_days_after_the_link_ended_and_not_before(guest):
    token, answers = guest.token, []
    for days in (96, 98):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            screenings.forget_late()
            answers.append(of(guest))
    assert answers == [("Lea Wanjiru", "FESPACO", LEA, 2), ("", "", "", 0)]
    assert (guest.accepted is not None, "Ne copiez" in guest.terms, guest.token == token) == (True, True, False)


def test_revoked_link_counts_from_its_revocation(world, guest):
    screenings.revoke(guest, by=world.editor)
    guest.refresh_from_db()
    with time_machine.travel(guest.kept_until + timedelta(minutes=1), tick=False):
        screenings.forget_late()
    assert (of(guest)[0], guest.kept_until - guest.revoked) == ("", timedelta(days=90))


def test_authors_keep_how_many_watched_and_no_more(world, enter, guest, work):
    screenings.forget(guest)
    screenings.forget(guest)
    page = enter(world.participant).get(reverse("showcase:my_screenings"))
    assert (Entry.objects.get().watched, page.context["viewings"], "Lea" in page.content.decode()) == (1, [], False)


def test_no_name_is_left_in_mails_and_the_ledger(guest):
    screenings.forget(guest)
    told = [str(one.context) + one.address for one in Message.objects.all()]
    lines = [entry.what + json.dumps(entry.detail) for entry in LogEntry.objects.all()]
    assert [text for text in told + lines if "Lea" in text or LEA in text] == []


def test_guest_reads_takes_along_and_erases_by_the_link(enter, guest, work):
    client, url = enter(), reverse("showcase:screening_kept", args=[guest.token])
    page = client.get(url)
    taken = client.get(url, {"as": "json"}).json()
    assert ("Lea Wanjiru" in page.content.decode(), "no-store" in page.headers["Cache-Control"]) == (True, True)
    assert (taken["email"], [one["work"] for one in taken["viewings"]], guest.token in str(taken)) == (
        LEA,
        [str(work.title)] * 2,
        False,
    )
    client.post(url)
    before = of(guest)[0]
    done = client.post(url, {"erase": "1"})
    after = [client.get(address).status_code for address in (url, guest.get_absolute_url())]
    assert (before, done.status_code, of(guest), after) == ("Lea Wanjiru", 200, ("", "", "", 0), [404, 404])


def test_page_of_what_is_kept_outlives_the_link(enter, guest):
    Invitation.objects.update(expires=timezone.now() - timedelta(days=1))
    answers = [
        enter().get(url).status_code for url in (reverse("showcase:screening_kept", args=[guest.token]), guest.get_absolute_url())
    ]
    assert answers == [200, 404]


def test_terms_say_how_long_and_lead_to_what_is_kept(world, enter, guest):
    other = screenings.invite(guest.screening, by=world.editor, name="Noé", language="fr", days=7)
    page = enter().get(other.get_absolute_url()).content.decode()
    assert ("90 jours" in page, reverse("showcase:screening_kept", args=[other.token]) in page) == (True, True)


def test_editor_erases_a_guest_who_asks(world, enter, guest):
    room = guest.screening
    slugs = [world.organisation.slug, world.programme.slug, room.pk]
    client, url = enter(world.editor), reverse("showcase:screening_forget", args=[*slugs, guest.pk])
    asked = client.get(url).status_code, of(guest)[0]
    client.post(url, {"sure": "yes"})
    page = client.get(reverse("showcase:desk_screening", args=slugs)).content.decode()
    assert (asked, of(guest)[0], "Lea Wanjiru" in page) == ((200, "Lea Wanjiru"), "", False)


def test_person_who_leaves_is_erased_as_a_guest_too(world, guest):
    world.applicant.email = LEA.upper()
    world.applicant.save()
    found = leaving.data_of(world.applicant)
    leaving.forget(world.applicant, by=None)
    assert (found["showcase.Invitation.email"][0]["name"], "token" in found["showcase.Invitation.email"][0]) == (
        "Lea Wanjiru",
        False,
    )
    assert (len(found["showcase.Viewing.invitation__email"]), of(guest)) == (2, ("", "", "", 0))


def test_letter_of_somebody_without_an_account(guest, tmp_path):
    call_command("export_person", LEA, out=tmp_path / "lea.zip", stdout=StringIO())
    with zipfile.ZipFile(tmp_path / "lea.zip") as packed:
        taken = json.loads(packed.read("data.json"))
    call_command("erase_person", LEA.upper(), "--yes", stdout=StringIO())
    assert (taken["showcase.Invitation.email"][0]["house"], of(guest)) == ("FESPACO", ("", "", "", 0))
    for command in (("export_person", LEA), ("erase_person", LEA, "--yes")):
        with pytest.raises(CommandError):
            call_command(*command, stdout=StringIO())
