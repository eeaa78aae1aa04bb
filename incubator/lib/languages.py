"""Languages that two people share, whatever regions their tags name."""

from collections.abc import Iterable


def base(tag: str) -> str:
    """The language of a BCP 47 tag without region or script: who reads pt reads pt-BR."""
    return tag.replace("_", "-").split("-")[0].lower()


def shared(preferred: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """The languages of both, in the order of the first."""
    known = {base(tag) for tag in other}
    return tuple(tag for tag in dict.fromkeys(map(base, preferred)) if tag in known)
