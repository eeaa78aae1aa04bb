"""Ties that the product finds by itself: shown to a coordinator, who says whether they matter."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.applications.models import Answer, Application, TeamMember
from participants.applications.states import MemberState
from participants.applications.ties import sentence, signs
from participants.reviews.conflicts import Pair, people_behind, seats
from participants.reviews.mailhosts import private_domain
from participants.reviews.models import Reviewer
from participants.reviews.sameness import organisation_key, spoken_of
from programmes.calls.states import Meaning

EVERYBODYS = 20
"""A mail domain that more applications than this come from is a school or a network: no sign of a tie."""


@dataclass
class Sides:
    """Both sides of the search, with what identifies them."""

    applications: Sequence[Application]
    reviewers: Sequence[Reviewer]
    behind: dict[int, set[int]] = field(default_factory=dict)
    answers: dict[tuple[str, int], str] = field(default_factory=dict)  # (meaning, application) -> what was written

    @classmethod
    def of(cls, applications: Sequence[Application], reviewers: Sequence[Reviewer]) -> "Sides":
        ids = [one.pk for one in applications]
        asked = [Meaning.ORGANISATION, Meaning.APART]
        rows = Answer.objects.filter(application__in=ids, question__meaning__in=asked)
        written = rows.values_list("question__meaning", "application_id", "value")
        return cls(applications, reviewers, people_behind(applications), {(m, a): _text(value) for m, a, value in written})


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


Found = dict[Pair, list[dict[str, str]]]


def ties(sides: Sides) -> Found:
    """For each pair the signs of a tie, in the order they were looked for."""
    found: Found = {}
    for code, pairs in (
        ("organisation", _same_organisation(sides)),
        ("mail", _same_mail(sides)),
        ("named", _named_by_applicant(sides)),
    ):
        for application, reviewer, fact in pairs:
            found.setdefault((application, reviewer), []).append({"sign": code, "fact": fact})
    for pair, own in _known_elsewhere(sides).items():
        found.setdefault(pair, []).extend(own)
    return found


def _same_organisation(sides: Sides) -> Iterable[tuple[int, int, str]]:
    houses: dict[str, list[Reviewer]] = {}
    for reviewer in sides.reviewers:
        if key := organisation_key(reviewer.affiliation):
            houses.setdefault(key, []).append(reviewer)
    for (meaning, application), written in sides.answers.items():
        if meaning == Meaning.ORGANISATION and (key := organisation_key(written)):
            for reviewer in houses.get(key, ()):
                yield application, reviewer.pk, reviewer.affiliation


def _same_mail(sides: Sides) -> Iterable[tuple[int, int, str]]:
    of_reviewers: dict[str, list[Reviewer]] = {}
    for reviewer in sides.reviewers:
        if domain := private_domain(reviewer.person.email):
            of_reviewers.setdefault(domain, []).append(reviewer)
    of_applications = _domains(sides.applications)
    common = Counter(domain for own in of_applications.values() for domain in own)
    for application, domains in of_applications.items():
        for domain in sorted(domains):
            if common[domain] <= EVERYBODYS:
                for reviewer in of_reviewers.get(domain, ()):
                    yield application, reviewer.pk, domain


def _domains(applications: Sequence[Application]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for one in applications:
        found[one.pk] = {private_domain(one.applicant.email if one.applicant else one.email)}
    shared = [one.pk for one in applications if one.shared]
    if shared:
        members = TeamMember.objects.filter(application__in=shared, state__in=[MemberState.INVITED, MemberState.CONFIRMED])
        for application, email in members.values_list("application_id", "email"):
            found[application].add(private_domain(email))
    return {pk: domains - {""} for pk, domains in found.items()}


def _named_by_applicant(sides: Sides) -> Iterable[tuple[int, int, str]]:
    for (meaning, application), written in sides.answers.items():
        if meaning != Meaning.APART or not written.strip():
            continue
        for reviewer in sides.reviewers:
            for name in (reviewer.person.name, reviewer.affiliation):
                if name and spoken_of(name, written):
                    yield application, reviewer.pk, name
                    break


def _known_elsewhere(sides: Sides) -> Found:
    """What other rooms know of two people."""
    seats_of = seats(sides.reviewers)
    of_person: dict[Any, list[Any]] = {}
    for application, people in sides.behind.items():
        for person in people:
            of_person.setdefault(person, []).append(application)
    found: Found = {}
    for sign in signs():
        for person, other, fact in sign.find(set(of_person), set(seats_of)):
            if person != other:
                for application in of_person.get(person, ()):
                    for seat in seats_of.get(other, ()):
                        found.setdefault((application, seat), []).append({"sign": sign.code, "fact": fact})
    return found


def same_teams(people: Iterable[int], others: Iterable[int]) -> list[tuple[int, int, str]]:
    """Who applied in one team with somebody of the other side, in whatever call."""
    wanted, sides = set(people), set(others)
    rows = TeamMember.objects.filter(person__in=wanted | sides, state__in=[MemberState.CONFIRMED, MemberState.LEFT])
    teams: dict[int, set[int]] = {}
    titles: dict[int, str] = {}
    for application, person, lead, title in rows.values_list(
        "application_id", "person_id", "application__applicant_id", "application__title"
    ):
        teams.setdefault(application, set()).update({person, lead} - {None})
        titles[application] = title
    return [
        (person, other, titles[pk]) for pk, team in sorted(teams.items()) for person in sorted(team & wanted)
        for other in sorted(team & sides) if person != other
    ]  # fmt: skip


def in_words(signs_found: Sequence[dict[str, str]]) -> list[str]:
    """The signs of a tie as sentences about the reviewer."""
    return [
        str(SAYS[one["sign"]]) % {"fact": one["fact"]} if one["sign"] in SAYS else sentence(one["sign"], one["fact"])
        for one in signs_found
    ]


SAYS = {
    "organisation": _("is of the same organisation: %(fact)s"),
    "mail": _("has an address of the same domain: %(fact)s"),
    "named": _("is named by the applicant: %(fact)s"),
}
