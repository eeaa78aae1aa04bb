"""Reference codes that people read out on the phone and copy by hand, such as `ASS-7K4Q`."""

import re
import secrets
from collections.abc import Iterator
from itertools import count

from incubator.lib.folding import fold

# No vowel, so that no word comes out; of signs that look alike only one (2 Z, 5 S, 8 B) or none (0 O, 1 I L).
ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
_LOOK_ALIKE = str.maketrans("ZSB", "258")
_PREFIX = 3
LENGTH = 4
_TRIES = 8


def prefix(name: str, fallback: str = "REF") -> str:
    """Three letters from a name: initials of three words, or more letters of the first where there are fewer words."""
    # An elided article belongs to no initial: "l'Atelier" is A, while "Art's" stays one word.
    words: list[str] = re.findall(r"[a-z0-9]+", re.sub(r"\b[a-z]{1,2}'(?=[a-z]{2})", "", fold(name)).replace("'", ""))
    if not words:
        return fallback
    first, others = words[0], "".join(word[0] for word in words[1:3])
    return (first[: _PREFIX - len(others)] + others).upper().ljust(_PREFIX, "X")


def code(start: str, length: int = LENGTH) -> str:
    """A random code under that prefix."""
    return f"{start}-{''.join(secrets.choice(ALPHABET) for _ in range(length))}"


def lengths() -> Iterator[int]:
    """How long a code to try, for who lets the database refuse one that is taken: one letter more after several tries."""
    return (LENGTH + tried // _TRIES for tried in count())


def read(typed: str) -> str:
    """What somebody typed as a code, in its one spelling: ` ass 7k4q ` is `ASS-7K4Q`, and so is a Z read for a 2."""
    letters = re.sub(r"[^A-Z0-9]", "", fold(typed).upper())
    rest = letters[_PREFIX:].translate(_LOOK_ALIKE)
    return f"{letters[:_PREFIX]}-{rest}" if rest else letters
