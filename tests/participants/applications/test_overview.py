"""Figures of a whole call: days against the last edition, drafts, where people stop, who is kept out."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from participants.applications import actions as applications
from participants.applications import overview
from participants.applications.models import Application
from programmes.calls.models import Call, Question, Section
from programmes.calls.states import Type
from programmes.editions.models import Cohort
from tests.participants.applications.making import draft, png, raw, sent
from tests.world import person

FIGURES = "/fr/desk/atlas/two-shores/one/applications/figures/"


@pytest.fixture
def second(world):
    """A second section with one question that must be answered."""
    section = Section.objects.create(call=world.call, title={"fr": "Et après"}, order=1)
    world.questions["after"] = Question.objects.create(
        section=section, type=Type.SHORT, required=True, label={"fr": "after"}, order=20
    )
    return section


@pytest.fixture
def last(world):
    """The call of the cohort before, a year ago."""
    before = Cohort.objects.create(
        programme=world.programme, slug="zero", name={"fr": "D’avant"}, capacity=2, time_zone="Africa/Tunis",
        starts=world.cohort.starts - timedelta(days=365), ends=world.cohort.starts,
    )  # fmt: skip
    year = timedelta(days=365)
    return Call.objects.create(
        cohort=before, slug="call-before", title={"fr": "Appel d’avant"}, state="published", opens=world.call.opens - year,
        closes=world.call.closes - year, time_zone="Africa/Tunis",
    )  # fmt: skip


def placed(call, people, days_left):
    """Sent so many days before the deadline."""
    for number in range(people):
        Application.objects.create(
            call=call, state="submitted", reference=f"T-{call.pk}-{days_left}-{number}", draft_token=f"{call.pk}-{days_left}-{number}",
            submitted=call.closes - timedelta(days=days_left, minutes=number),
        )  # fmt: skip


@time_machine.travel("2026-03-02 12:00+00:00", tick=False)
def test_days_stand_beside_those_of_the_last_edition_by_days_left(world, last):
    Call.objects.filter(pk=world.call.pk).update(
        opens=timezone.now() - timedelta(days=10), closes=timezone.now() + timedelta(days=10)
    )
    Call.objects.filter(pk=last.pk).update(
        opens=timezone.now() - timedelta(days=375), closes=timezone.now() - timedelta(days=355)
    )
    world.call.refresh_from_db(), last.refresh_from_db()
    placed(last, 3, 12)
    placed(last, 2, 0)
    placed(world.call, 1, 11)
    placed(world.call, 4, 10)
    days = overview.days_of(world.call, overview.last_edition(world.call))
    assert [(day.now, day.before) for day in days] == [(0, 3), (1, 0), (4, 0), *[(None, 0)] * 9, (None, 2)]
    assert days[-1].day == timezone.localtime(world.call.closes).date()


def test_without_an_edition_before_there_is_one_line(world, last):
    placed(last, 1, 3)
    assert overview.last_edition(last) is None
    assert [(day.now, day.before) for day in overview.days_of(last, None)] == [(1, None), (0, None), (0, None), (0, None)]


def test_draft_is_measured_as_it_is_saved(world, second):
    application = draft(world, idea=None)
    assert (application.progress, application.sections_begun, application.sections_done) == (66, 1, 0)
    saved = applications.save_answers(application, raw(world), by=world.applicant).application
    assert (saved.progress, saved.sections_begun, saved.sections_done) == (83, 1, 1)
    saved = applications.save_answers(saved, {world.questions["after"].pk: "Un film"}, by=world.applicant).application
    assert (saved.progress, saved.sections_begun, saved.sections_done) == (100, 3, 3)


def test_measure_costs_no_query(world, second, django_assert_num_queries):
    application = draft(world, idea=None)
    with django_assert_num_queries(8):  # two of them the savepoint
        applications.save_answers(application, {world.questions["idea"].pk: "Une filature."}, by=world.applicant)


def test_file_moves_the_measure(world):
    Question.objects.filter(pk=world.questions["picture"].pk).update(required=True)
    application = draft(world)
    attachment = applications.attach(application, world.questions["picture"], png(), by=world.applicant)
    application.refresh_from_db()
    assert application.progress == 100
    applications.detach(attachment, by=world.applicant)
    application.refresh_from_db()
    assert (application.progress, application.sections_done) == (83, 0)


def test_drafts_are_counted_by_progress_and_section(world, second):
    first, other = person("Yosra Ben Amor"), person("Wanjiru Kamau")
    draft(world, idea=None)
    draft(world, by=first)
    ready = draft(world, by=other)
    applications.save_answers(ready, {world.questions["after"].pk: "Un film"}, by=other)
    counts, stops = overview.how_far(world.call)
    assert counts == [0, 0, 1, 1, 1]
    assert [(stop.reached, stop.finished, stop.last) for stop in stops] == [(3, 2, 2), (1, 1, 1)]


def test_moved_section_keeps_its_bit(world, second):
    draft(world)
    Section.objects.filter(pk=second.pk).update(order=0)
    Section.objects.exclude(pk=second.pk).filter(call=world.call).update(order=1)
    _counts, stops = overview.how_far(world.call)
    assert [(stop.section.pk == second.pk, stop.reached, stop.last) for stop in stops] == [(True, 1, 0), (False, 1, 1)]


def test_rules_not_met_are_counted_and_lead_into_the_list(world, enter):
    Call.objects.filter(pk=world.call.pk).update(soft=["age", "place"])
    world.call.refresh_from_db()
    old = sent(world, by=person("Yosra Ben Amor"), birth="1970-01-01", country="FR")
    sent(world, by=person("Wanjiru Kamau"))
    draft(world, country="DE")
    assert [(one.code, one.sent, one.drafts) for one in overview.failures(world.call)] == [("country", 1, 1), ("too_old", 1, 0)]
    answer = enter(world.coordinator).get(FIGURES)
    href = next(bar["href"] for bar in answer.context["failures"] if "too_old" in bar["href"])
    listed = enter(world.coordinator).get(href)
    assert [line.application.pk for line in listed.context["lines"]] == [old.pk]


def test_page_names_no_draft(world, enter):
    draft(world, title="Encore un secret", name="Zorglub Secret")
    text = enter(world.coordinator).get(FIGURES).content.decode()
    assert ("secret" in text.lower(), "Zorglub" in text) == (False, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_one_and_three(rows, world, last, enter, django_assert_num_queries):
    for number in range(rows):
        sent(world, by=person(f"P{number} Sarr"))
        draft(world, by=person(f"D{number} Sarr"))
    client = enter(world.coordinator)
    client.get(FIGURES)
    with django_assert_num_queries(15):
        client.get(FIGURES)


def test_day_leads_to_what_came_on_it(world, enter):
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        early = sent(world, by=person("Yosra Ben Amor"))
    sent(world, by=person("Wanjiru Kamau"))
    client = enter(world.coordinator)
    day = next(day for day in client.get(FIGURES).context["days"] if day["now"])
    assert [line.application.pk for line in client.get(day["href"]).context["lines"]] == [early.pk]
