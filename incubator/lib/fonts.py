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
JOINING = ("rlig", "init", "medi", "fina", "isol", "ccmp", "mark", "mkmk", "locl")
"""What Arabic cannot be written without; both of its pages' files together stay within fourteen kilobytes."""

# What French, English, Spanish and Portuguese write with.
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xC0, 0xC5), *range(0xC6, 0xD0), *range(0xD1, 0xD7), *range(0xD9, 0xDD)]))
LATIN += LATIN[95:].lower() + "ßÿŸŒœ\u00a0¡ª«°·º»¿–—‘’“”…\u202f"
# Letters of African orthographies (Bambara, Ewe, Hausa, Fula, Yoruba …).
AFRICAN = "ƁɓƊɗƎǝƐɛƆɔŊŋƝɲƘƙƳƴƉɖƑƒƔɣẸẹỌọṢṣ\u0300\u0301\u0304"
# Their rarer ones, and neighbours of Latin 1.
EXTENDED = "ĀāĒēĪīŌōŪūĨĩŨũŇňŃńŚśŠšŽžĆćČčĐđƏəǍǎǏǐǑǒǓǔƤƥƬƭƲʋḌḍḤḥṬṭẒẓṚṛÅåØøÐðÞþÝý\u0302\u0303\u0308\u030c\u0323\u0331€©×→−‹›"
ARABIC = "".join(map(chr, [0x20, 0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x653)])) + "\u200c\u200d"
# Names and foreign titles on Arabic pages: drawn by the same hand, so that both scripts stand on one wall.
BESIDE_ARABIC = "".join(map(chr, [*range(0x41, 0x5B), *range(0x61, 0x7B)])) + "éèêëàâçôîïûüñãáíóúõ’-.0123456789"


def cut(
    source: Path, target: Path, letters: Iterable[str], axes: dict[str, float] | None = None, features: Iterable[str] = FEATURES
) -> None:
    """Writes `target` (woff2) from `source`: a variable font fixed at `axes`, then only `letters`.

    Axes are fixed in full: a partial instance of an already subset file crashes the subsetter.
    """
    font = TTFont(source)
    if axes:
        font = instancer.instantiateVariableFont(font, axes)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(features)
    options.hinting = False
    options.name_IDs = [1, 2, 4, 6]
    options.notdef_outline = True
    options.desubroutinize = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in letters])
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
