"""The coordinator's pages."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.audit.models import LogEntry
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State
from tests.participants.applications.making import draft, png, sent
from tests.world import person

LIST = "/fr/desk/atlas/two-shores/one/applications/"


@pytest.fixture
def three(world):
    """Three sent by three people, oldest first, and a draft that nobody on the desk may read."""
    found = []
    people = [person("Yosra Ben Amor"), person("Ñakk Sarr"), person("Wanjiru Kamau")]
    titles = [
        ("La mer n’a pas de portes", "TN", "animation"),
        ("Kër gu ndaw", "SN", "documentary"),
        ("=Matatu Opera", "KE", "animation"),
    ]
    for days, (who, (title, country, discipline)) in enumerate(zip(people, titles, strict=True)):
        with time_machine.travel(timezone.now() - timedelta(days=3 - days), tick=False):
            found.append(sent(world, by=who, title=title, country=country, discipline=discipline, name=who.name))
    draft(world, title="Encore un secret")
    return found


def titles_of(answer):
    return [line.application.title for line in answer.context["lines"]]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["=Matatu Opera", "Kër gu ndaw", "La mer n’a pas de portes"]),
        ("sort=title", ["=Matatu Opera", "Kër gu ndaw", "La mer n’a pas de portes"]),
        ("q=ker", ["Kër gu ndaw"]),
        ("q=nakk+gu", ["Kër gu ndaw"]),
        ("country=TN", ["La mer n’a pas de portes"]),
        ("discipline=animation&country=KE", ["=Matatu Opera"]),
        ("state=in_review", []),
        ("eligible=yes&reviews=none", ["=Matatu Opera", "Kër gu ndaw", "La mer n’a pas de portes"]),
        ("eligible=no", []),
        ("q=secret", []),
    ],
)
def test_list_is_narrowed_by_its_address(query, titles, three, world, enter):
    answer = enter(world.coordinator).get(f"{LIST}?{query}")
    assert (answer.status_code, titles_of(answer)) == (200, titles)


def test_reference_is_found_as_it_is_misread(three, world, enter):
    typed = three[0].reference.lower().replace("-", " ")
    assert titles_of(enter(world.coordinator).get(LIST, {"q": typed})) == ["La mer n’a pas de portes"]


def test_figures_count_drafts_without_showing_them(three, world, enter):
    answer = enter(world.coordinator).get(LIST)
    assert [(item["value"]) for item in answer.context["figures"]] == [3, 3, 0, 0, 0, 0, 0, 0, 1]
    assert "Encore un secret" not in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_three(rows, world, enter, django_assert_num_queries):
    for number in range(rows):
        sent(world, by=person(f"P{number} Sarr"))
    client = enter(world.coordinator)
    with django_assert_num_queries(11):
        client.get(LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_one_application_costs_the_same_among_one_and_three(rows, world, enter, django_assert_num_queries):
    made = [sent(world, by=person(f"P{number} Sarr")) for number in range(rows)]
    client = enter(world.coordinator)
    client.get(f"{LIST}{made[0].reference}/")
    with django_assert_num_queries(16):
        client.get(f"{LIST}{made[0].reference}/")


def test_own_application_and_drafts_are_not_on_the_desk(world, enter):
    own = sent(world, by=world.coordinator)
    client = enter(world.coordinator)
    assert titles_of(client.get(LIST)) == []
    assert client.get(f"{LIST}{own.reference}/").status_code == 403
    assert enter(world.owner).get(f"{LIST}{own.reference}/").status_code == 200
    assert enter(world.stranger).get(f"{LIST}{own.reference}/").status_code == 404


def test_spreadsheet_has_answers_in_columns_and_no_formula(three, world, enter, django_assert_num_queries):
    applications.attach(three[0], world.questions["picture"], png("affiche.png"), by=three[0].applicant)
    client = enter(world.coordinator)
    b"".join(client.get(f"{LIST}export.csv").streaming_content)
    with django_assert_num_queries(13):  # two of them the savepoint of a test
        text = b"".join(client.get(f"{LIST}export.csv?sort=title").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["title"] for row in rows] == ["'=Matatu Opera", "Kër gu ndaw", "La mer n’a pas de portes"]
    assert [row["country"] for row in rows] == ["Kenya", "Sénégal", "Tunisie"]
    assert rows[2]["picture"] == "affiche.png"
    assert LogEntry.objects.filter(verb="participants.export_applications").count() == 2


def test_files_open_to_the_desk_once_sent(world, enter):
    application = draft(world)
    attachment = applications.attach(application, world.questions["picture"], png(), by=world.applicant)
    address = attachment.stored.get_absolute_url()
    assert enter(world.coordinator).get(address).status_code == 404
    applications.submit(application, by=world.applicant)
    found = {
        name: enter(world.cast[name]).get(address).status_code for name in ("coordinator", "stranger", "elsewhere", "editor")
    }
    assert found == {"coordinator": 200, "stranger": 404, "elsewhere": 404, "editor": 404}


def test_several_are_excluded_after_a_look(three, world, enter):
    client = enter(world.coordinator)
    ticked = {"application": [three[0].pk, three[1].pk]}
    assert client.post(f"{LIST}exclude/", ticked).status_code == 200
    assert Application.objects.filter(state=State.INELIGIBLE).count() == 0
    client.post(f"{LIST}exclude/", {**ticked, "reason": "Hors du territoire."})
    assert Application.objects.filter(state=State.INELIGIBLE).count() == 2
    one = f"{LIST}{three[0].reference}/"
    client.post(f"{one}restore/")
    client.post(f"{one}exclude/", {"reason": ""})
    three[0].refresh_from_db()
    assert three[0].state == State.SUBMITTED


def test_figures_page_counts_days_and_places(three, world, enter):
    answer = enter(world.coordinator).get(f"{LIST}figures/")
    assert [(bar["text"], bar["value"]) for bar in answer.context["countries"]] == [("Kenya", 1), ("Sénégal", 1), ("Tunisie", 1)]
    assert [day["now"] for day in answer.context["days"] if day["now"]] == [1, 1, 1]
