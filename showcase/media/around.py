"""Saying that a picture or film was taken all round, and preparing what looking about in it needs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.files.content import look
from incubator.lib.errors import Refused
from showcase.media import actions, cellar, jobs, sandbox
from showcase.media.models import Asset
from showcase.media.report import Made
from showcase.media.states import Around, Kind, State

KINDS = (Kind.IMAGE, Kind.FILM)
SLACK = 0.04
RECIPE = "around"


def bent(asset: Asset, way: str | None = None) -> bool:
    """Whether its shape is not the one that a picture all round has: twice as wide as high, for each eye."""
    way = asset.around if way is None else way
    wanted = {Around.MONO: 2.0, Around.OVER_UNDER: 1.0}.get(Around(way))
    return wanted is not None and abs(asset.ratio / wanted - 1) > SLACK


@action
def say(asset: Asset, *, by: Any, around: str) -> Asset:
    """How it is to be looked at. A picture's finer copy is prepared by the media worker; until then the page's is shown."""
    asset = locked(asset)
    if asset.kind not in KINDS or around not in Around.values:
        raise Refused(_("Only pictures and films can be shown all round."))
    asset.around = around
    asset.save(update_fields=["around"])
    record(by=by, verb="media.say_around", on=asset, detail={"around": around})
    actions.ask_around(asset)
    return asset


def make(pk: int) -> None:
    """The finer copy of a picture. Nothing for films: their files serve."""
    asset = Asset.objects.select_related("stored").filter(pk=pk, state=State.READY, kind=Kind.IMAGE).exclude(around="").first()
    if asset is None:
        return
    source = Path(asset.stored.file.path)
    with jobs.bench() as bench:
        with source.open("rb") as stream:
            content = look(stream)
        for event in sandbox.run(RECIPE, source, bench, content):
            if isinstance(event, Made):
                _keep(asset, event, bench)


@action
def _keep(asset: Asset, made: Made, bench: Path) -> None:
    row = locked(asset)
    if row.state != State.READY or not row.around:
        return
    path = bench / made.name
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    name = f"{cellar.folder(row, cellar.BESIDE)}/{RECIPE}-{mark}{path.suffix}"
    actions.keep(row, made, path, RECIPE, name)
