"""Words beside a film or sound: captions in several languages, a transcript, a description told aloud."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, change, locked, record
from incubator.files.content import Kind as Sort
from incubator.files.models import StoredFile
from incubator.lib.errors import Refused
from showcase.media import actions, captions, cellar, showing
from showcase.media.models import Asset, Rendition, Track
from showcase.media.states import Kind

MOST_TRACKS = 30
SLACK = 2.0  # seconds that captions may begin after the end
WHY = {
    "empty": _("There is nothing in it. Choose the file again."),
    "large": _("It is larger than 2 MB: that is no captions file. Choose the .srt or .vtt file."),
    "none": _("No line with times was found in it. Send a .srt or .vtt file."),
    "many": _("It has more than 6,000 captions. Send one file for each film."),
    "order": _("The caption at line %(line)s ends before it begins. Mend its times and send the file anew."),
    "long": _("The caption at line %(line)s stands for more than ten minutes. Mend its times and send the file anew."),
}


class CaptionsRefused(Refused):
    """What was sent is no captions file, or not this film's."""


def understood(data: bytes, language: str, seconds: float) -> list[captions.Cue]:
    """The cues of a file. Raises CaptionsRefused with a sentence. `seconds`: the film's length, 0 if not known yet."""
    try:
        cues = captions.read(captions.decoded(data, language))
    except captions.NotCaptionsError as why:
        raise CaptionsRefused(WHY[why.why] % {"line": why.line}) from why
    if seconds and cues[-1].start > seconds + SLACK:
        raise CaptionsRefused(_("These captions go on after the film has ended: they seem to belong to another film."))
    return cues


@action
def set_track(asset: Asset, data: bytes | str, *, kind: str, language: str, by: Any) -> Track:
    """Captions in one language, new or instead of those that are there. Raises CaptionsRefused."""
    asset = locked(asset)
    if asset.kind not in (Kind.FILM, Kind.SOUND):
        raise Refused(_("Only films and sounds have captions."))
    raw = data.encode() if isinstance(data, str) else data
    cues = understood(raw, language, float(asset.seconds or 0))
    track = asset.tracks.filter(kind=kind, language=language).first() or Track(asset=asset, kind=kind, language=language)
    if track.pk is None and asset.tracks.count() >= MOST_TRACKS:
        raise Refused(_("There are captions in so many languages already. Remove some first."))
    track.text, track.cues = captions.written(cues, language), len(cues)
    track.save()
    _write(asset, track)
    record(by=by, verb="media.set_track", on=asset, detail={"language": language, "kind": kind, "cues": len(cues)})
    return track


def _write(asset: Asset, track: Track) -> None:
    """The file browsers load. Its name holds a mark of its text: a name never comes back for other bytes."""
    data = track.text.encode()
    mark = hashlib.sha256(data).hexdigest()[:8]
    made = Rendition.objects.filter(asset=asset, recipe=track.recipe, format="vtt").first()
    made = made or Rendition(asset=asset, recipe=track.recipe, format="vtt")
    name = f"{cellar.folder(asset, cellar.BESIDE)}/{track.recipe}-{mark}.vtt"
    if made.file.name == name:
        return
    made.file.name, made.size = made.file.storage.save(name, ContentFile(data)), len(data)
    made.save()
    showing.ask(asset)


@action
def drop_track(track: Track, *, by: Any) -> None:
    asset = locked(track.asset)
    asset.renditions.filter(recipe=track.recipe).delete()
    showing.ask(asset)
    record(by=by, verb="media.drop_track", on=asset, detail={"language": track.language, "kind": track.kind})
    track.delete()


@action
def set_transcript(asset: Asset, *, by: Any, transcript: Mapping[str, str]) -> Asset:
    return change(asset, by=by, verb="media.set_transcript", transcript=dict(transcript))


@action
def describe_aloud(asset: Asset, upload: UploadedFile | StoredFile, *, by: Any) -> Asset:
    """The film's whole sound with what is seen told in it, instead of the one that is there."""
    asset = locked(asset)
    if asset.kind != Kind.FILM:
        raise Refused(_("Only a film has an audio description."))
    before = asset.description
    if isinstance(upload, StoredFile):
        asset.description = actions.take(upload, by=by)
    else:
        asset.description = actions.receive(upload, by=by, kinds=[Sort.SOUND])
    asset.save(update_fields=["description"])
    record(by=by, verb="media.describe_aloud", on=asset)
    showing.settle([asset.description.pk])
    if before is not None:
        actions.discard(before, by=by)
    return asset


@action
def drop_description(asset: Asset, *, by: Any) -> Asset:
    asset = locked(asset)
    before = asset.description
    if before is not None:
        asset.description = None
        asset.save(update_fields=["description"])
        record(by=by, verb="media.drop_description", on=asset)
        actions.discard(before, by=by)
    return asset
