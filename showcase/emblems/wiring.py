"""What marks give to the house: pictures for pages below, a form on the desk, sight of their files."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.access.registry import register_sight
from incubator.audit.words import name_verbs
from incubator.home.emblems import register_emblems
from incubator.home.registry import Card, add_section
from incubator.outbox.registry import subscribe
from showcase.emblems import actions, queries
from showcase.emblems.forms import MarkForm
from showcase.emblems.models import Mark
from showcase.media.registry import register_keeper, register_showing


def _card(bearer: Any, href: str) -> Card:
    mark = queries.of(bearer)
    form = MarkForm(initial={"alt": mark.asset.alt} if mark else None)
    label = "programmes.Partner" if bearer._meta.model_name == "partner" else "incubator.Organisation"
    context = {"mark": mark, "form": form, "href": href, "one": {"name": str(bearer), "emblem": queries.found(label, [bearer.pk]).get(bearer.pk)}}  # fmt: skip
    return Card(15, _("Logo"), "showcase/emblems/_card.html", context)


def partner_card(partnership: Any) -> Card:
    programme = partnership.programme
    slugs = [programme.organisation.slug, programme.slug, partnership.pk]
    return _card(partnership.partner, reverse("showcase:partner_mark", args=slugs))


def organisation_card(organisation: Any) -> Card:
    return _card(organisation, reverse("showcase:organisation_mark", args=[organisation.slug]))


def sight(user: Any) -> Q:
    return Q(pk__in=Mark.objects.visible_to(user).values("asset"))


def keeper(user: Any, asset: Any) -> bool | None:
    """A mark's picture is changed on its own page, with what is said beside it."""
    return False if Mark.objects.filter(asset=asset).exists() else None


def on_ready(payload: dict[str, Any]) -> None:
    actions.note_ready(payload["asset"])


register_emblems(queries.found)
register_showing(queries.showing)
register_sight("showcase.Asset", sight)
register_keeper(keeper)
subscribe("media.ready", on_ready)
add_section("desk_partner", partner_card)
add_section("organisation", organisation_card)
name_verbs(
    {
        "showcase.put_mark": gettext_lazy("put up the logo"),
        "showcase.remove_mark": gettext_lazy("took the logo away"),
    }
)
