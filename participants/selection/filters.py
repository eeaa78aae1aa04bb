"""Narrowing the ranking; everything stands in the address."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.lib import references
from incubator.lib.folding import fold
from incubator.lib.places import country_name, sort_key
from participants.applications.states import State as ApplicationState
from participants.reviews.queries import RANKED
from participants.reviews.ranking_models import Placing
from participants.selection.ranking import fewer_than_asked
from programmes.calls.models import Call

ANY = _("All")
QUICK = ("q", "country", "discipline")
"""Filters that stand on the page at once; the others are folded until one of them is used."""
MOST_PANELS = 40


class RankingFilter(django_filters.FilterSet):
    """Needs `call`, `disciplines` (value and label pairs), `genders` (labels by value) and the number of `panels`."""

    q = django_filters.CharFilter(
        label=_("Name, project or reference"), method="by_words", widget=forms.TextInput(attrs={"type": "search"})
    )
    country = django_filters.ChoiceFilter(label=_("Country"), field_name="application__country", empty_label=ANY)
    discipline = django_filters.ChoiceFilter(label=_("Discipline"), field_name="application__discipline", empty_label=ANY)
    language = django_filters.ChoiceFilter(
        label=_("Written in"), field_name="application__language", empty_label=ANY, choices=settings.LANGUAGES
    )
    gender = django_filters.ChoiceFilter(label=_("Gender"), field_name="application__gender", empty_label=ANY)
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="application__state", empty_label=ANY,
        choices=[(state.value, state.label) for state in map(ApplicationState, RANKED)],
    )  # fmt: skip
    apart = django_filters.NumberFilter(
        label=_("Readers apart by at least"), field_name="spread", lookup_expr="gte", min_value=0, max_value=100,
        widget=forms.NumberInput(attrs={"min": 0, "max": 100, "inputmode": "numeric"}),
    )  # fmt: skip
    missing = django_filters.ChoiceFilter(
        label=_("Reviews"), empty_label=ANY, method="by_missing",
        choices=[("some", _("fewer than asked")), ("none", _("none yet"))],
    )  # fmt: skip
    panel = django_filters.ChoiceFilter(label=_("Part of the panel"), empty_label=ANY)

    class Meta:
        model = Placing
        fields: list[str] = []

    def __init__(
        self, data: Any, queryset: QuerySet[Placing], *, call: Call, disciplines: list[tuple[str, str]],
        genders: Mapping[str, str], panels: int,
    ) -> None:  # fmt: skip
        super().__init__(data, queryset)
        countries = call.countries or call.cohort.programme.countries
        named = sorted(((code, country_name(code)) for code in countries), key=lambda pair: sort_key(pair[1]))
        offered = {
            "country": named,
            "discipline": disciplines,
            "gender": list(genders.items()),
            "panel": [(number, str(number)) for number in range(1, min(panels, MOST_PANELS) + 1)] if panels > 1 else [],
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices
            if not choices:
                del self.filters[name]

    def by_words(self, rows: QuerySet[Placing], name: str, value: str) -> QuerySet[Placing]:
        """Every word, anywhere; a reference also as it is misread."""
        wanted = Q()
        for word in fold(value).split()[:6]:
            wanted &= Q(application__search__contains=word)
        return rows.filter(wanted | Q(application__reference=references.read(value)))

    def by_missing(self, rows: QuerySet[Placing], name: str, value: str) -> QuerySet[Placing]:
        return rows.filter(reviews=0) if value == "none" else fewer_than_asked(rows)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that narrow, as the address says them."""
        return {name: value for name in self.filters if (value := (self.data.get(name) or "").strip())}
