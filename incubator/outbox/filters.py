"""How the organisation's messages are narrowed."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.outbox.models import Message
from incubator.outbox.states import State

FAMILIES = [
    ("application", _("Applications")),
    ("reminder", _("Reminders")),
    ("review", _("Reviews")),
    ("decision", _("Decisions")),
    ("invitation", _("Invitations")),
    ("participation", _("Participations")),
    ("me", _("Mentoring")),
    ("workshop", _("Workshops")),
    ("work_", _("Works")),
    ("organisation", _("Organisation")),
]
"""What a kind's name begins with, and what such messages are about."""


class MessageFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("Any"))
    about = django_filters.ChoiceFilter(
        label=_("About"), choices=FAMILIES, field_name="kind", lookup_expr="startswith", empty_label=_("Anything")
    )
    person = django_filters.CharFilter(label=_("Name or address"), method="of_person")

    class Meta:
        model = Message
        fields = ("state", "about", "person")

    def of_person(self, rows: QuerySet[Message], name: str, value: str) -> QuerySet[Message]:
        return rows.filter(Q(address__icontains=value) | Q(person__name__icontains=value))
