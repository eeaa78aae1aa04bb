"""A poster of forms that are almost letters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incubator.demo.drawn.canvas import Page
from incubator.demo.drawn.palettes import RGB


@dataclass(frozen=True)
class Cell:
    """A square at x, y of side `c`; `way` 0…3 is the corner that a form turns around."""

    x: float
    y: float
    c: float
    way: int
    colour: RGB
    other: RGB

    @property
    def corner(self) -> tuple[float, float, int]:
        """Where it turns, and the first of its ninety degrees."""
        x, y, c = self.x, self.y, self.c
        return ((x, y, 0), (x + c, y, 90), (x + c, y + c, 180), (x, y + c, 270))[self.way]

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.c / 2, self.y + self.c / 2


def poster(page: Page) -> None:
    """A grid of quarter turns, half discs, dots and bars: letters that are almost words."""
    p, r = page.palette, page.random
    across = int(r.choice([4, 5, 6])) if page.width <= page.height else int(r.choice([6, 7, 8]))
    cell = page.width / across
    down = int(np.ceil(page.height / cell))
    colours = [p.night, p.deep, p.body, p.second, p.accent, p.light]
    last = -1
    for j in range(down):
        for i in range(across):
            ground = int(r.integers(0, 6))
            while ground == last:
                ground = int(r.integers(0, 6))
            last = ground
            form = (ground + int(r.integers(1, 6))) % 6
            x, y = i * cell, j * cell
            page.box(x, y, cell + 1, cell + 1, colours[ground])
            kind = int(r.integers(0, 9))
            if kind < len(FORMS):
                FORMS[kind](page, Cell(x, y, cell, int(r.integers(0, 4)), colours[form], colours[(form + 2) % 6]))


def _quarter(page: Page, cell: Cell) -> None:
    x, y, start = cell.corner
    page.slice(x, y, cell.c, start, start + 90, cell.colour)


def _quarters(page: Page, cell: Cell) -> None:
    _quarter(page, cell)
    x, y, start = cell.corner
    page.slice(x, y, cell.c * 0.5, start, start + 90, cell.other)


def _half(page: Page, cell: Cell) -> None:
    page.slice(*cell.middle, cell.c / 2, cell.way * 90, cell.way * 90 + 180, cell.colour)


def _bars(page: Page, cell: Cell) -> None:
    for n in range(4):
        if cell.way % 2:
            page.box(cell.x + cell.c * n / 4, cell.y, cell.c / 8, cell.c, cell.colour)
        else:
            page.box(cell.x, cell.y + cell.c * n / 4, cell.c, cell.c / 8, cell.colour)


def _eye(page: Page, cell: Cell) -> None:
    page.disc(*cell.middle, cell.c * 0.36, cell.colour)
    page.disc(*cell.middle, cell.c * 0.15, cell.other)


def _triangle(page: Page, cell: Cell) -> None:
    x, y, c = cell.x, cell.y, cell.c
    page.shape([(x, y), (x + c, y), (x, y + c)] if cell.way % 2 else [(x + c, y), (x + c, y + c), (x, y + c)], cell.colour)


def _dots(page: Page, cell: Cell) -> None:
    for n in range(9):
        page.disc(cell.x + cell.c * (n % 3 + 0.5) / 3, cell.y + cell.c * (n // 3 + 0.5) / 3, cell.c * 0.085, cell.colour)


def _waves(page: Page, cell: Cell) -> None:
    x, y, start = cell.corner
    for share in (0.9, 0.62, 0.34):
        page.arc(x, y, cell.c * share, start, start + 90, cell.colour, cell.c * 0.14)


FORMS = (_quarter, _quarters, _half, _bars, _eye, _triangle, _dots, _waves)
