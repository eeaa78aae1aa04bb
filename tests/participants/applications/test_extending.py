"""Who is told of a later deadline, once and in their words."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from incubator.lib.errors import Refused
from incubator.outbox import errands
from incubator.outbox.models import Errand, Message
from participants.applications import actions as applications
from participants.applications.actions import extending, moving
from participants.applications.models import Application
from participants.applications.states import State
from participants.applications.subscribers import deadline_extended
from programmes.calls import actions as calls
from tests.participants.applications.making import draft, sent
from tests.world import person


def extended(world, days=3):
    world.call.refresh_from_db()
    world.call = calls.extend(world.call, world.call.closes + timedelta(days=days), by=world.coordinator)
    errands.run("default")
    return world.call


def told():
    return sorted(Message.objects.filter(kind="application_extended").values_list("address", flat=True))


def test_who_wrote_without_sending_is_told_and_who_sent_is_not(world):
    draft(world)
    draft(world)  # two drafts are one person
    draft(world, by=world.mentor)
    sent(world, by=world.stranger)
    Application.objects.filter(pk=draft(world, by=world.participant).pk).update(state=State.WITHDRAWN)
    assert applications.writers_of(world.call) == 2
    extended(world)
    assert told() == ["awa@people.test", "mariam@people.test"]


def test_second_draft_of_who_has_sent_is_not_told(world):
    world.call.limit_per_person = 2
    world.call.save()
    sent(world)
    draft(world)
    assert applications.writers_of(world.call) == 0
    extended(world)
    assert told() == []


def test_mail_is_in_the_readers_language_and_zone(world):
    world.applicant.language, world.applicant.time_zone = "en", "America/Lima"
    world.applicant.save()
    draft(world)
    extended(world)
    message = Message.objects.get(kind="application_extended")
    assert (message.language, "Tunis time" in message.text, "Lima time" in message.text) == ("en", True, True)
    assert (message.link, "Fil à fil" in message.text) == (f"/me/applications/{Application.objects.get().pk}/", True)


def test_draft_put_away_is_a_draft_again_and_its_person_is_told(world):
    application = draft(world)
    with time_machine.travel(world.call.accepts_until + timedelta(minutes=1), tick=False):
        applications.expire_drafts()
        extended(world)
        application.refresh_from_db()
        assert (application.state, told()) == (State.DRAFT, ["awa@people.test"])
        assert applications.submit(application, by=world.applicant).state == State.SUBMITTED


def test_draft_left_with_an_address_is_told_there(world):
    left = applications.begin(world.call, language="ar")
    applications.leave_address(left, "Neuve@people.test", device=left.draft_token)
    nobody = applications.begin(world.call, language="fr")
    assert (nobody.email, applications.writers_of(world.call)) == ("", 1)
    extended(world)
    message = Message.objects.get(kind="application_extended")
    assert (message.person, message.address, message.language) == (None, "neuve@people.test", "ar")


def test_who_wants_no_more_mail_gets_none(world):
    applications.quieten(draft(world))
    applications.quieten_all(draft(world, by=world.mentor))
    draft(world, by=world.participant)
    world.participant.is_active = False
    world.participant.save()
    assert applications.writers_of(world.call) == 0
    extended(world)
    assert told() == []


def test_each_extension_is_told_once_however_often_it_is_run(world, monkeypatch):
    draft(world)
    extended(world)
    payload = Errand.objects.get(kind="call_extended").payload
    for _again in range(2):
        deadline_extended(payload)
    assert len(told()) == 1
    extended(world, days=1)
    assert len(told()) == 2


def test_run_that_was_cut_goes_on_and_tells_each_once(world, monkeypatch):
    monkeypatch.setattr(extending, "BATCH", 2)
    people = [person(f"P{number} Q") for number in range(5)]
    for one in people:
        draft(world, by=one)
    world.call = calls.extend(world.call, world.call.closes + timedelta(days=3), by=world.coordinator)
    payload = Errand.objects.get(kind="call_extended").payload
    extending._batch(world.call, payload["mark"], 0)  # and then the worker was killed
    assert len(told()) == 2
    deadline_extended(payload)
    assert told() == sorted(one.email for one in people)


def test_extension_overtaken_by_another_is_not_told(world):
    draft(world)
    for days in (3, 4):
        world.call = calls.extend(world.call, world.call.closes + timedelta(days=days), by=world.coordinator)
    errands.run("default")
    assert len(told()) == 1


def test_draft_is_not_put_away_by_a_round_that_knew_the_old_deadline(world):
    application = draft(world)
    with time_machine.travel(world.call.accepts_until + timedelta(minutes=1), tick=False):
        stale = Application.objects.select_related("call__cohort__programme__organisation").get(pk=application.pk)
        extended(world)
        assert moving._expire(stale) is False


def test_coordinator_sees_how_many_before_it_is_done(world, enter):
    draft(world)
    desk = enter(world.coordinator)
    day = (timezone.now() + timedelta(days=30)).date().isoformat()
    address = reverse("programmes:desk_call_extend", args=world.call.slugs)
    asked = desk.post(address, {"closes_day": day, "closes_time": "23:59"})
    assert (asked.context["consequence"][:10], told()) == ("1 personne", [])
    assert desk.post(address, {"closes_day": day, "closes_time": "23:59", "sure": "yes"}).status_code == 302
    past = desk.post(address, {"closes_day": "2020-01-01", "closes_time": "23:59"})
    assert past.status_code == 302
    close = reverse("programmes:desk_call_step", args=[*world.call.slugs, "close"])
    assert "1 personne" in desk.get(close).context["consequence"]


def test_call_closed_by_hand_takes_nothing_more_until_it_is_extended(world):
    application = draft(world)
    calls.close_now(world.call, by=world.coordinator)
    application.refresh_from_db()
    with pytest.raises(Refused):
        applications.submit(application, by=world.applicant)
    world.call.refresh_from_db()
    world.call = calls.extend(world.call, timezone.now() + timedelta(days=1), by=world.coordinator)
    assert (world.call.accepts_until - world.call.closes) == timedelta(minutes=world.call.grace_minutes)
    application.refresh_from_db()
    assert applications.submit(application, by=world.applicant).state == State.SUBMITTED
