"""What collections give to the house: their place on a programme's desk and on its public page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, add_section
from showcase.collections import queries


def desk_section(programme: Any) -> Card:
    href = reverse("showcase:desk_collections", args=[programme.organisation.slug, programme.slug])
    context = {"rows": list(queries.of_programme(programme)[:3]), "href": href}
    return Card(55, _("Collections"), "showcase/collections/_desk_section.html", context)


def programme_section(programme: Any) -> Card | None:
    rows = queries.public_of_programme(programme)
    return Card(45, _("Collections"), "showcase/collections/_programme.html", {"rows": rows}) if rows else None


add_section("desk_programme", desk_section)
add_section("programme", programme_section)
name_verbs(
    {
        "showcase.create_collection": gettext_lazy("began the collection"),
        "showcase.edit_collection": gettext_lazy("changed the collection"),
        "showcase.place_work": gettext_lazy("put a work into the collection"),
        "showcase.take_out_work": gettext_lazy("took a work out of the collection"),
        "showcase.arrange_collection": gettext_lazy("put the collection in order"),
        "showcase.publish_collection": gettext_lazy("showed or hid the collection"),
    }
)
