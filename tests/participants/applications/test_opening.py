"""Sections of a sent application open again: more information, the second step."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.errors import Incomplete, Stranger
from participants.applications.models import Answer, Application, Attachment, Opening, OpeningAnswer
from participants.applications.queries import changed_on, opening_of
from participants.reviews import actions as reviews
from programmes.calls.models import Question, Section
from programmes.calls.states import Type
from tests.participants.applications.making import draft, png, sent
from tests.participants.making import seated


def soon(days: int = 5):
    return timezone.now() + timedelta(days=days)


def one(application, world, by=None, **given):
    section = world.questions["idea"].section_id
    given = {"why": "more", "closes": soon(), "sections": [section], "text": "Quelle durée ?", **given}
    return applications.open_again(application, by=by or world.coordinator, **given)


@pytest.fixture
def two_steps(world):
    """A second step with one required question."""
    section = Section.objects.create(call=world.call, title={"fr": "Le détail"}, step=2, order=5)
    world.questions["budget"] = Question.objects.create(
        section=section, type=Type.LONG, label={"fr": "Budget"}, required=True, order=1
    )
    return world


def value(application, question):
    return Answer.objects.filter(application=application, question=question).values_list("value", flat=True).first()


def test_asking_for_more_tells_the_applicant_in_both_zones(world):
    world.applicant.time_zone = "Africa/Abidjan"
    world.applicant.save()
    application = sent(world)
    opening = one(application, world, closes=datetime(2030, 3, 14, 22, 59, tzinfo=UTC))
    message = Message.objects.get(kind="application_reopened")
    assert message.person_id == world.applicant.pk
    assert "Quelle durée ?" in message.text
    assert "14 mars 2030, 23:59 (fuseau Tunis)" in message.text.replace("\u00a0", " ")
    assert "14 mars 2030, 22:59 (fuseau Abidjan)" in message.text.replace("\u00a0", " ")
    assert LogEntry.objects.about(application).filter(verb="participants.ask_more").count() == 1
    assert opening_of(application) == opening


def test_what_is_typed_stays_beside_what_was_sent_until_it_is_sent(world):
    application = sent(world)
    opening = one(application, world)
    idea = world.questions["idea"]
    saved = applications.save_in_opening(opening, {idea.pk: "Deux filatures."}, by=world.applicant, versions={idea.pk: 0})
    assert saved.versions == {idea.pk: 1}
    assert value(application, idea) == "Une filature et celles qui y travaillent."
    opening = applications.send_opening(opening, by=world.applicant)
    assert value(application, idea) == "Deux filatures."
    assert opening.changed == [idea.pk]
    assert changed_on(application) == {idea.pk: opening.sent}
    assert Application.objects.get(pk=application.pk).summary == "Deux filatures."
    assert Message.objects.filter(kind="opening_sent", person=world.coordinator).count() == 1
    assert Message.objects.filter(kind="application_additions", person=world.applicant).count() == 1
    assert OpeningAnswer.objects.count() == 0


def test_sending_twice_is_sending_once(world):
    application = sent(world)
    opening = one(application, world)
    applications.save_in_opening(opening, {world.questions["idea"].pk: "Autre."}, by=world.applicant)
    applications.send_opening(opening, by=world.applicant)
    applications.send_opening(opening, by=world.applicant)
    assert LogEntry.objects.filter(verb="participants.send_opening").count() == 1
    with pytest.raises(NotLawful):
        applications.save_in_opening(opening, {world.questions["idea"].pk: "Encore."}, by=world.applicant)


def test_only_the_opened_sections_are_written(two_steps):
    world = two_steps
    other = Section.objects.create(call=world.call, title={"fr": "Autre"}, order=9)
    closed = Question.objects.create(section=other, type=Type.SHORT, label={"fr": "Fermée"})
    application = sent(world)
    opening = one(application, world)
    applications.save_in_opening(opening, {closed.pk: "x", world.questions["budget"].pk: "y"}, by=world.applicant)
    assert OpeningAnswer.objects.count() == 0


def test_two_devices_notice_each_other(world):
    application, idea = sent(world), world.questions["idea"]
    opening = one(application, world)
    applications.save_in_opening(opening, {idea.pk: "un"}, by=world.applicant, versions={idea.pk: 0})
    second = applications.save_in_opening(opening, {idea.pk: "deux"}, by=world.applicant, versions={idea.pk: 0})
    assert second.conflicts == {idea.pk: ("un", 1)}


def test_after_its_date_it_is_closed_and_what_was_typed_is_kept(world):
    application, idea = sent(world), world.questions["idea"]
    opening = one(application, world)
    with time_machine.travel(soon(6), tick=False):
        assert not opening.is_open
        with pytest.raises(TooLate):
            applications.save_in_opening(opening, {idea.pk: "trop tard"}, by=world.applicant)
        with pytest.raises(TooLate):
            applications.send_opening(opening, by=world.applicant)
        assert OpeningAnswer.objects.get().value == "trop tard"
        assert value(application, idea) == "Une filature et celles qui y travaillent."
        applications.move_opening(opening, by=world.coordinator, closes=soon(3))
        applications.send_opening(opening, by=world.applicant)
    assert value(application, idea) == "trop tard"


def test_closing_it_keeps_what_was_sent(world):
    application = sent(world)
    opening = applications.close_opening(one(application, world), by=world.coordinator)
    assert not opening.is_open
    assert Message.objects.filter(kind="application_opening_closed").count() == 1
    with pytest.raises(NotLawful):
        applications.close_opening(opening, by=world.coordinator)


def test_nobody_opens_for_themself_nor_twice_nor_what_is_decided(world):
    application = sent(world)
    with pytest.raises(NotYours):
        one(application, world, by=world.applicant)
    one(application, world)
    with pytest.raises(Refused):
        one(application, world)
    other = applications.accept(sent(world, by=world.stranger), by=world.coordinator)
    with pytest.raises(Refused):
        one(other, world)
    assert Opening.objects.count() == 1


def test_a_stranger_writes_nothing(world):
    opening = one(sent(world), world)
    for act in (
        lambda: applications.save_in_opening(opening, {world.questions["idea"].pk: "x"}, by=world.stranger),
        lambda: applications.send_opening(opening, by=world.coordinator),
    ):
        with pytest.raises(Stranger):
            act()


def test_files_wait_beside_those_sent(world):
    application = draft(world)
    picture = world.questions["picture"]
    old = applications.attach(application, picture, png("old.png"), by=world.applicant)
    application = applications.submit(application, by=world.applicant)
    opening = one(application, world)
    added = applications.attach_in_opening(opening, picture, png("new.png"), by=world.applicant)
    applications.detach_in_opening(opening, str(old.pk), by=world.applicant)
    assert list(Attachment.objects.filter(application=application)) == [old]
    applications.send_opening(opening_of(application), by=world.applicant)
    assert [one.stored for one in Attachment.objects.filter(application=application)] == [added.stored]


def test_the_second_step_is_asked_of_who_is_invited_alone(two_steps):
    world = two_steps
    application = sent(world)
    assert application.step == 1
    opening = one(application, world, why="second", text="")
    application.refresh_from_db()
    assert application.state == "shortlisted"
    assert Message.objects.filter(kind="application_second_step", person=world.applicant).count() == 1
    with pytest.raises(Incomplete):
        applications.send_opening(opening, by=world.applicant)
    applications.save_in_opening(opening, {world.questions["budget"].pk: "Douze mille."}, by=world.applicant)
    applications.send_opening(opening, by=world.applicant)
    application.refresh_from_db()
    assert (application.step, application.state) == (2, "shortlisted")
    with pytest.raises(Refused):
        one(application, world, why="second")


def test_reviewers_read_new_answers_with_their_day_once_sent(world, enter):
    application = sent(world)
    opening = one(application, world)
    idea = world.questions["idea"]
    applications.save_in_opening(opening, {idea.pk: "Deux filatures."}, by=world.applicant)
    review = reviews.add_review(world.stage, application, seated(world)[0], by=world.coordinator)

    def page():
        return enter(world.reviewer).get(f"/fr/reviews/{review.pk}/").text

    assert ("Deux filatures." in page(), "modifiée le" in page()) == (False, False)
    applications.send_opening(opening, by=world.applicant)
    assert ("Deux filatures." in page(), "modifiée le" in page()) == (True, True)


def test_the_applicant_sees_writes_and_sends_it(world, enter):
    application = sent(world)
    opening = one(application, world)
    client, idea = enter(world.applicant), world.questions["idea"]
    home = f"/fr/me/applications/{application.pk}/"
    assert "Quelle durée ?" in client.get(home).text
    page = client.get(f"{home}more/")
    assert page.status_code == 200
    assert f'data-autosave="opening-{opening.pk}"' in page.text
    body = {"versions": f"{idea.pk}:0", f"q-{idea.pk}": "Deux filatures."}
    answer = client.post(f"{home}more/", body, headers={"Accept": "application/json"}).json()
    assert answer["versions"] == {str(idea.pk): 1}
    review = client.get(f"{home}more/review/").text
    assert "Deux filatures." in review and "Une filature et celles" in review
    assert client.post(f"{home}more/review/").headers["Location"] == home
    assert value(application, idea) == "Deux filatures."


def test_the_desk_opens_ticked_ones_after_a_look(two_steps, enter):
    world = two_steps
    able, busy = sent(world), sent(world, by=world.stranger, name="Stella <script>")
    one(busy, world)
    client = enter(world.coordinator)
    address = "/fr/desk/atlas/two-shores/one/applications/"
    look = client.post(f"{address}open/", {"application": [able.pk, busy.pk]})
    assert "Fil à fil" in look.text and "&lt;script&gt;" not in look.text.split("Laiss")[0]
    day = (timezone.now() + timedelta(days=9)).date().isoformat()
    form = {"application": [able.pk, busy.pk], "why": "second", "closes_day": day, "closes_time": "23:59", "text": "Bravo"}
    client.post(f"{address}open/", form)
    client.post(f"{address}open/", form)
    assert Opening.objects.filter(why="second").count() == 1
    assert client.get(f"{address}?second=invited").text.count("c-main") == 1
    assert "Fil à fil" in client.get(f"{address}?second=invited").text
    panel = client.get(f"{address}{able.reference}/").text
    assert "Bravo" in panel
    opening = opening_of(able)
    client.post(f"{address}{able.reference}/open/{opening.pk}/", {"close": "1"})
    assert opening_of(able) is None
