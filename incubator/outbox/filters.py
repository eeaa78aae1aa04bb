"""How the organisation's messages are narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.outbox.models import Message
from incubator.outbox.states import State


class MessageFilter(django_filters.FilterSet):
    """`kinds` are those that the organisation has sent."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("Any"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("Any"))
    person = django_filters.CharFilter(label=_("Name or address"), method="of_person")

    class Meta:
        model = Message
        fields = ("state", "kind", "person")

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [(kind, kind.replace("_", " ")) for kind in kinds]

    def of_person(self, rows: QuerySet[Message], name: str, value: str) -> QuerySet[Message]:
        return rows.filter(Q(address__icontains=value) | Q(person__name__icontains=value))
