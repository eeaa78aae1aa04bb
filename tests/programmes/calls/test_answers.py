"""One answer to one question, type by type."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict

from programmes.calls.answers import Problem, check_file, clean, read, show_answer, shown
from programmes.calls.states import Type

OPTIONS = [{"value": "film", "label": {"fr": "Film", "ar": "فيلم"}}, {"value": "sound", "label": {"fr": "Son"}}]


def question(kind: str, required: bool = False, **limits: Any) -> Any:
    options = OPTIONS if kind in (Type.CHOICE, Type.SEVERAL) else []
    return SimpleNamespace(
        pk=1, type=kind, required=required, options=options, limits=limits, shown_if_id=None, shown_if_value=""
    )


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        (question(Type.SHORT), "  Awa \n Konaté\x00 ", "Awa Konaté"),
        (question(Type.LONG), " one\r\ntwo ", "one\ntwo"),
        (question(Type.LONG), "   ", None),
        (question(Type.CHOICE), "film", "film"),
        (question(Type.SEVERAL), ["sound", "film", ""], ["film", "sound"]),
        (question(Type.SEVERAL), [], None),
        (question(Type.NUMBER), "5\u202f000", 5000),
        (question(Type.NUMBER), "٣٠", 30),
        (question(Type.NUMBER, decimals=2), "12,50", 12.5),
        (question(Type.NUMBER), 0, 0),
        (question(Type.DATE), "2004-02-29", "2004-02-29"),
        (question(Type.DATE), "29/02/2004", "2004-02-29"),
        (question(Type.COUNTRY), "tn", "TN"),
        (question(Type.LINK), "example.org/film", "https://example.org/film"),
        (question(Type.FILE), ["plan.pdf"], ["plan.pdf"]),
    ],
)
def test_answer_becomes_a_value(asked: Any, raw: Any, value: Any) -> None:
    assert clean(asked, raw) == value
    assert clean(asked, value) == value


@pytest.mark.parametrize(
    ("asked", "raw", "code"),
    [
        (question(Type.SHORT, characters=5), "longer", "too_long"),
        (question(Type.LONG, words=2), "three small words", "too_many_words"),
        (question(Type.CHOICE), "dance", "unknown_choice"),
        (question(Type.SEVERAL), ["dance"], "unknown_choice"),
        (question(Type.SEVERAL, most=1), ["film", "sound"], "too_many"),
        (question(Type.SEVERAL, least=2), ["film"], "too_few"),
        (question(Type.NUMBER), "many", "not_a_number"),
        (question(Type.NUMBER), "Infinity", "not_a_number"),
        (question(Type.NUMBER), "1.5", "too_fine"),
        (question(Type.NUMBER, min=0), "-1", "beyond_min"),
        (question(Type.NUMBER, max=10), "11", "beyond_max"),
        (question(Type.DATE), "2023-02-29", "not_a_date"),
        (question(Type.DATE), "soon", "not_a_date"),
        (question(Type.DATE, latest="2020-01-01"), "2020-01-02", "too_late"),
        (question(Type.COUNTRY), "XX", "unknown_country"),
        (question(Type.LINK), "javascript:alert(1)", "not_a_link"),
        (question(Type.LINK), "ftp://example.org", "not_a_link"),
    ],
)
def test_wrong_answer_is_a_problem_with_a_sentence(asked: Any, raw: Any, code: str) -> None:
    with pytest.raises(Problem) as problem:
        clean(asked, raw)
    assert problem.value.code == code
    assert str(problem.value).endswith((".", "!"))


@pytest.mark.parametrize("kind", Type.values)
def test_required_is_asked_for_at_the_end_only(kind: str) -> None:
    asked = question(kind, required=True)
    assert clean(asked, [] if kind in (Type.SEVERAL, Type.FILE) else "") is None
    with pytest.raises(Problem) as problem:
        clean(asked, None if kind != Type.SEVERAL else [], complete=True)
    assert problem.value.code == "missing"


def test_file_is_held_against_kind_count_and_size() -> None:
    asked = question(Type.FILE, kinds=["document"], files=2, mb=1)
    check_file(asked, kind="document", size=900_000, already=1)
    for wrong, code in (
        ({"kind": "image"}, "wrong_kind"),
        ({"size": 1_000_001}, "too_large"),
        ({"already": 2}, "too_many_files"),
    ):
        with pytest.raises(Problem) as problem:
            check_file(asked, **{"kind": "document", "size": 10, "already": 0} | wrong)
        assert problem.value.code == code


def test_question_is_shown_on_its_answer_only() -> None:
    asked = SimpleNamespace(shown_if_id=7, shown_if_value="film")
    given = [{}, {7: "film"}, {7: "sound"}, {7: ["sound", "film"]}, {7: None}]
    assert [shown(asked, answers) for answers in given] == [False, True, False, True, False]


@pytest.mark.parametrize(
    ("asked", "value", "language", "said"),
    [
        (question(Type.CHOICE), "film", "ar", "فيلم"),
        (question(Type.SEVERAL), ["film", "sound"], "fr", "Film, Son"),
        (question(Type.CHOICE), "gone", "fr", "gone"),
        (question(Type.COUNTRY), "CI", "fr", "Côte d’Ivoire"),
        (question(Type.DATE), "2004-02-29", "fr", "29 février 2004"),
        (question(Type.NUMBER), 150000, "fr", "150\u202f000"),
        (question(Type.NUMBER), 0, "fr", "0"),
        (question(Type.LONG), None, "fr", ""),
    ],
)
def test_answer_is_shown_as_people_read_it(asked: Any, value: Any, language: str, said: str) -> None:
    assert show_answer(asked, value, language).replace("\u00a0", "\u202f") == said


def test_several_choices_are_read_as_a_list() -> None:
    data = QueryDict("q-1=film&q-1=sound")
    assert read(question(Type.SEVERAL), data, "q-1") == ["film", "sound"]
    assert read(question(Type.SHORT), data, "q-2") == ""
