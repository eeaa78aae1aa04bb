from datetime import timedelta

import pytest
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.selection import actions as selections
from participants.selection import subscribers
from participants.selection.candidates import problem_of
from participants.selection.compose_models import Composition, Pin, Quota
from participants.selection.composer import Cancelled
from participants.selection.models import Decision
from participants.selection.subscribers import compose
from tests.participants.making import applied, closed

PEOPLE = (
    (90, "MA", "m"),
    (80, "MA", "m"),
    (70, "MA", "f"),
    (60, "SN", "m"),
    (50, "SN", "f"),
    (40, "KE", "f"),
)
WOMEN = {"dimension": "gender", "values": ["f"], "amount": 2}
NO_MOROCCO = {"dimension": "country", "values": ["MA"], "sense": "most", "amount": 0}
COUNTRIES = {"measure": "different", "dimension": "country", "amount": 3}


def six(world):
    """Six applications with scores, and their selection; three places."""
    world.cohort.capacity = 3
    world.cohort.save(update_fields=["capacity"])
    world.call.refresh_from_db()
    rows = applied(world, len(PEOPLE))
    closed(world)
    for row, (score, country, gender) in zip(rows, PEOPLE, strict=True):
        Application.objects.filter(pk=row.pk).update(score=score, country=country, gender=gender)
    return rows, selections.open_selection(world.call, by=world.coordinator)


def run_of(selection, by, **fields):
    run = selections.request_composition(selection, by=by, **fields)
    compose({"run": run.pk})
    run.refresh_from_db()
    return run


def with_quotas(selection, by, *rows):
    return selections.replace_quotas(selection, rows, by=by)


def accept(run, by, **more):
    return selections.accept_composition(run, by=by, decided=selections.decided_mark(run.selection), **more)


def verdicts(rows):
    decided = dict(Decision.objects.values_list("application_id", "verdict"))
    return [decided.get(row.pk, "") for row in rows]


def test_composition_finds_the_best_and_what_each_quota_costs(world):
    rows, selection = six(world)
    women, countries = with_quotas(selection, world.coordinator, WOMEN, COUNTRIES)
    run = run_of(selection, world.coordinator)
    ids = [row.pk for row in rows]
    assert (run.state, run.done, run.total) == ("done", run.total, 3 + 2 + 4)
    assert run.answer["chosen"] == [ids[0], ids[4], ids[5]]
    assert (run.answer["score"], run.answer["proven"]) == (18000, True)
    assert [cost[:2] for cost in run.more["costs"]] == [[women.pk, 1000], [countries.pk, 3000]]
    assert run.more["costs"][0][2:4] == [[ids[4]], [ids[3]]]
    assert [row[:2] for row in run.more["steps_in"]] == [[ids[0], ids[1]], [ids[4], None], [ids[5], None]]
    assert run.more["free"][0]["without"] == ids[4]


def test_composition_says_why_there_is_none_and_what_is_closest(world):
    _rows, selection = six(world)
    women, none = with_quotas(selection, world.coordinator, WOMEN | {"amount": 3}, NO_MOROCCO)
    run = run_of(selection, world.coordinator)
    assert (run.answer["chosen"], run.answer["proven"]) == (None, True)
    assert run.more["conflicts"] == [{"quotas": [women.pk, none.pk], "pins": [], "bans": [], "smallest": True}]
    assert run.done == run.total
    assert sum(1 for _ in run.more["closest"]["misses"]) == 1
    with pytest.raises(NotLawful):
        accept(run, world.coordinator)


def test_accepting_decides_with_an_ordered_waiting_list(world):
    rows, selection = six(world)
    with_quotas(selection, world.coordinator, WOMEN)
    selections.decide(rows[1], "accepted", by=world.owner)
    run = run_of(selection, world.coordinator)
    assert accept(run, world.coordinator, waiting=2, rest="declined") == 3
    assert verdicts(rows) == ["accepted", "waitlisted", "accepted", "declined", "accepted", "waitlisted"]
    ranks = Decision.objects.filter(verdict="waitlisted").order_by("rank").values_list("application_id", "rank")
    # Only the sixth could step in for one of the two women: she waits, though the fourth has the better score.
    assert list(ranks) == [(rows[1].pk, 1), (rows[5].pk, 2)]
    entry = LogEntry.objects.get(verb="participants.accept_composition")
    assert (entry.by, entry.detail["accepted"], entry.detail["rest"]) == (world.coordinator, 3, "declined")
    assert {row.state for row in Application.objects.filter(pk__in=[row.pk for row in rows])} == {"submitted"}


def test_accepting_may_leave_the_rest_undecided_or_take_another_proposal(world):
    rows, selection = six(world)
    run = run_of(selection, world.coordinator)
    accept(run, world.coordinator, proposal="next:0")
    assert verdicts(rows) == ["accepted", "accepted", "", "accepted", "", ""]
    with pytest.raises(NotLawful):
        accept(run, world.coordinator, proposal="next:9")


def test_accepting_is_refused_after_a_withdrawal(world):
    rows, selection = six(world)
    run = run_of(selection, world.coordinator)
    applications.withdraw(rows[0], by=rows[0].applicant)
    with pytest.raises(Stale, match="Anouk"):
        accept(run, world.coordinator)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("change", ["score", "quota", "pin"])
def test_accepting_is_refused_after_anything_it_rests_on_changed(world, change):
    rows, selection = six(world)
    run = run_of(selection, world.coordinator)
    if change == "score":
        Application.objects.filter(pk=rows[5].pk).update(score=99)
    elif change == "quota":
        with_quotas(selection, world.coordinator, WOMEN)
    else:
        selections.pin(rows[5], "in", by=world.coordinator, reason="Lauréate.")
    with pytest.raises(Stale):
        accept(run, world.coordinator)
    assert Decision.objects.count() == 0


def test_second_coordinator_accepts_nothing_over_the_first(world):
    rows, selection = six(world)
    run = run_of(selection, world.coordinator)
    seen = selections.decided_mark(selection)
    accept(run, world.owner)
    with pytest.raises(Stale):
        selections.accept_composition(run, by=world.coordinator, decided=seen, rest="declined")
    assert verdicts(rows) == ["accepted"] * 3 + [""] * 3


def test_frozen_selection_takes_no_composition(world):
    rows, selection = six(world)
    run = run_of(selection, world.coordinator)
    accept(run, world.coordinator, rest="declined")
    selections.freeze(selection, by=world.coordinator)
    for step in (
        lambda: accept(run, world.coordinator),
        lambda: selections.request_composition(selection, by=world.coordinator),
        lambda: selections.pin(rows[0], "out", by=world.coordinator),
        lambda: with_quotas(selection, world.coordinator, WOMEN),
    ):
        with pytest.raises(NotLawful):
            step()


def test_who_applied_composes_nothing(world):
    rows, selection = six(world)
    with pytest.raises(NotYours):
        selections.request_composition(selection, by=rows[0].applicant)


def test_pins_are_kept_with_their_reason_and_let_go_again(world):
    rows, selection = six(world)
    selections.pin(rows[5], "in", by=world.coordinator, reason="Lauréate du prix.")
    selections.pin(rows[0], "out", by=world.coordinator)
    run = run_of(selection, world.coordinator)
    assert run.answer["chosen"] == [rows[1].pk, rows[2].pk, rows[5].pk]
    selections.pin(rows[5], "", by=world.coordinator)
    assert list(Pin.objects.values_list("application_id", "stay", "reason")) == [(rows[0].pk, "out", "")]
    assert LogEntry.objects.filter(verb="participants.pin_application").count() == 3


def test_pin_of_who_withdrew_stands_for_nothing(world):
    rows, selection = six(world)
    selections.pin(rows[5], "in", by=world.coordinator)
    applications.withdraw(rows[5], by=rows[5].applicant)
    assert problem_of(selection, places=3).pins == frozenset()
    with pytest.raises(NotLawful):
        selections.pin(rows[5], "out", by=world.coordinator)


@pytest.mark.parametrize(
    "fields",
    [
        {"dimension": "nothing"},
        {"dimension": "country"},
        {"dimension": "country", "measure": "cost", "sense": "most"},
        {"dimension": "country", "values": ["MA"], "share": True, "amount": 101},
        {"dimension": "country", "measure": "different", "share": True, "amount": 10},
    ],
)
def test_quota_that_means_nothing_is_refused(world, fields):
    _rows, selection = six(world)
    with pytest.raises(Refused):
        selections.add_quota(selection, by=world.coordinator, **fields)
    assert Quota.objects.count() == 0


def test_asking_again_cancels_the_run_before(world):
    _rows, selection = six(world)
    first = selections.request_composition(selection, by=world.coordinator)
    second = selections.request_composition(selection, by=world.owner, places=2)
    assert list(Composition.objects.order_by("pk").values_list("pk", "state")) == [
        (first.pk, "cancelled"),
        (second.pk, "waiting"),
    ]
    compose({"run": first.pk})
    first.refresh_from_db()
    assert first.answer == {}


def test_run_cut_short_is_taken_up_again_and_given_up_after_three(world):
    _rows, selection = six(world)
    run = selections.request_composition(selection, by=world.coordinator)
    for attempt in range(1, 4):
        taken = selections.take_composition(run)
        assert taken.attempts == attempt
        assert selections.take_composition(run) is None
        Composition.objects.filter(pk=run.pk).update(beat=timezone.now() - timedelta(minutes=10))
    assert selections.take_composition(run) is None
    run.refresh_from_db()
    assert (run.state, bool(run.reason)) == ("failed", True)


def test_cancelled_run_stops_and_keeps_what_it_found(world):
    _rows, selection = six(world)
    run = selections.take_composition(selections.request_composition(selection, by=world.coordinator))
    selections.cancel_composition(run, by=world.coordinator)
    assert selections.hear_of_composition(run) is False
    compose({"run": run.pk})
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_cancelled_work_is_no_failure(world):
    _rows, selection = six(world)
    run = selections.request_composition(selection, by=world.coordinator)
    taken = selections.take_composition(run)
    selections.cancel_composition(run, by=world.coordinator)
    with pytest.raises(Cancelled):
        subscribers._compose(taken)
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_problem_reads_the_same_number_of_queries_for_one_and_for_six(world, django_assert_num_queries):
    rows, selection = six(world)
    with_quotas(selection, world.coordinator, WOMEN, {"measure": "each", "sense": "most", "dimension": "team"})
    problem_of(selection, places=3)  # the stage's calibration is kept a while
    for left in (6, 1):
        Application.objects.filter(pk__in=[row.pk for row in rows[left:]]).update(state="withdrawn")
        with django_assert_num_queries(5):
            assert len(problem_of(selection, places=3).candidates) == left
