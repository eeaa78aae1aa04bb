"""What this room gives to others: its places on the organisation's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, add_section


def places_of(organisation: Any) -> Card:
    context = {"organisation": organisation, "sites": organisation.sites.all()[:12]}
    return Card(20, str(_("Sites")), "programmes/sites/_of_organisation.html", context)


add_section("organisation", places_of)
name_verbs(
    {
        "programmes.edit_site": _("changed the site"),
        "programmes.edit_space": _("changed the room"),
        "programmes.remove_space": _("removed the room"),
    }
)
