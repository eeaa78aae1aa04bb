"""A small world for tests that walk every door: one person per role, one thing of each kind.

It stands on `tests.world`; each floor lays what it adds, through its own actions.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.worlds import incubator, mentoring, participants, programmes, showcase

ROLES = (
    "visitor",  # nobody signed in
    "stranger",  # signed in, no role anywhere
    "applicant",
    "team_member",
    "reviewer",
    "participant",
    "mentor",
    "facilitator",
    "editor",
    "coordinator",
    "owner",
    "funder",
    "professional",
    "elsewhere",  # coordinates another organisation
    "former",  # was coordinator here, is removed
    "dual",  # coordinator here who also applied here
    "admin",
)
SIGNED_IN = tuple(role for role in ROLES if role != "visitor")


@dataclass
class WholeWorld:
    """People by role, things by the name of their kind, and what each argument of an address stands for by default."""

    people: dict[str, Any] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    arguments: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        for table in (self.__dict__["people"], self.__dict__["things"]):
            if name in table:
                return table[name]
        raise AttributeError(f"The world has no {name!r}: lay it in tests/worlds/")


def build() -> WholeWorld:
    world = WholeWorld()
    for floor in (incubator, programmes, participants, mentoring, showcase):
        floor.lay(world)
    missing = [role for role in SIGNED_IN if role not in world.people]
    if missing:
        raise LookupError(f"No person for {', '.join(missing)}")
    return world
