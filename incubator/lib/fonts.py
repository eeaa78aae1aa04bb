"""Cuts display fonts down to what the product writes with: one weight, chosen letters, woff2."""

from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FEATURES = (
    "kern",
    "liga",
    "ccmp",
    "mark",
    "mkmk",
    "locl",
    "calt",
    "rlig",
    "init",
    "medi",
    "fina",
    "isol",
    "lnum",
    "curs",
)

LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "ŒœŸ–—‘’“”…€•‹›−→\u202f"
# Letters of African orthographies (Bambara, Ewe, Hausa, Fula, Yoruba …) and of neighbours of Latin 1.
EXTENDED = (
    "ĀāĒēĪīŌōŪūĨĩŨũŇňŃńŚśŠšŽžĆćČčĐđƁɓƊɗƐɛƆɔŊŋƝɲẸẹỌọṢṣƘƙƳƴƎǝƏəǍǎǏǐǑǒǓǔƉɖƑƒƔɣƤƥƬƭƲʋḌḍḤḥṬṭẒẓṚṛ"
    "\u0300\u0301\u0302\u0303\u0304\u0308\u030c\u0323\u0331"
)
ARABIC = (
    "".join(map(chr, [*range(0x60C, 0x61C), 0x61F, *range(0x621, 0x65F), *range(0x660, 0x66D), 0x670, 0x671]))
    + "پچڤگیۆ۔ «».:!()-–—0123456789\u00a0\u200c\u200d\u200e\u200f"
)


def cut(source: Path, target: Path, letters: Iterable[str], axes: dict[str, float] | None = None) -> None:
    """Writes `target` (woff2) from `source`: a variable font fixed at `axes`, then only `letters`.

    Axes are fixed in full: a partial instance of an already subset file crashes the subsetter.
    """
    font = TTFont(source)
    if axes:
        font = instancer.instantiateVariableFont(font, axes)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.name_IDs = [1, 2, 4, 6]
    options.notdef_outline = True
    options.desubroutinize = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in letters])
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
