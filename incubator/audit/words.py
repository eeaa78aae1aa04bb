"""What a verb of the ledger is called on the log page: rooms name their own in their wiring."""

from typing import Any

_words: dict[str, Any] = {}


def name_verbs(words: dict[str, Any]) -> None:
    """`words`: "floor.verb_noun" -> what was done, in lazy words after a name ("opened the call")."""
    _words.update(words)


def is_named(verb: str) -> bool:
    return verb in _words


def verb_in_words(verb: str) -> str:
    """The verb's own words, or those of its name where nobody gave it any."""
    return str(_words.get(verb) or verb.partition(".")[2].replace("_", " "))


def named() -> list[tuple[str, str]]:
    return sorted(((verb, str(words)) for verb, words in _words.items()), key=lambda pair: pair[1])
