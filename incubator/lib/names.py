"""Names of uploaded files, made fit to be shown and to be sent back in a header. Never used as a place on disk."""

import re
import unicodedata

LENGTH = 100
_LONGEST_EXTENSION = 12
# Joiners that some scripts need inside a word; all other invisible characters go, those that turn the direction
# ("gpj.exe" shown as "exe.jpg") first of all.
_JOINERS = {"\u200c", "\u200d"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def display_name(raw: str, fallback: str = "file") -> str:
    """The last part of the name, visible characters only, at most 100 of them, its extension kept."""
    last = re.split(r"[/\\]", raw)[-1]
    shown = "".join(_shown(letter) for letter in unicodedata.normalize("NFC", last))
    name = " ".join(re.sub(r'[<>:"|?*;]', "_", shown).split()).strip(". ")
    if not name:
        return fallback
    if _RESERVED.match(name):  # names of devices on Windows, where it may be saved
        name = f"_{name}"
    return _shortened(name)


def extension(name: str) -> str:
    """The extension with its dot, in small letters; empty where there is none."""
    stem, dot, last = name.rpartition(".")
    fits = stem and last.isalnum() and len(last) <= _LONGEST_EXTENSION
    return f"{dot}{last}".lower() if fits else ""


def _shown(letter: str) -> str:
    if letter in "\t\n\r\v\f":
        return " "
    return "" if unicodedata.category(letter) in _INVISIBLE and letter not in _JOINERS else letter


def _shortened(name: str) -> str:
    if len(name) <= LENGTH:
        return name
    end = len(extension(name))
    tail = name[len(name) - end :]
    return name[: LENGTH - end].rstrip(". ") + tail
