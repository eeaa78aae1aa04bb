"""What the review gives to the house: its place on a programme's desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, add_section
from showcase.journal import queries


def desk_section(programme: Any) -> Card:
    href = reverse("showcase:desk_journal", args=[programme.organisation.slug, programme.slug])
    context = {"issues": list(queries.of_programme(programme)[:3]), "href": href}
    return Card(60, _("The review"), "showcase/journal/_desk_section.html", context)


add_section("desk_programme", desk_section)
name_verbs(
    {
        "showcase.create_issue": gettext_lazy("created the issue"),
        "showcase.edit_issue": gettext_lazy("changed the issue"),
        "showcase.publish_issue": gettext_lazy("published the issue"),
        "showcase.withdraw_issue": gettext_lazy("took the issue off the public pages"),
        "showcase.add_article": gettext_lazy("added an article"),
        "showcase.edit_article": gettext_lazy("changed an article"),
        "showcase.remove_article": gettext_lazy("removed an article"),
    }
)
