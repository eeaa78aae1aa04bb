"""The story of a selection in words, and its minutes on paper."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.utils import timezone
from django.utils.translation import override

from incubator.organisations import actions as organisations
from participants.selection import actions as selections
from participants.selection.minutes import minutes
from participants.selection.sign_off import digest
from participants.selection.story import story
from tests.participants.making import in_review, scored
from tests.participants.selection.making import decided, published


def words_of(paper):
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(BytesIO(paper)))


def told(world):
    """A selection with everything in it: scores, a note, two signatures, a no, the one who steps in, a yes by phone."""
    organisations.edit(world.organisation, by=world.owner, sign_off="two")
    found = in_review(world, 3)
    for review, value in zip(found, (5, 5, 4, 4, 1, 1), strict=True):
        scored(world, review, value, value)
    rows = [found[place].application for place in (0, 2, 4)]
    selection = selections.open_selection(world.call, by=world.coordinator)
    for row, verdict in zip(rows, ("accepted", "waitlisted", "declined"), strict=True):
        selections.decide(row, verdict, by=world.coordinator)
    selections.add_note(selection, by=world.owner, text="Une voix rare.", application=rows[0])
    selections.edit_offers(selection, by=world.owner, promotion="itself", reply_days=7)
    selections.edit_letters(selection, by=world.owner, reply_by=timezone.localdate() + timedelta(days=5))
    selection = selections.freeze(selection, by=world.coordinator)
    for by in (world.coordinator, world.owner):
        selections.sign(selection, by=by, digest=digest(selection))
    selection = selections.publish(selection, by=world.owner)
    for row in rows:
        row.refresh_from_db()
    selections.answer_offer(rows[0], False, by=rows[0].applicant)
    selections.answer_for(rows[1], True, by=world.coordinator, how="au téléphone")
    return rows, selections.open_selection(world.call, by=world.coordinator)


def test_story_tells_each_step_with_who_and_what(world):
    rows, selection = told(world)
    with override("fr"):
        lines = [(line.who, line.verb.removeprefix("participants."), line.said) for line in story(selection)]
    steps = [line for line in lines if line[1] not in ("assign_reviews", "open_selection", "edit_letters")]
    code = f"sous le code {selection.digest[:12]}"
    assert steps == [
        ("Chedly Mansour", "decide_application", "retenue"),
        ("Chedly Mansour", "decide_application", "liste d’attente"),
        ("Chedly Mansour", "decide_application", "non retenue"),
        ("Olfa Trabelsi", "add_note", ""),
        ("Olfa Trabelsi", "edit_offers", "d’elle-même, aussitôt, 7 jours pour répondre"),
        ("Chedly Mansour", "freeze_selection", ""),
        ("Chedly Mansour", "sign_selection", code),
        ("Olfa Trabelsi", "sign_selection", code),
        ("Olfa Trabelsi", "publish_selection", "1 retenue, 1 liste d’attente, 1 non retenue"),
        (rows[0].applicant.name, "turn_down_application", ""),
        ("", "promote_application", f"à la place de {rows[0].reference}"),
        ("Chedly Mansour", "confirm_for_application", "au téléphone"),
    ]


def test_same_step_on_many_in_a_row_is_one_line(world):
    rows, selection = decided(world, *["declined"] * 6)
    selections.decide(rows[0], "waitlisted", by=world.coordinator)
    found = [(line.said, line.count, len(line.about)) for line in story(selection) if line.count]
    assert found == [("non retenue", 6, 6), ("non retenue, maintenant liste d’attente", 1, 1)]


@pytest.mark.parametrize("language", ["fr", "en", "es", "pt", "ar"])
def test_minutes_are_a_paper_in_each_language(world, language):
    rows, selection = told(world)
    text = words_of(minutes(selection, language))
    assert [word in text for word in (rows[0].reference, "Olfa Trabelsi", "Une voix rare.")] == [True, True, True]


def test_signatures_of_the_day_stay_in_the_minutes_after_promotions(world):
    _rows, selection = told(world)
    text = words_of(minutes(selection, "fr"))
    assert (selection.digest[:12] in text, digest(selection) != selection.digest, text.count("Olfa Trabelsi") >= 3) == (True,) * 3


def test_pages_of_story_and_minutes(world, enter):
    _rows, _selection = published(world, "accepted", "declined")
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/"
    client = enter(world.coordinator)
    page = client.get(f"{home}log/").content.decode()
    assert ("a publié les décisions" in page, "Chedly Mansour" in page) == (True, True)
    answer = client.get(f"{home}minutes.pdf?language=ar")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(f"{home}minutes.pdf?language=xx").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_story_costs_the_same_for_one_and_three(world, enter, count, django_assert_num_queries):
    published(world, *["accepted"] * count)
    client = enter(world.coordinator)
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/selection/log/"
    client.get(home)
    with django_assert_num_queries(STORY):
        client.get(home)


STORY = 11
