"""How the log is narrowed."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.audit.models import LogEntry
from incubator.audit.words import named


class LogFilter(django_filters.FilterSet):
    who = django_filters.CharFilter(label=_("Who"), method="by_person")
    verb = django_filters.ChoiceFilter(label=_("What was done"), choices=named, empty_label=_("Anything"))
    since = django_filters.DateFilter(
        label=_("Since"), field_name="at", lookup_expr="date__gte", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = LogEntry
        fields = ("who", "verb", "since")

    def by_person(self, rows: QuerySet[LogEntry], name: str, value: str) -> QuerySet[LogEntry]:
        return rows.filter(Q(by__name__icontains=value) | Q(by__email__icontains=value))
