"""The eight people and what they come to share on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from programmes.calls.models import Call
from tests.fixtures.browser import DESKTOP, PHONE
from tests.thread.mailbox import Mailbox
from tests.thread.person import Person

PROGRAMME = "/fr/desk/ateliers/sud-sud/"
COHORT = PROGRAMME + "premiere/"


@dataclass
class Thread:
    window: Callable[..., Any]
    mailbox: Mailbox
    eventually: Callable[..., Any]
    folder: Path
    people: dict[str, Person] = field(default_factory=dict)
    today: date = field(default_factory=date.today)

    def person(self, key: str, name: str, *, phone: bool = False) -> Person:
        """Somebody with a browser of their own; an empty name is a visitor without an address."""
        email = f"{key}@fil.test" if name else ""
        self.people[key] = Person(self.window(PHONE if phone else DESKTOP), self.mailbox, email, name)
        return self.people[key]

    def __getattr__(self, key: str) -> Person:
        try:
            return self.__dict__["people"][key]
        except KeyError:
            raise AttributeError(key) from None

    def day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    @property
    def call(self) -> Call:
        return Call.objects.get()
