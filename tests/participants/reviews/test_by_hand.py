"""One review given or moved by hand; late readers reminded; a panel from a table."""

import pytest

from incubator.lib.errors import NotYours, Refused, Stale
from incubator.outbox.models import Message
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.given import candidates
from participants.reviews.models import Review, Reviewer
from participants.reviews.panel_table import Wrong, parse, words_of
from tests.participants.making import applied, closed, in_review, scored, seated
from tests.world import person


def seat(world, name, **fields):
    return reviews.add_reviewer(world.call, by=world.coordinator, person=person(name), **{"languages": ["fr"], **fields})


def test_review_is_moved_and_the_new_reader_told(world):
    review, *_rest = in_review(world, 1)
    third = seat(world, "third Reader")
    moved = reviews.move_review(review, third, by=world.coordinator)
    assert (moved.reviewer, moved.application, moved.pinned) == (third, review.application, True)
    assert Review.objects.filter(pk=review.pk).count() == 0
    assert Application.objects.get().reviews_asked == 2
    assert Message.objects.filter(kind="reviews_assigned", person=third.person).count() == 1


def test_begun_review_is_not_moved(world):
    review, *_rest = in_review(world, 1)
    reviews.save_review(review, by=review.reviewer.person, scores={}, comment="Mine")
    third = seat(world, "third Reader")
    with pytest.raises(Stale):
        reviews.move_review(review, third, by=world.coordinator)
    assert Review.objects.get(pk=review.pk).comment == "Mine"


def test_move_that_is_refused_leaves_the_review_where_it_was(world):
    review, *_rest = in_review(world, 1)
    third = seat(world, "third Reader")
    reviews.add_conflict(review.application, third, by=world.coordinator, reason="Cousins")
    with pytest.raises(Refused):
        reviews.move_review(review, third, by=world.coordinator, despite=True)
    assert Review.objects.get(pk=review.pk).reviewer == review.reviewer


def test_full_load_and_language_warn_and_may_be_gone_against(world):
    first, _second = applied(world, 2)
    closed(world)
    deaf = seat(world, "arabic Reader", languages=["ar"], most=1)
    with pytest.raises(Refused, match="arabic Reader"):
        reviews.add_review(world.stage, first, deaf, by=world.coordinator)
    assert reviews.add_review(world.stage, first, deaf, by=world.coordinator, despite=True).pinned is True


def test_candidates_stand_in_order_with_what_speaks_against_them(world):
    (first,) = applied(world, 1)
    closed(world)
    good = seat(world, "good Reader", disciplines=["documentary"])
    plain = seat(world, "plain Reader", disciplines=["animation"])
    deaf = seat(world, "arabic Reader", languages=["ar"])
    tied = seat(world, "tied Reader")
    reviews.add_conflict(first, tied, by=world.coordinator, reason="Cousins")
    found = candidates(world.stage, first)
    assert [(row.reviewer, row.barred, len(row.doubts)) for row in found] == [
        (good, False, 0), (plain, False, 0), (deaf, False, 1), (tied, True, 1),
    ]  # fmt: skip
    assert [row.reviewer for row in candidates(world.stage, first, words="GOOD")] == [good]


def test_nobody_places_a_review_of_their_own_application(world):
    review, *_rest = in_review(world, 1)
    third = seat(world, "third Reader")
    with pytest.raises(NotYours):
        reviews.add_review(world.stage, review.application, third, by=review.application.applicant)
    with pytest.raises(NotYours):
        reviews.remove_review(review, by=review.application.applicant)


# --- reminders ---
def test_reminder_goes_to_who_has_something_left_once_a_day(world):
    one, _two, *_rest = in_review(world, 2)
    for review in Review.objects.filter(reviewer=one.reviewer).select_related("stage", "application", "reviewer__person"):
        scored(world, review, 3, 3)
    assert reviews.remind_reviewers(world.stage, by=world.coordinator, note="Courage !") == 1
    (message,) = Message.objects.filter(kind="reviews_reminder")
    assert (message.person != one.reviewer.person, "Courage !" in message.text) == (True, True)
    with pytest.raises(Refused):
        reviews.remind_reviewers(world.stage, by=world.owner)
    assert Message.objects.filter(kind="reviews_reminder").count() == 1


# --- a panel from a table ---
KNOWN = {"languages": words_of({"fr": "Français", "ar": "Arabe"}, {"fr": "French"}), "disciplines": words_of({"film": "Cinéma"})}


def test_table_is_read_in_whatever_order_and_language_its_columns_come():
    table = parse("Nom;Langues;Courriel;Au plus\nNadia Ben;français, AR;Nadia@Jury.tn;12\n\n", **KNOWN)
    (line,) = table.good
    assert (line.number, line.email, line.name, line.languages, line.least, line.most) == (
        2, "nadia@jury.tn", "Nadia Ben", ["fr", "ar"], 0, 12,
    )  # fmt: skip


def test_table_says_line_by_line_what_is_wrong():
    text = (
        "email,languages,disciplines,least,most\n,fr,,,\nno address,fr,,,\na@b.tn,klingon,Danse,x,3\na@b.tn,French,cinema,9,3\n"
    )
    table = parse(text, **KNOWN)
    assert [(line.number, [fault.wrong for fault in line.faults]) for line in table.lines] == [
        (2, [Wrong.NO_ADDRESS]),
        (3, [Wrong.BAD_ADDRESS]),
        (4, [Wrong.LANGUAGE, Wrong.DISCIPLINE, Wrong.NUMBER]),
        (5, [Wrong.ORDER, Wrong.TWICE]),
    ]
    assert table.good == []


@pytest.mark.parametrize("text", ["", "name\nNadia", "\n\n"])
def test_table_without_addresses_is_none(text):
    assert parse(text, **KNOWN).missing is True


def test_table_with_a_formula_and_a_script_is_text_alone():
    (line,) = parse('email,name\na@b.tn,"=HYPERLINK(""x"")<script>"\n', **KNOWN).good
    assert line.name == '=HYPERLINK("x")<script>'


def test_people_of_a_table_are_seated_once_and_told(world):
    seated(world)
    rows = [{"email": "new@jury.tn", "name": "Nadia", "languages": ["ar"]}, {"email": world.reviewer.email, "name": "Other"}]
    made = reviews.add_reviewers(world.call, rows, by=world.coordinator)
    assert [str(one) for one in made] == ["Nadia"]
    assert Reviewer.objects.count() == 3
    assert Message.objects.filter(kind="invitation_panel").count() == 3
