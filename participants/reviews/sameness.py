"""When two spellings of an organisation or a person mean the same. Pure: texts in, keys out."""

import re

from incubator.lib.folding import fold

# Words that say what kind of body it is, not which.
_KIND = frozenset(
    """
    sarl sas sasu sa suarl eurl scop sci srl spa sl lda ltda ltd limited llc inc plc gmbh ag bv asbl ong ngo
    association associacao asociacion assoc cie co company compagnie companhia compania collectif collective colectivo coletivo
    the le la les l el los las o a os as al de du des d da do dos das del of et and y e und
    """.split()
)
_WORDS = re.compile(r"[^\W_]+")
SHORTEST = 4
"""Letters that a name must have to be looked for in somebody's sentence."""


def organisation_key(name: str) -> str:
    """The same for "Studio Marée SARL", "STUDIO MAREE" and "le studio Marée"; "" where no word of its own is left."""
    words = _WORDS.findall(fold(name.replace(".", "")))
    return " ".join(word for word in words if word not in _KIND)


def spoken_of(name: str, text: str) -> bool:
    """Whether a sentence names that person or organisation: all words of the name stand in it, in any order, for people are
    written first name first and last name first.
    """
    words = set(_WORDS.findall(fold(name.replace(".", "")))) - _KIND
    return bool(words) and sum(map(len, words)) >= SHORTEST and words <= set(_WORDS.findall(fold(text)))
