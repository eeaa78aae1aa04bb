"""Paper forms typed in by the desk: noted as such, claimed by their person, never reviewed by who typed them in."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotYours, Refused, TooLate
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.errors import Incomplete, LimitReached, Stranger
from participants.applications.models import Application
from participants.applications.wiring import claim_drafts
from participants.reviews import actions as reviews
from tests.participants.applications.making import png, raw, sent

NOBODY = type("Request", (), {"COOKIES": {}})()
DESK = "/fr/desk/atlas/two-shores/one/applications/"


def entered(world, email="ndiaye@people.test", **more):
    given = {"name": "Fatou N'Diaye", "paper_date": date(2026, 3, 1), "place": "Café-débat de Sfax", "language": "fr"}
    return applications.enter_on_paper(world.call, by=world.coordinator, email=email, **given, **more)


def complete(world, application, by=None):
    by = by or world.coordinator
    applications.save_answers(application, raw(world, name="Fatou N'Diaye"), by=by)
    return applications.submit(application, by=by)


def test_the_desk_types_in_a_paper_form_and_it_is_noted(world):
    application = entered(world)
    assert (application.name, application.applicant, application.entered_by) == ("Fatou N'Diaye", None, world.coordinator)
    with pytest.raises(Incomplete):
        applications.submit(application, by=world.coordinator)
    application = complete(world, application)
    assert application.state == "submitted"
    line = LogEntry.objects.get(verb="participants.submit_application")
    assert (line.by, line.detail["consent"], line.detail["on_paper"]) == (world.coordinator, "paper", "2026-03-01")
    message = Message.objects.get(kind="application_entered")
    assert (message.person, message.address) == (None, "ndiaye@people.test")
    assert not Message.objects.filter(person=world.coordinator).exists()


def test_its_person_claims_it_by_signing_in_and_corrects_it(world):
    world.stranger.emailaddress_set.create(email="ndiaye@people.test", verified=True)
    application = entered(world)
    claim_drafts(NOBODY, world.stranger)
    assert Application.objects.get(pk=application.pk).applicant is None
    application = complete(world, application)
    claim_drafts(NOBODY, world.stranger)
    application.refresh_from_db()
    assert (application.applicant, application.email, application.on_paper) == (world.stranger, "", True)
    applications.save_answers(application, {world.questions["idea"].pk: "Mieux."}, by=world.stranger)
    with pytest.raises(Stranger):
        applications.save_answers(application, {world.questions["idea"].pk: "Non."}, by=world.coordinator)


def test_paper_is_taken_some_days_longer_than_the_web(world):
    world.call.closes = timezone.now() - timedelta(days=2)
    world.call.save()
    assert complete(world, entered(world)).state == "submitted"
    world.call.closes = timezone.now() - timedelta(days=4)
    world.call.save()
    with pytest.raises(TooLate):
        entered(world, email="")


def test_nobody_enters_for_themself_nor_past_the_limit(world):
    with pytest.raises(NotYours):
        entered(world, email=world.coordinator.email)
    sent(world)
    with pytest.raises(LimitReached):
        entered(world, email=world.applicant.email)
    complete(world, entered(world))
    with pytest.raises(LimitReached):
        entered(world)


def test_other_organisations_and_strangers_do_not_write_in_it(world):
    application = entered(world)
    for by in (world.elsewhere, world.stranger, world.reviewer):
        with pytest.raises(Stranger):
            applications.save_answers(application, raw(world), by=by)


def test_who_typed_it_in_does_not_review_it(world):
    application = complete(world, entered(world))
    reviewer = reviews.add_reviewer(world.call, by=world.owner, person=world.coordinator, languages=["fr"])
    with pytest.raises(Refused):
        reviews.add_review(world.stage, application, reviewer, by=world.owner)


def test_the_desk_walks_through_it(world, enter):
    client = enter(world.coordinator)
    form = {
        "name": "Fatou N'Diaye", "email": "", "paper_date": "2026-03-01", "place": "Café-débat de Sfax", "language": "fr",
        "consent": "on", "scan": png("papier.png"),
    }  # fmt: skip
    assert client.post(f"{DESK}paper/", {**form, "consent": ""}).status_code == 422
    form["scan"].seek(0)
    onward = client.post(f"{DESK}paper/", form).headers["Location"]
    application = Application.objects.get()
    assert onward == f"/fr/calls/call-for-ideas/apply/?application={application.pk}"
    assert "Fatou N&#x27;Diaye" in client.get(onward).text
    assert application.scan.name == "papier.png"
    assert "Fatou" in client.get(f"{DESK}paper/").text
    versions = ",".join(f"{question.pk}:{1 if key == 'name' else 0}" for key, question in world.questions.items())
    answers = {f"q-{pk}": value for pk, value in raw(world, name="Fatou N'Diaye").items()}
    client.post(onward, {"versions": versions, **answers})
    review = f"/fr/calls/call-for-ideas/apply/review/?application={application.pk}"
    home = client.post(review, {"language": "fr"}).headers["Location"]
    application.refresh_from_db()
    assert home == f"{DESK}{application.reference}/"
    page = client.get(home).text
    assert "Café-débat de Sfax" in page and "Chedly Mansour" in page
    assert "saisie depuis le papier" in client.get(DESK).text
    export = b"".join(client.get(f"{DESK}export.csv").streaming_content).decode()
    assert "2026-03-01" in export
    assert enter(world.stranger).get(application.scan.get_absolute_url()).status_code == 404
    assert client.get(application.scan.get_absolute_url()).status_code == 200
    assert Message.objects.filter(kind="application_entered").count() == 0


def test_the_desk_withdraws_a_form_that_nobody_wanted(world, enter):
    application = complete(world, entered(world, email=""))
    client = enter(world.coordinator)
    page = client.get(f"{DESK}{application.reference}/").text
    address = f"/fr/me/applications/{application.pk}/withdraw/"
    assert address in page
    assert enter(world.elsewhere).post(address).status_code == 404
    assert client.post(address).headers["Location"] == DESK
    application.refresh_from_db()
    assert application.state == "withdrawn"
