from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused, Stale, TooLate
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.stages import actions as stages
from participants.stages.models import Screening
from participants.stages.queries import in_stage, next_open, tally
from programmes.calls import actions as calls
from tests.participants.applications.making import sent
from tests.participants.making import applied
from tests.participants.stages.making import screening_before


@pytest.fixture
def screening(world):
    return screening_before(world, "Complet", "Majeur")


def asked(screening, *answers):
    return dict(zip(screening.criteria.values_list("pk", flat=True), answers, strict=True))


def test_finding_follows_from_the_checks(world, screening):
    rows = applied(world, 4)
    for row, answers in zip(rows, [("yes", "yes"), ("yes", "query"), ("query", "no"), ("yes", "")], strict=True):
        stages.screen(screening, row, by=world.coordinator, answers=asked(screening, *answers))
    assert list(Screening.objects.values_list("finding", flat=True)) == ["eligible", "query", "not_eligible", ""]
    assert tally(screening) == {"all": 4, "open": 1, "eligible": 1, "query": 1, "not_eligible": 1}


def test_reason_of_the_check_is_taken_in_the_applicants_language(world, screening):
    (row,) = applied(world, 1)
    found = stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "no", "no"))
    assert found.reason == "Complet : manque\nMajeur : manque"


def test_what_rules_out_needs_a_reason(world):
    screening = screening_before(world)
    check = calls.add_criterion(screening, by=world.coordinator, name={"fr": "Complet"})
    (row,) = applied(world, 1)
    with pytest.raises(Refused):
        stages.screen(screening, row, by=world.coordinator, answers={check.pk: "no"})
    assert not Screening.objects.exclude(finding="").exists()


def test_nobody_learns_what_is_found_before_they_are_told(world, screening, enter):
    (row,) = applied(world, 1)
    address = f"/fr/me/applications/{row.pk}/"
    before = (enter(row.applicant).get(address).content, Message.objects.count())
    stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "no", "yes"), reason="Il manque la page 2.")
    row.refresh_from_db()
    assert (enter(row.applicant).get(address).content, Message.objects.count(), row.state) == (*before, "submitted")


def test_those_not_eligible_are_told_once_with_their_reason(world, screening):
    first, second = applied(world, 2)
    stages.screen(screening, first, by=world.coordinator, answers=asked(screening, "no", "yes"), reason="Il manque la page 2.")
    stages.screen(screening, second, by=world.coordinator, answers=asked(screening, "yes", "yes"))
    assert stages.rule_out(screening, by=world.coordinator, count=1) == 1
    assert stages.rule_out(screening, by=world.coordinator) == 0
    first.refresh_from_db()
    (message,) = Message.objects.filter(kind="application_ineligible")
    assert (first.state, message.person, message.context["reason"]) == ("ineligible", first.applicant, "Il manque la page 2.")
    assert set(in_stage(screening).values_list("name", flat=True)) == {"Brahim"}


def test_after_an_objection_nobody_is_told_the_same_again(world, screening):
    (row,) = applied(world, 1)
    stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "no", "yes"), reason="Il manque la page 2.")
    stages.rule_out(screening, by=world.coordinator)
    applications.restore(Application.objects.get(), by=world.coordinator)
    assert stages.rule_out(screening, by=world.coordinator) == 0
    found = stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "yes", "yes"))
    assert (found.finding, found.told) == ("eligible", None)


def test_number_on_the_page_of_telling_is_the_one_that_is_told(world, screening):
    first, second = applied(world, 2)
    for row in (first, second):
        stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "no", "yes"), reason="Page 2.")
    with pytest.raises(Stale):
        stages.rule_out(screening, by=world.coordinator, count=1)
    assert not Application.objects.filter(state="ineligible").exists()


def test_in_review_already_waits_for_the_decisions(world, screening):
    (row,) = applied(world, 1)
    applications.put_in_review(row, by=world.coordinator)
    stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "no", "yes"), reason="Page 2.")
    assert stages.rule_out(screening, by=world.coordinator) == 0


def test_only_who_was_found_eligible_moves_on(world, screening):
    rows = applied(world, 3)
    for row, answer in zip(rows, ("yes", "query", "no"), strict=True):
        stages.screen(screening, row, by=world.coordinator, answers=asked(screening, answer, "yes"), reason="Page 2.")
    stages.move_on(screening, by=world.coordinator)
    assert set(in_stage(world.stage).values_list("name", flat=True)) == {"Anouk"}


def test_moved_on_is_screened_no_more(world, screening):
    (row,) = applied(world, 1)
    stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "yes", "yes"))
    stages.move_on(screening, by=world.coordinator)
    with pytest.raises(NotLawful):
        stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "no", "yes"), reason="Non")


def test_two_coordinators_notice_each_other(world, screening):
    (row,) = applied(world, 1)
    stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "yes", "yes"), version=0)
    with pytest.raises(Stale):
        stages.screen(screening, row, by=world.owner, answers=asked(screening, "no", "yes"), reason="Non", version=0)
    assert Screening.objects.get().finding == "eligible"


def test_several_are_all_found_or_none(world, screening):
    rows = applied(world, 3)
    applications.withdraw(rows[2], by=rows[2].applicant)
    with pytest.raises(NotLawful):
        stages.screen_many(screening, rows, "eligible", by=world.coordinator)
    assert not Screening.objects.exclude(finding="").exists()
    assert stages.screen_many(screening, rows[:2], "eligible", by=world.coordinator) == 2
    with pytest.raises(Refused):
        stages.screen_many(screening, rows[:2], "not_eligible", by=world.coordinator)
    with pytest.raises(Refused):
        stages.screen_many(screening, [], "eligible", by=world.coordinator)


def test_screening_keeps_its_hours(world, screening):
    (row,) = applied(world, 1)
    now = timezone.now()
    calls.edit_stage(screening, by=world.coordinator, opens=now + timedelta(days=1), closes=now + timedelta(days=2))
    screening.refresh_from_db()
    screening.call = world.call
    with pytest.raises(Refused):
        stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "yes", "yes"))
    with time_machine.travel(now + timedelta(days=1, minutes=1)):
        stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "yes", "yes"))
    with time_machine.travel(now + timedelta(days=3)), pytest.raises(TooLate):
        stages.screen(screening, row, by=world.coordinator, answers=asked(screening, "yes", "query"))


def test_who_applied_screens_nobody(world, screening):
    (row,) = applied(world, 1)
    sent(world, by=world.owner, name="Olfa", title="Le mien")
    with pytest.raises(NotYours):
        stages.screen(screening, row, by=world.owner, answers=asked(screening, "yes", "yes"))


def test_next_one_goes_on_from_the_present_one_and_round(world, screening):
    rows = applied(world, 3)
    stages.screen(screening, rows[1], by=world.coordinator, answers=asked(screening, "yes", "yes"))
    assert next_open(screening, world.coordinator, after=rows[1].pk) == rows[2]
    assert next_open(screening, world.coordinator, after=rows[2].pk) == rows[0]
    stages.screen_many(screening, [rows[0], rows[2]], "query", by=world.coordinator)
    assert next_open(screening, world.coordinator) is None


def test_a_panel_is_not_screened(world):
    (row,) = applied(world, 1)
    with pytest.raises(NotLawful):
        stages.screen(world.stage, row, by=world.coordinator, answers={})
