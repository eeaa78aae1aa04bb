from datetime import timedelta

import pytest
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.problem import under_review
from participants.stages import actions as stages
from participants.stages.field import Rule, field_of
from participants.stages.models import Passage
from participants.stages.queries import in_stage
from tests.participants.applications.making import sent
from tests.participants.stages.making import interview_after, read, screening_before
from tests.world import person


def latecomer(world, by, name):
    """An application that arrived when the others were read."""
    world.call.closes = timezone.now() + timedelta(days=1)
    world.call.save(update_fields=["closes"])
    return sent(world, by=by, name=name, title="Sans note")


def names(rows):
    return set(rows.values_list("name", flat=True))


def test_first_stage_reads_all_and_the_next_one_who_moved_on(world):
    read(world, 5, 3, 4)
    interview = interview_after(world)
    assert names(in_stage(world.stage)) == {"Anouk", "Brahim", "Chiara"}
    assert names(under_review(interview)) == set()
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2))
    assert names(under_review(interview)) == {"Anouk", "Chiara"}
    assert names(in_stage(world.stage)) == {"Anouk", "Brahim", "Chiara"}


def test_moving_on_changes_nothing_that_an_applicant_can_see(world, enter):
    first, *_rest = read(world, 5, 3)
    interview_after(world)
    address = f"/fr/me/applications/{first.pk}/"
    before = (enter(first.applicant).get(address).content, Message.objects.count(), first.state)
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 1))
    first.refresh_from_db()
    assert (enter(first.applicant).get(address).content, Message.objects.count(), first.state) == before


def test_stage_s_own_rule_is_used_and_kept_with_its_figures(world):
    read(world, 5, 3, 3, 2)
    interview_after(world)
    world.stage.moves_on, world.stage.moves_on_count = "top", 2
    world.stage.save()
    cut = stages.move_on(world.stage, by=world.coordinator, note="Un entretien pour trois")
    assert cut.figures == {"on": 3, "off": 1, "number": 2, "line": 50.0, "tied": 2, "taken_along": 0, "left_out": 0}
    assert (cut.rule, cut.score_by, cut.note) == ("top", "corrected", "Un entretien pour trois")
    (entry,) = LogEntry.objects.filter(verb="participants.move_on")
    assert (entry.by, entry.detail) == (world.coordinator, {"cut": cut.pk, **cut.figures})


def test_threshold_takes_that_score_too(world):
    read(world, 5, 3, 2)
    interview = interview_after(world)
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("threshold", 50, "raw"))
    assert names(in_stage(interview)) == {"Anouk", "Brahim"}


def test_raw_and_corrected_draw_different_lines(world):
    """Where everybody is read by everybody both orders are the same; one reader less tells them apart."""
    rows = read(world, 4, 4, 3)
    lenient = reviews.add_reviewer(world.call, by=world.coordinator, person=person("Layla Douce"), languages=["fr"])
    review = reviews.add_review(world.stage, rows[2], lenient, by=world.coordinator)
    scores = dict.fromkeys(world.stage.criteria.values_list("pk", flat=True), 5)
    reviews.give_in(review, by=lenient.person, scores=scores)
    raw, corrected = (field_of(world.stage, Rule("top", 3, by)) for by in ("raw", "corrected"))
    of = {row.application.name: (row.score.raw, row.value) for row in corrected.rows}
    assert raw.line.score == pytest.approx(66.67)
    assert of["Chiara"][1] < of["Chiara"][0]
    assert corrected.line.score == round(of["Chiara"][1], 2)


def test_against_the_rule_is_told_apart(world):
    first, second, third = read(world, 5, 3, 2)
    interview = interview_after(world)
    cut = stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2), otherwise={second.pk, third.pk})
    assert names(in_stage(interview)) == {"Anouk", "Chiara"}
    assert (cut.figures["taken_along"], cut.figures["left_out"]) == (1, 1)
    assert set(Passage.objects.values_list("application", "by_hand")) == {(first.pk, False), (third.pk, True)}


def test_by_hand_nobody_moves_on_of_themselves(world):
    first, _second = read(world, 5, 3)
    interview = interview_after(world)
    with pytest.raises(Refused):
        stages.move_on(world.stage, by=world.coordinator)
    stages.move_on(world.stage, by=world.coordinator, otherwise={first.pk})
    assert names(in_stage(interview)) == {"Anouk"}


def test_scores_missing_stay_and_can_be_taken_along(world):
    read(world, 5, 3)
    late = latecomer(world, person("Zoé Tard"), "Zoé")
    interview = interview_after(world)
    field = field_of(world.stage, Rule("top", 5))
    assert ([row.application.name for row in field.off], field.unscored) == (["Zoé"], 1)
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 5), otherwise={late.pk})
    assert names(in_stage(interview)) == {"Anouk", "Brahim", "Zoé"}


def test_all_equal_move_on_together_and_the_tie_is_said(world):
    read(world, 3, 3, 3)
    interview_after(world)
    field = field_of(world.stage, Rule("top", 1))
    assert (len(field.on), len(field.line.tied)) == (3, 3)


def test_page_of_before_a_withdrawal_is_stale(world):
    first, *_rest = read(world, 5, 3, 2)
    interview_after(world)
    seen = field_of(world.stage, Rule("top", 2)).mark
    applications.withdraw(first, by=first.applicant)
    with pytest.raises(Stale):
        stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2), seen=seen)


def test_second_of_two_coordinators_is_told_that_it_is_done(world):
    read(world, 5, 3, 2)
    interview_after(world)
    seen = field_of(world.stage, Rule("top", 2)).mark
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2), seen=seen)
    with pytest.raises(Stale):
        stages.move_on(world.stage, by=world.owner, rule=Rule("top", 2), seen=seen)
    assert Passage.objects.count() == 2


def test_later_ones_can_follow(world):
    *_rest, third = read(world, 5, 3, 2)
    interview = interview_after(world)
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 1))
    stages.move_on(world.stage, by=world.coordinator, otherwise={third.pk})
    assert names(in_stage(interview)) == {"Anouk", "Chiara"}


def test_withdrawn_after_moving_on_is_read_no_more(world):
    first, *_rest = read(world, 5, 3)
    interview = interview_after(world)
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 2))
    applications.withdraw(first, by=first.applicant)
    assert names(in_stage(interview)) == {"Brahim"}


def test_undo_puts_everybody_back(world):
    read(world, 5, 3)
    interview = interview_after(world)
    cut = stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 1))
    stages.undo(cut, by=world.owner)
    assert names(in_stage(interview)) == set()
    assert len(field_of(world.stage, Rule("top", 1)).rows) == 2
    with pytest.raises(NotLawful):
        stages.undo(cut, by=world.owner)
    assert LogEntry.objects.filter(verb="participants.undo_move_on").count() == 1


def test_undo_is_refused_once_the_next_stage_has_begun(world):
    first, *_rest = read(world, 5, 3)
    interview = interview_after(world)
    cut = stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 1))
    reader = world.call.reviewers.get(person=world.reviewer)
    reviews.add_review(interview, first, reader, by=world.coordinator)
    with pytest.raises(NotLawful):
        stages.undo(cut, by=world.coordinator)
    assert names(in_stage(interview)) == {"Anouk"}


def test_undo_is_refused_once_they_moved_on_further(world):
    screening = screening_before(world)
    read_after(world, screening)
    interview_after(world)
    cut = screening.cuts.get()
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 1))
    with pytest.raises(NotLawful):
        stages.undo(cut, by=world.coordinator)


def read_after(world, screening):
    """Two that a screening let on, read."""
    for name in ("Anouk", "Brahim"):
        sent(world, by=person(f"{name} Écrit"), name=name, title=name)
    stages.screen_many(screening, Application.objects.all(), "eligible", by=world.coordinator)
    stages.move_on(screening, by=world.coordinator)
    for who in (world.reviewer, world.second_reviewer):
        reviews.add_reviewer(world.call, by=world.coordinator, person=who, languages=["fr"])
    world.stage.refresh_from_db()
    world.stage.call = world.call
    reviews.assign(world.stage, by=world.coordinator)
    for review in world.stage.reviews.select_related("stage__call", "application", "reviewer__person"):
        scores = dict.fromkeys(world.stage.criteria.values_list("pk", flat=True), 3)
        reviews.give_in(review, by=review.reviewer.person, scores=scores)


def test_last_stage_leads_to_the_selection(world):
    read(world, 5)
    with pytest.raises(Refused):
        stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 1))


def test_who_applied_lets_nobody_move_on(world):
    read(world, 5)
    interview_after(world)
    latecomer(world, world.owner, "Olfa")
    with pytest.raises(NotYours):
        stages.move_on(world.stage, by=world.owner, rule=Rule("top", 1))


def test_reading_of_a_later_stage_gives_out_only_who_moved_on(world):
    read(world, 5, 3)
    second = interview_after(world, closes=timezone.now() + timedelta(days=3))
    for name in ("Clarté", "Écoute"):
        second.criteria.create(name={"fr": name})
    stages.move_on(world.stage, by=world.coordinator, rule=Rule("top", 1))
    reviews.assign(second, by=world.coordinator)
    assert set(second.reviews.values_list("application__name", flat=True)) == {"Anouk"}
