"""Screening rooms: a personal link, terms, works their authors agreed to show, and what was seen."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from incubator.lib.errors import NotYours, Refused
from incubator.outbox.models import Message
from showcase.screening import actions as screenings
from showcase.screening.models import Entry, Invitation, Viewing
from showcase.works import actions as works
from tests.showcase.making import project_of, published_work, work_of


@pytest.fixture
def room(world):
    return screenings.create(world.programme, by=world.editor, title="Jury 2026")


@pytest.fixture
def draft(world):
    return work_of(world.participant, project_of(world.participant, world.cohort), title={"fr": "Les mains bleues"})


@pytest.fixture
def guest(world, room):
    return screenings.invite(room, by=world.editor, name="Lea Wanjiru", language="fr", days=7)


def agreed(world, room, draft):
    entry = screenings.add(room, draft, by=world.editor)
    return screenings.answer(entry, True, by=world.participant)


def test_author_is_asked_for_what_is_not_public_and_only_then(world, room, draft):
    screenings.add(room, draft, by=world.editor)
    screenings.add(room, published_work(world), by=world.editor)
    assert [(entry.shown, entry.waits) for entry in room.entries.with_shown()] == [(False, True), (True, False)]
    told = Message.objects.get(kind="screening_asked")
    assert (told.person, told.link) == (world.participant, "/fr/me/screenings/")


def test_work_that_is_taken_from_the_world_leaves_the_room_until_its_author_says_yes(world, enter, room, guest):
    work = published_work(world)
    entry = screenings.add(room, work, by=world.editor)
    screenings.accept(guest)
    url = reverse("showcase:screened", args=[guest.token, work.slug])
    answers = [enter().get(url).status_code]
    works.unpublish(work, by=world.editor)
    answers.append(enter().get(url).status_code)
    screenings.answer(entry, True, by=work.proposed_by)
    answers.append(enter().get(url).status_code)
    assert answers == [200, 404, 200]


def test_only_the_author_answers(world, room, draft):
    entry = screenings.add(room, draft, by=world.editor)
    with pytest.raises(NotYours):
        screenings.answer(entry, True, by=world.editor)


def test_nothing_is_shown_before_the_terms_are_accepted(world, enter, room, draft, guest):
    agreed(world, room, draft)
    client, one = enter(), reverse("showcase:screened", args=[guest.token, draft.slug])
    first = client.get(guest.get_absolute_url())
    before = (draft.slug in first.content.decode(), client.get(one).status_code, list(first.cookies))
    client.post(guest.get_absolute_url(), {"accept": "1"})
    room_page = client.get(guest.get_absolute_url())
    guest.refresh_from_db()
    assert before[:2] == (False, 302)
    assert "screening" not in before[2]
    assert (draft.slug in room_page.content.decode(), client.get(one).status_code, "Ne copiez" in guest.terms) == (
        True,
        200,
        True,
    )


def test_work_is_shown_only_with_its_authors_yes(world, enter, room, draft, guest):
    screenings.accept(guest)
    url = reverse("showcase:screened", args=[guest.token, draft.slug])
    entry = screenings.add(room, draft, by=world.editor)
    answers = [enter().get(url).status_code]
    for yes in (True, False):
        screenings.answer(entry, yes, by=world.participant)
        answers.append(enter().get(url).status_code)
    assert answers == [404, 200, 404]


def test_files_follow_the_link(world, enter, room, draft, guest):
    agreed(world, room, draft)
    file, client = draft.cover.renditions.get().file.url, enter()
    answers = [client.get(file).status_code]
    client.post(guest.get_absolute_url(), {"accept": "1"})
    client.get(guest.get_absolute_url())
    answers.append(client.get(file).status_code)
    screenings.revoke(guest, by=world.editor)
    answers.append(client.get(file).status_code)
    assert answers == [404, 200, 404]


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_link_that_ended_opens_nothing(end, world, enter, room, draft, guest):
    agreed(world, room, draft)
    screenings.accept(guest)
    if end == "revoked":
        screenings.revoke(guest, by=world.editor)
        screenings.revoke(guest, by=world.editor)
    else:
        Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    pages = [guest.get_absolute_url(), reverse("showcase:screened", args=[guest.token, draft.slug])]
    beacon = reverse("showcase:screening_played", args=[guest.token, draft.slug])
    assert [enter().get(page).status_code for page in pages] + [enter().post(beacon, {"percent": "50"}).status_code] == [404] * 3


def test_rooms_are_found_and_kept_by_nobody(world, enter, room, draft, guest):
    agreed(world, room, draft)
    screenings.accept(guest)
    answer = enter().get(reverse("showcase:screened", args=[guest.token, draft.slug]))
    assert ("noindex" in answer.headers["X-Robots-Tag"], "no-store" in answer.headers["Cache-Control"]) == (True, True)
    assert (answer.headers["Referrer-Policy"], "Lea Wanjiru" in answer.content.decode()) == ("no-referrer", True)
    assert guest.token not in enter().get("/sitemap-pages.xml").content.decode()


def test_report_says_who_watched_what_and_how_far(world, enter, room, draft, guest):
    agreed(world, room, draft)
    screenings.accept(guest)
    client, beacon = enter(), reverse("showcase:screening_played", args=[guest.token, draft.slug])
    client.get(reverse("showcase:screened", args=[guest.token, draft.slug]))
    for percent in ("30", "60", "40", "900", "x"):
        client.post(beacon, {"percent": percent})
    mine = enter(world.participant).get(reverse("showcase:my_screenings")).context["viewings"]
    others = enter(world.applicant).get(reverse("showcase:my_screenings")).context["viewings"]
    assert ([(one.invitation.name, one.work, one.furthest) for one in mine], others) == ([("Lea Wanjiru", draft, 60)], [])
    assert Viewing.objects.count() == 1


def test_guest_with_an_address_gets_the_link_by_mail_in_their_language(world, room):
    made = screenings.invite(room, by=world.editor, name="Lea", language="en", days=7, email="lea@festival.test")
    told = Message.objects.get(kind="screening_invitation")
    assert (told.address, told.link, told.in_app) == ("lea@festival.test", f"/en/screening/{made.token}/", False)


@pytest.mark.parametrize("days", [0, 181])
def test_link_is_good_for_a_while_only(days, world, room):
    with pytest.raises(Refused):
        screenings.invite(room, by=world.editor, name="Lea", language="fr", days=days)


def test_editor_opens_a_room_in_the_browser(world, enter, draft):
    client, slugs = enter(world.editor), [world.organisation.slug, world.programme.slug]
    client.post(reverse("showcase:desk_screenings", args=slugs), {"title": "Comité"})
    one = [*slugs, Entry.objects.count() or world.programme.screenings.get().pk]
    client.post(reverse("showcase:screening_works", args=one), {"add": draft.pk})
    wrong = client.post(reverse("showcase:screening_invite", args=one), {"name": "", "language": "fr", "days": "7"}).status_code
    client.post(reverse("showcase:screening_invite", args=one), {"name": "Lea", "language": "fr", "days": "7"})
    page = client.get(reverse("showcase:desk_screening", args=one)).content.decode()
    assert (wrong, Entry.objects.get().work, Invitation.objects.get().token in page) == (422, draft, True)


def test_author_answers_in_the_browser(world, enter, room, draft):
    entry = screenings.add(room, draft, by=world.editor)
    url = reverse("showcase:answer_screening", args=[entry.pk])
    assert enter(world.applicant).post(url, {"agrees": "1"}).status_code == 404
    enter(world.participant).post(url, {"agrees": "1"})
    assert Entry.objects.get().agreed is True
