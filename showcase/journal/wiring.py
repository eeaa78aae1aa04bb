"""What the review gives to the house: its place on a programme's desk."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import register_sight
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, add_section
from showcase.journal import queries
from showcase.journal.models import Article, Issue
from showcase.media.registry import register_showing


def desk_section(programme: Any) -> Card:
    href = reverse("showcase:desk_journal", args=[programme.organisation.slug, programme.slug])
    context = {"issues": list(queries.of_programme(programme)[:3]), "href": href}
    return Card(60, _("The review"), "showcase/journal/_desk_section.html", context)


def programme_section(programme: Any) -> Card | None:
    rows = queries.told_of(programme)
    return Card(70, _("In the review"), "showcase/journal/_programme.html", {"articles": rows}) if rows else None


def showing() -> Q:
    """Covers of published issues and pictures of their articles."""
    issues = Issue.objects.public().order_by()
    pictures = Article.objects.filter(issue__in=issues.values("pk"), picture__isnull=False)
    return Q(pk__in=issues.filter(cover__isnull=False).values("cover")) | Q(pk__in=pictures.values("picture"))


def sight_of_pictures(user: Any) -> Q:
    """Editors see the pictures of their review before it is published."""
    return Q(pk__in=Issue.objects.visible_to(user).values("cover")) | Q(pk__in=Article.objects.visible_to(user).values("picture"))


register_showing(showing)
register_sight("showcase.Asset", sight_of_pictures)
add_section("desk_programme", desk_section)
add_section("programme", programme_section)
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
