"""A request, who asks it, and the goal that it is held against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from incubator.accounts.models import User
from incubator.accounts.sessions import SessionStore
from incubator.web import paging

BACKEND = "django.contrib.auth.backends.ModelBackend"
TOKEN = "b" * 32
"""A CSRF secret: any cookie is right that the form repeats."""


@dataclass(frozen=True)
class Ask:
    """One request. `again`: with the validator of the answer before; `visitor`: somebody for whom the page is made anew."""

    path: str
    session: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    again: bool = False
    visitor: str = ""

    @property
    def cookies(self) -> dict[str, str]:
        held = {"sessionid": self.session} if self.session else {}
        held |= {"zone": self.visitor} if self.visitor else {}
        return held | ({"csrftoken": TOKEN} if self.data else {})

    @property
    def body(self) -> dict[str, str]:
        return {**self.data, "csrfmiddlewaretoken": TOKEN} if self.data else {}


@dataclass(frozen=True)
class Job:
    """`goal` is the most statements and CPU milliseconds, at every size; None where no goal was set. `flat`: must not feel the
    size. `cold`: asked with an empty cache each time."""

    key: str
    title: str
    asks: Callable[[int], list[Ask]]
    goal: tuple[int, float] | None = None
    status: int = 200
    times: int = 30
    flat: bool = False
    cold: bool = False


def session_of(user: User) -> str:
    """A session as signing in would make it; sign-in itself is not what is measured."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def cursor(rows: Any, order: tuple[str, ...], place: int) -> str:
    """The address of the page that begins after the row at that place."""
    return paging._cursor(rows.order_by(*order)[place], (*order, "-pk")[:2], False)


def same(path: str, session: str = "", **more: Any) -> Callable[[int], list[Ask]]:
    return lambda times: [Ask(path, session, **more)] * times
