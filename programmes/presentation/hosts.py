"""What the public pages of organisations read."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from incubator.home.emblems import Emblem, emblems
from incubator.home.registry import sections
from incubator.lib.places import country_name
from incubator.organisations.models import Organisation
from incubator.organisations.queries import shown_members
from programmes.calls.models import Call
from programmes.editions.models import Programme
from programmes.editions.states import Kind

LABEL = "incubator.Organisation"


def public_hosts() -> QuerySet[Organisation]:
    return Organisation.objects.public().defer("about")


def public_host(slug: str) -> Organisation | None:
    return Organisation.objects.public().filter(slug=slug).first()


def with_marks(rows: Iterable[Organisation]) -> list[dict[str, Any]]:
    """Each with its mark; one query for all marks."""
    rows = list(rows)
    marks = emblems(LABEL, [row.pk for row in rows])
    return [{"organisation": row, "name": row.name, "emblem": marks.get(row.pk)} for row in rows]


def of_page(slug: str) -> dict[str, Any] | None:
    """All of an organisation's page: what is public of it."""
    found = public_host(slug)
    if found is None:
        return None
    programmes = list(Programme.objects.public().filter(organisation=found).order_by("-pk"))
    mark = emblems(LABEL, [found.pk]).get(found.pk)
    network = [code for one in programmes if one.kind == Kind.NETWORK for code in one.countries]
    return {
        "organisation": found,
        "one": {"name": found.name, "emblem": mark},
        "programmes": programmes,
        "calls": list(Call.objects.open().filter(cohort__programme__organisation=found).order_by("closes")),
        "territories": sorted({country_name(code) for code in network}),
        "members": shown_members(found),
        "sections": sections("public_organisation", found),
        "linked": linked_data(found, mark),
    }


def linked_data(organisation: Organisation, mark: Emblem | None) -> dict[str, Any]:
    """The organisation as machines read it."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": organisation.name,
        "legalName": organisation.long_name,
        "description": str(organisation.about),
        "url": f"{settings.SITE_URL}{reverse('programmes:organisation', args=[organisation.slug])}",
        "logo": f"{settings.SITE_URL}{mark.url}" if mark else "",
        "sameAs": organisation.website,
        "address": {"@type": "PostalAddress", "addressLocality": organisation.city, "addressCountry": organisation.country},
    }
    return {name: value for name, value in facts.items() if value}
