"""Narrowing the desk's list; everything stands in the address."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.lib import references
from incubator.lib.folding import fold
from incubator.lib.places import country_name, sort_key
from participants.applications.models import Application
from participants.applications.queries import by_second_step
from participants.applications.states import SENT, State
from programmes.calls.models import Call

ORDERS = {"received": ("-submitted",), "score": ("-score",), "title": ("title",)}
SORTS = [("received", _("newest first")), ("score", _("best score first")), ("title", _("by title"))]
ANY = _("All")


class ApplicationFilter(django_filters.FilterSet):
    """Needs `call` and `disciplines` (value and label pairs)."""

    q = django_filters.CharFilter(
        label=_("Name, project or reference"), method="by_words", widget=forms.TextInput(attrs={"type": "search"})
    )
    country = django_filters.ChoiceFilter(label=_("Country"), empty_label=ANY)
    discipline = django_filters.ChoiceFilter(label=_("Discipline"), empty_label=ANY)
    state = django_filters.ChoiceFilter(
        label=_("State"), empty_label=ANY, choices=[(state.value, state.label) for state in map(State, SENT)]
    )
    eligible = django_filters.ChoiceFilter(
        label=_("Eligible"), empty_label=ANY, method="by_eligible",
        choices=[("yes", _("eligible")), ("no", _("not eligible")), ("unknown", _("not known"))],
    )  # fmt: skip
    reviews = django_filters.ChoiceFilter(
        label=_("Reviews"), empty_label=ANY, method="by_reviews",
        choices=[("none", _("none yet")), ("some", _("some missing")), ("all", _("all in"))],
    )  # fmt: skip
    second = django_filters.ChoiceFilter(
        label=_("Second step"), empty_label=ANY, method="by_second",
        choices=[("invited", _("invited, not sent yet")), ("sent", _("sent")), ("none", _("not invited"))],
    )  # fmt: skip
    sort = django_filters.ChoiceFilter(label=_("Order"), empty_label=None, method="kept", choices=SORTS)

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, data: Any, queryset: QuerySet[Application], *, call: Call, disciplines: list[tuple[str, str]]) -> None:
        super().__init__(data, queryset)
        self.disciplines = dict(disciplines)
        countries = call.countries or call.cohort.programme.countries
        self.filters["country"].extra["choices"] = sorted(
            ((code, country_name(code)) for code in countries), key=lambda pair: sort_key(pair[1])
        )
        self.filters["discipline"].extra["choices"] = disciplines
        if not getattr(call, "in_two_steps", False):
            del self.filters["second"]

    def by_words(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Every word, anywhere; a reference also as it is misread."""
        wanted = Q()
        for word in fold(value).split()[:6]:
            wanted &= Q(search__contains=word)
        return rows.filter(wanted | Q(reference=references.read(value)))

    def by_eligible(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return rows.filter(eligible={"yes": True, "no": False, "unknown": None}[value])

    def by_reviews(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        if value == "all":
            return rows.filter(reviews_asked__gt=0, reviews_done__gte=F("reviews_asked"))
        return rows.filter(reviews_done=0) if value == "none" else rows.filter(reviews_done__lt=F("reviews_asked"))

    def by_second(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return by_second_step(rows, value)

    def kept(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """The order is the page's affair."""
        return rows

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS.get(self.data.get("sort", ""), ORDERS["received"])
