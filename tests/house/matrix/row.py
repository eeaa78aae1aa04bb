"""One line of the matrix: a route, and the answer each role gets."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.worlds import ROLES


@dataclass(frozen=True)
class Row:
    answers: Mapping[str, int]
    method: str
    data: Mapping[str, object]
    arguments: Mapping[str, str]
    query: str


def row(
    *,
    rest: int | None = None,
    method: str = "get",
    data: Mapping[str, object] | None = None,
    arguments: Mapping[str, str] | None = None,
    query: str = "",
    **answers: int,
) -> Row:
    """Expected status per role; `rest` for every role not named.

    `arguments` says where an address takes its arguments from, as a path into the world: {"slug": "work.slug"}; those not
    named come from `world.arguments`.
    """
    strange = set(answers) - set(ROLES)
    if strange:
        raise ValueError(f"Not a role: {', '.join(sorted(strange))}")
    missing = [role for role in ROLES if role not in answers]
    if missing and rest is None:
        raise ValueError(f"No answer for {', '.join(missing)}, and no rest=")
    full = {role: answers.get(role, rest or 0) for role in ROLES}
    return Row(full, method, data or {}, arguments or {}, query)


# the usual answers
def everyone(status: int = 200, **more: object) -> Row:
    return row(rest=status, **more)  # type: ignore[arg-type]


def signed_in(status: int = 200, **more: object) -> Row:
    return row(visitor=302, rest=status, **more)  # type: ignore[arg-type]


def coordinators(status: int = 200, *, outside: int = 404, **more: object) -> Row:
    """Owner and coordinators of the organisation; its editor is known there, but may not; others see nothing."""
    inside = {"coordinator": status, "owner": status, "dual": status, "editor": 403}
    return row(**({"visitor": 302, "rest": outside} | inside | more))  # type: ignore[arg-type]
