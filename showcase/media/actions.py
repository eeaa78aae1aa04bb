"""Taking an original in, and each step of the work on it. The row tells the truth; the worker only carries it out."""

import hashlib
from collections.abc import Collection
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, change, locked, record
from incubator.files import actions as files
from incubator.files.content import LIMITS, Reason
from incubator.files.content import Kind as Sort
from incubator.files.models import StoredFile
from incubator.files.states import Purpose
from incubator.lib.errors import NotLawful, Refused
from incubator.lib.states import move
from incubator.outbox import post as outbox
from incubator.web.texts import Texts
from showcase.media import cellar, hosts, showing
from showcase.media.cellar import MOST_ATTEMPTS
from showcase.media.models import Asset, Rendition
from showcase.media.report import Made
from showcase.media.states import MOVES, Kind, State

LEASE = timedelta(seconds=90)
BY_TYPE = {"image": Kind.IMAGE, "video": Kind.FILM, "audio": Kind.SOUND, "application": Kind.DOCUMENT, "model": Kind.MODEL}


class BusyError(Exception):
    """Another worker holds this asset's lease: come back later."""


@action
def receive(
    upload: UploadedFile, *, by: Any, alt: Texts | dict[str, str] | None = None, kinds: Collection[Sort] = tuple(Sort)
) -> Asset:
    """Check an upload by its bytes, keep it for ever as the original, and ask for its renditions.

    Raises `incubator.files.actions.FileRefused` with a sentence for the person.
    """
    stored = files.receive(upload, by=by, purpose=Purpose.ORIGINAL, kinds=kinds, most=LIMITS)
    return take(stored, by=by, alt=alt)


@action
def take(stored: StoredFile, *, by: Any, alt: Texts | dict[str, str] | None = None) -> Asset:
    """An asset from a file that is already here (a resumable upload)."""
    kind = BY_TYPE[stored.content_type.split("/")[0]]
    asset = Asset.objects.create(
        owner=stored.owner, stored=stored, kind=kind, alt=alt or {}, width=stored.width, height=stored.height
    )
    record(by=by, verb="media.receive", on=asset, detail={"kind": kind, "size": stored.size})
    _ask(asset)
    return asset


@action
def link(address: str, *, by: Any, title: Texts | dict[str, str] | None = None) -> Asset:
    """A film, sound or project that lies elsewhere. Nothing is fetched from there. Raises Refused for what is no address."""
    try:
        found = hosts.understood(address)
    except hosts.NotAnAddressError as why:
        raise Refused(_("This is no address of a page. Copy it whole from your browser: it begins with https://.")) from why
    data = found.page.encode()
    stored = StoredFile(
        owner=by if getattr(by, "pk", None) else None, purpose=Purpose.ORIGINAL, name=found.host[:100],
        content_type="text/uri-list", size=len(data), sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    stored.file.save("link", ContentFile(data))
    asset = Asset.objects.create(
        owner=stored.owner, stored=stored, kind=Kind.LINK, link=found.page, title=title or {}, state=State.READY, attempt=1
    )
    record(by=by, verb="media.receive", on=asset, detail={"kind": Kind.LINK, "host": found.host})
    return asset


@action
def name(asset: Asset, *, by: Any, title: Texts | dict[str, str]) -> Asset:
    """What an episode, a sound or a link is called."""
    return change(asset, by=by, verb="media.name", title=title)


@action
def describe(asset: Asset, *, by: Any, alt: Texts | dict[str, str]) -> Asset:
    """The words for people who do not see it."""
    asset = locked(asset)
    asset.alt = alt
    asset.save(update_fields=["alt"])
    record(by=by, verb="media.describe", on=asset)
    return asset


@action
def retry(asset: Asset, *, by: Any) -> Asset:
    """Make the renditions (again). The original was kept. Raises NotLawful while a work is under way."""
    asset = locked(asset)
    if asset.kind == Kind.LINK:
        raise NotLawful
    asset.attempt, asset.reason, asset.lease, asset.done = 0, "", None, 0
    move(asset, State.RECEIVED, MOVES, fields=("attempt", "reason", "lease", "done"))
    record(by=by, verb="media.retry", on=asset)
    _ask(asset)
    return asset


def _ask(asset: Asset) -> None:
    key = f"media.render:{asset.pk}:{timezone.now().timestamp():.6f}"
    outbox.ask("media.render", key=key, payload={"asset": asset.pk}, queue="media")


def ask_poster(asset: Asset) -> None:
    key = f"media.poster:{asset.pk}:{timezone.now().timestamp():.6f}"
    outbox.ask("media.poster", key=key, payload={"asset": asset.pk}, queue="media")


def ask_around(asset: Asset) -> None:
    if asset.around and asset.kind == Kind.IMAGE:
        key = f"media.around:{asset.pk}:{timezone.now().timestamp():.6f}"
        outbox.ask("media.around", key=key, payload={"asset": asset.pk}, queue="media")


@action
def begin(pk: int) -> Asset | None:
    """Take the lease. None where there is nothing to do (ready, given up, gone); BusyError where another works on it."""
    asset = Asset.objects.select_for_update(of=("self",)).select_related("stored").filter(pk=pk).first()
    if asset is None or asset.state not in (State.RECEIVED, State.PROCESSING):
        return None
    now = timezone.now()
    if asset.lease and asset.lease > now:
        raise BusyError(str(pk))
    if asset.attempt >= MOST_ATTEMPTS:
        _fail(asset, Reason.CRASHED)
        return None
    asset.attempt += 1
    asset.lease, asset.done, asset.total = now + LEASE, 0, 0
    move(asset, State.PROCESSING, MOVES, fields=("attempt", "lease", "done", "total"))
    return asset


@action
def note(asset: Asset, *, done: int | None = None, total: int | None = None, **facts: Any) -> None:
    """Write down progress and what was learnt; renews the lease. Raises BusyError where the lease was lost."""
    values: dict[str, Any] = {"lease": timezone.now() + LEASE, **facts}
    if done is not None:
        values |= {"done": done, "total": total or 0}
    # The attempt is the fence: a worker that slept too long must not write over its successor.
    mine = Asset.objects.filter(pk=asset.pk, state=State.PROCESSING, attempt=asset.attempt)
    if not mine.update(**values):
        raise BusyError(str(asset.pk))


@action
def add(asset: Asset, made: Made, path: Path) -> Rendition:
    """Keep one finished file: whoever may see the asset sees it at once, while larger ones are still being made."""
    note(asset)
    recipe, form = cellar.recipe(asset, made), path.suffix[1:]
    return keep(asset, made, path, recipe, f"{cellar.folder(asset)}/{recipe}.{form}")


@action
def keep(asset: Asset, made: Made, path: Path, recipe: str, name: str) -> Rendition:
    """A rendition of this recipe and format is this file from now on. The row of the asset is held."""
    form = path.suffix[1:]
    old = Rendition.objects.filter(asset=asset, recipe=recipe, format=form).first()
    rendition = old or Rendition(asset=asset, recipe=recipe, format=form)
    if old is not None:
        cellar.forget(old.file.name or "")
    with path.open("rb") as made_file:
        rendition.file.name = rendition.file.storage.save(name, File(made_file))
    rendition.size, rendition.width, rendition.height = made.size, made.width or None, made.height or None
    rendition.save()
    transaction.on_commit(partial(showing.follow, asset.pk))
    return rendition


@action
def finish(asset: Asset) -> None:
    """All is made: what an earlier attempt left goes away. Raises BusyError where the lease was lost."""
    asset = _mine(asset)
    here = [f"{cellar.folder(asset, attempt)}/" for attempt in (asset.attempt, cellar.BESIDE)]
    asset.renditions.exclude(file__startswith=here[0]).exclude(file__startswith=here[1]).delete()
    for attempt in {*range(1, MOST_ATTEMPTS + 1)} - {asset.attempt}:
        transaction.on_commit(partial(cellar.empty, cellar.folder(asset, attempt)))
    transaction.on_commit(partial(showing.follow, asset.pk))
    asset.lease, asset.reason, asset.done = None, "", asset.total
    move(asset, State.READY, MOVES, fields=("lease", "reason", "done"))
    if asset.moment is not None or asset.poster_id:
        ask_poster(asset)
    ask_around(asset)
    key = f"media.ready:{asset.pk}:{timezone.now().timestamp():.6f}"
    outbox.ask("media.ready", key=key, payload={"asset": asset.pk})


@action
def fail(asset: Asset, reason: Reason) -> None:
    """Given up, with the reason; the original stays, and its owner is told. Raises BusyError where the lease was lost."""
    _fail(_mine(asset), reason)


def _mine(asset: Asset) -> Asset:
    row = locked(asset)
    if row.attempt != asset.attempt:
        raise BusyError(str(asset.pk))
    return row


def _fail(asset: Asset, reason: Reason) -> None:
    asset.lease, asset.reason = None, reason.value
    move(asset, State.FAILED, MOVES, fields=("lease", "reason"))
    outbox.ask("media.place", key=f"media.place:{asset.pk}:failed-{timezone.now().timestamp():.6f}", payload={"asset": asset.pk})
    transaction.on_commit(partial(showing.follow, asset.pk))
    if asset.owner is not None:
        context = {"name": asset.stored.name, "reason": reason.value}
        outbox.tell(asset.owner, "media_failed", key=f"media.failed:{asset.pk}:{timezone.now():%Y%m%d%H%M%S}", context=context)


@action
def let_go(asset: Asset) -> None:
    """Give the lease back after an accident, so that the next attempt need not wait for its end."""
    Asset.objects.filter(pk=asset.pk, attempt=asset.attempt, state=State.PROCESSING).update(lease=None)


@action
def sweep() -> None:
    """What fell from a dead worker's hands is asked for again. Called each minute."""
    late = timezone.now() - timedelta(minutes=1)
    for asset in Asset.objects.filter(state=State.PROCESSING, lease__lt=late)[:50]:
        key = f"media.render:{asset.pk}:after-{asset.attempt}-{asset.lease:%Y%m%d%H%M%S}"
        outbox.ask("media.render", key=key, payload={"asset": asset.pk}, queue="media")


@action
def discard(asset: Asset, *, by: Any) -> None:
    """Remove an asset that nothing shows any more, its renditions and its original."""
    asset = locked(asset)
    record(by=by, verb="media.discard", on=asset)
    stored = asset.stored
    folders = [cellar.folder(asset, attempt) for attempt in range(cellar.BESIDE, MOST_ATTEMPTS + 1)]
    # No row will remember the files: the errand does, and comes again where the disk refuses.
    outbox.ask("media.empty", key=f"media.empty:{asset.pk}", payload={"folders": folders})
    transaction.on_commit(partial(stored.file.storage.delete, stored.file.name or ""))
    asset.delete()
    stored.delete()
