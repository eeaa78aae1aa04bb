"""What pages of collections read."""

from django.db.models import Count, Q, QuerySet

from programmes.editions.models import Programme
from showcase.collections.models import Collection, Placed
from showcase.works.finding import holding
from showcase.works.models import Work
from showcase.works.queries import on_wall, with_renditions

FOUND = 12


def public_collections() -> QuerySet[Collection]:
    """Those of which something can be seen."""
    shown = Count("placed", filter=Q(placed__work__in=Work.objects.listed()))
    return Collection.objects.public().annotate(many=shown).filter(many__gt=0)


def public_collection(slug: str) -> Collection | None:
    return Collection.objects.public().filter(slug=slug).first()


def shown_in(collection: Collection) -> list[Work]:
    """Its works that can be seen, in its order. Two queries."""
    return list(on_wall(Work.objects.listed().filter(placed__collection=collection)).order_by("placed__order", "placed__pk"))


def covers_of(collections: list[Collection], most: int = 4) -> dict[int, list[Work]]:
    """The first works of each, for a strip of their covers. Two queries."""
    rows = Placed.objects.filter(collection__in=collections, work__in=Work.objects.listed()).select_related("work__cover")
    found: dict[int, list[Work]] = {}
    for row in rows.order_by("collection", "order", "pk"):
        if len(found.setdefault(row.collection_id, [])) < most:
            found[row.collection_id].append(row.work)
    with_renditions(work.cover for works in found.values() for work in works)
    return found


def of_programme(programme: Programme) -> QuerySet[Collection]:
    return Collection.objects.filter(programme=programme).annotate(many=Count("placed"))


def public_of_programme(programme: Programme) -> list[Collection]:
    return list(Collection.objects.public().filter(programme=programme)[:6])


def placed_in(collection: Collection) -> list[Placed]:
    rows = list(Placed.objects.filter(collection=collection).select_related("work__cover"))
    with_renditions(row.work.cover for row in rows)
    return rows


def to_add(collection: Collection, typed: str) -> list[Work]:
    """Works of the organisation that are published and not in it yet; by words of their title or people."""
    rows = Work.objects.public().filter(programme__organisation=collection.programme.organisation_id)
    kept = holding(typed, rows.exclude(placed__collection=collection)).select_related("cover")
    found = list(kept[:FOUND])
    with_renditions(work.cover for work in found)
    return found


def work_to_add(collection: Collection, pk: int) -> Work | None:
    return Work.objects.public().filter(programme__organisation=collection.programme.organisation_id, pk=pk).first()
