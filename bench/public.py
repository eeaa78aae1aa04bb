"""What the world asks for: the front page, the wall narrowed in every way, a work, what is suggested, the map, creators."""

from collections.abc import Callable
from itertools import count
from urllib.parse import quote

from django.urls import reverse

from bench.ask import Ask, Job, cursor, same
from bench.base import Base
from showcase.works.models import Work
from showcase.works.queries import NEWEST, public_works

VISITORS = count()
LIST = (6, 20)
FACETS = (
    ("country", "country=SN"), ("language", "language=ar"), ("discipline", "discipline=animation"), ("year", "year=2019"),
    ("programme", "programme=two-shores-1"), ("length", "length=30"), ("access", "access=captions"), ("need", "need=residency"),
)  # fmt: skip
WORDS = (
    ("words", "a common word", "tambour"), ("prefix", "the beginning of a word", "tamb"), ("accents", "accents and capitals", "RIVIÈRE"),
    ("arabic", "Arabic with diacritics", "السِّنِغال"),
)  # fmt: skip


def anew(path: str) -> Callable[[int], list[Ask]]:
    """Each time for a visitor of another time zone, so that no page kept for all is given."""
    return lambda times: [Ask(path, visitor=str(next(VISITORS))) for _ in range(times)]


def public(base: Base, size: int) -> list[Job]:
    rare = Work.objects.get(slug=f"work-{size // 2}")
    works = reverse("showcase:works")
    return [
        Job("call", "public call page", anew(base.call.get_absolute_url()), (5, 12)),
        Job("home", "front page", anew(reverse("showcase:home")), flat=True),
        *walls(works, size),
        Job("work", "one public work", anew(rare.get_absolute_url()), (8, 20), flat=True),
        *others(),
        Job("kept", "public page, shown to the next visitor", same(works), (1, 5), times=60),
        Job("again", "anonymous page again, unchanged", same(works, again=True), (1, 3), status=304, times=120),
    ]


def walls(works: str, size: int) -> list[Job]:
    """The wall; where it is narrowed, its own figures are counted once for all who narrow it so."""
    deep = cursor(public_works(), NEWEST, size // 2)
    told = [
        ("works", "public works list", ""),
        ("works_kind", "… of a kind", "kind=animation"),
        *((f"works_{name}", f"… of a {name}", query) for name, query in FACETS),
        ("works_two", "… of a country and a language", "country=SN&language=ar"),
        ("works_facets", "… of a country, language and year", "country=SN&language=ar&year=2019"),
        *((f"works_{key}", f"… with {said}", f"q={quote(text)}") for key, said, text in WORDS),
        ("works_rare", "… with words found once", f"q=house+{size // 2}"),
        ("works_both", "… with a word, of a country", "q=tambour&country=SN"),
        ("works_nothing", "… with words found nowhere", "q=xylophone+house"),
        ("works_oldest", "… the oldest first", "order=oldest"),
        ("works_title", "… by title", "order=title"),
        ("works_country_title", "… of a country, by title", "country=SN&order=title"),
        ("works_words_title", "… with a word, by title", "q=tambour&order=title"),
        ("works_deep", "… a page in the middle", f"after={deep}"),
    ]  # fmt: skip
    return [Job(key, title, anew(f"{works}?{query}" if query else works), LIST, flat=True) for key, title, query in told]


def others() -> list[Job]:
    suggest, creators = reverse("showcase:suggest_works"), reverse("showcase:creators")
    return [
        *(
            Job(f"suggest_{key}", f"suggestions for {said}", anew(f"{suggest}?q={text}"), (4, 50), flat=True)
            for key, said, text in (("two", "two letters", "ta"), ("word", "a common word", "tambour"), ("none", "nothing there", "xylo"))
        ),
        Job("map", "map of works and creators", anew(reverse("showcase:map")), LIST, flat=True),
        Job("surprise", "surprise me", anew(reverse("showcase:surprise")), LIST, status=302, flat=True),
        Job("creators", "creators", anew(creators), LIST, flat=True),
        Job("creators_country", "… of a country", anew(f"{creators}?country=SN"), LIST, flat=True),
        Job("creators_name", "… by a part of the name", anew(f"{creators}?q=mari"), LIST, flat=True),
        Job("collections", "collections", anew(reverse("showcase:collections")), LIST, flat=True),
    ]  # fmt: skip
