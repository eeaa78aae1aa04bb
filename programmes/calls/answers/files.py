"""What a question takes as files."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.files.actions import kinds_in_words
from incubator.files.content import LIMITS, Kind
from programmes.calls.answers.asked import Asked, Problem, limits_of
from programmes.calls.states import Type

KINDS: dict[str, tuple[str, ...]] = {
    Type.FILE: (Kind.IMAGE, Kind.DOCUMENT), Type.IMAGE: (Kind.IMAGE,), Type.SOUND: (Kind.SOUND,), Type.FILM: (Kind.FILM,),
}  # fmt: skip
"""What each type takes where the question says nothing; a film is a film whatever it says."""

MEGABYTES: dict[str, int] = {Type.FILE: 20, Type.IMAGE: 20, Type.SOUND: 100, Type.FILM: 500}
"""The most each file may weigh where the question says nothing."""

MOST_MEGABYTES = 2000


@dataclass(frozen=True)
class FileRules:
    """What a file question takes: kinds (image, document …), how many, and the most bytes each."""

    kinds: tuple[str, ...]
    files: int
    size: int

    @property
    def megabytes(self) -> int:
        return self.size // 1_000_000

    @property
    def words(self) -> str:
        """The kinds in words, to begin a sentence."""
        said = kinds_in_words([Kind(kind) for kind in self.kinds])
        return said[:1].upper() + said[1:]

    @property
    def accept(self) -> str:
        """For the control's `accept` attribute."""
        types = {"image": "image/*", "document": "application/pdf", "film": "video/*", "sound": "audio/*"}
        return ",".join(types[kind] for kind in self.kinds if kind in types)


def largest(kinds: tuple[str, ...]) -> int:
    """The most megabytes that one file of these kinds can be given."""
    return min(max(LIMITS[Kind(kind)] for kind in kinds) // 1_000_000, MOST_MEGABYTES)


def file_rules(question: Asked) -> FileRules:
    limits, kind = limits_of(question), str(question.type)
    kinds = tuple(limits.get("kinds") or KINDS[Type.FILE]) if kind == Type.FILE else KINDS.get(kind, KINDS[Type.FILE])
    return FileRules(
        tuple(str(one) for one in kinds),
        int(limits.get("files") or 1),
        int(limits.get("mb") or MEGABYTES.get(kind, 20)) * 1_000_000,
    )


def check_file(question: Asked, *, kind: str, size: int, already: int) -> None:
    """Whether one more file may be added: `kind` as its bytes say, `size` in bytes, `already` there. Raises Problem."""
    wanted = file_rules(question)
    if already >= wanted.files:
        said = ngettext_lazy(
            "There is room for %(n)s file here. Remove it before you add another.",
            "There is room for %(n)s files here. Remove one before you add another.",
            wanted.files,
        )
        raise Problem("too_many_files", said % {"n": wanted.files})
    if kind not in wanted.kinds:
        raise Problem(
            "wrong_kind", _("Here we need %(kinds)s.") % {"kinds": kinds_in_words([Kind(kind) for kind in wanted.kinds])}
        )
    if size > wanted.size:
        said = _("This file is too large: at most %(most)s MB. Send a smaller version; the rest of your form is kept.")
        raise Problem("too_large", said % {"most": wanted.size // 1_000_000})
