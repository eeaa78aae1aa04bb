"""Who may apply, rule by rule. Pure: dates, codes and answers in, findings with codes and values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from incubator.lib.folding import fold

# the rules of a call
AGE, PLACE, REGION_RULE, DISCIPLINE_RULE, EARLIER = "age", "place", "region", "discipline", "earlier"
RULES = (AGE, PLACE, REGION_RULE, DISCIPLINE_RULE, EARLIER)
# a rule of place looks at one of these
RESIDENCE, BY_NATIONALITY, EITHER = "residence", "nationality", "either"
# a rule of earlier participation
NEWCOMERS, ALUMNI = "newcomers", "alumni"

TOO_YOUNG, TOO_OLD, COUNTRY, REGION = "too_young", "too_old", "country", "region"
NATIONALITY, NEITHER, DISCIPLINE, TOOK_PART, NOT_ALUMNI, OWN = (
    "nationality", "neither", "discipline", "took_part", "not_alumni", "own",
)  # fmt: skip
UNKNOWN_BIRTH, UNKNOWN_COUNTRY, UNKNOWN_REGION = "unknown_birth", "unknown_country", "unknown_region"
UNKNOWN_NATIONALITY, UNKNOWN_PLACE, UNKNOWN_DISCIPLINE = "unknown_nationality", "unknown_place", "unknown_discipline"
UNKNOWN_EARLIER, UNKNOWN_OWN = "unknown_earlier", "unknown_own"
UNKNOWN = (
    UNKNOWN_BIRTH, UNKNOWN_COUNTRY, UNKNOWN_REGION, UNKNOWN_NATIONALITY, UNKNOWN_PLACE, UNKNOWN_DISCIPLINE, UNKNOWN_EARLIER,
    UNKNOWN_OWN,
)  # fmt: skip

ELSEWHERE = "elsewhere"
"""The answer of who lives in none of the regions offered."""

OTHER = "other"
"""The answer of who works in a discipline that is not offered."""

Words = Mapping[str, str]
"""One text by language."""


@dataclass(frozen=True)
class OwnRule:
    """A question of the call's own whose answer must be `wanted`; `labels` are the words of its answers by value."""

    key: str
    text: Words
    wanted: str
    labels: Mapping[str, Words] = field(default_factory=dict)
    soft: bool = False

    @property
    def name(self) -> str:
        return f"{OWN}:{self.key}"


@dataclass(frozen=True)
class Rules:
    """Empty lists mean everybody; both ages are included. Rules named in `soft` flag and do not stop.

    `names` are the words of disciplines that the call itself offers, by value, `regions_named` those of regions. `more`: further rules are not told here.
    """

    age_min: int | None = None
    age_max: int | None = None
    age_on: date | None = None
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    soft: frozenset[str] = frozenset()
    country_by: str = RESIDENCE
    disciplines: tuple[str, ...] = ()
    earlier: str = ""
    own: tuple[OwnRule, ...] = ()
    names: Mapping[str, Words] = field(default_factory=dict)
    regions_named: Mapping[str, Words] = field(default_factory=dict)
    more: bool = False

    @property
    def by_age(self) -> bool:
        return self.age_on is not None and (self.age_min is not None or self.age_max is not None)

    @property
    def by_residence(self) -> bool:
        return bool(self.countries) and self.country_by != BY_NATIONALITY

    @property
    def by_nationality(self) -> bool:
        return bool(self.countries) and self.country_by != RESIDENCE

    @property
    def any(self) -> bool:
        return self.by_age or any((self.countries, self.regions, self.disciplines, self.earlier, self.own))

    @property
    def some_soft(self) -> bool:
        counts = {
            AGE: self.by_age, PLACE: self.countries, REGION_RULE: self.regions, DISCIPLINE_RULE: self.disciplines,
            EARLIER: self.earlier,
        }  # fmt: skip
        return any(counts[rule] and rule in self.soft for rule in RULES) or any(rule.soft for rule in self.own)


@dataclass(frozen=True)
class Facts:
    """What is known of a person; what is not is None or empty. `own`: answers by the key of the rule."""

    birth: date | None = None
    country: str = ""
    region: str = ""
    nationality: str = ""
    discipline: str = ""
    earlier: bool | None = None
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """Why not, or what is not known; `values` are JSON: ages, ISO dates, codes, words by language. `rule`: whose it is."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
    rule: str = ""
    soft: bool = False

    @property
    def is_unknown(self) -> bool:
        return self.code in UNKNOWN

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "values": self.values, **({"soft": True} if self.soft else {})}


@dataclass(frozen=True)
class Verdict:
    """`eligible` is None where something needed is not known and nothing known speaks against it."""

    eligible: bool | None
    findings: tuple[Finding, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the person cannot submit: a hard rule is not met."""
        return any(not finding.soft and not finding.is_unknown for finding in self.findings)

    @property
    def missing(self) -> list[Finding]:
        """What a hard rule still has to know."""
        return [finding for finding in self.findings if finding.is_unknown and not finding.soft]

    def as_json(self) -> list[dict[str, Any]]:
        return [finding.as_json() for finding in self.findings]


def age_on(birth: date, day: date) -> int:
    """Whole years. Who is born on 29 February has a birthday on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _by_age(rules: Rules, facts: Facts) -> Finding | None:
    if not rules.by_age or rules.age_on is None:
        return None
    if facts.birth is None:
        return Finding(UNKNOWN_BIRTH)
    age, on = age_on(facts.birth, rules.age_on), rules.age_on.isoformat()
    if rules.age_min is not None and age < rules.age_min:
        return Finding(TOO_YOUNG, {"age": age, "least": rules.age_min, "on": on})
    if rules.age_max is not None and age > rules.age_max:
        return Finding(TOO_OLD, {"age": age, "most": rules.age_max, "on": on})
    return None


def _by_place(rules: Rules, facts: Facts) -> Finding | None:
    """One rule: where "either" counts, one of the two is enough, and a no needs both to be known."""
    if not rules.countries:
        return None
    country, nationality, wanted = facts.country.upper(), facts.nationality.upper(), {"countries": list(rules.countries)}
    held = (rules.by_residence and country in rules.countries) or (rules.by_nationality and nationality in rules.countries)
    if held:
        return None
    if rules.country_by == RESIDENCE:
        return Finding(COUNTRY, {"country": country} | wanted) if country else Finding(UNKNOWN_COUNTRY)
    if rules.country_by == BY_NATIONALITY:
        return Finding(NATIONALITY, {"country": nationality} | wanted) if nationality else Finding(UNKNOWN_NATIONALITY)
    if country and nationality:
        return Finding(NEITHER, {"country": country, "nationality": nationality} | wanted)
    return Finding(UNKNOWN_NATIONALITY if country else UNKNOWN_COUNTRY if nationality else UNKNOWN_PLACE)


def _by_region(rules: Rules, facts: Facts) -> Finding | None:
    if not rules.regions:
        return None
    if not facts.region.strip():
        return Finding(UNKNOWN_REGION)
    if fold(facts.region) in {fold(region) for region in rules.regions}:
        return None
    given = facts.region.strip()
    names = {name: dict(rules.regions_named[name]) for name in (given, *rules.regions) if name in rules.regions_named}
    return Finding(REGION, {"region": given, "regions": list(rules.regions)} | ({"names": names} if names else {}))


def _by_discipline(rules: Rules, facts: Facts) -> Finding | None:
    if not rules.disciplines or facts.discipline in rules.disciplines:
        return None
    if not facts.discipline:
        return Finding(UNKNOWN_DISCIPLINE)
    said = (facts.discipline, *rules.disciplines)
    names = {code: dict(rules.names[code]) for code in said if code in rules.names}
    return Finding(DISCIPLINE, {"discipline": facts.discipline, "disciplines": list(rules.disciplines), "names": names})


def _by_earlier(rules: Rules, facts: Facts) -> Finding | None:
    if not rules.earlier:
        return None
    if facts.earlier is None:
        return Finding(UNKNOWN_EARLIER)
    if rules.earlier == NEWCOMERS:
        return Finding(TOOK_PART) if facts.earlier else None
    return None if facts.earlier else Finding(NOT_ALUMNI)


def _by_own(rule: OwnRule, facts: Facts) -> Finding | None:
    given = facts.own.get(rule.key, "")
    if given == rule.wanted:
        return None
    text = {"question": dict(rule.text)}
    if not given:
        return Finding(UNKNOWN_OWN, text | {"key": rule.key})
    words = {name: dict(rule.labels.get(value) or {"": value}) for name, value in (("given", given), ("wanted", rule.wanted))}
    return Finding(OWN, text | words)


JUDGES = {AGE: _by_age, PLACE: _by_place, REGION_RULE: _by_region, DISCIPLINE_RULE: _by_discipline, EARLIER: _by_earlier}


def judge(rules: Rules, facts: Facts) -> Verdict:
    """Every rule against what is known."""
    found = [(name, name in rules.soft, judged(rules, facts)) for name, judged in JUDGES.items()]
    found += [(rule.name, rule.soft, _by_own(rule, facts)) for rule in rules.own]
    findings = tuple(Finding(one.code, one.values, rule, soft) for rule, soft, one in found if one is not None)
    against = [finding for finding in findings if not finding.is_unknown]
    return Verdict(False if against else None if findings else True, findings)
