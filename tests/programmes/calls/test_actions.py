"""What one may do with a call, and when it is refused."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, Refused
from incubator.lib.states import may_move
from participants.applications.models import Answer, Application
from programmes.calls import actions as calls
from programmes.calls import checklist, queries
from programmes.calls.actions.life import DateRefused, NotReady
from programmes.calls.models import Question, Stage
from programmes.calls.states import MOVES, Meaning, State, Type
from tests.world import World


@pytest.fixture
def draft(world: World):
    now = timezone.now()
    return calls.create(
        world.cohort, by=world.coordinator, title={"fr": "Appel"}, opens=now - timedelta(days=1), closes=now + timedelta(days=20)
    )


def labels(call) -> list[list[str]]:
    return [[str(question) for question in part.questions] for part in queries.form_of(call)]


def test_state_moves_as_the_table_says() -> None:
    lawful = {(a, b) for a, b in product(State, State) if may_move(MOVES, a, b)}
    assert lawful == {
        (State.DRAFT, State.PUBLISHED),
        (State.DRAFT, State.ARCHIVED),
        (State.PUBLISHED, State.DECIDED),
        (State.PUBLISHED, State.ARCHIVED),
        (State.DECIDED, State.ARCHIVED),
    }


def test_create_takes_zone_and_address_of_its_own(world: World, draft) -> None:
    now = timezone.now()
    second = calls.create(world.cohort, by=world.coordinator, title={"fr": "Appel"}, opens=now, closes=now + timedelta(days=1))
    named_new = calls.create(world.cohort, by=world.coordinator, title={"en": "New"}, opens=now, closes=now + timedelta(days=1))
    assert (draft.slug, second.slug, named_new.slug) == ("appel", "appel-2", "new-2")
    assert (draft.time_zone, draft.state) == ("Africa/Tunis", State.DRAFT)


def test_create_refuses_a_deadline_before_the_opening(world: World) -> None:
    now = timezone.now()
    with pytest.raises(DateRefused):
        calls.create(world.cohort, by=world.coordinator, title={"fr": "Appel"}, opens=now, closes=now)


def test_publish_says_what_is_missing(world: World, draft) -> None:
    calls.edit(draft, by=world.coordinator, title={"en": "Call"}, age_min=18)
    with pytest.raises(NotReady) as refusal:
        calls.publish(draft, by=world.coordinator)
    assert [gap.code for gap in refusal.value.gaps] == ["title", "questions"]
    section = calls.add_section(draft, by=world.coordinator, title={"fr": "Vous"})
    calls.add_question(
        section, by=world.coordinator, type=Type.CHOICE, label={"fr": "Une"}, options=[{"value": "a", "label": {}}]
    )
    calls.edit(draft, by=world.coordinator, title={"fr": "Appel"})
    draft.refresh_from_db()
    assert [gap.code for gap in checklist.gaps(draft)] == ["name", "title", "birth", "options"]


def test_starter_form_makes_a_call_usable_at_once(world: World, draft) -> None:
    calls.edit(draft, by=world.coordinator, regions=["Oriental"], countries=["MA"], age_min=18, age_max=30)
    calls.starter_questions(draft, by=world.coordinator)
    published = calls.publish(draft, by=world.coordinator)
    assert (published.state, published.is_open) == (State.PUBLISHED, True)
    asked = {question.meaning for question in queries.asked_of(draft)}
    assert asked == {*Meaning.values} - {Meaning.NATIONALITY, Meaning.ORGANISATION, Meaning.APART}
    filled = {row.language: row.filled == row.total for row in checklist.completeness(draft)}
    assert filled == {"fr": True, "en": False, "ar": False, "es": False, "pt": False}  # the title is French only
    with pytest.raises(Refused):
        calls.starter_questions(draft, by=world.coordinator)


def test_publish_writes_the_ledger_and_is_done_once(world: World, draft) -> None:
    calls.starter_questions(draft, by=world.coordinator)
    calls.publish(draft, by=world.coordinator)
    assert LogEntry.objects.about(draft).first().verb == "programmes.publish_call"
    with pytest.raises(NotLawful):
        calls.publish(draft, by=world.coordinator)


def test_announced_deadline_moves_by_extension_only(world: World) -> None:
    later = world.call.closes + timedelta(days=3)
    with pytest.raises(DateRefused):
        calls.edit(world.call, by=world.coordinator, closes=later)
    with pytest.raises(DateRefused):
        calls.extend(world.call, world.call.closes, by=world.coordinator)
    assert calls.extend(world.call, later, by=world.coordinator).closes == later


def test_call_is_decided_after_it_closed_and_archived_at_last(world: World) -> None:
    for refused in (calls.mark_decided, calls.archive):
        with pytest.raises(NotLawful):
            refused(world.call, by=world.coordinator)
    closed = calls.close_now(world.call, by=world.coordinator)
    assert (closed.is_open, closed.accepts) == (False, False)  # no silent grace: it means now
    assert calls.mark_decided(closed, by=world.coordinator).state == State.DECIDED
    assert calls.archive(closed, by=world.coordinator).state == State.ARCHIVED
    with pytest.raises(NotLawful):
        calls.edit(closed, by=world.coordinator, blind=False)


def test_question_moves_within_and_over_sections(world: World, draft) -> None:
    one = calls.add_section(draft, by=world.coordinator, title={"fr": "1"})
    two = calls.add_section(draft, by=world.coordinator, title={"fr": "2"})
    a, b = (calls.add_question(one, by=world.coordinator, type=Type.SHORT, label={"fr": name}) for name in "ab")
    calls.add_question(two, by=world.coordinator, type=Type.SHORT, label={"fr": "c"})
    calls.move_question(a, "up", by=world.coordinator)
    assert labels(draft) == [["a", "b"], ["c"]]
    calls.move_question(a, "down", by=world.coordinator)
    calls.move_question(a, "down", by=world.coordinator)
    assert labels(draft) == [["b"], ["a", "c"]]
    calls.move_question(Question.objects.get(pk=a.pk), "up", by=world.coordinator)
    assert labels(draft) == [["b", "a"], ["c"]]
    calls.move_section(two, "up", by=world.coordinator)
    assert labels(draft) == [["c"], ["b", "a"]]
    with pytest.raises(Refused):
        calls.remove_section(one, by=world.coordinator)
    assert calls.remove_question(b, by=world.coordinator) is None


def test_answered_question_is_kept_but_asked_no_more(world: World) -> None:
    application = Application.objects.create(call=world.call, applicant=world.applicant)
    question = world.questions["idea"]
    Answer.objects.create(application=application, question=question, value="A film")
    with pytest.raises(Refused):
        calls.edit_question(question, by=world.coordinator, type=Type.NUMBER, meaning="")
    retired = calls.remove_question(question, by=world.coordinator)
    assert (retired.retired, question in queries.asked_of(world.call)) == (True, False)
    assert Answer.objects.get().value == "A film"
    calls.restore_question(question, by=world.coordinator)
    assert question in queries.asked_of(world.call)


def test_condition_names_an_answer_of_another_question(world: World) -> None:
    discipline, idea = world.questions["discipline"], world.questions["idea"]
    for fields in (
        {"shown_if": idea, "shown_if_value": "x"},
        {"shown_if": discipline, "shown_if_value": "dance"},
    ):
        with pytest.raises(Refused):
            calls.edit_question(world.questions["picture"], by=world.coordinator, **fields)
    calls.edit_question(idea, by=world.coordinator, shown_if=discipline, shown_if_value="animation")
    with pytest.raises(Refused):
        calls.remove_question(discipline, by=world.coordinator)


def test_meaning_fits_its_type_and_is_asked_once(world: World) -> None:
    section = world.questions["name"].section
    for kind, meaning in ((Type.NUMBER, Meaning.REGION), (Type.SHORT, Meaning.NAME)):
        with pytest.raises(Refused):
            calls.add_question(section, by=world.coordinator, type=kind, label={"fr": "?"}, meaning=meaning)


def test_copy_has_everything_and_is_a_draft(world: World) -> None:
    idea = world.questions["idea"]
    calls.edit_question(idea, by=world.coordinator, shown_if=world.questions["discipline"], shown_if_value="animation")
    copy = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    assert (copy.state, copy.countries, labels(copy)) == (State.DRAFT, world.call.countries, labels(world.call))
    conditions = [question.shown_if for question in queries.asked_of(copy) if question.shown_if]
    assert [(str(one), one.section.call) for one in conditions] == [("discipline", copy)]
    assert [(str(stage), stage.criteria.count()) for stage in queries.stages_of(copy)] == [("Lecture", 2)]
    assert len(queries.asked_of(world.call)) == 7


def test_copy_of_an_old_call_opens_in_the_future_at_the_same_hour(world: World) -> None:
    world.call.opens = datetime(2024, 1, 1, 8, 0, tzinfo=UTC)
    world.call.closes = datetime(2024, 2, 1, 22, 59, tzinfo=UTC)
    world.call.save()
    copy = calls.duplicate(world.call, world.cohort, by=world.coordinator)
    assert (copy.opens > timezone.now(), copy.closes - copy.opens) == (True, world.call.closes - world.call.opens)
    assert (copy.opens.hour, copy.closes.minute) == (8, 59)


def test_stage_and_criteria_keep_their_order_and_sense(world: World) -> None:
    stage = calls.starter_stage(world.call, by=world.coordinator)
    calls.move_stage(stage, "up", by=world.coordinator)
    assert [one.pk for one in Stage.objects.filter(call=world.call)] == [stage.pk, world.stage.pk]
    first = queries.criteria_of(stage)[0]
    calls.move_criterion(first, "down", by=world.coordinator)
    assert [criterion.weight for criterion in queries.criteria_of(stage)] == [2, 3, 2, 1]
    for fields in ({"lowest": 5, "highest": 5}, {"weight": 0}, {"highest": 90}):
        with pytest.raises(Refused):
            calls.edit_criterion(first, by=world.coordinator, **fields)
    calls.remove_criterion(first, by=world.coordinator)
    calls.remove_stage(stage, by=world.coordinator)
    assert list(Stage.objects.filter(call=world.call)) == [world.stage]
