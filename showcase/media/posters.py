"""The picture that stands for a film, a 3D model or a link: one of the frames a film proposes, or one of the author's own."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.files import actions as files
from incubator.files.content import LIMITS, look
from incubator.files.content import Kind as Sort
from incubator.files.states import Purpose
from incubator.lib.errors import Refused
from showcase.media import actions, cellar, jobs, sandbox
from showcase.media.models import Asset
from showcase.media.report import Facts, Made
from showcase.media.states import Kind, State


@action
def choose(asset: Asset, choice: float | UploadedFile, *, by: Any) -> Asset:
    """A moment in seconds, or a picture. It is prepared by the media worker; until then the old one stays."""
    asset = locked(asset)
    if asset.kind not in (Kind.FILM, Kind.LINK, Kind.MODEL):
        raise Refused(_("Only a film, a 3D model or a link has a poster to choose."))
    if isinstance(choice, UploadedFile):
        asset.poster = files.receive(choice, by=by, purpose=Purpose.ORIGINAL, kinds=[Sort.IMAGE], most=LIMITS)
        asset.moment = None
    else:
        if not 0 <= choice <= float(asset.seconds or 0):
            raise Refused(_("This moment is not in the film."))
        asset.poster, asset.moment = None, Decimal(f"{choice:.2f}")
    asset.save(update_fields=["poster", "moment"])
    record(by=by, verb="media.choose_poster", on=asset)
    actions.ask_poster(asset)
    return asset


def make(pk: int) -> None:
    """Prepare the chosen poster. Nothing where the film is being prepared itself: its end asks again."""
    asset = Asset.objects.select_related("stored", "poster").filter(pk=pk, state=State.READY).first()
    if asset is None or (asset.moment is None and asset.poster is None):
        return
    stored = asset.poster or asset.stored
    source = Path(stored.file.path)
    with jobs.bench() as bench:
        with source.open("rb") as stream:
            content = look(stream)
        recipe = "still" if asset.poster else f"poster:{asset.moment}"
        made: list[Made] = []
        facts: dict[str, Any] = {}
        for event in sandbox.run(recipe, source, bench, content):
            if isinstance(event, Made):
                made.append(event)
            elif isinstance(event, Facts):
                facts |= {name: event.values[name] for name in ("tone", "stages") if name in event.values}
        _keep(asset, made, facts, bench)


@action
def _keep(asset: Asset, made: list[Made], facts: dict[str, Any], bench: Path) -> None:
    row = locked(asset)
    if (row.state, row.moment, row.poster_id) != (State.READY, asset.moment, asset.poster_id):
        return  # chosen anew, or prepared anew, meanwhile: that asked for its own
    # A name never comes back for other bytes.
    mark = hashlib.sha256(f"{row.moment}:{row.poster_id}".encode()).hexdigest()[:8]
    kept = set()
    for one in made:
        if one.role in ("picture", "light"):
            recipe, path = cellar.recipe(row, one), bench / one.name
            name = f"{cellar.folder(row, cellar.BESIDE)}/{recipe}-{mark}{path.suffix}"
            kept.add(actions.keep(row, one, path, recipe, name).pk)
    row.renditions.filter(Q(recipe="light") | Q(recipe__startswith="poster-")).exclude(pk__in=kept).delete()
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
