from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.audit.models import LogEntry
from incubator.files.actions import FileRefused
from incubator.files.models import StoredFile
from incubator.lib.errors import Refused, TooLate
from participants.applications import actions as applications
from participants.applications.errors import Incomplete, LimitReached, Stranger
from participants.applications.models import Answer, Attachment
from participants.applications.states import State
from tests.participants.applications.making import draft, png, raw, sent


def values(application):
    return dict(Answer.objects.filter(application=application).values_list("question_id", "value"))


def test_meanings_are_copied_to_columns(world):
    application = draft(world)
    application.refresh_from_db()
    assert (application.name, application.title, application.country, application.birth, application.discipline) == (
        "Awa Konaté", "Fil à fil", "CI", date(2000, 5, 17), "documentary",
    )  # fmt: skip
    assert application.search == "awa konate fil a fil"
    assert (application.eligible, application.eligibility) == (True, [])


def test_wrong_answer_is_kept_as_typed_and_means_nothing(world):
    application = draft(world, birth="31/31/2000", country="XX")
    assert values(application)[world.questions["birth"].pk] == "31/31/2000"
    assert (application.birth, application.country, application.eligible) == (None, "", None)


def test_draft_of_a_device_is_written_by_that_device_alone(world):
    application = applications.begin(world.call, language="fr")
    title = world.questions["title"].pk
    applications.save_answers(application, {title: "Fil"}, device=application.draft_token)
    for writer in ({"device": "another"}, {"device": ""}, {"by": world.stranger}):
        with pytest.raises(Stranger):
            applications.save_answers(application, {title: "Non"}, **writer)
    assert values(application) == {title: "Fil"}


def test_claim_gives_a_draft_its_person_and_closes_it_to_the_device(world):
    application = applications.begin(world.call, language="ar")
    device = application.draft_token
    applications.attach(application, world.questions["picture"], png(), device=device)
    application = applications.claim(application, by=world.applicant, device=device)
    assert applications.claim(application, by=world.applicant, device="") == application
    assert [file.owner for file in StoredFile.objects.all()] == [world.applicant]
    with pytest.raises(Stranger):
        applications.save_answers(application, {}, device=device)
    with pytest.raises(Stranger):
        applications.claim(application, by=world.stranger, device=device)


def test_change_elsewhere_is_told_not_overwritten(world):
    application = draft(world)
    title, idea = world.questions["title"].pk, world.questions["idea"].pk
    applications.save_answers(application, {title: "Du téléphone"}, by=world.applicant, versions={title: 1})
    saved = applications.save_answers(
        application, {title: "De l’ordinateur", idea: "Autre"}, by=world.applicant, versions={title: 1, idea: 1}
    )
    assert saved.conflicts == {title: ("Du téléphone", 2)}
    assert saved.versions == {idea: 2}
    assert values(application)[title] == "Du téléphone"
    saved = applications.save_answers(application, {title: "De l’ordinateur"}, by=world.applicant, versions={title: 2})
    assert (saved.conflicts, saved.versions) == ({}, {title: 3})


def test_same_answer_twice_is_no_new_version(world):
    application = draft(world)
    saved = applications.save_answers(application, raw(world), by=world.applicant, versions={})
    assert set(saved.versions.values()) == {1}


def test_late_text_is_kept_and_refused(world):
    application = draft(world)
    title = world.questions["title"].pk
    with time_machine.travel(world.call.closes + timedelta(minutes=9), tick=False):
        applications.save_answers(application, {title: "Dans la grâce"}, by=world.applicant)
    with time_machine.travel(world.call.closes + timedelta(minutes=11), tick=False):
        with pytest.raises(TooLate):
            applications.save_answers(application, {title: "Trop tard"}, by=world.applicant)
        assert values(application)[title] == "Trop tard"
        assert applications.expire_drafts() == 1
        with pytest.raises(TooLate):
            applications.save_answers(application, {title: "Encore"}, by=world.applicant)
    assert values(application)[title] == "Encore"


def test_call_that_is_not_open_takes_no_new_draft(world):
    with time_machine.travel(world.call.opens - timedelta(days=1), tick=False), pytest.raises(Refused):
        applications.begin(world.call, language="fr")
    with time_machine.travel(world.call.closes + timedelta(days=1), tick=False), pytest.raises(TooLate):
        applications.begin(world.call, language="fr")
    sent(world)
    with pytest.raises(LimitReached):
        applications.begin(world.call, by=world.applicant, language="fr")


def test_sent_application_is_changed_as_a_whole(world):
    application = sent(world)
    title, idea = world.questions["title"].pk, world.questions["idea"].pk
    with pytest.raises(Incomplete) as refusal:
        applications.save_answers(application, {title: "", idea: "Mieux"}, by=world.applicant)
    assert (list(refusal.value.problems), values(application)[idea]) == ([title], raw(world)[idea])
    applications.save_answers(application, {title: "Fil à fil, 2"}, by=world.applicant)
    application.refresh_from_db()
    assert (application.state, application.title) == (State.SUBMITTED, "Fil à fil, 2")
    assert application.search == f"{application.reference} awa konate fil a fil, 2".casefold()
    assert LogEntry.objects.about(application).first().verb == "participants.edit_application"
    with time_machine.travel(world.call.closes + timedelta(days=1), tick=False), pytest.raises(TooLate):
        applications.save_answers(application, {title: "Trop tard"}, by=world.applicant)
    assert values(application)[title] == "Fil à fil, 2"


def test_sent_application_stays_where_the_call_wants_it_so(world):
    application = sent(world)
    application.call.edit_after_submit = False
    with pytest.raises(Refused):
        applications.save_answers(application, {world.questions["title"].pk: "Autre"}, by=world.applicant)


def test_file_is_judged_by_its_bytes_and_counted(world, settings, tmp_path):
    application = draft(world)
    picture = world.questions["picture"]
    lie = SimpleUploadedFile("photo.png", b"<html>not a picture</html>" * 40, content_type="image/png")
    with pytest.raises(FileRefused):
        applications.attach(application, picture, lie, by=world.applicant)
    for number in range(3):
        applications.attach(application, picture, png(f"{number}.png"), by=world.applicant)
    with pytest.raises(Refused):
        applications.attach(application, picture, png(), by=world.applicant)
    with pytest.raises(Stranger):
        applications.detach(Attachment.objects.first(), by=world.stranger)
    applications.detach(Attachment.objects.first(), by=world.applicant)
    assert [file.name for file in StoredFile.objects.order_by("pk")] == ["1.png", "2.png"]
