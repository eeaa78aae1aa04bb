"""Which card a page has; drawn when it is first asked for and kept as long as it stays the same."""

import hashlib
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image

from incubator.lib.places import country_name
from incubator.organisations.models import Organisation
from incubator.web.palette import ACCENTS
from incubator.web.phrases import in_a_row
from programmes.editions.models import Programme
from showcase.creators.models import Creator
from showcase.media.components import stills
from showcase.media.models import Asset, Rendition
from showcase.sharing.drawing import WIDTH, Card, draw
from showcase.sharing.lettering import from_right
from showcase.works.models import Work

KEPT = 30 * 24 * 3600
DESIGN = 2
"""Counts up when cards look otherwise, so that none is shown as it was."""
log = logging.getLogger(__name__)


def of_work(work: Work) -> Card:
    kind = str(work.get_kind_display())
    facts = [kind[:1].upper() + kind[1:], in_a_row(country_name(code) for code in work.countries), str(work.year)]
    return Card(
        title=str(work.title), above=" · ".join(part for part in facts if part), below=work.byline, mark=_("Veillée"),
        stage=work.stage_colour or Card.stage, right=_right(str(work.title)),
    )  # fmt: skip


def of_creator(creator: Creator) -> Card:
    place = [country_name(creator.country) if creator.country else "", _("Collective") if creator.collective else ""]
    return Card(
        title=creator.name, above=" · ".join(part for part in place if part), mark=_("Veillée"), right=_right(creator.name)
    )


def of_page(title: object, programme: Programme, *, above: Iterable[str] = (), below: object = "") -> Card:
    """Of a programme and of what belongs to it: on a stage of the programme's own colour, dark enough for white letters."""
    return Card(
        title=str(title), above=" · ".join(part for part in above if part), below=str(below), mark=_("Veillée"),
        stage=ACCENTS[programme.accent].text_light, right=_right(str(title)),
    )  # fmt: skip


def of_programme(programme: Programme) -> Card:
    where = in_a_row(country_name(code) for code in programme.countries)
    return of_page(programme.name, programme, above=[programme.organisation.name], below=where)


def of_organisation(organisation: Organisation) -> Card:
    place = in_a_row((organisation.city, organisation.country_name))
    return Card(
        title=organisation.name, above=place, below=organisation.long_name, mark=_("Veillée"), right=_right(organisation.name)
    )


def _right(title: str) -> bool:
    """The card is read as its title is, whatever the page around it."""
    return from_right(title) or (get_language() == "ar" and not title)


def _picture(asset: Asset | None) -> Rendition | None:
    """The smallest that is sharp on the card."""
    found = [one for ones in stills(asset).values() for one in ones] if asset else []
    large = sorted(found, key=lambda one: ((one.width or 0) < WIDTH, abs((one.width or 0) - WIDTH), one.format != "jpg"))
    return large[0] if large else None


def jpeg(card: Card, asset: Asset | None = None) -> bytes:
    """The drawn card. `asset`: with its renditions read."""
    chosen = _picture(asset)
    seen = repr((DESIGN, astuple(card), str(chosen.file.name) if chosen else ""))
    key = f"card:{hashlib.sha256(seen.encode()).hexdigest()[:32]}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = draw(card, _opened(chosen))
        cache.set(key, found, KEPT)
    return found


def answer(card: Card, asset: Asset | None = None) -> HttpResponse:
    return HttpResponse(jpeg(card, asset), content_type="image/jpeg")


def _opened(rendition: Rendition | None) -> Image.Image | None:
    """A picture of our own making; a card without it is better than none."""
    if rendition is None:
        return None
    with suppress(OSError), rendition.file.open("rb") as file:
        picture = Image.open(file)
        picture.load()
        return picture
    log.warning("no picture for a card: %s", rendition.file.name)
    return None
