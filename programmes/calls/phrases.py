"""Rules and findings of eligibility in plain words, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from babel.lists import format_list
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.lib.places import country_name
from incubator.web.texts import Texts
from programmes.calls import eligibility as rule
from programmes.calls.eligibility import Facts, OwnRule, Rules, Verdict
from programmes.editions.states import DISCIPLINES


@dataclass(frozen=True)
class Line:
    """A rule in words; a soft one only flags."""

    text: str
    soft: bool = False
    rule: str = ""

    def __str__(self) -> str:
        return self.text


def together(words: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
    """ "A, B and C", in the reader's language; "or" with style "or"."""
    return format_list(list(words), style=style, locale=(get_language() or "fr").split("-")[0])


def _countries(codes: Iterable[str]) -> str:
    return together(sorted(country_name(code) for code in codes), "or")


def _day(value: Any) -> str:
    return date_format(value if isinstance(value, date) else date.fromisoformat(value), "DATE_FORMAT")


def _words(texts: Mapping[str, str]) -> str:
    return Texts(texts).best(get_language() or "fr")[0] or next(iter(texts.values()), "")


def _disciplines(codes: Iterable[str], names: Mapping[str, Mapping[str, str]]) -> list[str]:
    known = dict(DISCIPLINES)
    return [_words(names[code]) if code in names else str(known.get(code, code)) for code in codes]


def _regions(given: Iterable[str], names: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [_words(names[one]) if names.get(one) else one for one in given]


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
    if not rules.countries:
        return ""
    said = {
        rule.RESIDENCE: _("living in %(countries)s"),
        rule.BY_NATIONALITY: _("with the nationality of %(countries)s"),
        rule.EITHER: _("living in %(countries)s, or with the nationality of one of these countries"),
    }
    return said[rules.country_by] % {"countries": _countries(rules.countries)}


def region_line(rules: Rules) -> str:
    said = {"regions": together(_regions(rules.regions, rules.regions_named), "or")}
    return _("living in the region %(regions)s") % said if rules.regions else ""


def discipline_line(rules: Rules) -> str:
    said = {"disciplines": together(_disciplines(rules.disciplines, rules.names), "or")}
    return _("with a project in %(disciplines)s") % said if rules.disciplines else ""


def earlier_line(rules: Rules) -> str:
    said = {
        rule.NEWCOMERS: _("who have not taken part in an earlier cohort of this programme"),
        rule.ALUMNI: _("who have taken part in an earlier cohort of this programme"),
    }
    return said.get(rules.earlier, "")


def own_line(own: OwnRule) -> str:
    answer = _words(own.labels.get(own.wanted) or {"": own.wanted})
    return _("%(question)s – %(answer)s") % {"question": _words(own.text), "answer": answer}


LINES: dict[str, Callable[[Rules], str]] = {
    rule.AGE: age_line,
    rule.PLACE: country_line,
    rule.REGION_RULE: region_line,
    rule.DISCIPLINE_RULE: discipline_line,
    rule.EARLIER: earlier_line,
}


def rule_lines(rules: Rules) -> list[Line]:
    """A line for each rule."""
    lines = [Line(said, name in rules.soft, name) for name, line in LINES.items() if (said := line(rules))]
    return lines + [Line(own_line(own), own.soft, own.name) for own in rules.own]


def who_may_apply(rules: Rules) -> list[Line]:
    """A line for each rule; for a call without rules one line that says so."""
    lines = rule_lines(rules)
    if rules.more:
        lines.append(Line(_("further conditions")))
    return lines or [Line(_("everyone, from anywhere"))]


def in_one_line(rules: Rules) -> str:
    """The same for a list."""
    return " · ".join(map(str, who_may_apply(rules)))


def _against(code: str, values: Mapping[str, Any]) -> str:
    if code == rule.TOO_YOUNG:
        said = {"age": values["age"], "least": values["least"], "day": _day(values["on"])}
        return _("On %(day)s the age is %(age)s; the call is for people from %(least)s.") % said
    if code == rule.TOO_OLD:
        said = {"age": values["age"], "most": values["most"], "day": _day(values["on"])}
        return _("On %(day)s the age is %(age)s; the call is for people up to %(most)s.") % said
    if code == rule.REGION:
        names, given = values.get("names") or {}, values["region"]
        region = _("another region") if given == rule.ELSEWHERE else _regions([given], names)[0]
        said = {"region": region, "regions": together(_regions(values["regions"], names), "or")}
        return _("The region of residence is %(region)s; the call is for people living in %(regions)s.") % said
    if code == rule.DISCIPLINE:
        names = values.get("names") or {}
        given = values["discipline"]
        given = _("another discipline") if given == rule.OTHER and given not in names else _disciplines([given], names)[0]
        said = {"discipline": given, "disciplines": together(_disciplines(values["disciplines"], names), "or")}
        return _("The discipline is %(discipline)s; the call is for projects in %(disciplines)s.") % said
    if code == rule.TOOK_PART:
        return _("The call is for people who have not taken part in this programme yet.")
    if code == rule.NOT_ALUMNI:
        return _("The call is for people who have already taken part in an earlier cohort of this programme.")
    if code == rule.OWN:
        said = {name: _words(values[name]) for name in ("question", "given", "wanted")}
        return _("“%(question)s” was answered “%(given)s”; the call asks for “%(wanted)s”.") % said
    return _out_of_place(code, values)


def _out_of_place(code: str, values: Mapping[str, Any]) -> str:
    if code not in (rule.COUNTRY, rule.NATIONALITY, rule.NEITHER):
        return ""
    said = {"country": country_name(values["country"]), "countries": _countries(values["countries"])}
    if code == rule.COUNTRY:
        return _("The country of residence is %(country)s; the call is for people living in %(countries)s.") % said
    if code == rule.NATIONALITY:
        return _("The nationality is that of %(country)s; the call is for people with that of %(countries)s.") % said
    return _(
        "The country of residence is %(country)s and the nationality that of %(nationality)s; the call is for people living in "
        "%(countries)s or with one of their nationalities."
    ) % (said | {"nationality": country_name(values["nationality"])})


def sentence(finding: Mapping[str, Any]) -> str:
    """A finding, as kept in JSON (`code`, `values`), as a sentence."""
    code, values = finding.get("code", ""), finding.get("values") or {}
    if code == rule.UNKNOWN_OWN:
        return _("“%(question)s” is not answered yet.") % {"question": _words(values["question"])}
    unknown = {
        rule.UNKNOWN_BIRTH: _("The date of birth is not known yet."),
        rule.UNKNOWN_COUNTRY: _("The country of residence is not known yet."),
        rule.UNKNOWN_NATIONALITY: _("The nationality is not known yet."),
        rule.UNKNOWN_PLACE: _("Neither the country of residence nor the nationality is known yet."),
        rule.UNKNOWN_REGION: _("The region of residence is not known yet."),
        rule.UNKNOWN_DISCIPLINE: _("The discipline is not known yet."),
        rule.UNKNOWN_EARLIER: _("Whether the person took part in an earlier cohort is not known yet."),
    }
    return unknown.get(code) or _against(code, values)


@dataclass(frozen=True)
class Check:
    """One rule held against one person: `met` is None where it is not known; `line` says the rule, `why` what is against."""

    line: str
    met: bool | None
    why: str = ""
    soft: bool = False


def checks(rules: Rules, facts: Facts) -> tuple[Verdict, list[Check]]:
    """The verdict, and each rule with whether it is met."""
    verdict = rule.judge(rules, facts)
    found = {finding.rule: finding for finding in verdict.findings}
    rows = []
    for line in rule_lines(rules):
        finding = found.get(line.rule)
        wrong = finding is not None and not finding.is_unknown
        why = sentence(finding.as_json()) if finding and wrong else ""
        rows.append(Check(line.text, False if wrong else None if finding else True, why, line.soft))
    return verdict, rows
