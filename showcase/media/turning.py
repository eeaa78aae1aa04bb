"""What one turns or looks about in: its picture, a button that says what it weighs, and the signs that come with the view.

Nothing is fetched before the press (`static/js/media/press.js`). Without script or WebGL the picture stays, with a sentence.
"""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incubator.web.components import attrs
from incubator.web.components.marks import icon
from incubator.web.html import format_html, format_html_join
from incubator.web.palette import ratio_class, tone_class
from showcase.media import words
from showcase.media.models import Asset, Rendition
from showcase.media.states import Around, Kind

NOTHING = SafeString("")
VIEWER = 170_000
"""Bytes of the script that draws models, as it travels."""


def made_for(asset: Asset) -> Rendition | None:
    """The file that the view is made of: a model, the finest of a picture all round."""
    found = [one for one in asset.renditions.all() if one.recipe in ("model", "around")]
    if not found and asset.kind == Kind.IMAGE:
        found = [one for one in asset.renditions.all() if one.format == "webp"]
    return found[-1] if found else None


def model(asset: Asset, picture: SafeString) -> SafeString:
    made = made_for(asset)
    if made is None:
        return picture
    press = _press(asset, "model", made, _("Turn it (%(size)s)"), "cube", made.size + VIEWER)
    return _whole(asset, picture, press, "model", _("It can be turned where the browser allows scripts and 3D (WebGL)."))


def still(asset: Asset, picture: SafeString, *, saving: bool) -> SafeString:
    """A picture that was taken all round."""
    made = made_for(asset)
    if made is None:
        return picture
    if saving:
        made = next((one for one in asset.renditions.all() if one.format == "webp" and (one.width or 0) >= 1280), made)
    press = _press(asset, "around", made, _("Look around (%(size)s)"), "globe", made.size)
    return _whole(asset, picture, press, "around", _("One can look around where the browser allows scripts and 3D (WebGL)."))


def film(asset: Asset, made: Rendition) -> SafeString:
    """Beside a film's player: the same film, from inside. Played flat it stays as it is."""
    press = _press(asset, "around", made, _("Look around (%(size)s)"), "globe", made.size)
    return format_html("{}{}", press, _without(_("One can look around where the browser allows scripts and 3D (WebGL).")))


def _whole(asset: Asset, picture: SafeString, press: SafeString, view: str, without: str) -> SafeString:
    return format_html(
        '<div class="turned {} {}" data-view="{}"><div class="before">{}</div>{}{}</div>',
        ratio_class(asset.width or 4, asset.height or 3), tone_class(asset.tone), view, picture, press, _without(without),
    )  # fmt: skip


def _without(text: str) -> SafeString:
    return format_html('<p class="weight" data-without>{}</p>', text)


def _press(asset: Asset, view: str, made: Rendition, text: str, sign: str, size: int) -> SafeString:
    keys = _("Arrow keys turn, + and − come closer and go back, 0 begins anew, Escape stops.")
    said = {
        "data_label": f"{asset.alt or words_of(asset)}. {keys}",
        "data_loading": _("It is on its way."),
        "data_shown": _("It can be turned now."),
        "data_stopped": _("Stopped."),
        "data_failed": _("It could not be shown here: the picture stays. Try again, or open the page in another browser."),
    }
    return format_html(
        '<p class="press" data-turn="{}" data-src="{}" data-half="{}"{}><button class="btn acc" type="button" hidden>{}{}</button>'
        '<span role="status" class="sm"></span>{}</p>',
        view,
        made.file.url,
        "1" if asset.around == Around.OVER_UNDER else "",
        attrs(**said),
        icon(sign),
        text % {"size": words.weight(size)},
        _signs(view),
    )


def words_of(asset: Asset) -> str:
    return str(asset.title) or str(asset.get_kind_display())


def _signs(view: str) -> SafeString:
    """The buttons that stand below the view, for who cannot drag. Directions are the picture's, whichever way one reads."""
    rows = [
        ("left", "left", _("Turn left")), ("right", "right", _("Turn right")), ("up", "up", _("Turn up")), ("down", "down", _("Turn down")),
        ("in", "add", _("Closer")), ("out", "remove", _("Further away")), ("reset", "undo", _("As at first")),
    ]  # fmt: skip
    if view == "around":
        rows.append(("tilt", "tilt", _("Turn with the telephone")))
    rows.append(("full", "full", _("Full screen")))
    buttons = format_html_join(
        "", '<button type="button" class="btn ghost square small" data-do="{}" title="{}">{}<span class="vh">{}</span></button>',
        ((name, label, icon(sign), label) for name, sign, label in rows),
    )  # fmt: skip
    stop = format_html(
        '<button type="button" class="btn ghost small" data-do="stop">{}{}</button>',
        icon("stop"), _("See it flat") if view == "around" else _("Stop"),
    )  # fmt: skip
    return format_html(
        '<template><div class="signs" role="group" aria-label="{}" dir="ltr">{}{}</div></template>', _("View"), buttons, stop
    )
