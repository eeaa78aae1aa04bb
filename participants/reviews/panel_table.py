"""A panel as somebody keeps it in a spreadsheet: names, addresses, languages, disciplines, how much each can take.

Pure: text in, rows with what is wrong with each out. Column names and languages may be written in any of our languages, as
words or as codes; columns may come in any order, and unknown ones are left alone.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO

from incubator.lib.folding import fold
from incubator.lib.numbers import whole

MOST_ROWS = 500
MOST_BYTES = 300_000
MOST_READ = 500
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
PARTS = re.compile(r"\s*[,;/|+]\s*")

# Column -> words it may be called by, folded (fold() takes case and accents away).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e-mail", "mail", "courriel", "adresse", "address", "correo", "correo electronico", "e-mail address",
              "adresse e-mail", "البريد", "البريد الالكتروني", "endereco de correio", "correio"),
    "name": ("name", "nom", "nom et prenom", "prenom nom", "nombre", "nome", "الاسم"),
    "affiliation": ("organisation", "organization", "affiliation", "structure", "organizacion", "organizacao", "afiliacao",
                    "entidad", "المؤسسه"),
    "languages": ("languages", "language", "langues", "langue", "langues lues", "idiomas", "idioma", "linguas", "lingua", "اللغات"),
    "disciplines": ("disciplines", "discipline", "disciplinas", "disciplina", "التخصصات"),
    "least": ("least", "at least", "min", "minimum", "au moins", "minimo", "الادني"),
    "most": ("most", "at most", "max", "maximum", "au plus", "maximo", "الاقصي"),
}  # fmt: skip


class Wrong(StrEnum):
    """What is wrong with a line; `said` of the fault carries the word it is about."""

    NO_ADDRESS = "no-address"
    BAD_ADDRESS = "bad-address"
    TWICE = "twice"
    LANGUAGE = "language"
    DISCIPLINE = "discipline"
    NUMBER = "number"
    ORDER = "order"  # at least above at most


@dataclass(frozen=True)
class Fault:
    wrong: Wrong
    said: str = ""


@dataclass
class Line:
    """`number` is the line in the file, the header being the first."""

    number: int
    email: str = ""
    name: str = ""
    affiliation: str = ""
    languages: list[str] = field(default_factory=list)
    disciplines: list[str] = field(default_factory=list)
    least: int = 0
    most: int = 20
    faults: list[Fault] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, object]:
        """What is kept of it, as `add_reviewer` takes it."""
        return {
            "email": self.email, "name": self.name, "affiliation": self.affiliation, "languages": self.languages,
            "disciplines": self.disciplines, "least": self.least, "most": self.most,
        }  # fmt: skip


@dataclass(frozen=True)
class Table:
    """`missing` is set where there is no column of addresses; `cut` where there are more lines than MOST_ROWS."""

    lines: list[Line]
    missing: bool = False
    cut: bool = False

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.faults]


def words_of(*names: Mapping[str, str]) -> dict[str, str]:
    """Code by folded name, for looking words up; each mapping is {code: name}."""
    found: dict[str, str] = {}
    for mapping in names:
        for code, name in mapping.items():
            found.setdefault(fold(name), code)
            found.setdefault(fold(code), code)
    return found


def parse(text: str, *, languages: Mapping[str, str], disciplines: Mapping[str, str]) -> Table:
    """`languages` and `disciplines`: code by folded word (`words_of`)."""
    rows = list(csv.reader(StringIO(text.lstrip("\ufeff")), delimiter=_delimiter(text)))
    if not rows:
        return Table([], missing=True)
    columns = _columns(rows[0])
    if "email" not in columns.values():
        return Table([], missing=True)
    lines: list[Line] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            lines.append(
                _line(number, {name: row[at].strip() for at, name in columns.items() if at < len(row)}, languages, disciplines)
            )
            if lines[-1].email in seen:
                lines[-1].faults.append(Fault(Wrong.TWICE, lines[-1].email))
            seen.add(lines[-1].email)
    return Table(lines[:MOST_ROWS], cut=len(lines) > MOST_ROWS)


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(";\t,", key=head.count)


def _columns(head: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(head):
        word = fold(cell)
        for name, words in COLUMNS.items():
            if word in map(fold, words) and name not in found.values():
                found[at] = name
    return found


def _line(number: int, cells: Mapping[str, str], languages: Mapping[str, str], disciplines: Mapping[str, str]) -> Line:
    line = Line(
        number,
        email=cells.get("email", "").lower(),
        name=cells.get("name", "")[:120],
        affiliation=cells.get("affiliation", "")[:120],
    )
    if not line.email:
        line.faults.append(Fault(Wrong.NO_ADDRESS))
    elif not ADDRESS.fullmatch(line.email) or len(line.email) > 254:
        line.faults.append(Fault(Wrong.BAD_ADDRESS, line.email))
    line.languages = _looked_up(line, cells.get("languages", ""), languages, Wrong.LANGUAGE)
    line.disciplines = _looked_up(line, cells.get("disciplines", ""), disciplines, Wrong.DISCIPLINE)
    line.least = _number(line, cells.get("least", ""), 0)
    line.most = _number(line, cells.get("most", ""), max(20, line.least))
    if line.least > line.most:
        line.faults.append(Fault(Wrong.ORDER, f"{line.least} – {line.most}"))
    return line


def _looked_up(line: Line, cell: str, known: Mapping[str, str], wrong: Wrong) -> list[str]:
    found = []
    for word in filter(None, PARTS.split(cell.strip())):
        code = known.get(fold(word))
        if code is None:
            line.faults.append(Fault(wrong, word))
        elif code not in found:
            found.append(code)
    return found


def _number(line: Line, cell: str, otherwise: int) -> int:
    if not cell:
        return otherwise
    number = whole(cell)
    if number is None or number > MOST_READ:
        line.faults.append(Fault(Wrong.NUMBER, cell))
        return otherwise
    return number
