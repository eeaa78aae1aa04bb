"""Colours that people read from, held to WCAG 2.2 and to what the style sheet needs."""

import pytest

from incubator.web.palette import (
    ACCENTS,
    DARK,
    INK,
    LIGHT,
    WHITE,
    contrast,
    ratio_class,
    stage_class,
    stages,
    tone_class,
    tones,
)

PAPERS = [(theme, theme[paper]) for theme in (LIGHT, DARK) for paper in ("paper", "raised", "sunk")]


@pytest.mark.parametrize("name", ACCENTS)
def test_accent_can_be_written_on_and_read(name: str) -> None:
    accent = ACCENTS[name]
    assert contrast(accent.fill, accent.on) >= 4.5
    assert min(contrast(accent.text_light, LIGHT[paper]) for paper in ("paper", "raised", "sunk")) >= 4.5
    assert min(contrast(accent.text_dark, DARK[paper]) for paper in ("paper", "raised", "sunk")) >= 4.5


@pytest.mark.parametrize("word", ["ink", "ink-2", "ok", "warn", "no", "info", "wait", "focus"])
def test_text_colour_is_readable_on_every_paper(word: str) -> None:
    assert min(contrast(theme[word], paper) for theme, paper in PAPERS) >= 4.5


def test_border_of_controls_is_seen_on_every_paper() -> None:
    assert min(contrast(theme["line-2"], paper) for theme, paper in PAPERS) >= 3


def test_tone_carries_ink_and_stage_carries_white() -> None:
    assert (len(tones()), len(stages())) == (64, 58)
    assert min(contrast(tone, INK) for tone in tones()) >= 8
    assert min(contrast(stage, WHITE) for stage in stages()) >= 11


def test_picture_gets_the_class_of_its_proportion() -> None:
    assert [ratio_class(1600, 900), ratio_class(2, 3), ratio_class(10, 1), ratio_class(0, 0)] == [
        "r-180",
        "r-065",
        "r-240",
        "r-150",
    ]


def test_colour_finds_its_hue_among_tones_and_stages() -> None:
    blue, grey = "#2233cc", "#808080"
    assert (
        stages()[int(stage_class(blue).removeprefix("stage-"))][-2:]
        > stages()[int(stage_class(blue).removeprefix("stage-"))][1:3]
    )
    assert int(tone_class(grey).removeprefix("tone-")) >= 60
    assert tone_class("") == tone_class("#b9b3c6")
