"""What of a work is written down twice so that it is found fast: search texts, facets, the byline."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import override

from incubator.lib.folding import joined as joined
from incubator.lib.folding import words as words
from incubator.lib.places import country_name
from showcase.works.models import Facet, Work
from showcase.works.states import Length, State

CODES = tuple(code for code, _name in settings.LANGUAGES)
MOST_BYLINE = 240
FACETS = ("country", "language", "discipline", "need", "access", "length")
"""What a work has several values of, or none."""


def _names(work: Work) -> Iterable[str]:
    """What a work is called in each language besides its texts: kind, countries, programme."""
    for code in CODES:
        with override(code):
            yield str(work.get_kind_display())
            yield from (country_name(country) for country in work.countries)
    yield from work.programme.name.values()


def byline(work: Work) -> str:
    """Its authors as they stand in the credits; the first name where nobody is marked as author."""
    rows = list(work.credits.all())
    names = [credit.name for credit in rows if credit.author] or [credit.name for credit in rows[:1]]
    return ", ".join(dict.fromkeys(names))[:MOST_BYLINE]


def index(work: Work) -> None:
    """Renew byline, first need and search texts, and the facets of a published work. The caller holds the row's lock."""
    work.byline = byline(work)
    work.need = work.needs[0]["what"] if work.needs else ""
    # in one order: databases keep the languages of a text in orders of their own, and walls go by the first title
    titles = [work.title[code] for code in CODES if work.title.get(code)]
    work.search_title = joined(titles)
    people = [text for credit in work.credits.all() for text in (credit.name, *credit.role.values())]
    texts = [*work.summary.values(), *work.text.values(), *work.statement.values()]
    work.search = joined([*titles, *people, *_names(work), *texts])
    work.marks = marks_of(work)
    work.save(update_fields=["byline", "need", "search_title", "search", "marks"])
    set_facets(work)


def values_of(work: Work) -> dict[str, list[str]]:
    needs = [one["what"] for one in work.needs]
    lists = (work.countries, work.languages, [work.discipline, *work.disciplines], needs, work.access, [Length.of(work.minutes)])
    return dict(zip(FACETS, lists, strict=True))


def mark(name: str, value: object) -> str:
    return f"{name}:{value}"


def marks_of(work: Work) -> list[str]:
    """All that a list can be narrowed by, but the programme: whoever wishes for several of them looks them up at once."""
    pairs = [("kind", work.kind), ("year", work.year)]
    pairs += [(name, value) for name, values in values_of(work).items() for value in values if value]
    return sorted({mark(name, value) for name, value in pairs})


def set_facets(work: Work) -> None:
    """A row for each value of each facet of a published work that is listed; none for any other."""
    work.facets.all().delete()
    if work.state != State.PUBLISHED or work.published is None or not work.listed:
        return
    pairs = [(name, value) for name, values in values_of(work).items() for value in values if value]
    Facet.objects.bulk_create(
        Facet(work=work, name=name, value=value, published=work.published) for name, value in dict.fromkeys(pairs)
    )
