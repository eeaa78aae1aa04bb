"""What testimonials give to the house: sections of public pages, a place on the desk, a card of one's own."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, add_section, on_my_page
from showcase.testimonials import queries


def programme_section(programme: Any) -> Card | None:
    rows = queries.shown_of(programme)
    return Card(40, _("In their words"), "showcase/testimonials/_said.html", {"rows": rows}) if rows else None


def creator_section(creator: Any) -> Card | None:
    rows = queries.of_creator(creator)
    return Card(60, _("In their words"), "showcase/testimonials/_said.html", {"rows": rows, "own": True}) if rows else None


def desk_section(programme: Any) -> Card:
    href = reverse("showcase:desk_testimonials", args=[programme.organisation.slug, programme.slug])
    context = {"rows": queries.of_programme(programme)[:3], "href": href}
    return Card(52, _("Testimonials"), "showcase/testimonials/_desk_section.html", context)


def my_card(user: Any) -> Card | None:
    rows = queries.of_person(user)
    return Card(59, _("Your testimonials"), "showcase/testimonials/_my_card.html", {"rows": rows}) if rows else None


add_section("programme", programme_section)
add_section("creator", creator_section)
add_section("desk_programme", desk_section)
on_my_page(my_card)
name_verbs(
    {
        "showcase.ask_testimonial": gettext_lazy("asked for a testimonial"),
        "showcase.give_testimonial": gettext_lazy("gave a testimonial and agreed to it"),
        "showcase.withdraw_testimonial": gettext_lazy("took their testimonial back"),
        "showcase.publish_testimonial": gettext_lazy("published the testimonial"),
        "showcase.conceal_testimonial": gettext_lazy("took the testimonial off the public pages"),
        "showcase.translate_testimonial": gettext_lazy("translated the testimonial"),
        "showcase.arrange_testimonials": gettext_lazy("put the testimonials in order"),
        "showcase.remove_testimonial": gettext_lazy("removed the testimonial"),
    }
)
