"""The translations' catalogues: read out of code and templates, checked, compiled. Babel does it; no system gettext."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE_LANGUAGE = "en"
# gettext's own order of the forms; Babel's Arabic rule numbers the last two the other way round than every editor does
PLURALS = {
    "fr": (2, "(n > 1)"),
    "es": (2, "(n != 1)"),
    "pt": (2, "(n != 1)"),
    "ar": (
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)",
    ),
}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# what changes with every run would make every merge a conflict
NOISE = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid)')
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[a-z_]\w*\}")


def sources(root: Path, floors: Iterable[str]) -> Iterator[Path]:
    """Every file of ours that can hold a text, in a stable order."""
    for floor in floors:
        yield from (path for path in sorted((root / floor).rglob("*.py")) if "migrations" not in path.parts)
    yield from (path for path in sorted((root / "templates").rglob("*")) if path.suffix in {".html", ".txt", ".xml"})


def gather(root: Path, floors: Iterable[str]) -> Catalog:
    """The catalogue without translations, as code and templates stand now."""
    catalogue = Catalog(charset="utf-8")
    for path in sources(root, floors):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # leading blanks would read as Python's indentation to Babel's tokenizer
            text = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
        found = extract(
            "python",
            io.BytesIO(text.encode()),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            options={"encoding": "utf-8"},
        )
        name = path.relative_to(root).as_posix()
        for _line, ids, comments, context in found:
            catalogue.add(ids, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def path_of(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def load(root: Path, language: str) -> Catalog:
    path = path_of(root, language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)
    else:
        catalogue = Catalog(locale=language)
    number, rule = PLURALS[language]
    # Babel has no public way to set the rule of a catalogue that is not read from a file
    catalogue._num_plurals, catalogue._plural_expr = number, rule  # type: ignore[assignment]
    return catalogue


def save(root: Path, language: str, catalogue: Catalog) -> None:
    catalogue.project, catalogue.version = "Veillée", ""
    catalogue.fuzzy, catalogue.header_comment = False, f"# Veillée: {language}"
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = [line for line in out.getvalue().decode().splitlines(keepends=True) if not NOISE.match(line)]
    path = path_of(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(lines).rstrip("\n") + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def renew(root: Path, language: str, template: Catalog) -> int:
    """Bring one language up to the template and write it. Answers how many texts wait for a translation."""
    catalogue = load(root, language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    save(root, language, catalogue)
    return sum(1 for message in catalogue if message.id and not filled(message))


def filled(message: Message) -> bool:
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms)


def faults(root: Path, language: str, template: Catalog) -> Iterator[str]:
    """What is wrong with a language, one sentence each."""
    catalogue = load(root, language)
    for wanted in template:
        if not wanted.id:
            continue
        text = wanted.id if isinstance(wanted.id, str) else wanted.id[0]
        message = catalogue.get(text, wanted.context)
        if message is None:
            yield f"{language}: not in the catalogue: {text!r}"
        elif message.fuzzy:
            yield f"{language}: marked fuzzy: {text!r}"
        elif not filled(message):
            yield f"{language}: not translated: {text!r}"
        elif isinstance(wanted.id, str) != isinstance(message.id, str):
            yield f"{language}: one form where the code has two, or the reverse: {text!r}"
        else:
            yield from (f"{language}: {fault}: {text!r}" for fault in placeholder_faults(message, PLURALS[language][0]))


def placeholder_faults(message: Message, number: int) -> Iterator[str]:
    """Placeholders must be the same; a plural's form may leave out the number ("one work")."""
    if isinstance(message.id, str):
        wanted, got = set(PLACEHOLDER.findall(message.id)), set(PLACEHOLDER.findall(str(message.string)))
        if wanted != got:
            yield f"placeholders differ ({', '.join(sorted(wanted ^ got))})"
        return
    forms = tuple(message.string or ())
    allowed = set(PLACEHOLDER.findall(" ".join(message.id)))
    if len(forms) != number:
        yield f"{number} plural forms are needed, {len(forms)} are there"
    for form in forms:
        strange = set(PLACEHOLDER.findall(form)) - allowed
        if strange:
            yield f"unknown placeholders ({', '.join(sorted(strange))})"
    if allowed and set(PLACEHOLDER.findall(forms[-1])) != allowed:
        yield "the last plural form must carry every placeholder"


def compile_language(root: Path, language: str) -> None:
    path = path_of(root, language)
    if path.exists():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, load(root, language))
