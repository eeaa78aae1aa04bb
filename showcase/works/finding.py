"""How works are found: by words, facets and order, by chance; what is near, and what is suggested while one types."""

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Case, F, IntegerField, Max, Min, Q, QuerySet, Subquery, Value, When

from incubator.web.paging import MOST_COUNTED, counted
from incubator.web.texts import Texts
from programmes.editions.models import Programme
from showcase.creators.queries import listed as creators_listed
from showcase.works.indexing import FACETS, mark, words
from showcase.works.models import Facet, Work
from showcase.works.queries import NEWEST, public_works
from showcase.works.states import Order

FILLED = ("published", "shown", "rank", "titled")
"""Never empty in what is public, though the column could be: so that lists are read along their indexes."""
COLUMNS = ("kind", "year")
MOST_WORDS = 8
SHORTEST = 2
"""Letters from which on something is suggested."""


class Found(NamedTuple):
    """Works, the order in which to page through them, and how many there are where that had to be asked (see paging)."""

    rows: QuerySet[Work]
    order: tuple[str, ...]
    known: int | None = None


def found(wanted: Mapping[str, str]) -> Found:
    """Works that have all that is wanted (see filters.WorkFilter)."""
    rows, newest = public_works(), NEWEST
    if wanted.get("programme"):
        # Asked for by key, so that the list is read along the index that begins with it.
        rows = rows.filter(programme_id=Subquery(Programme.objects.filter(slug=wanted["programme"]).values("pk")[:1]))
    typed = words(wanted.get("q", ""))[:MOST_WORDS]
    wishes = [(name, wanted[name]) for name in (*COLUMNS, *FACETS) if wanted.get(name)]
    if len(wishes) > 1 or (wishes and (typed or wanted.get("programme"))):
        # What few have together is looked up in the index of marks: a list of one wish is long, and would be read to its end.
        rows = rows.filter(marks__holds_all=[mark(name, value) for name, value in wishes])
    elif wishes and wishes[0][0] in COLUMNS:
        rows = rows.filter(**dict(wishes))
    elif wishes:
        # Paged along the facet's own dates: its index holds them in that order, however many works there are.
        rows = rows.filter(facets__name=wishes[0][0], facets__value=wishes[0][1]).annotate(shown=F("facets__published"))
        newest = ("-shown", "-pk")
    order = wanted.get("order", "")
    if order == Order.TITLE:
        rows = rows.annotate(titled=F("search_title"))
    by = {Order.OLDEST.value: tuple(one.removeprefix("-") for one in newest), Order.TITLE.value: ("titled", "pk")}.get(
        order, newest
    )
    return _with_words(rows, by, typed, ranked=not order)


def holding(text: str, rows: QuerySet[Work], field: str = "search") -> QuerySet[Work]:
    """Works in which each word of the text begins a word."""
    for word in words(text)[:MOST_WORDS]:
        rows = rows.filter(**{f"{field}__contains": f" {word}"})
    return rows


def _with_words(rows: QuerySet[Work], order: tuple[str, ...], typed: list[str], *, ranked: bool) -> Found:
    """Titles before texts where no order was asked for, unless more is found than anybody reads: that needs no sorting."""
    if not typed:
        return Found(rows, order)
    everywhere, in_title = Q(), Q()
    for word in typed:
        everywhere &= Q(search__contains=f" {word}")
        in_title &= Q(search_title__contains=f" {word}")
    rows = rows.filter(everywhere)
    if (many := counted(rows)) > MOST_COUNTED or not ranked:
        return Found(rows, order, many)
    rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Found(rows.annotate(rank=rank), ("rank", *order), many)


def near(wanted: Mapping[str, str], most: int = 6) -> list[Work]:
    """Something to see where nothing has all that is wanted: works with one of the words, or one of the wishes."""
    wishes = Q()
    for word in words(wanted.get("q", ""))[:MOST_WORDS]:
        wishes |= Q(search__contains=f" {word}")
    if wanted.get("kind"):
        wishes |= Q(kind=wanted["kind"])
    for name in FACETS:
        if wanted.get(name):
            wishes |= Q(pk__in=Facet.objects.filter(name=name, value=wanted[name]).values("work"))
    rows = list(public_works().filter(wishes)[:most]) if wishes else []
    return rows or list(public_works()[:most])


def surprise(but: str = "") -> Work | None:
    """Any of them but the one that is being looked at, where there is another; drawn by key between the ends of the table, so
    that it costs the same among a hundred thousand."""
    ends = Work.objects.order_by().aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return None
    drawn = secrets.randbelow(ends["last"] - ends["first"] + 1) + ends["first"]
    rows = Work.objects.listed().order_by("pk").only("slug")
    others = rows.exclude(slug=but)
    return others.filter(pk__gte=drawn).first() or others.first() or rows.first()


def suggested(typed: str, most: int = 8) -> list[str]:
    """Titles, in the language in which they hold what was typed, the newest first; then names of creators."""
    wanted = words(typed)[:MOST_WORDS]
    if not wanted or len(wanted[-1]) < SHORTEST:
        return []
    rows = holding(typed, Work.objects.listed(), "search_title").order_by(*NEWEST)
    titles = [_said(title, wanted) for title in rows.values_list("title", flat=True)[:most]]
    names = creators_listed({"q": typed}).order_by("name", "pk").values_list("name", flat=True)[: max(most - len(titles), 2)]
    return list(dict.fromkeys([*titles, *names]))


def _said(title: Mapping[str, str], wanted: list[str]) -> str:
    """The title in the first language that has all that was typed; else as the reader would read it."""
    for text in title.values():
        found = words(text)
        if all(any(word.startswith(one) for word in found) for one in wanted):
            return text
    return str(Texts(title))
