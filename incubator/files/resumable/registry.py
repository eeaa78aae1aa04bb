"""Where uploads go: rooms above say who may begin one, who may go on with it, and what becomes of the finished file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

from incubator.files.content import Kind
from incubator.files.models import StoredFile, Upload
from incubator.web.http import Request


@dataclass(frozen=True)
class Wish:
    """What a visitor asks to send: the fields of Upload-Metadata as text (`filename`, `filetype`, `to` and the
    destination's own), and the whole length in bytes."""

    fields: Mapping[str, str]
    size: int


def nothing_to_add(_response: HttpResponse) -> None:
    """The answer to a creation goes out as it is."""


@dataclass(frozen=True)
class Terms:
    """What is agreed when an upload begins.

    `holder` is what the upload belongs to ("application:12"), `target` the place in it: both come back in lists of what is
    unfinished. `limits`: the most bytes of each kind that is welcome. `person`: who sends it, None without an account.
    `answer` may put something on the response, such as the cookie of a draft begun with this file.
    """

    holder: str
    target: str
    limits: Mapping[Kind, int]
    person: Any = None
    answer: Callable[[HttpResponse], None] = field(default=nothing_to_add)


@dataclass(frozen=True)
class Destination:
    """`begin(request, wish)` raises Http404 where the visitor has no business, Refused with a sentence where there is no room.
    `may_go_on(request, upload)` is asked with every request that names an upload. `finish(upload, stored)` puts the file
    into its place, inside the transaction that makes its row; raises Refused where it is not taken after all. It may be
    called by the clock, without a request.
    """

    name: str
    purpose: str
    begin: Callable[[Request, Wish], Terms]
    may_go_on: Callable[[Request, Upload], bool]
    finish: Callable[[Upload, StoredFile], None]


_destinations: dict[str, Destination] = {}


def register_destination(
    name: str, *, purpose: str, begin: Callable[[Request, Wish], Terms], may_go_on: Callable[[Request, Upload], bool],
    finish: Callable[[Upload, StoredFile], None],
) -> None:  # fmt: skip
    """Uploads whose metadata say `to: <name>` go there. Called in a room's wiring; see `Destination`."""
    _destinations[name] = Destination(name, purpose, begin, may_go_on, finish)


def destination(name: str) -> Destination | None:
    return _destinations.get(name)
