"""All the ways of drawing, by name, each with the palettes that suit it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from incubator.demo.drawn import cloth, land, letters, pattern, people, portrait, sky, town, water
from incubator.demo.drawn.canvas import Page
from incubator.demo.drawn.palettes import PALETTES


@dataclass(frozen=True)
class Style:
    paint: Callable[[Page], None]
    palettes: tuple[str, ...]
    ratio: float  # the proportion it was composed for
    grain: float = 6.0
    vignette: float = 0.0


STYLES: dict[str, Style] = {
    "sea": Style(water.sea, ("nuit", "corail", "indigo", "glacier", "hibiscus"), 16 / 9),
    "river": Style(water.river, ("savane", "menthe", "lagune", "faience"), 3 / 2),
    "coral": Style(water.coral, ("corail", "lagune", "indigo", "hibiscus", "glacier"), 4 / 3),
    "antenna": Style(land.antenna, ("terre", "corail", "nuit", "hibiscus"), 16 / 9, 8),
    "dunes": Style(land.dunes, ("rose", "terre", "nuit", "corail"), 16 / 9, 7),
    "baobab": Style(land.baobab, ("terre", "corail", "nuit", "hibiscus", "savane"), 4 / 3, 7),
    "terraces": Style(land.terraces, ("menthe", "lagune", "rose", "glacier", "terre"), 1, 5),
    "strata": Style(land.strata, ("terre", "glacier", "hibiscus", "menthe", "indigo", "rose"), 3 / 4, 5),
    "zellij": Style(pattern.zellij, ("faience", "lagune", "wax", "indigo"), 1, 7),
    "weave": Style(cloth.weave, ("wax", "soleil", "corail", "savane"), 4 / 5, 8),
    "vinyl": Style(pattern.vinyl, ("lagune", "hibiscus", "soleil", "wax"), 1),
    "tunnel": Style(pattern.tunnel, ("hibiscus", "indigo", "lagune", "encre"), 2, 8),
    "poster": Style(letters.poster, ("corail", "wax", "faience", "menthe", "encre"), 3 / 4),
    "cutouts": Style(pattern.cutouts, ("indigo", "corail", "menthe", "soleil", "savane"), 4 / 5),
    "portrait": Style(portrait.portrait, ("corail", "soleil", "hibiscus", "lagune", "indigo"), 2 / 3, 8),
    "masks": Style(people.masks, ("terre", "wax", "lagune", "soleil"), 3 / 4, 7),
    "bokeh": Style(people.bokeh, ("nuit", "hibiscus", "indigo", "corail"), 3 / 2, 9, 0.4),
    "puppets": Style(people.puppets, ("terre", "soleil", "corail", "hibiscus"), 4 / 3, 7, 0.4),
    "city": Style(town.city, ("indigo", "nuit", "glacier", "encre"), 3 / 2, 5),
    "market": Style(town.market, ("soleil", "wax", "savane", "lagune"), 4 / 3),
    "metro": Style(town.metro, ("faience", "indigo", "wax", "soleil"), 3 / 2, 4),
    "windows": Style(town.windows, ("nuit", "indigo", "rose", "terre"), 3 / 4, 6),
    "lanterns": Style(town.lanterns, ("nuit", "terre", "hibiscus", "indigo"), 4 / 5, 7),
    "speakers": Style(town.speakers, ("corail", "soleil", "lagune", "hibiscus"), 1),
    "birds": Style(sky.birds, ("savane", "menthe", "glacier", "faience"), 3 / 4, 7),
    "kites": Style(sky.kites, ("glacier", "savane", "indigo", "menthe"), 4 / 3),
    "kora": Style(sky.kora, ("terre", "nuit", "wax", "lagune"), 4 / 5, 7),
}


def draw(style: str, seed: int, ratio: float = 0.0, long_edge: int = 1600, *, palette: str = "") -> Image.Image:
    """A picture of the named style. `ratio` is width over height (0: the style's own);
    the palette follows from the seed where none is named."""
    known = STYLES[style]
    name = palette or known.palettes[seed % len(known.palettes)]
    page = Page(seed, ratio or known.ratio, long_edge, PALETTES[name])
    known.paint(page)
    return page.finish(known.grain, known.vignette)
