"""A printable document: text of any of the product's languages on A4, small, with its letters inside.

Two faces carry everything: Noto Sans the Latin letters, African ones too, and Amiri the Arabic, which is shaped and set from
right to left line by line, whatever stands around it. One weight each: size and grey make the difference.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import fontpkg
from fpdf import FPDF
from fpdf.enums import XPos, YPos

MARGIN = 18
INK, GREY, RULE = (23, 19, 31), (93, 85, 104), (255, 197, 49)


@lru_cache(maxsize=1)
def _faces() -> tuple[str, str]:
    return str(fontpkg.path("Noto Sans")), str(fontpkg.path("Amiri"))


def from_right(text: str) -> bool:
    """Whether a text begins with a letter that is written from right to left, as `dir="auto"` finds it."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def printable(text: str) -> str:
    """Without signs that no page shows; line ends alike."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn"))


class Paper(FPDF):
    """`foot` stands at the bottom of every page, beside its number."""

    def __init__(self, title: str, *, foot: str, language: str) -> None:
        super().__init__(format="A4")
        self.foot = printable(foot)
        latin, arabic = _faces()
        self.add_font("Sans", fname=latin)
        self.add_font("Naskh", fname=arabic)
        self.set_fallback_fonts(["Naskh"])
        self.set_text_shaping(True)
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 4)
        self.set_title(printable(title))
        self.set_lang(language)
        self.set_creator("Veillée")
        self.alias_nb_pages("{pages}")
        self.right = language == "ar"
        self.add_page()

    def footer(self) -> None:
        self.set_y(-MARGIN)
        self.set_font("Sans", size=8)
        self.set_text_color(*GREY)
        self.cell(0, 5, self.foot, align="R" if self.right else "L")
        # Apart from the words: in a line of Arabic the two numbers would change places.
        self.set_x(self.l_margin)
        self.cell(0, 5, f"{self.page_no()} / {{pages}}", align="L" if self.right else "R")

    def write_text(self, text: str, size: float = 10.5, *, colour: tuple[int, int, int] = INK, after: float = 0) -> None:
        """Paragraphs, each from its own side; an empty line stays one."""
        self.set_font("Sans", size=size)
        self.set_text_color(*colour)
        line = size * 0.52
        for paragraph in printable(text).split("\n"):
            if not paragraph.strip():
                self.ln(line)
                continue
            # After a line that begins in the second face fpdf2 believes that the first is still in force: it is named anew.
            self.current_font_is_set_on_page = False
            # On a page from the right a short line of Latin letters stands below its label; a long one reads from its own side.
            short = self.right and self.get_string_width(paragraph) < self.epw / 2
            side = from_right(paragraph) or short
            self.multi_cell(0, line, paragraph, align="R" if side else "L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(after)

    def write_title(self, text: str) -> None:
        self.write_text(text, 20, after=2)

    def write_heading(self, text: str) -> None:
        """With a rule above it; not left alone at the foot of a page."""
        if self.will_page_break(30):
            self.add_page()
        self.ln(4)
        self.set_draw_color(*RULE)
        self.set_line_width(0.8)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(2.5)
        self.write_text(text, 14, after=2)

    def write_answer(self, label: str, text: str, *, note: str = "") -> None:
        """A small grey label, the text below it."""
        if self.will_page_break(16):
            self.add_page()
        self.write_text(f"{label} · {note}" if note else label, 8.5, colour=GREY)
        self.write_text(text, after=2.5)

    def write_facts(self, rows: Sequence[tuple[str, str]]) -> None:
        for label, text in rows:
            if text:
                self.write_answer(str(label), str(text))

    def finished(self) -> bytes:
        return bytes(self.output())
