"""What the review gives to the house: its place on a programme's desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.home.registry import Card, add_section
from showcase.journal import queries


def desk_section(programme: Any) -> Card:
    href = reverse("showcase:desk_journal", args=[programme.organisation.slug, programme.slug])
    context = {"issues": list(queries.of_programme(programme)[:3]), "href": href}
    return Card(60, _("The review"), "showcase/journal/_desk_section.html", context)


add_section("desk_programme", desk_section)
