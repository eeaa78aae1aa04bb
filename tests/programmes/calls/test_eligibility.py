"""Who may apply, by exact cases."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from incubator.web.texts import CODES
from programmes.calls.eligibility import ELSEWHERE, UNKNOWN, Facts, Finding, OwnRule, Rules, age_on, judge
from programmes.calls.forms.check import CheckForm
from programmes.calls.phrases import rule_lines, sentence

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 3, 1), DAY, 18),
        (date(2008, 3, 2), DAY, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2000, 12, 31), date(2026, 1, 1), 25),
    ],
)
def test_age_is_counted_by_the_calendar(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("birth", "eligible", "codes"),
    [
        (date(2008, 3, 1), True, []),
        (date(2008, 3, 2), False, ["too_young"]),
        (date(1995, 3, 2), True, []),
        (date(1995, 3, 1), False, ["too_old"]),
        (None, None, ["unknown_birth"]),
    ],
)
def test_age_limits_are_included(birth: date | None, eligible: bool | None, codes: list[str]) -> None:
    verdict = judge(Rules(age_min=18, age_max=30, age_on=DAY), Facts(birth=birth))
    assert (verdict.eligible, [finding.code for finding in verdict.findings]) == (eligible, codes)


def test_verdict_says_everything_against() -> None:
    rules = Rules(age_min=18, age_on=DAY, countries=("MA", "TN"), regions=("Oriental",))
    verdict = judge(rules, Facts(date(2010, 1, 1), "fr", "Fès"))
    assert verdict.as_json() == [
        {"code": "too_young", "values": {"age": 16, "least": 18, "on": "2026-03-01"}},
        {"code": "country", "values": {"country": "FR", "countries": ["MA", "TN"]}},
        {"code": "region", "values": {"region": "Fès", "regions": ["Oriental"]}},
    ]
    assert (verdict.eligible, verdict.blocks) == (False, True)


def test_region_is_compared_as_people_type_it() -> None:
    assert judge(Rules(regions=("Fès-Meknès",)), Facts(region="  FES-meknes ")).eligible is True


def test_known_no_outweighs_unknown() -> None:
    verdict = judge(Rules(age_min=18, age_on=DAY, countries=("MA",)), Facts(country="SN"))
    assert (verdict.eligible, [finding.code for finding in verdict.findings]) == (False, ["unknown_birth", "country"])


def test_soft_rule_flags_and_does_not_stop() -> None:
    verdict = judge(Rules(countries=("MA",), soft=frozenset({"place"})), Facts(country="SN"))
    assert (verdict.eligible, verdict.blocks) == (False, False)


def test_call_without_rules_is_for_everybody() -> None:
    assert judge(Rules(), Facts()).eligible is True


def codes(rules: Rules, facts: Facts) -> tuple[bool | None, list[str]]:
    verdict = judge(rules, facts)
    return verdict.eligible, [finding.code for finding in verdict.findings]


MA_TN = ("MA", "TN")


@pytest.mark.parametrize(
    ("country_by", "country", "nationality", "expected"),
    [
        ("residence", "ma", "FR", (True, [])),
        ("residence", "FR", "MA", (False, ["country"])),
        ("residence", "", "MA", (None, ["unknown_country"])),
        ("nationality", "FR", "MA", (True, [])),
        ("nationality", "MA", "FR", (False, ["nationality"])),
        ("nationality", "MA", "", (None, ["unknown_nationality"])),
        ("either", "FR", "TN", (True, [])),
        ("either", "TN", "", (True, [])),
        ("either", "", "TN", (True, [])),
        ("either", "FR", "ES", (False, ["neither"])),
        ("either", "FR", "", (None, ["unknown_nationality"])),
        ("either", "", "FR", (None, ["unknown_country"])),
        ("either", "", "", (None, ["unknown_place"])),
    ],
)
def test_country_rule_looks_at_what_it_says(country_by: str, country: str, nationality: str, expected: object) -> None:
    assert codes(Rules(countries=MA_TN, country_by=country_by), Facts(country=country, nationality=nationality)) == expected


@pytest.mark.parametrize(
    ("wanted", "earlier", "expected"),
    [
        ("newcomers", False, (True, [])),
        ("newcomers", True, (False, ["took_part"])),
        ("newcomers", None, (None, ["unknown_earlier"])),
        ("alumni", True, (True, [])),
        ("alumni", False, (False, ["not_alumni"])),
        ("alumni", None, (None, ["unknown_earlier"])),
        ("", True, (True, [])),
    ],
)
def test_earlier_participation_counts_one_way_or_the_other(wanted: str, earlier: bool | None, expected: object) -> None:
    assert codes(Rules(earlier=wanted), Facts(earlier=earlier)) == expected


def test_discipline_outside_is_told_with_the_words_of_the_call() -> None:
    names = {"stop-motion": {"fr": "Image par image"}, "dance": {"fr": "Danse"}, "film": {"fr": "Film"}}
    verdict = judge(Rules(disciplines=("film", "documentary"), names=names), Facts(discipline="stop-motion"))
    assert verdict.as_json() == [
        {
            "code": "discipline",
            "values": {
                "discipline": "stop-motion",
                "disciplines": ["film", "documentary"],
                "names": {"stop-motion": {"fr": "Image par image"}, "film": {"fr": "Film"}},
            },
        }
    ]
    assert codes(Rules(disciplines=("film",)), Facts(discipline="film")) == (True, [])
    assert codes(Rules(disciplines=("film",)), Facts()) == (None, ["unknown_discipline"])


OWN = OwnRule("7", {"fr": "Premier film ?"}, "yes", {"yes": {"fr": "Oui"}, "no": {"fr": "Non"}})


def test_own_rule_wants_its_answer() -> None:
    assert codes(Rules(own=(OWN,)), Facts(own={"7": "yes"})) == (True, [])
    assert codes(Rules(own=(OWN,)), Facts(own={"8": "yes"})) == (None, ["unknown_own"])
    verdict = judge(Rules(own=(OWN,)), Facts(own={"7": "no"}))
    values = {"question": {"fr": "Premier film ?"}, "given": {"fr": "Non"}, "wanted": {"fr": "Oui"}}
    assert verdict.as_json() == [{"code": "own", "values": values}]


def test_each_rule_is_hard_or_soft_on_its_own() -> None:
    rules = Rules(age_min=18, age_on=DAY, countries=MA_TN, soft=frozenset({"age"}), own=(replace(OWN, soft=True),))
    young, abroad, other = date(2010, 1, 1), "FR", {"7": "no"}
    verdict = judge(rules, Facts(young, "MA", own=other))
    assert (verdict.eligible, verdict.blocks, [one["soft"] for one in verdict.as_json()]) == (False, False, [True, True])
    verdict = judge(rules, Facts(young, abroad, own=other))
    assert (verdict.blocks, [finding.code for finding in verdict.findings]) == (True, ["too_young", "country", "own"])
    verdict = judge(rules, Facts())
    assert [finding.code for finding in verdict.missing] == ["unknown_country"]


def test_every_finding_has_its_sentence_in_every_language() -> None:
    place = Rules(countries=MA_TN)
    said = [
        *judge(Rules(age_min=18, age_on=DAY), Facts(date(2010, 1, 1))).findings,
        *judge(Rules(age_max=18, age_on=DAY), Facts(date(1990, 1, 1))).findings,
        *judge(Rules(regions=("Fès",)), Facts(region=ELSEWHERE)).findings,
        *judge(Rules(disciplines=("film",)), Facts(discipline="dance")).findings,
        *judge(Rules(earlier="newcomers"), Facts(earlier=True)).findings,
        *judge(Rules(earlier="alumni"), Facts(earlier=False)).findings,
        *judge(Rules(own=(OWN,)), Facts(own={"7": "no"})).findings,
        *judge(place, Facts(country="FR")).findings,
        *judge(replace(place, country_by="nationality"), Facts(nationality="FR")).findings,
        *judge(replace(place, country_by="either"), Facts(country="FR", nationality="FR")).findings,
        *judge(Rules(own=(OWN,)), Facts()).findings,
        *(Finding(code) for code in UNKNOWN if code != "unknown_own"),
    ]
    for language in CODES:
        with override(language):
            sentences = [sentence(finding.as_json()) for finding in said]
        assert [finding.code for finding, text in zip(said, sentences, strict=True) if not text] == [], language
        assert len(set(sentences)) == len(said)


def test_region_is_said_in_the_words_of_the_question_and_by_its_name_where_it_has_none() -> None:
    words = {"Oriental": {"fr": "l’Oriental", "ar": "الشرق"}, "elsewhere": {"fr": "ailleurs", "ar": "في جهة أخرى"}}
    rules = Rules(regions=("Oriental", "Figuig"), regions_named=words)
    finding = judge(rules, Facts(region="Fès")).findings[0].as_json()
    assert finding["values"]["names"] == {"Oriental": words["Oriental"]}
    with override("ar"):
        assert [str(line) for line in rule_lines(rules)] == ["الإقامة في جهة الشرق أو Figuig"]
        assert ("الشرق" in sentence(finding), "Oriental" in sentence(finding), "Fès" in sentence(finding)) == (True, False, True)
        assert CheckForm(rules=rules).fields["region"].choices[1:3] == [("Oriental", "الشرق"), ("Figuig", "Figuig")]
