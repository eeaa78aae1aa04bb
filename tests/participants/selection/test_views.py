from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incubator.accounts.erasure import collected
from incubator.outbox.models import Message
from participants.applications.models import Application
from participants.participations.models import Participation
from participants.selection import actions as selections
from participants.selection.models import Decision
from tests.participants.making import applied, closed, in_review, scored


def home(world):
    return f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/"


def everything_of(client, application):
    """What an applicant can fetch about their application, as one text."""
    pages = (
        "/fr/me/",
        "/fr/me/applications/",
        f"/fr/me/applications/{application.pk}/",
        "/fr/messages/",
        "/fr/inbox/",
        "/fr/me/data/",
    )
    return "\n".join(client.get(page, follow=True).content.decode() for page in pages)


def test_ranking_shows_raw_and_corrected_and_takes_decisions(world, enter):
    for review, values in zip(in_review(world, 2), [(5, 5), (4, 5), (1, 2), (2, 2)], strict=True):
        scored(world, review, *values)
    client = enter(world.coordinator)
    page = client.get(home(world)).content.decode()
    assert page.index("Projet Anouk") < page.index("Projet Brahim")
    application = Application.objects.order_by("pk").first()
    answer = client.post(f"{home(world)}decide/{application.pk}/", {"verdict": "accepted", "version": 0, "query": "order=raw"})
    assert (answer.status_code, answer.url) == (302, f"{home(world)}?order=raw#a{application.pk}")
    assert Decision.objects.get().verdict == "accepted"


def test_second_coordinator_reads_what_the_first_decided(world, enter):
    (application,) = applied(world, 1)
    closed(world)
    enter(world.coordinator).post(f"{home(world)}decide/{application.pk}/", {"verdict": "declined", "version": 0})
    second = enter(world.owner)
    page = second.post(f"{home(world)}decide/{application.pk}/", {"verdict": "accepted", "version": 0}, follow=True)
    assert ("Chedly Mansour" in page.content.decode(), Decision.objects.get().verdict) == (True, "declined")


def test_decision_is_nowhere_before_publication(world, enter):
    rows = applied(world, 2)
    closed(world)
    before = [everything_of(enter(row.applicant), row) for row in rows]
    states = list(Application.objects.order_by("pk").values("state", "saved", "version"))
    selections.decide(rows[0], "accepted", by=world.coordinator, note="blorpnote")
    selections.decide(rows[1], "declined", by=world.coordinator, note="blorpnote")
    selection = selections.open_selection(world.call, by=world.coordinator)
    selections.edit_letters(selection, by=world.coordinator, accepted={"fr": "blorpletter"}, declined={"fr": "blorpletter"})
    selections.freeze(selection, by=world.coordinator)
    after = [everything_of(enter(row.applicant), row) for row in rows]
    assert [("blorp" in text) for text in after] == [False, False]
    assert list(Application.objects.order_by("pk").values("state", "saved", "version")) == states
    assert [len(text) for text in after] == pytest.approx([len(text) for text in before], abs=400)
    assert Message.objects.filter(kind__startswith="decision_").count() == 0
    assert enter(rows[0].applicant).get(f"/fr/me/applications/{rows[0].pk}/answer/").status_code == 403
    told = str(list(collected(rows[0].applicant)))
    assert ("blorp" in told, "'score'" in told, "verdict" in told) == (False, False, False)


def published(world, *verdicts):
    rows = applied(world, len(verdicts))
    closed(world)
    for row, verdict in zip(rows, verdicts, strict=True):
        selections.decide(row, verdict, by=world.coordinator)
    selection = selections.open_selection(world.call, by=world.coordinator)
    selections.edit_letters(selection, by=world.coordinator, accepted={"fr": "Bravo $name"}, reply_by=date(2099, 1, 1))
    selections.freeze(selection, by=world.coordinator)
    return rows, selection


def test_publishing_asks_for_the_name_of_the_cohort(world, enter):
    rows, selection = published(world, "accepted")
    client = enter(world.coordinator)
    assert "Bravo Anouk" in client.get(f"{home(world)}publish/").content.decode()
    assert client.post(f"{home(world)}publish/", {"name": "Deuxième"}).status_code == 422
    selection.refresh_from_db()
    assert selection.state == "frozen"
    assert client.post(f"{home(world)}publish/", {"name": " première "}).status_code == 302
    rows[0].refresh_from_db()
    assert rows[0].state == "accepted"


def test_applicant_reads_the_answer_and_takes_the_place(world, enter):
    rows, selection = published(world, "accepted", "accepted", "waitlisted")
    selections.publish(selection, by=world.coordinator)
    client = enter(rows[0].applicant)
    assert "Bravo Anouk" in client.get(f"/fr/me/applications/{rows[0].pk}/").content.decode()
    answer = client.post(f"/fr/me/applications/{rows[0].pk}/answer/", {"answer": "yes"})
    assert answer.url == f"/fr/me/cohort/{'/'.join(world.cohort.slugs)}/"
    assert client.get(answer.url).status_code == 200
    assert Participation.objects.get().person == rows[0].applicant
    client.post(f"/fr/me/applications/{rows[0].pk}/answer/", {"answer": "yes"})
    assert Participation.objects.count() == 1
    other = enter(rows[1].applicant)
    other.post(f"/fr/me/applications/{rows[1].pk}/answer/", {"sure": "yes"})
    desk = enter(world.coordinator)
    assert "Chiara" in desk.get(home(world)).content.decode()
    desk.post(f"{home(world)}promote/", {})
    assert list(Application.objects.order_by("pk").values_list("state", flat=True)) == ["confirmed", "turned_down", "accepted"]


@pytest.mark.parametrize("count", [1, 3])
def test_ranking_costs_the_same_for_one_and_three(world, enter, count):
    for review in in_review(world, count):
        scored(world, review, 3, 4)
    client = enter(world.coordinator)
    client.get(home(world))
    with CaptureQueriesContext(connection) as found:
        client.get(home(world))
    assert len(found) == RANKING


RANKING = 23


def test_day_to_answer_stays_in_the_form_and_letters_are_only_read_once_frozen(world, enter):
    _rows, selection = published(world, "accepted")  # frozen, with a day
    client = enter(world.coordinator)
    page = client.get(f"{home(world)}letters/").content.decode()
    assert ("<textarea" in page, "Français : 1 lettre" in page.replace("\u00a0", " ")) == (False, True)
    selections.unfreeze(selection, by=world.coordinator)
    assert 'value="2099-01-01"' in client.get(f"{home(world)}letters/").content.decode()
