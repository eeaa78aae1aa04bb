"""The form that processes keep: right at once after an edit, whoever made it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from incubator.access import stamps
from incubator.organisations import actions as organisations
from programmes.calls import actions as calls
from programmes.calls.kept import form_questions, public_form, public_page
from programmes.calls.queries import public_call, questions_of
from programmes.calls.states import Type
from programmes.editions import actions as editions
from programmes.templatetags.calls import question_field
from tests.programmes.calls.making import every_type

SLUG = "call-for-ideas"


def asked():
    return form_questions(public_form(SLUG))


def test_form_is_read_once_until_something_public_changes(world, django_assert_num_queries):
    with django_assert_num_queries(3):
        call = public_form(SLUG)
        assert form_questions(call) == list(world.questions.values())
    with django_assert_num_queries(1):
        call = public_form(SLUG)
        assert [question.label["fr"] for question in form_questions(call)] == list(world.questions)
        assert (call.cohort.slugs, call.organisation) == (world.cohort.slugs, world.organisation)
    stamps.touch()
    with django_assert_num_queries(3):
        form_questions(public_form(SLUG))


@pytest.mark.parametrize("language", ["fr", "en", "es", "pt", "ar"])
def test_a_changed_question_is_asked_at_once_in_its_language(language, world):
    asked()
    calls.edit_question(world.questions["name"], by=world.coordinator, label={"fr": "Nom", language: f"Votre nom, {language}"})
    assert asked()[0].label.best(language) == (f"Votre nom, {language}", language)


def test_every_change_of_the_form_shows_at_once(world):
    def told():
        return [(one.pk, one.section_id, one.order, one.retired, one.required, one.wanted) for one in asked()]

    def stored():
        rows = questions_of(public_call(SLUG))
        return [(one.pk, one.section_id, one.order, one.retired, one.required, one.wanted) for one in rows]

    by = world.coordinator
    name, idea, discipline = (world.questions[key] for key in ("name", "idea", "discipline"))
    section = name.section
    steps = [
        lambda: calls.add_question(section, by=by, type=Type.SHORT, label={"fr": "Encore"}),
        lambda: calls.edit_question(name, by=by, required=False),
        lambda: calls.move_question(idea, "up", by=by),
        lambda: calls.place_question(name, section, 3, by=by),
        lambda: calls.duplicate_question(discipline, by=by),
        lambda: calls.edit_condition(discipline, by=by, wanted="animation", soft=True),
        lambda: calls.drop_condition(discipline, by=by),
        lambda: calls.remove_question(world.questions["picture"], by=by),
        lambda: calls.add_section(world.call, by=by, title={"fr": "Suite"}),
    ]
    before = told()
    changes = 0
    for step in steps:
        step()
        assert told() == stored()
        changes += told() != before
        before = told()
    assert changes == len(steps) - 1  # a section without questions asks nothing


def test_dates_are_read_each_time(world):
    closes = timezone.now() + timedelta(days=30)
    public_form(SLUG)
    calls.extend(world.call, closes, by=world.coordinator)
    assert public_form(SLUG).closes == closes
    type(world.call).objects.filter(pk=world.call.pk).update(closes=closes - timedelta(days=1))
    assert public_form(SLUG).closes == closes - timedelta(days=1)


def test_what_is_not_public_any_more_has_no_form(world):
    assert public_form(SLUG) == world.call
    calls.close_now(world.call, by=world.coordinator)
    calls.archive(world.call, by=world.coordinator)
    assert public_form(SLUG) is None


def test_cohort_programme_and_organisation_show_at_once(world):
    public_form(SLUG)
    editions.edit_cohort(world.cohort, by=world.coordinator, slug="deux")
    editions.edit_programme(world.programme, by=world.coordinator, accent="takafa")
    organisations.edit(world.organisation, by=world.owner, name="Nouvel Atlas")
    call = public_form(SLUG)
    assert (call.cohort.slug, call.cohort.programme.accent, call.organisation.name) == ("deux", "takafa", "Nouvel Atlas")


VALUES = [
    None, "", "  ", "Awa", "<script>alert(1)</script>", "L’été & “nous”\nencore", "x" * 5_000, "film", "SN", "wo", "not-an-option",
    "12", 3, ["film"], ["sound", "film"], {"amount": "12", "currency": "TND"}, [{"name": "Awa & Ali"}], "2026-03-04", "youtu.be/abc",
]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_kept_question_looks_as_one_drawn_anew(language, world):
    made = every_type(world.questions["name"].section, by=world.coordinator)
    stamps.touch()
    stamp = public_form(SLUG).stamp
    with override(language):
        for question in [*world.questions.values(), *made.values()]:
            for value in VALUES:
                for visible in (True, False):
                    try:
                        anew = question_field(question, value, visible=visible)
                    except (AttributeError, TypeError, ValueError):
                        continue  # nothing of that shape is ever kept for this type
                    told = [question_field(question, value, visible=visible, stamp=stamp) for _time in range(2)]
                    assert told == [anew, anew]


def test_a_kept_question_says_what_is_wrong_with_ones_own_answer(world):
    question = world.questions["title"]
    plain = question_field(question, "Fil", stamp=7)
    wrong = question_field(question, "Fil", error="Trop court", stamp=7)
    assert (plain.count("Trop court"), wrong.count("Trop court"), question_field(question, "Fil", stamp=7)) == (0, 1, plain)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_page_shows_an_edit_and_each_ones_own_answers_at_once(language, world, enter):
    clients = [enter(world.applicant), enter(world.stranger), enter()]
    path = f"/{language}/calls/{SLUG}/apply/"
    title = world.questions["title"]
    for number, client in enumerate(clients[:2]):
        client.post(
            path, {"versions": f"{title.pk}:0", f"q-{title.pk}": f"Film {number}"}, headers={"accept": "application/json"}
        )
    for label in ("Premier", "Second"):
        calls.edit_question(title, by=world.coordinator, label={language: f"{label} & titre"})
        pages = [client.get(path).content.decode() for client in clients]
        assert [page.count(f"{label} &amp; titre") for page in pages] == [1, 1, 1]
        said = [[f'value="Film {number}"' in page for number in range(2)] for page in pages]
        assert said == [[True, False], [False, True], [False, False]]


def test_public_page_is_read_once_and_tells_every_change_at_once(world, django_assert_num_queries):
    stamps.touch()
    with django_assert_num_queries(5):
        public_page(SLUG, stamps.version())
    with django_assert_num_queries(1):
        told = public_page(SLUG, stamps.version())
        assert [str(one.label["fr"]) for part in told.asked for one in part.questions] == list(world.questions)
    calls.edit(world.call, by=world.coordinator, text={"fr": "Un autre texte"})
    calls.edit_question(world.questions["name"], by=world.coordinator, label={"fr": "Comment vous nommez-vous ?"})
    told = public_page(SLUG, stamps.version())
    assert (told.call.text["fr"], told.asked[0].questions[0].label["fr"]) == ("Un autre texte", "Comment vous nommez-vous ?")
    calls.close_now(world.call, by=world.coordinator)
    assert public_page(SLUG, stamps.version()).call.is_open is False
    calls.archive(world.call, by=world.coordinator)
    assert public_page(SLUG, stamps.version()) is None
