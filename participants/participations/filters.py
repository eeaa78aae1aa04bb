"""How the list of people is narrowed."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_name
from participants.participations.models import Participation
from participants.participations.states import State


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name, address or project"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("all"))
    country = django_filters.ChoiceFilter(label=_("Country"), empty_label=_("all"))
    group = django_filters.ModelChoiceFilter(label=_("Group"), field_name="groups", queryset=None, empty_label=_("all"))
    site = django_filters.ModelChoiceFilter(label=_("Site"), queryset=None, empty_label=_("all"))

    class Meta:
        model = Participation
        fields: ClassVar = ["q", "state", "country", "group", "site"]

    def __init__(self, *args: Any, groups: Any, sites: Any, countries: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.filters["group"].extra["queryset"] = groups
        self.filters["site"].extra["queryset"] = sites
        self.filters["country"].extra["choices"] = [(code, country_name(code)) for code in countries]

    def search(self, rows: QuerySet[Participation], name: str, value: str) -> QuerySet[Participation]:
        words = value.strip()
        found = Q(person__name__icontains=words) | Q(person__email__icontains=words)
        return rows.filter(found | Q(pk__in=rows.filter(projects__title__icontains=words).order_by().values("pk")))
