"""The ranking on the desk: filters, parts of the panel, applications side by side, notes."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.selection import actions as selections
from participants.selection.models import Selection
from participants.selection.note_models import Note
from participants.selection.queries import notes_of
from tests.participants.making import applied, closed, in_review, scored, seated


def home(world):
    return f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/"


@pytest.fixture
def ranked(world):
    """Three applications, Anouk before Chiara before Brahim; readers far apart on Chiara."""
    values = [(5, 5), (5, 5), (1, 1), (2, 2), (5, 5), (1, 2)]
    for review, marks in zip(in_review(world, 3), values, strict=True):
        scored(world, review, *marks)
    return list(Application.objects.order_by("pk"))


def shown(answer):
    """Names on the list, in its order."""
    return [line.application.name for line in answer.context["lines"]]


def test_orders_and_filters_stand_in_the_address(world, ranked, enter):
    client = enter(world.coordinator)
    Application.objects.filter(pk=ranked[2].pk).update(country="MA", language="ar")
    assert shown(client.get(home(world))) == ["Anouk", "Chiara", "Brahim"]
    assert shown(client.get(home(world), {"order": "disagreement"}))[0] == "Chiara"
    assert shown(client.get(home(world), {"apart": "60"})) == ["Chiara"]
    assert shown(client.get(home(world), {"language": "ar"})) == ["Chiara"]
    assert shown(client.get(home(world), {"q": "projet brahim"})) == ["Brahim"]
    assert shown(client.get(home(world), {"missing": "none"})) == []
    assert shown(client.get(home(world), {"state": "shortlisted"})) == []
    assert shown(client.get(home(world), {"apart": "what", "panel": "99"})) == ["Anouk", "Chiara", "Brahim"]


def test_decided_ones_are_filtered_by_their_decision(world, ranked, enter):
    selections.decide(ranked[1], "accepted", by=world.coordinator)
    client = enter(world.coordinator)
    assert shown(client.get(home(world), {"show": "accepted"})) == ["Brahim"]
    assert shown(client.get(home(world), {"show": "undecided"})) == ["Anouk", "Chiara"]


def test_parts_of_the_panel_are_not_ordered_across(world, enter):
    applied(world, 3)
    closed(world)
    one, other = seated(world)
    rows = list(Application.objects.order_by("pk"))
    for seat, row, marks in ((one, rows[0], (2, 2)), (one, rows[1], (1, 1)), (other, rows[2], (5, 5))):
        scored(world, reviews.add_review(world.stage, row, seat, by=world.coordinator), *marks)
    answer = enter(world.coordinator).get(home(world))
    assert [(line.application.name, line.place, line.opens) for line in answer.context["lines"]] == [
        ("Anouk", 1, 1),
        ("Brahim", 2, None),
        ("Chiara", 1, 2),
    ]
    assert shown(enter(world.coordinator).get(home(world), {"panel": "2"})) == ["Chiara"]
    assert "Partie 2 du jury" in answer.content.decode()


def test_withdrawn_one_leaves_the_ranking_and_its_place(world, ranked, enter):
    client = enter(world.coordinator)
    client.get(home(world))
    applications.withdraw(ranked[0], by=ranked[0].applicant)
    answer = client.get(home(world))
    assert [(line.application.name, line.place) for line in answer.context["lines"]] == [("Chiara", 1), ("Brahim", 2)]


def test_all_equal_and_none_at_all_are_said_without_fault(world, enter):
    rows = in_review(world, 2)
    client = enter(world.coordinator)
    assert [line.place for line in client.get(home(world)).context["lines"]] == [None, None]
    for review in rows:
        scored(world, review, 3, 3)
    answer = client.get(home(world))
    assert [(line.place, line.score.corrected, line.score.spread) for line in answer.context["lines"]] == [
        (1, pytest.approx(50), 0),
        (2, pytest.approx(50), 0),
    ]


def test_ticked_ones_are_laid_side_by_side(world, ranked, enter):
    client = enter(world.coordinator)
    client.get(home(world))
    ticked = {"application": [str(row.pk) for row in ranked], "call": world.call.slug, "stage": world.stage.pk}
    answer = client.post(f"{home(world)}compare/", ticked)
    body = client.get(answer.url).content.decode()
    assert [body.count(f"Projet {name}") > 0 for name in ("Anouk", "Brahim", "Chiara")] == [True, True, True]
    assert client.get(answer.url).context["compared"].criteria[0][1][0].values == [5, 5]
    assert "Net." in body


@pytest.mark.parametrize("asked", [[], ["x", "999999"], ["1"]])
def test_comparing_fewer_than_two_says_what_to_do(world, ranked, enter, asked):
    answer = enter(world.coordinator).get(f"{home(world)}compare/", {"application": asked})
    assert (answer.status_code, answer.context["compared"].enough) == (200, False)


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_costs_the_same_for_one_and_three(world, enter, count):
    for review in in_review(world, count):
        scored(world, review, 3, 4)
    asked = {"application": list(Application.objects.values_list("pk", flat=True)), "stage": world.stage.pk}
    client = enter(world.coordinator)
    client.get(f"{home(world)}compare/", asked)
    with CaptureQueriesContext(connection) as found:
        client.get(f"{home(world)}compare/", asked)
    assert len(found) == 18


def test_reviewers_page_lists_leniencies(world, ranked, enter):
    answer = enter(world.coordinator).get(f"{home(world)}reviewers/")
    assert [row.reviews for row in answer.context["rows"]] == [3, 3]


# --- notes ---
@pytest.fixture
def selection(world, ranked):
    return selections.open_selection(world.call, by=world.coordinator)


def test_notes_are_written_on_an_application_and_on_the_whole(world, ranked, enter):
    client = enter(world.coordinator)
    address = f"{home(world)}notes/?application={ranked[0].pk}"
    assert client.post(address, {"text": " Forte, mais fragile. "}).status_code == 302
    client.post(f"{home(world)}notes/", {"text": "Nous gardons un tiers du budget."})
    selection = Selection.objects.get()
    assert [(note.application, note.by, note.text) for note in notes_of(selection)] == [
        (ranked[0], world.coordinator, "Forte, mais fragile."),
        (None, world.coordinator, "Nous gardons un tiers du budget."),
    ]
    assert "Forte, mais fragile." in client.get(address).content.decode()
    desk = client.get(f"/fr/desk/{'/'.join(world.cohort.slugs)}/applications/{ranked[0].reference}/").content.decode()
    assert "Forte, mais fragile." in desk
    assert "1 note" in client.get(home(world)).content.decode()


def test_note_is_mended_by_its_author_for_half_an_hour(world, ranked, selection):
    note = selections.add_note(selection, by=world.coordinator, text="Forte.", application=ranked[0])
    assert selections.edit_note(note, by=world.coordinator, text="Très forte.").text == "Très forte."
    with pytest.raises(NotYours):
        selections.edit_note(note, by=world.owner, text="Faible.")
    with time_machine.travel(timezone.now() + timedelta(minutes=31)), pytest.raises(NotLawful):
        selections.edit_note(note, by=world.coordinator, text="Faible.")
    note.refresh_from_db()
    assert (note.text, note.edited is not None) == ("Très forte.", True)


def test_late_mending_keeps_what_was_typed_on_the_page(world, ranked, selection, enter):
    note = selections.add_note(selection, by=world.coordinator, text="Forte.", application=ranked[0])
    Note.objects.update(at=timezone.now() - timedelta(hours=1))
    answer = enter(world.coordinator).post(f"{home(world)}notes/{note.pk}/", {"text": "Plutôt faible"})
    assert (answer.status_code, "Plutôt faible" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("text", ["", "   "])
def test_empty_note_is_refused(world, ranked, selection, text):
    with pytest.raises(Refused):
        selections.add_note(selection, by=world.coordinator, text=text)


def test_who_applied_writes_no_note(world, ranked, selection):
    with pytest.raises(NotYours):
        selections.add_note(selection, by=ranked[0].applicant, text="La mienne.", application=ranked[1])


def test_note_on_another_calls_application_is_refused(world, ranked, selection):
    Application.objects.filter(pk=ranked[0].pk).update(call=other_call(world))
    with pytest.raises(Refused):
        selections.add_note(selection, by=world.coordinator, text="Ici.", application=Application.objects.get(pk=ranked[0].pk))


def other_call(world):
    from programmes.calls import actions as calls

    now = timezone.now()
    return calls.create(
        world.cohort, by=world.coordinator, title={"fr": "Autre"}, slug="autre", opens=now, closes=now + timedelta(days=9),
        time_zone="Africa/Tunis",
    )  # fmt: skip


def test_script_in_a_note_is_text(world, ranked, selection, enter):
    selections.add_note(selection, by=world.coordinator, text="<script>alert(1)</script>", application=ranked[0])
    body = enter(world.coordinator).get(f"{home(world)}notes/").content.decode()
    assert ("<script>alert(1)" in body, "&lt;script&gt;alert(1)" in body) == (False, True)
