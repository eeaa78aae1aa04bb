"""Rules and findings of eligibility in plain words, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from babel.lists import format_list
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.lib.places import country_name
from programmes.calls import eligibility as rule
from programmes.calls.eligibility import Facts, Rules, Verdict


def together(words: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
    """ "A, B and C", in the reader's language; "or" with style "or"."""
    return format_list(list(words), style=style, locale=(get_language() or "fr").split("-")[0])


def _countries(codes: Iterable[str]) -> list[str]:
    return sorted(country_name(code) for code in codes)


def _day(value: Any) -> str:
    return date_format(value if isinstance(value, date) else date.fromisoformat(value), "DATE_FORMAT")


def age_line(rules: Rules) -> str:
    if not rules.by_age or rules.age_on is None:
        return ""
    said = {"least": rules.age_min, "most": rules.age_max, "day": _day(rules.age_on)}
    if rules.age_max is None:
        return _("aged %(least)s or older on %(day)s") % said
    if rules.age_min is None:
        return _("aged %(most)s or younger on %(day)s") % said
    return _("aged %(least)s to %(most)s on %(day)s") % said


def country_line(rules: Rules) -> str:
    return _("living in %(countries)s") % {"countries": together(_countries(rules.countries), "or")} if rules.countries else ""


def region_line(rules: Rules) -> str:
    return _("living in the region %(regions)s") % {"regions": together(rules.regions, "or")} if rules.regions else ""


def who_may_apply(rules: Rules) -> list[str]:
    """A line for each rule; for a call without rules one line that says so."""
    lines = [line for line in (age_line(rules), country_line(rules), region_line(rules)) if line]
    return lines or [_("everyone, from anywhere")]


def in_one_line(rules: Rules) -> str:
    """The same for a list."""
    return " · ".join(who_may_apply(rules))


def sentence(finding: Mapping[str, Any]) -> str:
    """A finding, as kept in JSON (`code`, `values`), as a sentence."""
    code, values = finding.get("code", ""), finding.get("values") or {}
    if code == rule.TOO_YOUNG:
        said = {"age": values["age"], "least": values["least"], "day": _day(values["on"])}
        return _("On %(day)s the age is %(age)s; the call is for people from %(least)s.") % said
    if code == rule.TOO_OLD:
        said = {"age": values["age"], "most": values["most"], "day": _day(values["on"])}
        return _("On %(day)s the age is %(age)s; the call is for people up to %(most)s.") % said
    if code == rule.COUNTRY:
        said = {"country": country_name(values["country"]), "countries": together(_countries(values["countries"]), "or")}
        return _("The country of residence is %(country)s; the call is for people living in %(countries)s.") % said
    if code == rule.REGION:
        region = _("another region") if values["region"] == rule.ELSEWHERE else values["region"]
        said = {"region": region, "regions": together(values["regions"], "or")}
        return _("The region of residence is %(region)s; the call is for people living in %(regions)s.") % said
    unknown = {
        rule.UNKNOWN_BIRTH: _("The date of birth is not known yet."),
        rule.UNKNOWN_COUNTRY: _("The country of residence is not known yet."),
        rule.UNKNOWN_REGION: _("The region of residence is not known yet."),
    }
    return unknown.get(code, "")


@dataclass(frozen=True)
class Check:
    """One rule held against one person: `met` is None where it is not known; `line` says the rule, `why` what is against."""

    line: str
    met: bool | None
    why: str = ""


_RULES = (
    (age_line, rule.UNKNOWN_BIRTH, (rule.TOO_YOUNG, rule.TOO_OLD)),
    (country_line, rule.UNKNOWN_COUNTRY, (rule.COUNTRY,)),
    (region_line, rule.UNKNOWN_REGION, (rule.REGION,)),
)


def checks(rules: Rules, facts: Facts) -> tuple[Verdict, list[Check]]:
    """The verdict, and each rule with whether it is met."""
    verdict = rule.judge(rules, facts)
    found = {finding.code: finding for finding in verdict.findings}
    rows = []
    for line, unknown, against in _RULES:
        if not (said := line(rules)):
            continue
        wrong = next((found[code] for code in against if code in found), None)
        why = sentence(wrong.as_json()) if wrong else ""
        rows.append(Check(said, False if wrong else None if unknown in found else True, why))
    return verdict, rows
