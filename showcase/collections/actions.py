"""Curating: begun, written, filled, put in order, shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.addresses import unused_slug
from incubator.lib.errors import Refused
from programmes.editions.models import Programme
from showcase.collections.models import Collection, Placed
from showcase.works.models import Work


@action
def create(programme: Programme, *, by: Any, title: Mapping[str, str], **fields: Any) -> Collection:
    slug = unused_slug(title.values(), lambda slug: Collection.objects.filter(slug=slug).exists(), fallback="collection")
    made = Collection.objects.create(programme=programme, slug=slug, title=title, **fields)
    record(by=by, verb="showcase.create_collection", on=made, organisation=made.organisation)
    return made


@action
def edit(collection: Collection, *, by: Any, **fields: Any) -> Collection:
    collection = change(collection, by=by, verb="showcase.edit_collection", **fields)
    _renewed(collection)
    return collection


def _renewed(collection: Collection) -> None:
    if collection.published:
        touch()


@action
def add(collection: Collection, work: Work, *, by: Any) -> Placed:
    """At the end; adding twice is adding once."""
    collection = locked(collection)
    last = collection.placed.aggregate(last=Max("order"))["last"]
    row, _made = Placed.objects.get_or_create(
        collection=collection, work=work, defaults={"order": 0 if last is None else last + 1}
    )
    record(by=by, verb="showcase.place_work", on=collection, organisation=collection.organisation, detail={"work": work.pk})
    _renewed(collection)
    return row


@action
def take_out(collection: Collection, work: int, *, by: Any) -> None:
    collection = locked(collection)
    collection.placed.filter(work=work).delete()
    record(by=by, verb="showcase.take_out_work", on=collection, organisation=collection.organisation, detail={"work": work})
    _renewed(collection)


@action
def arrange(collection: Collection, works: Sequence[int], *, by: Any) -> None:
    """`works`: keys in their new order; those not named come after, as they were."""
    collection = locked(collection)
    rows = {row.work_id: row for row in collection.placed.all()}
    wanted = [pk for pk in dict.fromkeys(works) if pk in rows]
    for order, pk in enumerate([*wanted, *(pk for pk in rows if pk not in wanted)]):
        rows[pk].order = order
    Placed.objects.bulk_update(rows.values(), ["order"])
    record(by=by, verb="showcase.arrange_collection", on=collection, organisation=collection.organisation)
    _renewed(collection)


@action
def publish(collection: Collection, on: bool, *, by: Any) -> Collection:
    """Shown, or not any more. It needs a work that can be seen."""
    if on and not Work.objects.listed().filter(placed__collection=collection).exists():
        raise Refused(_("A collection needs at least one work that is on the walls."))
    day = timezone.localdate() if on else None
    collection = change(collection, by=by, verb="showcase.publish_collection", published=day)
    touch()
    return collection
