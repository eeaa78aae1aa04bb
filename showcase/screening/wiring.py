"""What screening rooms give to the house: their place on a programme's desk, guests who may fetch files, words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, add_section, on_my_page
from incubator.outbox.registry import each_minute
from showcase.media.registry import register_guests
from showcase.screening import actions, queries
from showcase.screening.guests import admits


def desk_section(programme: Any) -> Card:
    href = reverse("showcase:desk_screenings", args=[programme.organisation.slug, programme.slug])
    context = {"rows": list(queries.of_programme(programme).order_by("-pk")[:3]), "href": href}
    return Card(57, _("Screening rooms"), "showcase/screening/_desk_section.html", context)


def my_card(user: Any) -> Card | None:
    """Works that are asked for wait for a yes or no."""
    asked = [entry for entry in queries.entries_for(user) if entry.waits]
    return Card(58, _("May your work be shown?"), "showcase/screening/_my_card.html", {"entries": asked}) if asked else None


register_guests(admits)
each_minute(actions.forget_late)
add_section("desk_programme", desk_section)
on_my_page(my_card)
name_verbs(
    {
        "showcase.create_screening": gettext_lazy("opened the screening room"),
        "showcase.edit_screening": gettext_lazy("changed the screening room"),
        "showcase.add_to_screening": gettext_lazy("put a work into the screening room"),
        "showcase.take_out_of_screening": gettext_lazy("took a work out of the screening room"),
        "showcase.arrange_screening": gettext_lazy("put the screening room in order"),
        "showcase.answer_screening": gettext_lazy("said whether a work may be shown in the screening room"),
        "showcase.invite_to_screening": gettext_lazy("invited a guest to the screening room"),
        "showcase.forget_guest": gettext_lazy("erased what was kept of a guest of the screening room"),
        "showcase.revoke_screening": gettext_lazy("revoked a guest's link to the screening room"),
    }
)
