"""What the floors' demo scripts share: people by key, rows by name, one stream of chance."""

import random
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from incubator.accounts.models import User
from incubator.demo.facts import data, programmes, zone_of
from incubator.demo.names import Names, address

PASSWORD = "veillee-demo"  # noqa: S105  printed on the sign-in page of the demo, meant to be known
DOMAIN = "demo.veillee.test"


@dataclass
class Stage:
    """`rows` holds what a lower floor made for a higher one, under names like "ateliers-sud-sud/cohort"; `ends` is what
    is closed when all is loaded."""

    chance: random.Random = field(default_factory=lambda: random.Random(20250601))
    rows: dict[str, Any] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    scale: int = 1
    ends: ExitStack = field(default_factory=ExitStack)
    secret: str = field(default_factory=lambda: make_password(PASSWORD))

    def __post_init__(self) -> None:
        known = data("people")
        names = {row["name"] for row in known["favourites"] if "name" in row}
        mentors = data("mentors")
        names |= {row["name"] for key in ("sud-sud", "jokkolabs") for row in mentors[key] if "name" in row}
        names |= {row["name"] for rows in data("applicants").values() for row in rows if isinstance(row, dict)}
        names |= {name for key, rows in known.items() if key != "favourites" for _country, name in rows}
        self.names = Names(self.chance, names)

    @property
    def facts(self) -> dict[str, dict[str, Any]]:
        return programmes()

    def account(self, key: str, name: str, **fields: Any) -> User:
        """A demo account: `key`@demo.veillee.test with the demo password."""
        self.names.taken.add(name)
        return self._person(key, f"{key}@{DOMAIN}", name, password=self.secret, **fields)

    def named(self, name: str, country: str, **fields: Any) -> User:
        """Somebody of the demo's data, who signs in by code only."""
        return self._person(name, address(name), name, password="!", country=country, **fields)  # noqa: S106  no password can match it

    def invent(self, country: str, gender: str = "", **fields: Any) -> User:
        """Somebody invented from that country, who signs in by code only."""
        name = self.names.person(country, gender or self.chance.choice("fm"))
        email = address(name)
        return self._person(email, email, name, password="!", country=country, **fields)  # noqa: S106  no password can match it

    def _person(self, key: str, email: str, name: str, *, password: str, **fields: Any) -> User:
        fields.setdefault("time_zone", zone_of(fields.get("country", "")))
        user = User(email=email, name=name, password=password, **fields)
        user.save()
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        self.people[key] = user
        return user
