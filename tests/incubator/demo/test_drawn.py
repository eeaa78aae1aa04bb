from __future__ import annotations

from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import ImageStat

from incubator.demo.drawn import dossier, films, music
from incubator.demo.drawn.palettes import PALETTES
from incubator.demo.drawn.styles import STYLES, draw
from incubator.files.content import Kind, look


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("ratio", [0.0, 0.6, 2.0])
def test_draw_fills_the_asked_proportion_with_something(style: str, ratio: float) -> None:
    picture = draw(style, 5, ratio, 200)
    assert max(picture.size) == 200
    assert abs(picture.width / picture.height - (ratio or STYLES[style].ratio)) < 0.02
    assert sum(ImageStat.Stat(picture).stddev) > 30


def test_draw_is_a_function_of_its_seed() -> None:
    assert draw("sea", 3, 1.5, 160).tobytes() == draw("sea", 3, 1.5, 160).tobytes()
    assert draw("sea", 3, 1.5, 160).tobytes() != draw("sea", 8, 1.5, 160).tobytes()


def test_style_names_palettes_that_exist() -> None:
    assert {name for style in STYLES.values() for name in style.palettes} - set(PALETTES) == set()


@pytest.mark.parametrize("story", range(len(films.STORIES)))
def test_film_moves_and_sounds(story: int, tmp_path: Path) -> None:
    path = films.film(tmp_path / "a.mp4", story, 1.0)
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    assert (len(frames), frames[0].shape) == (films.RATE, (720, 1280))
    assert float(np.abs(frames[8].astype(int) - frames[12]).mean()) > 0.3
    with av.open(str(path)) as container:
        heard = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
    assert float(heard.std()) > 0.01
    assert look(BytesIO(path.read_bytes())).kind == Kind.FILM


@pytest.mark.parametrize("piece", range(len(music.PIECES)))
def test_sound_is_music_and_not_silence(piece: int, tmp_path: Path) -> None:
    path = music.sound(tmp_path / "a.mp3", piece, 4.0)
    assert look(BytesIO(path.read_bytes())).kind == Kind.SOUND
    with av.open(str(path)) as container:
        heard = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
    assert 3.9 < heard.shape[1] / music.RATE < 4.2
    assert 0.02 < float(heard.std()) < 0.5


def test_string_is_in_tune() -> None:
    string = music.pluck(220.0, 2.0)
    spectrum = np.abs(np.fft.rfft(string * np.hanning(string.size), n=1 << 19))
    near = slice(round(200 / music.RATE * (1 << 19)), round(240 / music.RATE * (1 << 19)))
    found = (int(spectrum[near].argmax()) + near.start) * music.RATE / (1 << 19)
    assert abs(1200 * np.log2(found / 220.0)) < 3


def test_dossier_is_a_pdf_with_any_title(tmp_path: Path) -> None:
    path = dossier.document(tmp_path / "a.pdf", "Ɲɔgɔn, سهرة, Kọ́kọ́", 2, "Aïssata")
    assert look(BytesIO(path.read_bytes())).kind == Kind.DOCUMENT
