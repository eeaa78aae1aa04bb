"""Answers of the types that are more than a line of text."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from programmes.calls.answers import Problem, as_typed, cell, clean, column, file_rules, read, repeats, show_lines, shown, token
from programmes.calls.controls import _budget
from programmes.calls.states import Type

CONSENT = {"fr": "Je suis d’accord.", "en": "I agree."}


def question(kind: str, required: bool = False, **limits: Any) -> Any:
    return SimpleNamespace(pk=1, type=kind, required=required, options=[], limits=limits)


BUDGET = question(Type.BUDGET, currency="MAD", ceiling=5000, asked=True, percent=50)
LINES = [{"label": "Caméra", "amount": "1 200,50"}, {"label": "Trajets", "amount": "٣٠٠"}]


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        (question(Type.SCALE, lowest=0, highest=10), "٧", 7),
        (question(Type.MONEY, currency="MAD"), "1 200,5", {"amount": "1200.50", "currency": "MAD"}),
        (question(Type.MONEY, currency="EUR"), {"amount": "10", "currency": "MAD"}, {"amount": "10", "currency": "MAD"}),
        (question(Type.MONTH), "3/2026", "2026-03"),
        (question(Type.MONTH), "2026-03", "2026-03"),
        (question(Type.REGION, countries=["TN"]), "gabes", "TN-81"),
        (question(Type.REGION, countries=["TN"]), "TN-81", "TN-81"),
        (question(Type.REGION), " Oriental ", "Oriental"),
        (question(Type.LANGUAGE), "wo", "wo"),
        (question(Type.VIDEO), "vimeo.com/1", "https://vimeo.com/1"),
        (question(Type.PEOPLE), [{"name": " Awa ", "role": "son", "email": ""}, {"name": ""}],
         [{"name": "Awa", "role": "son", "email": ""}]),
        (question(Type.PEOPLE), [{"name": "", "role": " "}], None),
        (BUDGET, {"lines": LINES, "asked": "750,25", "total": "1"},
         {"lines": [{"label": "Caméra", "amount": "1200.50"}, {"label": "Trajets", "amount": "300"}],
          "total": "1500.50", "asked": "750.25", "currency": "MAD"}),
        (BUDGET, {"lines": [], "asked": ""}, None),
    ],
)  # fmt: skip
def test_answer_becomes_a_value_that_stays_the_same(asked: Any, raw: Any, value: Any) -> None:
    assert clean(asked, raw) == value
    assert clean(asked, value) == value


@pytest.mark.parametrize(
    ("asked", "raw", "code"),
    [
        (question(Type.SCALE), "6", "off_the_scale"),
        (question(Type.MONEY), "-1", "negative"),
        (question(Type.MONEY), "1.005", "too_fine"),
        (question(Type.MONEY, max=100), "101", "beyond_max"),
        (question(Type.MONTH), "13/2026", "not_a_month"),
        (question(Type.MONTH, earliest="2026-02"), "2026-01", "too_early"),
        (question(Type.REGION), "x" * 81, "too_long"),
        (question(Type.LANGUAGE), "xx", "unknown_language"),
        (question(Type.VIDEO), "javascript:alert(1)", "not_a_link"),
        (question(Type.PEOPLE, most=1), [{"name": "A"}, {"name": "B"}], "too_many_rows"),
        (question(Type.PEOPLE), [{"name": "A", "email": "nobody"}], "not_an_email"),
        (question(Type.PEOPLE), [{"name": "A" * 161}], "too_long"),
        (BUDGET, {"lines": [{"label": "x", "amount": "many"}]}, "not_a_number"),
        (BUDGET, {"lines": [{"label": "x", "amount": "5000.01"}]}, "over_ceiling"),
        (BUDGET, {"lines": [{"label": "x", "amount": "100"}], "asked": "50.01"}, "asks_too_much"),
        (BUDGET, {"lines": [{"label": "x", "amount": "100"}], "asked": "101"}, "asks_more_than_total"),
        (question(Type.CONSENT, text=CONSENT), "on", "text_changed"),
        (question(Type.CONSENT, text=CONSENT), token("fr", "Un autre texte."), "text_changed"),
    ],
)  # fmt: skip
def test_wrong_answer_is_a_problem_with_a_sentence(asked: Any, raw: Any, code: str) -> None:
    with pytest.raises(Problem) as problem:
        clean(asked, raw)
    assert problem.value.code == code
    assert str(problem.value).endswith(".")


@pytest.mark.parametrize(
    ("asked", "raw", "code"),
    [
        (question(Type.LONG, least_words=3), "two words", "too_few_words"),
        (question(Type.SHORT, least_characters=3), "ab", "too_short"),
        (question(Type.PEOPLE), [{"role": "son"}], "no_name"),
        (question(Type.PEOPLE, emails=True), [{"name": "A"}], "no_email"),
        (question(Type.PEOPLE, least=2), [{"name": "A"}], "too_few"),
        (BUDGET, {"lines": [{"label": "x", "amount": ""}], "asked": ""}, "half_a_line"),
        (BUDGET, {"lines": [{"label": "x", "amount": "100"}]}, "nothing_asked"),
        (question(Type.BUDGET, total=200), {"lines": [{"label": "x", "amount": "100"}]}, "other_total"),
    ],
)  # fmt: skip
def test_what_is_unfinished_is_said_at_the_end_only(asked: Any, raw: Any, code: str) -> None:
    value = clean(asked, raw)
    with pytest.raises(Problem) as problem:
        clean(asked, value, complete=True)
    assert problem.value.code == code


def test_consent_keeps_the_text_that_was_agreed_to() -> None:
    asked = question(Type.CONSENT, text=CONSENT)
    ticked = token("en", CONSENT["en"])
    value = clean(asked, ticked)
    assert (value["text"], value["language"]) == ("I agree.", "en")
    later = question(Type.CONSENT, text={"en": "I agree to everything."})
    assert clean(later, value, complete=True) == value
    assert show_lines(later, value, "fr")[1] == "I agree."
    # ticked once more it is still the first moment; another text is another agreement
    assert [repeats(asked, raw, value) for raw in (ticked, token("fr", CONSENT["fr"]), "")] == [True, False, False]
    assert clean(asked, "") is None


@pytest.mark.parametrize(
    ("asked", "value", "lines"),
    [
        (question(Type.SCALE), 3, ["3 sur 5"]),
        (question(Type.MONEY), {"amount": "1200.50", "currency": "MAD"}, ["1200,50 MAD"]),
        (question(Type.MONTH), "2026-03", ["mars 2026"]),
        (question(Type.REGION), "TN-81", ["Gabès"]),
        (question(Type.REGION), "Oriental", ["Oriental"]),
        (question(Type.LANGUAGE), "wo", ["Wolof"]),
        (question(Type.PEOPLE), [{"name": "Awa", "role": "son", "email": ""}, {"name": "Ali"}], ["Awa · son", "Ali"]),
        (BUDGET, {"lines": [{"label": "Son", "amount": "300"}], "total": "300", "asked": "", "currency": "MAD"},
         ["Son : 300 MAD", "Total : 300 MAD"]),
        (BUDGET, "what no budget is", ["what no budget is"]),
        (question(Type.PEOPLE), "nobody", ["nobody"]),
    ],
)  # fmt: skip
def test_answer_is_shown_line_by_line(asked: Any, value: Any, lines: list[str]) -> None:
    assert [line.replace("\u00a0", " ") for line in show_lines(asked, value, "fr")] == lines


def test_cell_keeps_figures_and_column_keeps_names() -> None:
    assert (cell(question(Type.SCALE), 3, "fr"), cell(question(Type.MONTH), "2026-03", "fr")) == (3, "2026-03")
    assert column(question(Type.REGION), "TN-81") == "Gabès"


@pytest.mark.parametrize(
    ("kind", "posted", "raw"),
    [
        (Type.PEOPLE, "q-0-name=Awa&q-0-role=&q-0-email=&q-1-name=&q-4-name=Ali",
         [{"name": "Awa", "role": "", "email": ""}, {"name": "Ali", "role": "", "email": ""}]),
        (Type.PEOPLE, 'q=[{"name":"Awa"}]', [{"name": "Awa"}]),
        (Type.PEOPLE, "q=", []),
        (Type.PEOPLE, "q={broken&q-0-name=Awa", [{"name": "Awa", "role": "", "email": ""}]),
        (Type.BUDGET, "q-0-label=Son&q-0-amount=3&q-asked=2", {"lines": [{"label": "Son", "amount": "3"}], "asked": "2"}),
        (Type.REGION, "q=TN-81&q-other=", "TN-81"),
        (Type.REGION, "q=TN-81&q-other=Ailleurs", "Ailleurs"),
    ],
)  # fmt: skip
def test_composite_answer_is_read_with_and_without_script(kind: str, posted: str, raw: Any) -> None:
    assert read(question(kind), QueryDict(posted), "q") == raw


@pytest.mark.parametrize("raw", ['{"a": [1, {"b": {"c": "deep"}}]}', "[[[[1]]]]", '"text"', "7"])
@pytest.mark.parametrize("kind", [Type.PEOPLE, Type.BUDGET])
def test_strange_json_is_never_an_error(kind: str, raw: str) -> None:
    data = QueryDict(mutable=True)
    data["q"] = raw
    assert clean(question(kind), read(question(kind), data, "q")) in (None, clean(question(kind), []))


def test_what_does_not_fit_is_kept_within_reason() -> None:
    kept = as_typed([{"name": "x" * 500, "email": "not one\0"}] * 200)
    assert (len(kept), len(kept[0]["name"]), kept[0]["email"]) == (100, 200, "not one")


def test_condition_hangs_on_scale_and_consent() -> None:
    asked = SimpleNamespace(shown_if_id=7, shown_if_value="yes")
    assert [shown(asked, {7: value}) for value in ({"text": "t", "at": "2026-01-01"}, None, "")] == [True, False, False]
    assert shown(SimpleNamespace(shown_if_id=7, shown_if_value="3"), {7: 3}) is True


def test_films_may_be_large_and_are_films() -> None:
    rules = file_rules(question(Type.FILM, mb=2000, files=1, kinds=["document"]))
    assert (rules.kinds, rules.megabytes, rules.accept) == (("film",), 2000, "video/*")
    assert file_rules(question(Type.SOUND)).kinds == ("sound",)


def test_limits_of_a_budget_are_written_in_groups() -> None:
    large = question(Type.BUDGET, currency="XOF", ceiling=2_500_000, asked=True, asked_most=4000)
    with override("fr"):
        hints = [str(hint).replace("\u202f", "\u00a0") for hint in _budget(large, None, "q-1", 0)["hints"]]
    assert hints == ["Le total peut atteindre 2\u00a0500\u00a0000 XOF au plus.", "Vous pouvez demander 4000 XOF au plus."]
