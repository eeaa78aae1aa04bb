"""Who may apply, by exact cases."""

from datetime import date

import pytest

from programmes.calls.eligibility import Facts, Rules, age_on, judge

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
    verdict = judge(Rules(countries=("MA",), soft=True), Facts(country="SN"))
    assert (verdict.eligible, verdict.blocks) == (False, False)


def test_call_without_rules_is_for_everybody() -> None:
    assert judge(Rules(), Facts()).eligible is True
