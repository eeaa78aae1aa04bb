"""Invented titles, ideas and words of people in the demo."""

import random
from typing import Any

from incubator.demo.facts import ideas

TONGUE = {"KE": "en"}


def language_of(chance: random.Random, country: str) -> str:
    """The language an applicant of that country writes in."""
    if country in ("TN", "MA") and chance.random() < 0.2:
        return "ar"
    return TONGUE.get(country, "fr")


def town(chance: random.Random, country: str) -> str:
    return str(chance.choice(ideas()["towns"].get(country, ideas()["towns"]["TN"])))


def title(chance: random.Random, language: str, place: str) -> str:
    return str(chance.choice(ideas()["titles"][language])).format(place=place)


def idea(chance: random.Random, language: str, discipline: str, place: str) -> str:
    of_discipline = ideas()["ideas"].get(discipline) or ideas()["ideas"]["documentary"]
    return str(chance.choice(of_discipline.get(language) or of_discipline["fr"])).format(place=place)


def long_idea(language: str) -> str:
    return str(ideas()["long"][language])


def comment(chance: random.Random, mood: str) -> str:
    return str(chance.choice(ideas()["comments"][mood]))


def session(chance: random.Random) -> tuple[str, str]:
    """Notes and next steps of a mentoring session."""
    notes: Any = chance.choice(ideas()["sessions"])
    return notes[0], notes[1]
