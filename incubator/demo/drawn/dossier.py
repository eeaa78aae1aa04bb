"""A project's dossier as a PDF: cover, intention, budget, calendar. Its words are the demo's, in French."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from incubator.demo.drawn.palettes import PALETTES, RGB, mix
from incubator.demo.drawn.styles import STYLES, draw

# Letters that the PDF's own fonts lack, written with those they have.
NEAR = str.maketrans("ƁɓƊɗƐɛƆɔŊŋƝɲƘƙƳƴẸẹỌọṢṣ’“”–—…œŒ", 'BbDdEeOoNnNnKkYyEeOoSs\'""--.oO')

INTENTION = (
    "Tout part d'une voix enregistrée au marché, un matin de pluie. Elle raconte la route, les métiers que l'on quitte "
    "et ceux que l'on invente. Nous voulons la suivre sans la presser, laisser au son le temps d'arriver.",
    "Le dessin viendra des tissus et des enseignes peintes à la main. Peu de couleurs, des aplats, un trait qui tremble un peu. "
    "Chaque lieu aura son rythme, tenu par une musique écrite avant l'image.",
    "Nous travaillerons à quatre, dans deux villes, avec une séance en commun chaque semaine. Une première version sera montrée "
    "en plein air, à celles et ceux qui y parlent.",
)
BUDGET = (
    ("Écriture et développement", 2_400),
    ("Enregistrements et musique", 3_100),
    ("Images et montage", 6_800),
    ("Mixage et sous-titres", 2_200),
    ("Projections et rencontres", 1_500),
)
CALENDAR = (
    ("Mois 1-2", "Repérages, entretiens, première écriture"),
    ("Mois 3-5", "Dessins, maquette sonore, essais d'animation"),
    ("Mois 6-9", "Fabrication"),
    ("Mois 10", "Mixage, sous-titres en trois langues"),
    ("Mois 11", "Première projection publique"),
)


def plain(text: str) -> str:
    """The text in letters that every PDF reader draws without an embedded font."""
    near = text.translate(NEAR)
    return (
        "".join(c if c.encode("latin-1", "ignore") else unicodedata.normalize("NFD", c)[0] for c in near)
        .encode("latin-1", "replace")
        .decode("latin-1")
    )


def document(path: Path, title: str, seed: int = 0, author: str = "") -> Path:
    """A dossier of four A4 pages; its cover is a drawing that follows from the seed."""
    colours = list(PALETTES.values())[seed % len(PALETTES)]
    sheet = FPDF(format="A4")
    sheet.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    sheet.set_title(title)
    sheet.set_auto_page_break(auto=True, margin=24)
    sheet.set_margins(24, 28, 24)
    _cover(sheet, title, author, seed, colours.night, colours.light)
    _head(sheet, "Note d'intention", colours.deep)
    sheet.set_font("times", size=14)
    for paragraph in INTENTION:
        sheet.multi_cell(0, 7.6, plain(paragraph), new_x="LMARGIN", new_y="NEXT")
        sheet.ln(5)
    _head(sheet, "Budget (en euros)", colours.deep)
    _table(sheet, [(label, f"{amount:,}".replace(",", " ")) for label, amount in [*BUDGET, ("Total", sum(a for _, a in BUDGET))]])
    _head(sheet, "Calendrier", colours.deep)
    _table(sheet, list(CALENDAR), first=34)
    sheet.output(str(path))
    return path


def _cover(sheet: FPDF, title: str, author: str, seed: int, ground: RGB, ink: RGB) -> None:
    names = [name for name, style in STYLES.items() if style.ratio <= 1]
    picture = draw(names[seed % len(names)], seed, 1.0, 900)
    sheet.add_page()
    sheet.set_fill_color(*ground)
    sheet.rect(0, 0, 210, 297, style="F")
    sheet.image(picture, x=0, y=0, w=210)
    sheet.set_text_color(*ink)
    sheet.set_xy(24, 222)
    sheet.set_font("times", "B", 40)
    sheet.multi_cell(162, 15, plain(title), align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("helvetica", size=13)
    sheet.ln(3)
    sheet.cell(text=plain(" - ".join(filter(None, ["Dossier de projet", author]))))


def _head(sheet: FPDF, text: str, colour: RGB) -> None:
    sheet.add_page()
    sheet.set_text_color(*colour)
    sheet.set_font("times", "B", 30)
    sheet.multi_cell(0, 13, plain(text), new_x="LMARGIN", new_y="NEXT")
    sheet.set_draw_color(*mix(colour, (255, 255, 255), 0.4))
    sheet.set_line_width(1.2)
    sheet.line(24, sheet.get_y() + 3, 70, sheet.get_y() + 3)
    sheet.ln(12)
    sheet.set_text_color(30, 26, 38)


def _table(sheet: FPDF, rows: list[tuple[str, str]], first: float = 110) -> None:
    sheet.set_font("helvetica", size=12)
    sheet.set_draw_color(205, 208, 200)
    sheet.set_line_width(0.2)
    for label, value in rows:
        sheet.cell(first, 11, plain(label), border="B")
        sheet.cell(0, 11, plain(value), border="B", align="R" if first > 60 else "L", new_x="LMARGIN", new_y="NEXT")
