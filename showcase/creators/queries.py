"""What pages of creators read. Which works they are in is asked by the works room, which stands above."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from incubator.access.stamps import version
from incubator.lib.folding import words
from showcase.creators.models import Belonging, Creator


def linkable(project_id: int | None, person_id: int | None) -> dict[str, Creator]:
    """Creators among a project's members and the proposer, by their name in small letters; switched off ones too."""
    whose = Q(person_id=person_id) if person_id else Q(pk__in=[])
    if project_id:
        whose |= Q(person__participations__projects=project_id)
    return {creator.name.casefold(): creator for creator in Creator.objects.filter(whose).distinct()}


def listed(wanted: Mapping[str, str] | None = None) -> QuerySet[Creator]:
    """Public pages; `wanted`: beginnings of words of the name, without regard to accents and letter forms; a country."""
    rows = Creator.objects.public().defer("statement")
    for word in words((wanted or {}).get("q", ""))[:6]:
        rows = rows.filter(search__contains=f" {word}")
    return rows.filter(country=wanted["country"]) if wanted and wanted.get("country") else rows


def by_country(request: Any) -> dict[str, int]:
    """Listed creators by country, counted anew when something public changed."""
    key = f"creators.by_country:{version(request)}"
    found: dict[str, int] | None = cache.get(key)
    if found is None:
        rows = Creator.objects.public().exclude(country="").order_by("country")
        found = dict(rows.values_list("country").annotate(many=Count("pk")))
        cache.set(key, found, 3600)
    return found


def on_front_page(most: int = 36) -> list[Creator]:
    """The newest pages; names and countries only."""
    return list(Creator.objects.public().only("name", "slug", "country").order_by("-pk")[:most])


def public_creator(slug: str) -> Creator | None:
    return Creator.objects.public().filter(slug=slug).first()


def of_person(user: Any) -> Creator | None:
    return Creator.objects.filter(person=user).first()


def may_belong(collective: Creator | None, user: Any) -> list[Creator]:
    """Pages one may name as members: of people of one's own cohorts, and those named already."""
    whose = Q(person__participations__cohort__participations__person=user)
    if collective is not None and collective.pk:
        whose |= Q(collectives__collective=collective)
    rows = Creator.objects.filter(whose, collective=False).exclude(person=user).exclude(name="")
    return list(rows.distinct().defer("statement").order_by("name", "pk"))


def members_of(collective: Creator) -> list[Belonging]:
    """Those who said yes and can be seen."""
    rows = Belonging.objects.filter(collective=collective, agreed__isnull=False, member__listed=True)
    return list(rows.select_related("member"))


def collectives_of(creator: Creator) -> list[Belonging]:
    """Collectives a creator has said yes to, where their page is on."""
    rows = Belonging.objects.filter(member=creator, agreed__isnull=False, collective__listed=True)
    return list(rows.select_related("collective").order_by("collective__name"))


def belongings_of(user: Any) -> list[Belonging]:
    """Where one is named, answered or not."""
    return list(Belonging.objects.filter(member__person=user).select_related("collective").order_by("collective__name"))


def belonging(user: Any, pk: int) -> Belonging | None:
    return Belonging.objects.filter(member__person=user, pk=pk).first()
