"""What becomes of applications that were not taken, by the clock."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from django.urls import reverse

from incubator.audit.models import LogEntry
from incubator.files.models import StoredFile
from incubator.lib.clock import months_later
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Answer, Application, TeamMember
from participants.demo.papers import stills
from participants.reviews.models import Review
from participants.selection import actions as selections
from participants.selection.actions.keeping import kept_until, tend_keeping
from participants.selection.models import Decision, Selection
from participants.selection.note_models import Note
from programmes.calls.models import Question
from programmes.calls.states import Type
from tests.participants.selection.making import published

DAY = timedelta(days=1)


@pytest.fixture
def told(world):
    """One of each: taken, on the waiting list, declined."""
    rows, selection = published(world, "accepted", "waitlisted", "declined")
    Decision.objects.filter(application=rows[2]).update(note="Trop tôt", feedback=["Bravo"])
    selections.add_note(selection, by=world.coordinator, text="Une note", application=rows[2])
    return rows, selection


def at(selection, days, months=3):
    """The clock so many days after the end of keeping."""
    return time_machine.travel(months_later(selection.published, months) + days * DAY, tick=False)


def run(selection, *days):
    for day in days:
        with at(selection, day):
            tend_keeping()


def warned(person):
    return Message.objects.filter(kind="soon_emptied", person=person).count()


def test_months_later_keeps_to_the_end_of_a_shorter_month():
    assert months_later(datetime(2026, 11, 30, 9, tzinfo=UTC), 3) == datetime(2027, 2, 28, 9, tzinfo=UTC)
    assert months_later(datetime(2027, 2, 28, 9, tzinfo=UTC), -12) == datetime(2026, 2, 28, 9, tzinfo=UTC)


def test_coordinators_are_told_a_month_before_and_once(world, told):
    _rows, selection = told
    run(selection, -31)
    assert warned(world.coordinator) == 0
    run(selection, -30, -29, -1)
    assert (warned(world.coordinator), warned(world.owner), warned(world.editor)) == (1, 1, 0)


def test_those_not_taken_are_emptied_and_only_figures_stay(world, told):
    rows, selection = told
    before = Application.objects.get(pk=rows[2].pk)
    run(selection, -30, -1)
    assert Application.objects.get(pk=rows[2].pk).title == before.title
    run(selection, 0)
    after = Application.objects.get(pk=rows[2].pk)
    assert (after.title, after.name, after.email, after.search, after.birth, after.applicant) == ("", "", "", "", None, None)
    assert (after.reference, after.country, after.state) == (before.reference, before.country, "declined")
    assert list(Answer.objects.filter(application=after)) == []
    decision = Decision.objects.get(application=after)
    assert (decision.verdict, decision.note, decision.feedback) == ("declined", "", [])
    assert list(Note.objects.filter(application=after)) == []
    assert {entry.what for entry in LogEntry.objects.about(after)} == {before.reference}
    assert LogEntry.objects.get(verb="participants.empty_applications").detail == {"n": 1}
    run(selection, 1, 2)
    assert LogEntry.objects.filter(verb="participants.empty_applications").count() == 1


def test_taken_and_waiting_stay_whole_until_the_list_is_closed(world, told):
    rows, selection = told
    selections.answer_offer(rows[0], True, by=rows[0].applicant)
    run(selection, -30, 0)
    kept = Application.objects.filter(pk__in=[rows[0].pk, rows[1].pk])
    assert [bool(row.title and row.applicant_id) for row in kept] == [True, True]
    with at(selection, 1):
        selections.close_waiting(selection, by=world.coordinator, anyway=True)
    run(selection, 2)
    assert Application.objects.get(pk=rows[1].pk).emptied is None  # learned it yesterday: three months of their own
    run(selection, 93)
    assert Application.objects.get(pk=rows[1].pk).emptied is not None
    assert Application.objects.get(pk=rows[0].pk).title != ""
    assert Selection.objects.get().emptied is not None


def test_nobody_is_emptied_without_two_weeks_of_warning(world, told):
    """A site whose clock stood still for a year tells first."""
    rows, selection = told
    run(selection, 365, 378)
    assert (warned(world.coordinator), Application.objects.get(pk=rows[2].pk).emptied) == (1, None)
    run(selection, 379)
    assert Application.objects.get(pk=rows[2].pk).emptied is not None


def test_longer_keeping_moves_the_day_and_warns_again(world, told):
    rows, selection = told
    run(selection, -30)
    world.call.__class__.objects.filter(pk=world.call.pk).update(keep_months=12)
    run(selection, 0, 30)
    assert Application.objects.get(pk=rows[2].pk).emptied is None
    for day in (-30, 0):
        with at(selection, day, months=12):
            tend_keeping()
    assert (warned(world.coordinator), Application.objects.get(pk=rows[2].pk).emptied is not None) == (2, True)


def test_nothing_runs_before_publication(world):
    selection = selections.open_selection(world.call, by=world.coordinator)
    tend_keeping()
    assert kept_until(selection) is None


def test_reviews_keep_their_scores_and_lose_their_words(world, told):
    rows, selection = told
    stage = world.call.stages.first()
    reviewer = world.call.reviewers.create(person=world.reviewer)
    review = Review.objects.create(stage=stage, application=rows[2], reviewer=reviewer, state="submitted", comment="Fragile")
    run(selection, -30, 0)
    review.refresh_from_db()
    assert (review.state, review.comment) == ("submitted", "")


def test_emptied_application_is_shown_on_the_desk_and_not_to_its_person(world, told, enter):
    rows, selection = told
    run(selection, -30, 0)
    with at(selection, 1):
        desk = reverse("participants:desk_application", args=[*world.cohort.slugs, rows[2].reference])
        assert enter(world.coordinator).get(desk).status_code == 200
        assert enter(rows[2].applicant).get(reverse("participants:my_application", args=[rows[2].pk])).status_code == 404


# --- drafts ---
def draft(world):
    row = applications.begin(world.call, by=world.applicant, language="fr")
    asked = Question.objects.create(section=world.call.sections.first(), type=Type.FILE, label={"fr": "Un fichier"})
    applications.attach(row, asked, stills(Random(1)), by=world.applicant)
    return row


def test_draft_goes_with_its_files_ninety_days_after_the_deadline(world):
    row = draft(world)
    assert StoredFile.objects.count() == 1
    with time_machine.travel(world.call.closes + 89 * DAY, tick=False):
        assert applications.forget_drafts() == 0
    with time_machine.travel(world.call.closes + 91 * DAY, tick=False):
        assert applications.forget_drafts() == 1
    assert not Application.objects.filter(pk=row.pk).exists()
    assert (StoredFile.objects.count(), TeamMember.objects.count()) == (0, 0)
