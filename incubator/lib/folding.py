"""One spelling for search: what people type finds what people wrote, with or without marks."""

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take apart into a plain letter and a mark, written as people type them on a keyboard
# that lacks them: Bambara, Ewe, Fon, Hausa, Fula, Lingala and Berber letters, and those of European names.
_LATIN = {
    "ɔ": "o", "ɛ": "e", "ŋ": "n", "ɲ": "n", "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ƴ": "y", "ʋ": "v", "ƒ": "f",
    "ɣ": "g", "ɩ": "i", "ɪ": "i", "ʊ": "u", "ə": "e", "ǝ": "e", "ɨ": "i", "ʉ": "u", "ƥ": "p", "ƭ": "t", "ɤ": "o",
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae", "þ": "th", "ð": "d",
}  # fmt: skip

# Arabic letters that are written one for the other; those with a hamza or madda come apart by themselves.
_ARABIC = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ە": "ه", "ھ": "ه", "ک": "ك",
    "ڪ": "ك", "ء": "", "ـ": "",
}  # fmt: skip

_MARKS = {
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "ꞌ": "'", "ʔ": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
}  # fmt: skip

_PLAIN = str.maketrans(_LATIN | _ARABIC | _MARKS)
# Marks over, under and through letters; invisible joiners and direction marks; control characters but for blanks.
_DROPPED = {"Mn", "Me", "Cf"}


def fold(text: str) -> str:
    """`text` in small plain letters, with single blanks: the same for "Ɲɔgɔn", "NOGON" and "nogon".

    For comparing only, never for showing. Folding twice changes nothing more. All digits become 0-9.
    """
    # The apostrophes first: some come apart into a blank and a mark.
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold()
    apart = unicodedata.normalize("NFKD", apart).translate(_PLAIN)
    kept = (_plain(letter) for letter in apart)
    return " ".join("".join(kept).split())


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind in _DROPPED:
        return ""
    return str(unicodedata.decimal(letter)) if kind == "Nd" else letter


def words(text: str) -> list[str]:
    """Folded words of a text, without punctuation; what people write and what they look for are cut alike."""
    return re.findall(r"[^\W_]+", fold(text))


def joined(texts: Iterable[str]) -> str:
    """Folded words with a blank before and after each, so that " mot" is looked for at the beginning of words."""
    found = dict.fromkeys(word for text in texts for word in words(text))
    return f" {' '.join(found)} " if found else ""
