"""Which files the world can fetch. The row says so (`Asset.shown`); the public folder is brought up to it.

Every step reads the row anew under its lock, so that of two which cross (a job that ends, a work taken down) the later one
puts right what the earlier one did. An errand repeats the step, for a process that was killed before it came to it; where the
disk refuses, it is repeated each minute until the folder has followed, however long that takes.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from incubator.access.stamps import version
from incubator.audit.actions import action, record
from incubator.lib.accidents import told
from incubator.outbox import post as outbox
from showcase.media import cellar
from showcase.media.models import Asset
from showcase.media.registry import is_shown
from showcase.media.states import State

SEEN = "media.shown-at-version"
log = logging.getLogger(__name__)


@action
def settle(assets: Iterable[int | None]) -> None:
    """Something that shows these assets changed: find out whether the world may see them, and see to their files."""
    keys = {pk for pk in assets if pk is not None}
    keys.update(Asset.objects.filter(describes__in=keys).values_list("pk", flat=True))
    rows = list(Asset.objects.select_for_update(of=("self",)).select_related("stored").filter(pk__in=keys).order_by("pk"))
    shown = set(Asset.objects.filter(is_shown(), pk__in=keys).values_list("pk", flat=True))
    for asset in rows:
        if asset.shown is not (asset.pk in shown):
            _turn(asset, asset.pk in shown)


def _turn(asset: Asset, shown: bool) -> None:
    asset.shown = shown
    asset.save(update_fields=["shown"])
    record(by=None, verb="media.show" if shown else "media.conceal", on=asset)
    ask(asset)


def ask(asset: Asset) -> None:
    """Its files changed, or who may see them: the folder follows when the transaction ends, and until it has."""
    asset.placed = False
    asset.save(update_fields=["placed"])
    outbox.ask("media.place", key=f"media.place:{asset.pk}:{timezone.now().timestamp():.6f}", payload={"asset": asset.pk})
    transaction.on_commit(partial(follow, asset.pk))


def place(pk: int) -> None:
    """Make the public folder hold what the row says: every finished file of an asset that is shown, else none.

    Raises OSError where the disk refuses; the row then stays marked as not `placed`."""
    with transaction.atomic():
        asset = Asset.objects.select_for_update(of=("self",)).select_related("stored").filter(pk=pk).first()
        if asset is None:
            return
        wanted = set(asset.renditions.values_list("file", flat=True)) if asset.shown else set()
        here = cellar.published(asset)
        # A playlist comes after what it names, and goes before it.
        _each(cellar.withdraw, sorted(here - wanted, key=cellar.is_list, reverse=True))
        for name in sorted(wanted - here, key=cellar.is_list):
            cellar.publish(name)
        if asset.state != State.PROCESSING:
            # What a worker had begun to write when it was killed: no row names it.
            for name in cellar.kept(asset) - set(asset.renditions.values_list("file", flat=True)):
                cellar.forget(name)
        if not asset.placed:
            asset.placed = True
            asset.save(update_fields=["placed"])


def follow(pk: int) -> None:
    """`place`, by something that is done already: trouble is written down, and the folder is tried again."""
    with told(log, "the public files of asset %s stay as they were", pk):
        place(pk)


def _each(step: Callable[[str], None], names: Iterable[str]) -> None:
    """One file that cannot go keeps none of the others; the first trouble is raised when all were tried."""
    trouble: OSError | None = None
    for name in names:
        try:
            step(name)
        except OSError as error:
            trouble = trouble or error
    if trouble is not None:
        raise trouble


def catch_up() -> None:
    """Once a minute: folders that did not follow, those that have to hide something first, until they do."""
    for pk in Asset.objects.filter(placed=False).order_by("shown", "pk").values_list("pk", flat=True)[:500]:
        follow(pk)


def reconsider() -> None:
    """Once a minute, where anything public changed: an organisation refused, an embargo over, a work shown some other way."""
    now = version()
    if cache.get(SEEN) == now:
        return
    late = Q(shown=True) & ~is_shown() | Q(shown=False) & is_shown()
    keys = list(Asset.objects.filter(late).values_list("pk", flat=True)[:1000])
    settle(keys)
    if len(keys) < 1000:
        cache.set(SEEN, now, 3600)
