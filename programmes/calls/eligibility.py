"""Who may apply, by age, country and region. Pure: dates and codes in, findings with codes and values out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from incubator.lib.folding import fold

TOO_YOUNG, TOO_OLD, COUNTRY, REGION = "too_young", "too_old", "country", "region"
UNKNOWN_BIRTH, UNKNOWN_COUNTRY, UNKNOWN_REGION = "unknown_birth", "unknown_country", "unknown_region"
UNKNOWN = (UNKNOWN_BIRTH, UNKNOWN_COUNTRY, UNKNOWN_REGION)

ELSEWHERE = "elsewhere"
"""The answer of who lives in none of the regions offered."""


@dataclass(frozen=True)
class Rules:
    """Empty countries or regions mean everybody; both ages are included. `soft` rules flag and do not stop."""

    age_min: int | None = None
    age_max: int | None = None
    age_on: date | None = None
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    soft: bool = False

    @property
    def by_age(self) -> bool:
        return self.age_on is not None and (self.age_min is not None or self.age_max is not None)

    @property
    def any(self) -> bool:
        return self.by_age or bool(self.countries) or bool(self.regions)


@dataclass(frozen=True)
class Facts:
    """What is known of a person; what is not is None or empty."""

    birth: date | None = None
    country: str = ""
    region: str = ""


@dataclass(frozen=True)
class Finding:
    """Why not, or what is not known; `values` are JSON: ages, ISO dates, codes."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "values": self.values}


@dataclass(frozen=True)
class Verdict:
    """`eligible` is None where something needed is not known and nothing known speaks against it."""

    eligible: bool | None
    findings: tuple[Finding, ...] = ()
    soft: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the person cannot submit."""
        return self.eligible is False and not self.soft

    def as_json(self) -> list[dict[str, Any]]:
        return [finding.as_json() for finding in self.findings]


def age_on(birth: date, day: date) -> int:
    """Whole years. Who is born on 29 February has a birthday on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _by_age(rules: Rules, facts: Facts) -> list[Finding]:
    if not rules.by_age or rules.age_on is None:
        return []
    if facts.birth is None:
        return [Finding(UNKNOWN_BIRTH)]
    age, on = age_on(facts.birth, rules.age_on), rules.age_on.isoformat()
    if rules.age_min is not None and age < rules.age_min:
        return [Finding(TOO_YOUNG, {"age": age, "least": rules.age_min, "on": on})]
    if rules.age_max is not None and age > rules.age_max:
        return [Finding(TOO_OLD, {"age": age, "most": rules.age_max, "on": on})]
    return []


def _by_place(rules: Rules, facts: Facts) -> list[Finding]:
    found = []
    if rules.countries:
        if not facts.country:
            found.append(Finding(UNKNOWN_COUNTRY))
        elif facts.country.upper() not in rules.countries:
            found.append(Finding(COUNTRY, {"country": facts.country.upper(), "countries": list(rules.countries)}))
    if rules.regions:
        if not facts.region.strip():
            found.append(Finding(UNKNOWN_REGION))
        elif fold(facts.region) not in {fold(region) for region in rules.regions}:
            found.append(Finding(REGION, {"region": facts.region.strip(), "regions": list(rules.regions)}))
    return found


def judge(rules: Rules, facts: Facts) -> Verdict:
    """Every rule against what is known."""
    found = (*_by_age(rules, facts), *_by_place(rules, facts))
    against = [finding for finding in found if finding.code not in UNKNOWN]
    eligible = False if against else None if found else True
    return Verdict(eligible, found, rules.soft)
