"""The applicant's pages without script."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Answer, Application, Attachment
from participants.applications.states import State
from tests.participants.applications.making import draft, png, raw, sent

FORM = "/fr/calls/call-for-ideas/apply/"


def page_of(client, path=FORM):
    """The hidden fields of the form as it stands."""
    text = client.get(path).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("application", "versions")}


def posted(world, client, path=FORM, **changed):
    answers = {f"q-{pk}": value for pk, value in raw(world, **changed).items()}
    return client.post(path, {**page_of(client, path), **answers, "to": "review"})


def autosaved(client, answers, **more):
    data = {f"q-{pk}": value for pk, (value, _version) in answers.items()}
    versions = ",".join(f"{pk}:{version}" for pk, (_value, version) in answers.items())
    return client.post(FORM, {"versions": versions, **data, **more}, headers={"accept": "application/json"})


def test_looking_begins_nothing(world, enter):
    assert enter().get(FORM).status_code == 200
    assert Application.objects.count() == 0


def test_visitor_writes_gives_an_address_and_sends(world, enter, client):
    answer = posted(world, client)
    assert (answer.status_code, answer.url) == (302, f"{FORM}review/")
    application = Application.objects.get()
    assert (application.applicant, application.title, application.language) == (None, "Fil à fil", "fr")
    assert Client().get(f"{FORM}review/").status_code == 404
    assert client.get(f"{FORM}review/").status_code == 200
    answer = client.post(f"{FORM}address/", {"email": "neuve@people.test"})
    assert "/accounts/" in answer.url
    code = re.search(r"\b([A-Z0-9]{4,}-?[A-Z0-9]*)\b", Message.objects.latest("pk").text.split("\n\n")[1])[1]
    client.get(answer.url)
    answer = client.post(answer.url, {"code": code})
    assert answer.url == f"{FORM}review/"
    application.refresh_from_db()
    assert application.applicant.email == "neuve@people.test"
    answer = client.post(f"{FORM}review/", {"language": "en", "application": application.pk}, follow=True)
    application.refresh_from_db()
    assert (application.state, application.language) == (State.SUBMITTED, "en")
    assert application.reference in answer.content.decode()
    again = client.post(f"{FORM}review/", {"language": "en", "application": application.pk})
    assert again.status_code == 302
    assert Message.objects.filter(kind="application_received").count() == 1


def test_draft_is_nobody_elses(world, enter):
    application = draft(world)
    for user in (None, world.stranger, world.coordinator):
        client = enter(user)
        for path in (FORM, f"{FORM}review/"):
            answers = [client.get(path, {"application": pk}) for pk in (application.pk, 999_999)]
            # Signed out, one is asked to sign in, for whatever number.
            away = 302 if user is None else 404
            assert [answer.status_code for answer in answers] == [away, away]
        assert client.get(f"/fr/me/applications/{application.pk}/").status_code in (302, 404)
    assert enter(world.coordinator).get(f"/fr/me/applications/{application.pk}/").status_code == 404
    assert enter(world.applicant).get(f"{FORM}review/").status_code == 200


def test_forged_cookie_opens_nothing(world, client):
    posted(world, client)
    forged = Client()
    forged.cookies[f"draft-{world.call.pk}"] = Application.objects.get().draft_token
    assert forged.get(f"{FORM}review/").status_code == 404


def test_autosave_tells_versions_and_conflicts(world, client):
    title, birth = world.questions["title"].pk, world.questions["birth"].pk
    told = autosaved(client, {title: ("Un", 0), birth: ("31/31/2000", 0)}).json()
    assert (told["versions"], told["parts"]) == ({str(title): 1, str(birth): 1}, [[2, 7]])
    assert told["problems"][str(birth)] != ""
    told = autosaved(client, {title: ("Deux", 0)}, application=told["application"]).json()
    assert told["conflicts"] == {str(title): {"value": "Un", "version": 1, "by": "", "shown": "Un"}}
    assert Answer.objects.get(question=title).value == "Un"


def test_conflict_without_script_shows_both_texts(world, enter):
    application = draft(world)
    client = enter(world.applicant)
    old = page_of(client)
    title = world.questions["title"].pk
    autosaved(client, {title: ("Du téléphone", 1)}, application=application.pk)
    answer = client.post(FORM, {**old, **{f"q-{pk}": value for pk, value in raw(world, title="De la table").items()}})
    text = answer.content.decode()
    assert (answer.status_code, "Du téléphone" in text, "De la table" in text) == (409, True, True)


def test_late_text_is_kept_and_said(world, client):
    posted(world, client)
    before = page_of(client)
    with time_machine.travel(world.call.closes + timedelta(hours=1), tick=False):
        title = world.questions["title"].pk
        answer = autosaved(client, {title: ("Trop tard", 1)}, application=before["application"])
        told = answer.json()
        # It is on the server: the device may forget it.
        assert (answer.status_code, told["versions"], "limite" in told["refused"]) == (409, {str(title): 2}, True)
        assert client.get(FORM).url == f"{FORM}review/"
        assert "Trop tard" in client.get(f"{FORM}review/").content.decode()
        assert "Trop tard" not in Client().get(FORM).content.decode()
    assert Answer.objects.get(question=title).value == "Trop tard"


def test_files_go_with_the_page_and_are_ones_own(world, client):
    question = world.questions["picture"].pk
    answer = client.post(FORM, {**page_of(client), f"q-{question}": png("affiche.png"), "to": "s-1"})
    assert answer.status_code == 302
    attachment = Attachment.objects.get()
    path = f"{FORM}files/{attachment.pk}/"
    assert (client.get(path).status_code, Client().get(path).status_code) == (200, 404)
    client.post(FORM, {**page_of(client), "remove": attachment.pk})
    assert Attachment.objects.count() == 0


def test_script_uploads_one_file(world, client):
    question = world.questions["picture"].pk
    answer = client.post(f"{FORM}files/", {"question": question, "upload": png("affiche.png")})
    assert (answer.status_code, "affiche.png" in answer.content.decode()) == (200, True)
    assert answer.headers["X-Application"] == str(Application.objects.get().pk)
    answer = client.post(f"{FORM}files/", {"question": question, "upload": png("page.png").__class__("x.png", b"<html>")})
    assert (answer.status_code, Attachment.objects.count()) == (409, 1)


def test_sent_application_is_changed_and_withdrawn_by_its_page(world, enter):
    application = sent(world)
    client = enter(world.applicant)
    path = f"{FORM}?application={application.pk}"
    answer = posted(world, client, path, title="")
    assert (answer.status_code, Application.objects.get().title) == (422, "Fil à fil")
    answer = posted(world, client, path, title="Fil à fil, 2")
    assert (answer.status_code, Application.objects.get().title) == (302, "Fil à fil, 2")
    assert client.get(FORM).url == f"/me/applications/{application.pk}/"
    withdraw = f"/fr/me/applications/{application.pk}/withdraw/"
    assert client.get(withdraw).status_code == 200
    client.post(withdraw)
    assert Application.objects.get().state == State.WITHDRAWN
    assert client.get(f"/fr/me/applications/{application.pk}/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_own_list_costs_the_same_for_one_and_three(rows, world, enter, django_assert_num_queries):
    for _number in range(rows):
        draft(world)
    client = enter(world.applicant)
    with django_assert_num_queries(9):
        assert client.get("/fr/me/applications/").status_code == 200


def test_form_costs_few_queries(world, enter, django_assert_num_queries):
    draft(world)
    client = enter(world.applicant)
    with django_assert_num_queries(11):
        client.get(FORM)
    with django_assert_num_queries(9):  # the call's cohort and its questions are kept from the first time
        client.get(FORM)


def test_short_list_is_the_committees_own(world, enter):
    application = applications.put_in_review(sent(world), by=world.coordinator)
    before = enter(world.applicant).get(f"/fr/me/applications/{application.pk}/").content
    applications.shortlist(application, by=world.coordinator)
    after = enter(world.applicant).get(f"/fr/me/applications/{application.pk}/").content
    assert re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", before) == re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", after)


def test_answer_is_json_for_the_script(world, client):
    answer = autosaved(client, {world.questions["title"].pk: ("Un", 0)})
    assert json.loads(answer.content)["application"] == Application.objects.get().pk


def test_own_page_shows_the_own_applications(world, enter):
    application = draft(world)
    assert "Fil à fil" in enter(application.applicant).get("/fr/me/").content.decode()
