from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from showcase.media import jobs, queries, words
from showcase.media.models import Asset
from tests.showcase.media import making


def shown(source: str, asset: Asset | None, **context: Any) -> str:
    request = RequestFactory().get("/")
    return Template("{% load media %}" + source).render(Context({"asset": asset, "request": request, **context}))


@pytest.fixture
def made(picture: Asset) -> Asset:
    jobs.render(picture.pk)
    return queries.shown(Asset.objects.all()).get()


def test_picture_offers_each_format_and_width(made: Asset) -> None:
    html = shown('{% picture asset sizes="50vw" priority=True %}', made)
    address = made.renditions.all()[0].file.url.rsplit("/", 1)[0]
    assert html == (
        f'<picture><source type="image/avif" srcset="{address}/image-320.avif 320w, {address}/image-480.avif 480w, '
        f'{address}/image-640.avif 640w, {address}/image-800.avif 800w" sizes="50vw"><source type="image/webp" srcset="{address}/image-320.webp 320w, '
        f'{address}/image-480.webp 480w, {address}/image-640.webp 640w, {address}/image-800.webp 800w" sizes="50vw"><img src="{address}/image-640.jpg" '
        f'srcset="{address}/image-640.jpg 640w, {address}/image-800.jpg 800w" sizes="50vw" width="800" height="500" '
        'alt="Un ciel orange" fetchpriority="high"></picture>'
    )


def test_picture_waits_to_be_asked_for_where_data_is_saved(made: Asset) -> None:
    html = shown("{% picture asset %}", made, data_saver=True)
    assert html.startswith('<details class="later"><summary>')
    assert (html.count("<img"), html.count("/light."), 'loading="lazy"' in html) == (1, 2, True)


def test_picture_that_opens_a_page_is_small_where_data_is_saved(made: Asset) -> None:
    html = shown("{% picture asset priority=True %}", made, data_saver=True)
    light = {one.format: one for one in made.renditions.filter(recipe="light")}
    assert html == (
        f'<picture><source type="image/avif" srcset="{light["avif"].file.url}"><img src="{light["webp"].file.url}" '
        'width="800" height="500" alt="Un ciel orange" fetchpriority="high"></picture>'
    )
    usual = {one.format: one for one in made.renditions.filter(recipe="image-320")}
    assert [(one.width, one.size < usual[form].size) for form, one in sorted(light.items())] == [(320, True)] * 2


def test_picture_made_before_there_was_a_small_one_is_its_smallest(made: Asset) -> None:
    made.renditions.filter(recipe="light").delete()
    html = shown("{% picture asset priority=True %}", queries.shown(Asset.objects.all()).get(), data_saver=True)
    assert (html.count("image-320.avif"), html.count("image-320.webp"), html.count("<img")) == (1, 1, 1)


def test_picture_is_empty_before_it_is_made(picture: Asset) -> None:
    assert (shown("{% picture asset %}", picture), shown("{% exhibit asset %}", None)) == ("", "")


def test_pictures_cost_one_query_more_for_any_number(made: Asset, django_assert_num_queries: Any) -> None:
    for number in (1, 3):
        while Asset.objects.count() < number:
            stored = made.stored
            stored.pk, stored.token = None, f"00000000-0000-0000-0000-00000000000{Asset.objects.count()}"
            stored.save()
            Asset.objects.create(owner=made.owner, stored=stored, kind=made.kind)
        with django_assert_num_queries(2):
            for asset in queries.shown(Asset.objects.all()):
                shown("{% exhibit asset %}", asset)


def test_film_says_its_weight_and_loads_nothing_before(take_in: Callable[[Path], Asset], tmp_path: Path) -> None:
    asset = take_in(making.film(tmp_path / "a.mp4", 1))
    jobs.render(asset.pk)
    asset.refresh_from_db()
    html = shown("{% exhibit asset %}", asset)
    film, light = asset.renditions.get(recipe="film-360"), asset.renditions.get(recipe="film-240")
    assert ('preload="none"' in html, f'src="{film.file.url}"' in html, "poster-640.webp" in html) == (True, True, True)
    assert f"<span>0:01</span><span>{words.weight(film.size)}</span>" in html
    rungs = re.findall(r'<a href="([^"]+)" data-rung[^>]*>([^<]+) <small>([^<]+)</small>', html)
    audio = asset.renditions.get(recipe="audio")
    assert rungs == [
        (one.file.url, text, words.weight(one.size)) for one, text in ((audio, "Son seul"), (light, "240p"), (film, "360p"))
    ]
    saving = shown("{% exhibit asset %}", asset, data_saver=True)
    assert (f'<source src="{light.file.url}"' in saving, "/light.webp" in saving) == (True, True)


def test_loop_is_a_muted_film(take_in: Callable[[Path], Asset], tmp_path: Path) -> None:
    asset = take_in(making.gif(tmp_path / "a.gif"))
    jobs.render(asset.pk)
    asset.refresh_from_db()
    html = shown("{% exhibit asset %}", asset)
    assert (" muted" in html, " loop" in html, "autoplay" in html) == (True, True, False)


def test_sound_shows_its_waveform(take_in: Callable[[Path], Asset], tmp_path: Path) -> None:
    asset = take_in(making.wav(tmp_path / "a.wav"))
    jobs.render(asset.pk)
    asset.refresh_from_db()
    html = shown('{% sound asset title="Nuit" %}', asset)
    assert (f'<path d="{asset.waveform}"/>' in html, 'aria-label="Nuit"' in html) == (True, True)


@pytest.mark.parametrize(("size", "said"), [(0, "1"), (14_200, "14"), (1_440_000, "1,4"), (26_300_000, "26")])
def test_weight_is_said_in_round_figures(size: int, said: str) -> None:
    assert words.weight(size).split("\xa0")[0].split(" ")[0] == said


def test_length_is_said_as_on_a_clock() -> None:
    assert [words.length(seconds) for seconds in (5, 125.4, 3729)] == ["0:05", "2:05", "1:02:09"]
