"""Events as the public sees them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from programmes.events.models import Event


def public_events() -> QuerySet[Event]:
    return Event.objects.public()


def coming(most: int = 3) -> list[Event]:
    """The next public events, those under way included."""
    return list(public_events().filter(cancelled=False, ends__gte=timezone.now()).order_by("starts", "pk")[:most])


def facts_of(event: Event) -> list[tuple[str, Any]]:
    """What is known in figures; the audience is shown with its source."""
    audience = ""
    if event.audience:
        figure = number_format(event.audience, use_l10n=True, force_grouping=True)
        audience = _("%(figure)s (%(source)s)") % {"figure": figure, "source": event.audience_source}
    return [
        (_("Place"), event.site or ""),
        (_("Places"), event.capacity or ""),
        (_("Artists"), event.artists or ""),
        (_("Countries"), event.countries_count or ""),
        (_("Audience, as declared"), audience),
    ]
