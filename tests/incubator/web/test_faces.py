"""The poster faces: each file has the letters that pages are told it has."""

import re
from pathlib import Path

from django.conf import settings

from incubator.lib import fonts
from incubator.management.commands.build_assets import FACES

SHEET = (Path(settings.BASE_DIR) / "static/css/00-fonts.css").read_text()


def ranges(name: str) -> list[tuple[int, int]]:
    said = re.search(rf"{name}\.woff2.*?unicode-range: ([^;]+);", SHEET)
    assert said is not None, name
    pairs = [one.strip().removeprefix("U+").split("-") for one in said[1].split(",")]
    return [(int(pair[0], 16), int(pair[-1], 16)) for pair in pairs]


def test_each_letter_is_asked_of_the_file_that_has_it() -> None:
    lost = []
    for name, _source, letters, *_more in FACES:
        spans = ranges(name)
        lost += [(name, one) for one in letters if not any(low <= ord(one) <= high for low, high in spans)]
    assert lost == []


def test_a_language_is_written_with_one_file_and_african_ones_with_two() -> None:
    for text in ("Ça naît à l’œil, où ?", "¿Qué año, señor?", "Não há mãos à toa", "Nowhere, aside"):
        assert set(text) - set(fonts.LATIN) == set()
    assert set("Ŋmɛ Ɔkɔ ɓɗƙƴ ẹkọ ṣiṣe") - set(fonts.LATIN) - set(fonts.AFRICAN) == set()
