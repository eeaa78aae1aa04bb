"""How well a reviewer fits an application, in whole points with the reason of each: codes and numbers, no prose."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from incubator.lib.languages import base


@dataclass(frozen=True, slots=True)
class Application:
    """What an application needs. `topics` are codes (disciplines, sectors) of the same list as the reviewers'."""

    id: int
    reviews: int
    language: str = ""
    topics: frozenset[str] = frozenset()
    country: str = ""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """`least` is met where possible, `most` never exceeded; `languages` best first, none where not stated."""

    id: int
    most: int
    least: int = 0
    languages: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


class Component(StrEnum):
    EXPERTISE = "expertise"
    LANGUAGE = "language"
    COUNTRY = "country"


WEIGHTS: Mapping[Component, int] = {Component.EXPERTISE: 60, Component.LANGUAGE: 30, Component.COUNTRY: 10}


class Reason(StrEnum):
    """Why a component got its points. `found`, `count` and `of` of the part carry what a sentence needs."""

    TOPICS_KNOWN = "topics-known"  # `count` of the application's `of` topics: `found`
    TOPICS_UNSTATED = "topics-unstated"
    LANGUAGE_READ = "language-read"  # `found[0]`, which is the reviewer's language number `count` of `of`
    LANGUAGE_NOT_READ = "language-not-read"
    LANGUAGE_UNSTATED = "language-unstated"
    COUNTRY_KNOWN = "country-known"  # `found[0]`
    COUNTRY_NOT_KNOWN = "country-not-known"
    COUNTRY_UNSTATED = "country-unstated"


@dataclass(frozen=True, slots=True)
class Part:
    component: Component
    points: int
    most: int
    reason: Reason
    count: int = 0
    of: int = 0
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Affinity:
    """`total` (0 to 1000) is the sum of the points of its parts, to the point."""

    total: int
    parts: tuple[Part, ...]


# What is not known is worth half: it neither recommends nor rules out.
_UNKNOWN = 0.5


def affinity(application: Application, reviewer: Reviewer, most: Mapping[Component, int]) -> Affinity:
    """The fit of the pair; `most` holds the points each component can give (`incubator.lib.shares`)."""
    parts = (
        expertise(application, reviewer, most[Component.EXPERTISE]),
        language(application, reviewer, most[Component.LANGUAGE]),
        country(application, reviewer, most[Component.COUNTRY]),
    )
    return Affinity(sum(part.points for part in parts), parts)


def reads(application: Application, reviewer: Reviewer) -> bool:
    """Whether the reviewer can read it; yes where either side states no language."""
    if not application.language or not reviewer.languages:
        return True
    return base(application.language) in map(base, reviewer.languages)


def expertise(application: Application, reviewer: Reviewer, most: int) -> Part:
    if not application.topics or not reviewer.topics:
        return Part(Component.EXPERTISE, round(_UNKNOWN * most), most, Reason.TOPICS_UNSTATED)
    found = tuple(sorted(application.topics & reviewer.topics))
    of = len(application.topics)
    points = round(len(found) / of * most)
    return Part(Component.EXPERTISE, points, most, Reason.TOPICS_KNOWN, len(found), of, found)


def language(application: Application, reviewer: Reviewer, most: int) -> Part:
    if not application.language or not reviewer.languages:
        return Part(Component.LANGUAGE, round(_UNKNOWN * most), most, Reason.LANGUAGE_UNSTATED)
    known = [base(tag) for tag in reviewer.languages]
    wanted = base(application.language)
    if wanted not in known:
        return Part(Component.LANGUAGE, 0, most, Reason.LANGUAGE_NOT_READ)
    place = known.index(wanted)
    points = round((len(known) - place) / len(known) * most)
    return Part(Component.LANGUAGE, points, most, Reason.LANGUAGE_READ, place + 1, len(known), (wanted,))


def country(application: Application, reviewer: Reviewer, most: int) -> Part:
    if not application.country or not reviewer.countries:
        return Part(Component.COUNTRY, round(_UNKNOWN * most), most, Reason.COUNTRY_UNSTATED)
    if application.country in reviewer.countries:
        return Part(Component.COUNTRY, most, most, Reason.COUNTRY_KNOWN, found=(application.country,))
    return Part(Component.COUNTRY, 0, most, Reason.COUNTRY_NOT_KNOWN)
