"""The archive itself: a folder of texts, a folder of pictures with whose they are, the poster, the technical sheet."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image

from incubator.lib.names import display_name
from showcase.media.models import Asset, Rendition
from showcase.media.states import Kind as Media
from showcase.press.texts import Reading, plain, printed, printed_sheet, reading
from showcase.works import queries
from showcase.works.models import Work, WorkAsset
from showcase.works.states import Place

QUALITY = 92
DESIGN = 1
"""Counts up when kits are made otherwise, so that all are made anew."""
WHEN = (1980, 1, 1, 0, 0, 0)
"""Files carry no hour: the same kit is the same bytes."""


class Kit:
    """All that goes into a work's kit, read at once; `digest` is the same as long as nothing of it changes."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.credits = list(work.credits.all())
        self.honours = queries.honours(work)
        self.places = [place for place in queries.shown_places(work) if place.asset.kind == Media.IMAGE and place.asset.is_ready]
        self.readings = [reading(work, self.credits, self.honours, code) for code in self.languages]

    @property
    def languages(self) -> list[str]:
        """Those in which there is something to read."""
        said = {code for texts in (self.work.summary, self.work.text, self.work.statement) for code in texts.languages()}
        return [code for code, _name in settings.LANGUAGES if code in said] or [settings.LANGUAGE_CODE]

    @property
    def pictures(self) -> list[WorkAsset]:
        """Those meant for the press, or all stills where the author has chosen none."""
        chosen = [place for place in self.places if place.press]
        return chosen or [place for place in self.places if place.place == Place.STILL]

    @property
    def digest(self) -> str:
        pictures = [
            (
                place.asset_id,
                place.by,
                place.rights,
                dict(place.asset.alt),
                [str(one.file.name) for one in place.asset.renditions.all()],
            )
            for place in self.places
        ]
        said = [DESIGN, [vars(one) for one in self.readings], pictures, self.work.cover_id, [place.pk for place in self.pictures]]
        return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def name_of(work: Work, ending: str = "") -> str:
    """What files are called: the title as people read it."""
    return display_name(str(work.title).replace("/", "-").replace("\\", "-"), "work")[:70].strip(" .") + ending


def write(kit: Kit, path: Path) -> None:
    """The whole archive. Texts are pressed, pictures are already."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in _files(kit):
            info = zipfile.ZipInfo(name, date_time=WHEN)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".jpg") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def _files(kit: Kit) -> Iterator[tuple[str, bytes]]:
    with override(settings.LANGUAGE_CODE):
        top = name_of(kit.work)
    for read in kit.readings:
        yield from _texts(kit.work, read, top)
    with override(kit.languages[0]):
        poster_of, pictures = _("poster"), _("pictures")
        cover = next((place.asset for place in kit.places if place.asset_id == kit.work.cover_id), None)
        if cover is not None and (poster := jpeg(cover)):
            yield f"{top}/{name_of(kit.work)} - {poster_of}.jpg", poster
        yield from _pictures(kit, f"{top}/{pictures}")


def _texts(work: Work, read: Reading, top: str) -> Iterator[tuple[str, bytes]]:
    with override(read.language):
        stem, texts, sheet = f"{top}/{read.language}/{name_of(work)}", _("texts"), _("technical sheet")
        yield f"{stem} - {texts}.txt", plain(read).encode()
        yield f"{stem} - {texts}.pdf", printed(read)
        yield f"{stem} - {sheet}.pdf", printed_sheet(read, sheet[:1].upper() + sheet[1:])


def _pictures(kit: Kit, folder: str) -> Iterator[tuple[str, bytes]]:
    """Numbered in their order, whose they are in their name, and a list that says what each shows."""
    lines, whose, allowed, listed = [], _("Picture"), _("Rights"), _("credits of the pictures")
    for number, place in enumerate(kit.pictures, 1):
        if not (made := jpeg(place.asset)):
            continue
        parts = [f"{number:02}", name_of(kit.work)] + ([f"© {place.by}"] if place.by else [])
        name = display_name(" - ".join(part.replace("/", "-") for part in parts) + ".jpg")
        rights = place.get_rights_display() if place.rights else kit.work.get_rights_display()
        lines.append(f"{name}\r\n  {place.asset.alt}\r\n  {whose}: {place.by or kit.work.byline}\r\n  {allowed}: {rights}\r\n")
        yield f"{folder}/{name}", made
    if lines:
        yield f"{folder}/{listed}.txt", ("\ufeff" + "\r\n".join(lines)).encode()


def jpeg(asset: Asset) -> bytes:
    """The largest picture made of it, as a JPEG for print. Ours, so nothing of the original's metadata is in it."""
    found: list[Rendition] = [one for one in asset.renditions.all() if one.recipe.startswith("image-")]
    if not found:
        return b""
    largest = max(found, key=lambda one: (one.width or 0, one.format == "webp"))
    with largest.file.open("rb") as file, Image.open(file) as picture:
        out = io.BytesIO()
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY, dpi=(300, 300))
    return out.getvalue()
