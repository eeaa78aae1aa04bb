"""What the press reads of a work, in one language: sections with a heading each, and the technical sheet as pairs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from incubator.lib.paper import Paper
from incubator.lib.places import country_name, language_name
from incubator.web.phrases import in_a_row
from incubator.web.texts import Texts
from showcase.works.linked import absolute
from showcase.works.models import Credit, Work
from showcase.works.page import access_of, by_role, line_of, notes_of


@dataclass(frozen=True)
class Reading:
    """All of it in words; the same for the printed and the plain version."""

    language: str
    title: str
    byline: str
    line: str
    sections: list[tuple[str, str]]
    sheet: list[tuple[str, str]]
    foot: str


def reading(work: Work, names: list[Credit], honours: list[Any], language: str) -> Reading:
    with override(language):
        said = [
            (_("In one or two sentences"), str(work.summary)),
            (_("Synopsis"), str(work.text)),
            (_("In the authors’ words"), str(work.statement)),
            (_("Credits"), "\n".join(f"{one['role']}: {', '.join(row.name for row in one['rows'])}" for one in by_role(names))),
            (_("Its journey"), "\n".join(_honour(one) for one in honours)),
            (_("This project is looking for"), "\n".join(_joined(what, state) for what, state in work.wanted)),
        ]
        return Reading(
            language, str(work.title), work.byline, " · ".join(line_of(work)), [pair for pair in said if pair[1]],
            [pair for pair in sheet_of(work) if pair[1]], absolute(work.get_absolute_url()),
        )  # fmt: skip


def _joined(what: str, state: Texts) -> str:
    return f"{what}: {state}" if state else what


def _honour(one: Any) -> str:
    place = in_a_row((one.place, country_name(one.country) if one.country else ""))
    return " · ".join(part for part in (str(one.date.year), one.said, one.title, place, one.proof) if part)


def sheet_of(work: Work) -> list[tuple[str, str]]:
    """The technical sheet, in the language that is active."""
    titles = ", ".join(dict.fromkeys(text for text in work.title.values() if text and text != str(work.title)))
    return [
        (_("Title"), str(work.title)),
        (_("Title in other languages"), titles),
        (_("Kind"), str(work.get_kind_display())),
        (_("Year"), str(work.year)),
        (_("Countries"), in_a_row(country_name(code) for code in work.countries)),
        (_("Length"), str(work.extent) or (_("%(minutes)s min") % {"minutes": work.minutes} if work.minutes else "")),
        (_("Languages"), in_a_row(language_name(code) for code in work.languages)),
        (_("Subtitles"), in_a_row(language_name(code) for code in work.subtitles)),
        (_("Accessibility"), in_a_row(words for _icon, words in access_of(work))),
        (_("Age"), str(work.get_age_display()) if work.age else ""),
        (_("Content notes"), notes_of(work)),
        (_("Programme"), str(work.programme.name)),
        (_("Organisation"), work.organisation.name),
        (_("Rights"), " ".join(part for part in (str(work.get_rights_display()), str(work.rights_note)) if part)),
    ]


def plain(read: Reading) -> str:
    """Text that every program opens; a mark at its beginning says that it is UTF-8."""
    head = [read.title, read.byline, read.line, read.foot]
    parts = ["\n".join(part for part in head if part)]
    parts += [f"{name.upper()}\n{text}" for name, text in read.sections]
    return "\ufeff" + "\r\n".join("\n\n".join(parts).split("\n")) + "\r\n"


def printed(read: Reading) -> bytes:
    """The texts as PDF."""
    paper = Paper(read.title, foot=read.foot, language=read.language)
    paper.write_title(read.title)
    paper.write_text(read.byline, 12, after=1)
    paper.write_text(read.line, 9, colour=(93, 85, 104), after=4)
    for name, text in read.sections:
        paper.write_heading(name)
        paper.write_text(text, after=2)
    return paper.finished()


def printed_sheet(read: Reading, title: str) -> bytes:
    paper = Paper(f"{read.title} · {title}", foot=read.foot, language=read.language)
    paper.write_title(read.title)
    paper.write_heading(title)
    paper.write_facts(read.sheet)
    return paper.finished()
