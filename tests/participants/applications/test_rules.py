"""The rules of a call held against what is sent."""

from datetime import date
from functools import partial

import pytest

from incubator.lib.errors import Refused
from participants.applications import actions as applications
from participants.applications.errors import Incomplete, LimitReached, NotEligible
from participants.applications.models import Application
from participants.applications.states import State
from participants.participations.models import Participation
from participants.participations.states import State as Place
from programmes.calls import actions as calls
from programmes.calls.models import Call, Question
from programmes.calls.states import Meaning, Type
from programmes.editions.models import Cohort
from tests.at_once import at_once, kinds
from tests.participants.applications.making import draft, raw
from tests.world import build_world


def found(application):
    return application.eligible, [one["code"] for one in application.eligibility]


def add(world, kind, meaning, **fields):
    section = world.questions["name"].section
    return calls.add_question(section, by=world.coordinator, type=kind, meaning=meaning, label={"fr": str(meaning)}, **fields)


def test_answer_that_a_hard_rule_needs_cannot_be_left_out(world):
    region = add(world, Type.SHORT, Meaning.REGION)
    calls.edit(world.call, by=world.coordinator, regions=["Oriental"])
    application = draft(world)
    with pytest.raises(Incomplete) as refusal:
        applications.submit(application, by=world.applicant)
    assert list(refusal.value.problems) == [region.pk]
    applications.save_answers(application, {region.pk: "Fès"}, by=world.applicant)
    with pytest.raises(NotEligible):
        applications.submit(application, by=world.applicant)
    applications.save_answers(application, {region.pk: "oriental"}, by=world.applicant)
    assert found(applications.submit(application, by=world.applicant)) == (True, [])


def test_answer_that_a_soft_rule_needs_can_be_left_out(world):
    add(world, Type.SHORT, Meaning.REGION)
    calls.edit(world.call, by=world.coordinator, regions=["Oriental"], soft=["region"])
    assert found(applications.submit(draft(world), by=world.applicant)) == (None, ["unknown_region"])


def test_nationality_lets_in_who_lives_elsewhere(world):
    nationality = add(world, Type.COUNTRY, Meaning.NATIONALITY)
    calls.edit(world.call, by=world.coordinator, country_by="either")
    application = draft(world, country="FR")
    with pytest.raises(Incomplete):
        applications.submit(application, by=world.applicant)
    applications.save_answers(application, {nationality.pk: "TN"}, by=world.applicant)
    application = applications.submit(application, by=world.applicant)
    assert (application.nationality, found(application)) == ("TN", (True, []))


def test_own_condition_stops_or_flags(world):
    condition = calls.add_condition(world.call, by=world.coordinator, label={"fr": "Premier film ?"})
    application = draft(world)
    with pytest.raises(Incomplete):
        applications.submit(application, by=world.applicant)
    applications.save_answers(application, {condition.pk: "no"}, by=world.applicant)
    with pytest.raises(NotEligible):
        applications.submit(application, by=world.applicant)
    calls.edit_condition(condition, by=world.coordinator, wanted="yes", soft=True)
    application = applications.submit(application, by=world.applicant)
    assert (found(application), application.eligibility[0]["soft"]) == ((False, ["own"]), True)


def test_condition_that_is_not_asked_is_no_rule(world):
    condition = calls.add_condition(world.call, by=world.coordinator, label={"fr": "Premier film ?"})
    discipline = world.questions["discipline"]
    calls.edit_question(condition, by=world.coordinator, shown_if=discipline, shown_if_value="animation")
    assert found(applications.submit(draft(world), by=world.applicant)) == (True, [])


@pytest.mark.parametrize(
    ("state", "starts", "rule", "expected"),
    [
        (Place.COMPLETED, date(2024, 1, 1), "newcomers", (False, ["took_part"])),
        (Place.COMPLETED, date(2024, 1, 1), "alumni", (True, [])),
        (Place.ACTIVE, date(2024, 1, 1), "alumni", (True, [])),
        (Place.INVITED, date(2024, 1, 1), "alumni", (False, ["not_alumni"])),
        (Place.WITHDRAWN, date(2024, 1, 1), "newcomers", (True, [])),
        (Place.COMPLETED, date(2026, 6, 1), "newcomers", (True, [])),  # a later cohort is no earlier one
    ],
)
def test_earlier_participation_is_known_from_the_places_people_had(world, state, starts, rule, expected):
    calls.edit(world.call, by=world.coordinator, earlier=rule, soft=["earlier"])
    earlier = Cohort.objects.create(
        programme=world.programme, slug="zero", name={"fr": "Zéro"}, capacity=2, time_zone="Africa/Tunis",
        starts=starts, ends=date(2026, 12, 1),
    )  # fmt: skip
    Participation.objects.create(cohort=earlier, person=world.applicant, state=state)
    assert found(applications.submit(draft(world), by=world.applicant)) == expected


def test_draft_without_a_person_is_not_judged_on_earlier_participation(world):
    call = calls.edit(world.call, by=world.coordinator, earlier="newcomers")
    application = applications.begin(call, language="fr")
    title = world.questions["title"].pk
    saved = applications.save_answers(application, {title: "Fil"}, device=application.draft_token).application
    assert "unknown_earlier" in found(saved)[1]


def test_call_without_a_rule_on_the_past_asks_nothing_of_it(world, django_assert_num_queries):
    application = draft(world)
    title = world.questions["title"].pk
    with django_assert_num_queries(8):
        applications.save_answers(application, {title: "Autre"}, by=world.applicant, versions={title: 1})


def test_rules_changed_after_sending_leave_what_was_judged(world):
    application = applications.submit(draft(world), by=world.applicant)
    calls.edit(world.call, by=world.coordinator, countries=["SN"])
    application.refresh_from_db()
    assert (application.state, found(application)) == (State.SUBMITTED, (True, []))


def test_unlawful_wanted_answer_is_refused(world):
    with pytest.raises(Refused):
        calls.add_condition(world.call, by=world.coordinator, label={"fr": "Premier film ?"}, wanted="perhaps")
    assert Question.objects.exclude(wanted="").count() == 0


def test_second_device_reaches_the_limit_that_the_first_one_filled(world):
    on_phone = applications.begin(world.call, language="fr")
    applications.claim(on_phone, by=world.applicant, device=on_phone.draft_token)
    applications.submit(draft(world), by=world.applicant)
    applications.save_answers(on_phone, raw(world), by=world.applicant)
    with pytest.raises(LimitReached):
        applications.submit(on_phone, by=world.applicant)
    on_phone.refresh_from_db()
    assert on_phone.state == State.DRAFT


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", [1, 2])
def test_two_drafts_sent_at_once_pass_the_limit_only_as_often_as_it_says(limit):
    world = build_world()
    Call.objects.update(limit_per_person=limit)
    world.call.refresh_from_db()
    drafts = [draft(world) for _ in range(3)]
    refused = kinds(at_once(*[partial(applications.submit, application, by=world.applicant) for application in drafts]))
    assert (Application.objects.filter(state=State.SUBMITTED).count(), refused) == (limit, [LimitReached] * (3 - limit))
