"""Reminders: when, whom, once each, and how they stop."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from incubator.outbox.drain import drain
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.actions.reminding import days_before, stop_links
from participants.applications.models import Application
from participants.applications.wiring import claim_drafts
from programmes.calls import actions as calls
from tests.participants.applications.making import draft, sent
from tests.world import person

CLOSES = datetime(2030, 3, 14, 22, 59, tzinfo=UTC)  # 23:59 in Tunis


@pytest.fixture
def call(world):
    world.call.opens, world.call.closes = CLOSES - timedelta(days=30), CLOSES
    world.call.save()
    return world.call


def begun(world, by=None, **answers):
    """A draft of the first of March."""
    with time_machine.travel(datetime(2030, 3, 1, 10, tzinfo=UTC), tick=False):
        return draft(world, by=by, **answers)


def reminded(moment: datetime) -> int:
    with time_machine.travel(moment, tick=False):
        return applications.remind()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2030, 3, day, hour, minute, tzinfo=UTC)


def test_reminders_go_at_a_decent_hour_three_days_and_one_day_before(world, call):
    begun(world)
    hours = [at(day, hour, 30) for day in range(9, 15) for hour in range(24) if at(day, hour, 30) < CLOSES]
    went = [moment for moment in hours if reminded(moment)]
    assert went == [at(11, 8, 30), at(13, 8, 30)]  # half past nine in Tunis
    assert Message.objects.filter(kind="reminder_draft").count() == 2


@pytest.mark.parametrize(("zone", "hour"), [("America/Port-au-Prince", 13), ("Asia/Beirut", 7), ("Pacific/Auckland", 20)])
def test_the_hour_is_that_of_the_writer(world, call, zone, hour):
    world.applicant.time_zone = zone
    world.applicant.save()
    begun(world)
    moments = [at(10, hour) for hour in range(18, 24)] + [at(day, hour) for day in (11, 12) for hour in range(24)]
    first = next(moment for moment in moments if reminded(moment))
    assert first.hour == hour
    assert days_before(CLOSES, first, zone) == 3


def test_a_reminder_says_what_is_missing_and_leads_back(world, call):
    application = begun(world, idea=None, title=None)
    assert reminded(at(13, 9)) == 1
    message = Message.objects.get(kind="reminder_draft")
    assert message.link == f"/me/applications/{application.pk}/"
    assert "2 réponses" in message.text and "14 mars 2030, 23:59" in message.text
    assert reminded(at(13, 10)) == 0


def test_nobody_is_reminded_after_sending_or_while_writing_or_who_stopped(world, call):
    with time_machine.travel(at(1, 10), tick=False):
        draft(world, by=world.stranger)
        sent(world, by=world.stranger)
        quiet = draft(world, by=world.participant)
        applications.quieten(quiet)
        world.mentor.mail_reminders = False
        world.mentor.save()
        draft(world, by=world.mentor)
    with time_machine.travel(at(11, 9), tick=False):
        draft(world, by=world.applicant)
        assert applications.remind() == 0
    assert reminded(at(11, 11)) == 1
    assert Message.objects.get(kind="reminder_draft").person_id == world.applicant.pk


def test_a_moved_deadline_reminds_anew_without_a_flood(world, call):
    begun(world)
    assert (reminded(at(11, 9)), reminded(at(13, 9))) == (1, 1)
    call.closes = CLOSES + timedelta(days=1)
    call.save()
    assert reminded(at(13, 10)) == 0
    assert reminded(at(14, 10)) == 1
    call.closes = CLOSES + timedelta(days=14)
    call.save()
    assert reminded(at(25, 10)) == 1


def test_a_draft_left_with_an_address_alone_is_reminded_and_found_by_signing_in(world, call):
    with time_machine.travel(at(1, 10), tick=False):
        application = applications.begin(call, language="ar")
        applications.leave_address(application, "Nour@people.test", device=application.draft_token)
    assert reminded(at(11, 9)) == 1
    message = Message.objects.get(kind="reminder_draft")
    assert (message.person, message.address, message.language) == (None, "nour@people.test", "ar")
    world.stranger.emailaddress_set.create(email="nour@people.test", verified=False)
    claim_drafts(type("Request", (), {"COOKIES": {}})(), world.stranger)
    assert Application.objects.get(pk=application.pk).applicant is None
    world.stranger.emailaddress_set.filter(email="nour@people.test").update(verified=True)
    claim_drafts(type("Request", (), {"COOKIES": {}})(), world.stranger)
    assert Application.objects.get(pk=application.pk).applicant == world.stranger


def test_an_opening_is_reminded_of_too(world, call):
    with time_machine.travel(at(1, 10), tick=False):
        application = sent(world)
        section = world.questions["idea"].section_id
        applications.open_again(application, by=world.coordinator, why="more", sections=[section], text="?", closes=at(20, 22))
    assert [reminded(at(day, 9)) for day in (16, 17, 18, 19, 20, 21)] == [0, 1, 0, 1, 0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_however_many_drafts_are_reminded_in_as_many_queries(world, call, django_assert_num_queries, count):
    for name in ("Anouk", "Brahim", "Chiara")[:count]:
        begun(world, by=person(name))
    with time_machine.travel(at(11, 9), tick=False), django_assert_num_queries(15):
        assert applications.remind() == count


def test_the_mail_stops_by_its_link_and_by_its_header(world, call, enter):
    application = begun(world)
    with time_machine.travel(at(11, 9), tick=False):
        applications.remind()
        drain()
    letter = next(one for one in mail.outbox if one.to == [world.applicant.email])
    page, now = stop_links(application, "fr")
    assert letter.extra_headers["List-Unsubscribe"] == f"<{now}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert page in letter.body
    path = page.removeprefix(letter_site(page))
    client = enter()
    assert client.get(path).status_code == 200
    assert not Application.objects.get(pk=application.pk).quiet
    client.post(path, {"wish": "one"})
    assert Application.objects.get(pk=application.pk).quiet
    assert reminded(at(13, 9)) == 0
    client.post(path, {"wish": "again"})
    client.post(path, {"wish": "all"})
    world.applicant.refresh_from_db()
    assert not world.applicant.mail_reminders
    assert client.get(path[:-2] + "x/").status_code == 404


def letter_site(address: str) -> str:
    return address[: address.index("/", len("https://"))]


def test_a_mail_program_stops_them_with_one_post(world, call):
    application = begun(world)
    _page, now = stop_links(application, "fr")
    answer = Client(enforce_csrf_checks=True).post(now.removeprefix(letter_site(now)), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 204
    assert Application.objects.get(pk=application.pk).quiet


def passed(world, until, **given):
    """A draft with a late pass, begun on the first of March."""
    application = begun(world)
    with time_machine.travel(datetime(2030, 3, 1, 11, tzinfo=UTC), tick=False):
        late_pass = calls.give_pass(world.call, until, by=world.coordinator, **given)
    application.late_pass = late_pass
    application.save(update_fields=["late_pass"])
    return application


def test_a_late_pass_has_its_own_reminders(world, call):
    passed(world, datetime(2030, 3, 20, 22, 59, tzinfo=UTC), email=world.applicant.email)
    hours = [at(day, hour, 30) for day in range(9, 21) for hour in range(24)]
    assert [moment for moment in hours if reminded(moment)] == [at(17, 8, 30), at(19, 8, 30)]
    texts = Message.objects.filter(kind="reminder_draft").values_list("text", flat=True)
    assert ["20 mars 2030, 23:59" in text for text in texts] == [True, True]


def test_a_pass_taken_back_leaves_the_reminders_of_the_call(world, call):
    application = passed(world, datetime(2030, 3, 20, 22, 59, tzinfo=UTC), email=world.applicant.email)
    with time_machine.travel(at(9, 9), tick=False):
        calls.revoke_pass(application.late_pass, by=world.coordinator)
    hours = [at(day, hour, 30) for day in range(10, 21) for hour in range(24)]
    assert [moment for moment in hours if reminded(moment)] == [at(11, 8, 30), at(13, 8, 30)]
