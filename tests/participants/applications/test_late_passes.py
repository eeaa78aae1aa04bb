"""Being let in after the deadline."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from incubator.lib.errors import NotLawful, TooLate
from incubator.outbox.models import Message
from incubator.web.components.dates import moment
from participants.applications import actions as applications
from participants.applications.models import Answer, Application
from participants.applications.states import State
from programmes.calls import actions as calls
from programmes.calls.actions.passes import PassRefused, PassTaken
from programmes.calls.models import Call, LatePass
from tests.at_once import at_once, kinds
from tests.participants.applications.making import draft, raw
from tests.participants.applications.test_applying import FORM, autosaved, page_of, posted
from tests.world import build_world


@pytest.fixture
def closed(world):
    """The call closed an hour ago, grace and all."""
    Call.objects.filter(pk=world.call.pk).update(closes=timezone.now() - timedelta(hours=1))
    world.call.refresh_from_db()
    return world


def in_days(days):
    return timezone.now() + timedelta(days=days)


def opened(client, late_pass):
    return client.get(late_pass.get_absolute_url())


def test_personal_pass_is_told_in_the_persons_language_and_zone_of_the_call(closed):
    closed.applicant.language = "en"
    closed.applicant.save()
    late_pass = calls.give_pass(closed.call, in_days(2), by=closed.coordinator, email="AWA@people.test ", note="Power cut")
    message = Message.objects.get(kind="application_late_pass")
    assert (message.person, message.language, message.by_mail) == (closed.applicant, "en", True)
    assert ("Tunis" in message.text, late_pass.token in message.link, "Power cut" in message.text) == (True, True, False)


def test_pass_outlasts_the_deadline_and_is_given_once_to_an_address(world):
    with pytest.raises(PassRefused):
        calls.give_pass(world.call, world.call.closes, by=world.coordinator)
    give = {"by": world.coordinator, "email": "a@people.test"}
    calls.give_pass(world.call, world.call.closes + timedelta(days=1), **give)
    with pytest.raises(PassRefused):
        calls.give_pass(world.call, world.call.closes + timedelta(days=2), **give)
    for uses in (0, 501):
        with pytest.raises(PassRefused):
            calls.give_pass(world.call, world.call.closes + timedelta(days=1), by=world.coordinator, uses=uses)


def test_person_with_a_pass_writes_and_sends_after_the_deadline(closed, enter):
    client = enter(closed.applicant)
    assert "page" not in client.get(FORM).context
    calls.give_pass(closed.call, in_days(2), by=closed.coordinator, email="awa@people.test")
    assert client.get(FORM).context["page"].found.accepts
    assert Application.objects.count() == 0
    assert posted(closed, client).url.startswith(f"{FORM}review/")
    application = Application.objects.get()
    assert (application.late_pass.used, application.accepts) == (1, True)
    client.post(f"{FORM}review/", {"language": "fr", "application": application.pk})
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert moment(application.deadline, closed.call.time_zone) in Message.objects.get(kind="application_received").text


def test_somebody_else_is_not_let_in_by_a_personal_pass(closed, enter):
    late_pass = calls.give_pass(closed.call, in_days(2), by=closed.coordinator, email="awa@people.test")
    other = enter(closed.stranger)
    assert opened(other, late_pass).context["theirs"] is False
    assert "page" not in other.get(FORM).context
    with pytest.raises(PassTaken):
        applications.begin(closed.call, by=closed.stranger, language="fr", late_pass=late_pass)
    with pytest.raises(TooLate):
        applications.begin(closed.call, by=closed.stranger, language="fr")


def test_device_that_began_with_a_personal_link_sends_as_that_person_only(closed, client):
    late_pass = calls.give_pass(closed.call, in_days(2), by=closed.coordinator, email="awa@people.test")
    opened(client, late_pass)
    assert posted(closed, client).status_code == 302
    application = Application.objects.get()
    applications.claim(application, by=closed.stranger, device=application.draft_token)
    application.refresh_from_db()
    with pytest.raises(TooLate):
        applications.submit(application, by=closed.stranger)
    Application.objects.update(applicant=closed.applicant)
    application.refresh_from_db()
    assert applications.submit(application, by=closed.applicant).state == State.SUBMITTED


def test_link_lets_in_as_many_as_it_has_uses(closed, enter, client):
    late_pass = calls.give_pass(closed.call, in_days(2), by=closed.coordinator, uses=1)
    first, second = enter(), enter(closed.stranger)
    for visitor in (first, second):
        assert opened(visitor, late_pass).status_code == 200
    title = closed.questions["title"].pk
    assert autosaved(first, {title: ("Un", 0)}).status_code == 200
    assert autosaved(first, {title: ("Deux", 1)}, application=Application.objects.get().pk).status_code == 200
    assert autosaved(second, {title: ("Trop", 0)}).status_code == 409
    late_pass.refresh_from_db()
    assert (late_pass.used, Application.objects.count()) == (1, 1)
    assert "page" not in second.get(FORM).context


def test_forged_link_and_forged_cookie_open_nothing(closed, client):
    calls.give_pass(closed.call, in_days(2), by=closed.coordinator, uses=3)
    assert client.get(reverse("programmes:late_pass", args=[closed.call.slug, "guess"])).status_code == 404
    client.cookies[f"pass-{closed.call.pk}"] = LatePass.objects.get().token
    assert "page" not in client.get(FORM).context


def test_pass_taken_back_keeps_what_was_typed_and_sends_nothing(closed, enter):
    late_pass = calls.give_pass(closed.call, in_days(2), by=closed.coordinator, email="awa@people.test")
    client = enter(closed.applicant)
    posted(closed, client)
    old = page_of(client)
    for _twice in range(2):
        calls.revoke_pass(late_pass, by=closed.coordinator)
    title = closed.questions["title"].pk
    answer = autosaved(client, {title: ("Encore", 1)}, application=old["application"])
    assert (answer.status_code, Answer.objects.get(question=title).value) == (409, "Encore")
    with pytest.raises(TooLate):
        applications.submit(Application.objects.get(), by=closed.applicant)
    assert Message.objects.filter(kind="application_pass_revoked").count() == 1
    assert opened(client, late_pass).status_code == 410


def test_draft_put_away_is_opened_again_and_sent(world, enter):
    application = draft(world)
    with time_machine.travel(world.call.accepts_until + timedelta(minutes=1), tick=False):
        assert applications.expire_drafts() == 1
        late_pass = calls.give_pass(world.call, in_days(2), by=world.coordinator, email="awa@people.test")
        client = enter(world.applicant)
        assert client.get("/fr/me/applications/").context["rows"][0].accepts
        assert client.get(f"{FORM}review/").context["ready"]
        client.post(f"{FORM}review/", {"language": "fr", "application": application.pk})
        application.refresh_from_db()
        late_pass.refresh_from_db()
        assert (application.state, late_pass.used) == (State.SUBMITTED, 1)
    title = world.questions["title"].pk
    with time_machine.travel(late_pass.until - timedelta(minutes=1), tick=False):
        applications.save_answers(application, {title: "Corrigé"}, by=world.applicant)
    with time_machine.travel(late_pass.until, tick=False), pytest.raises(TooLate):
        applications.save_answers(application, {title: "Trop tard"}, by=world.applicant)


def test_clock_leaves_drafts_with_a_pass_until_its_end(world):
    personal, by_link, without = draft(world), draft(world, by=world.stranger), draft(world, by=world.mentor)
    after = world.call.closes + timedelta(hours=1)
    until = world.call.closes + timedelta(days=1)
    calls.give_pass(world.call, until, by=world.coordinator, email="awa@people.test")
    link = calls.give_pass(world.call, until, by=world.coordinator, uses=5)
    with time_machine.travel(after, tick=False):
        applications.let_in(by_link, link, by=world.stranger)
        assert applications.expire_drafts() == 1
    without.refresh_from_db()
    assert without.state == State.EXPIRED
    with time_machine.travel(until + timedelta(seconds=1), tick=False):
        assert applications.expire_drafts() == 2
    personal.refresh_from_db()
    assert personal.state == State.EXPIRED


def test_call_is_not_decided_while_a_pass_lets_in(closed):
    late_pass = calls.give_pass(closed.call, in_days(2), by=closed.coordinator, uses=2)
    with pytest.raises(NotLawful):
        calls.mark_decided(closed.call, by=closed.coordinator)
    calls.revoke_pass(late_pass, by=closed.coordinator)
    assert calls.mark_decided(closed.call, by=closed.coordinator).state == "decided"


def test_autosave_without_a_pass_costs_no_query_more(world, django_assert_num_queries):
    application = Application.objects.select_related("call__cohort__programme__organisation").get(pk=draft(world).pk)
    with django_assert_num_queries(0):
        assert (application.accepts, application.deadline) == (True, world.call.closes)


def test_desk_lists_who_used_a_pass_and_no_name_of_a_draft(closed, enter, django_assert_num_queries):
    late_pass = calls.give_pass(closed.call, in_days(2), by=closed.coordinator, uses=9, note="Coupure de courant")
    address = reverse("programmes:desk_call_passes", args=closed.call.slugs)
    desk = enter(closed.coordinator)
    desk.get(address)
    with django_assert_num_queries(8):
        desk.get(address)
    for person in (closed.applicant, closed.stranger, closed.mentor):
        application = applications.begin(closed.call, by=person, language="fr", late_pass=late_pass)
        applications.save_answers(application, raw(closed, name=f"Nom {person.pk}"), by=person)
    applications.submit(Application.objects.get(applicant=closed.applicant), by=closed.applicant)
    with django_assert_num_queries(8):
        text = desk.get(address).content.decode()
    names = [f"Nom {person.pk}" in text for person in (closed.applicant, closed.stranger, closed.mentor)]
    assert (names, "Coupure de courant" in text) == ([True, False, False], True)


def test_pass_is_given_and_taken_back_on_the_desk(closed, enter):
    desk = enter(closed.coordinator)
    address = reverse("programmes:desk_call_passes", args=closed.call.slugs)
    until = {"until_day": in_days(3).date().isoformat(), "until_time": "18:00"}
    assert list(desk.post(address, {"kind": "person", **until}).context["form"].errors) == ["email"]
    assert desk.post(address, {"kind": "link", "uses": "4", **until}).status_code == 302
    late_pass = LatePass.objects.get()
    assert (late_pass.email, late_pass.uses, late_pass.until.hour) == ("", 4, 17)  # 18:00 in Tunis
    assert late_pass.get_absolute_url() in desk.get(address).content.decode()
    desk.post(reverse("programmes:desk_pass_revoke", args=[*closed.call.slugs, late_pass.pk]))
    late_pass.refresh_from_db()
    assert late_pass.runs is False


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_last_use_is_taken_by_one_of_two():
    world = build_world()
    Call.objects.update(closes=timezone.now() - timedelta(hours=1))
    world.call.refresh_from_db()
    late_pass = calls.give_pass(world.call, in_days(2), by=world.coordinator, uses=1)
    people = (world.applicant, world.stranger)
    begun = [partial(applications.begin, world.call, by=one, language="fr", late_pass=late_pass) for one in people]
    refused = kinds(at_once(*begun))
    late_pass.refresh_from_db()
    assert (late_pass.used, refused, Application.objects.count()) == (1, [PassTaken], 1)
