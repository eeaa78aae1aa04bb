"""What this room gives to others: its tab, and the next events."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.words import name_verbs
from incubator.home.registry import Tab, add_tab
from incubator.home.standing import Coming, Standing, on_cohort_desk
from programmes.events.models import Event

NEXT = 4


def standing(cohort: Any) -> Standing:
    rows = Event.objects.filter(cohort=cohort, cancelled=False, starts__gte=timezone.now()).order_by("starts")[:NEXT]
    href = reverse("programmes:desk_events", args=cohort.slugs)
    return Standing(85, coming=tuple(Coming(row.starts, row.title, href, _("Event"), row.time_zone) for row in rows))


on_cohort_desk(standing)
add_tab(Tab(85, "programmes:desk_events", _("Events"), "programmes.view_events"))
name_verbs(
    {
        "programmes.edit_event": _("changed the event"),
        "programmes.cancel_event": _("cancelled the event"),
    }
)
