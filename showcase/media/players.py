"""A film's and a sound's player, and what stands with it. Everything works without script; the script makes it one place."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.lib.places import language_name
from incubator.web.components import attrs
from incubator.web.html import format_html, format_html_join
from incubator.web.palette import ratio_class
from showcase.media import captions, hosts, turning, words
from showcase.media.models import Asset, Rendition, Track
from showcase.media.states import Kind, TrackKind

NOTHING = SafeString("")
BEST_UNASKED = 360
"""Lines of the largest file that plays without being asked for: what a telephone shows."""
SOUND_TYPES = {"opus": "audio/ogg; codecs=opus", "m4a": "audio/mp4"}


def words_for(asset: Asset, alt: str | None) -> str:
    return str(asset.alt) if alt is None else alt


def made_of(asset: Asset, recipe: str) -> list[Rendition]:
    """What was made by a recipe or a family of them ("film-"), the smallest first."""
    found = [
        one for one in asset.renditions.all() if one.recipe == recipe or (recipe[-1:] == "-" and one.recipe.startswith(recipe))
    ]
    return sorted(found, key=lambda one: (one.height or 0, one.size))


def made_in_order(asset: Asset, recipe: str) -> list[Rendition]:
    """What was made by a numbered family of recipes, by its number."""
    return sorted(made_of(asset, recipe), key=lambda one: int(one.recipe.rpartition("-")[2]))


def playable(asset: Asset, recipe: str) -> Rendition | None:
    """The film, loop or sound, once the first of it is made."""
    return next(iter(made_of(asset, recipe)), None)


def lines_of(made: Rendition) -> int:
    return min(made.width or 0, made.height or 0)


def shown_first(asset: Asset, *, saving: bool = False) -> Rendition | None:
    """The file of a film that plays unless another is asked for; None before one is made."""
    rungs = made_of(asset, "film-")
    fitting = [one for one in rungs if lines_of(one) <= BEST_UNASKED] or rungs[:1]
    return fitting[0 if saving else -1] if fitting else None


def film(asset: Asset, stills: dict[str, list[Rendition]], *, saving: bool) -> SafeString | None:
    """None where nothing of it can be played yet."""
    rungs, chosen = made_of(asset, "film-"), shown_first(asset, saving=saving)
    if chosen is None:
        loop = playable(asset, "loop-")
        return _loop(asset, loop, _poster(stills, saving=saving)) if loop else None
    files = {one.recipe: one for one in asset.renditions.all()}
    whole = files.get("hls")
    tracks = list(asset.tracks.all())
    video = _video(
        asset, chosen, _tracks(tracks, files), poster=_poster(stills, saving=saving), data_hls=whole.file.url if whole else ""
    )
    extras = [
        _qualities(rungs, chosen, files.get("audio")),
        _description(asset),
        NOTHING if saving else _strip(asset, files.get("strip")),
        transcript(asset, tracks),
    ]
    kind = _("Film in %(lines)sp") % {"lines": lines_of(chosen)}
    inside = turning.film(asset, chosen if saving else rungs[-1]) if asset.around else NOTHING
    below = format_html(
        "{}{}{}", inside, _cost(asset, chosen, kind), format_html('<div class="extras">{}</div>', _joined(extras))
    )
    return format_html('<div class="film {}">{}{}</div>', ratio_class(chosen.width or 16, chosen.height or 9), video, below)


def _joined(parts: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _video(asset: Asset, made: Rendition, inside: SafeString, **more: Any) -> SafeString:
    return format_html(
        '<video controls preload="none" playsinline width="{}" height="{}" aria-label="{}"{}><source src="{}" type="video/mp4">{}'
        '<a href="{}">{}</a></video>',
        made.width, made.height, words_for(asset, None) or _("Film"), attrs(**more), made.file.url, inside,
        made.file.url, _("Download the film"),
    )  # fmt: skip


def _loop(asset: Asset, made: Rendition, poster: str) -> SafeString:
    video = _video(asset, made, NOTHING, poster=poster, loop=True, muted=True)
    cost = _cost(asset, made, _("Moving picture without sound"))
    return format_html('<div class="film {}">{}{}</div>', ratio_class(made.width or 16, made.height or 9), video, cost)


def _poster(found: dict[str, list[Rendition]], *, saving: bool) -> str:
    ones = found.get("webp") or found.get("jpg") or []
    return str((ones[0] if saving else ones[-1]).file.url) if ones else ""


def _cost(asset: Asset, made: Rendition, kind: str) -> SafeString:
    parts = [kind, words.length(asset.seconds), words.weight(made.size)]
    return format_html('<p class="weight">{}</p>', format_html_join("", "<span>{}</span>", ((part,) for part in parts)))


def _tracks(tracks: list[Track], files: dict[str, Rendition]) -> SafeString:
    """Subtitles in the reader's language are shown once it plays (`default` would load them before), others when asked for."""
    here = (get_language() or "").partition("-")[0]
    rows = [
        (
            one.kind, one.language, _label(one), files[one.recipe].file.url,
            attrs(data_first=one.kind == TrackKind.SUBTITLES and one.language == here),
        )
        for one in tracks
        if one.recipe in files
    ]  # fmt: skip
    return format_html_join("", '<track kind="{}" srclang="{}" label="{}" src="{}"{}>', rows)


def _label(track: Track) -> str:
    name = language_name(track.language)
    return _("%(language)s, for who does not hear") % {"language": name} if track.kind == TrackKind.CAPTIONS else name


def _qualities(rungs: list[Rendition], chosen: Rendition, audio: Rendition | None) -> SafeString:
    """Each file with what it costs: a link that opens it where there is no script."""
    rows = [(one, _("%(lines)sp") % {"lines": lines_of(one)}) for one in rungs]
    if audio is not None:
        rows.insert(0, (audio, _("Sound only")))
    if len(rows) < 2:
        return NOTHING
    items = format_html_join(
        "",
        '<li><a href="{}" data-rung{}>{} <small>{}</small></a></li>',
        ((one.file.url, attrs(aria_current="true" if one is chosen else ""), text, words.weight(one.size)) for one, text in rows),
    )
    return _fold(_("Quality and weight"), format_html('<ul class="rungs">{}</ul>', items))


def _fold(title: str, inside: SafeString) -> SafeString:
    return format_html('<details class="fold slim"><summary>{}</summary>{}</details>', title, inside)


def _description(asset: Asset) -> SafeString:
    """The film's sound with what is seen told in it; the script plays it with the picture."""
    told = asset.description
    if told is None or not (sources := _sources(told)):
        return NOTHING
    player = format_html(
        '<audio controls preload="none" data-described aria-label="{}">{}</audio>', _("Audio description"), sources
    )
    return _fold(_("With audio description"), format_html("{}{}", player, _cost(told, made_of(told, "sound-")[0], _("Sound"))))


def _strip(asset: Asset, made: Rendition | None) -> SafeString:
    """Small pictures along the film; a closed fold loads nothing. A press on one goes there."""
    if made is None or len(asset.strip) != 3 or asset.strip[2] < 2:
        return NOTHING
    every, across, count = asset.strip
    image = format_html(
        '<img class="strip" src="{}" width="{}" height="{}" alt="" loading="lazy" data-every="{}" data-across="{}" data-count="{}">',
        made.file.url, made.width, made.height, every, across, count,
    )  # fmt: skip
    return _fold(_("Pictures along the film (%(size)s)") % {"size": words.weight(made.size)}, image)


def transcript(asset: Asset, tracks: list[Track]) -> SafeString:
    """What is said, as text: what somebody wrote, else the words of the captions, in the reader's language where there are."""
    here = (get_language() or "").partition("-")[0]
    if asset.transcript:
        text, language = asset.transcript.best(here)
    elif tracks:
        track = next((one for one in tracks if one.language == here), tracks[0])
        text, language = captions.plain(track.text), track.language
    else:
        return NOTHING
    paragraphs = format_html_join("", "<p>{}</p>", ((line,) for line in text.split("\n") if line.strip()))
    direction = "rtl" if language in captions.RIGHT_TO_LEFT else "ltr"
    return _fold(
        _("What is said, as text"),
        format_html('<div class="prose spoken" lang="{}" dir="{}">{}</div>', language, direction, paragraphs),
    )


def link(asset: Asset, image: SafeString) -> SafeString:
    """A link to another house, opened there; the script puts the host's player here instead, where it has one."""
    found = hosts.understood(asset.link)
    play = _("Play on %(host)s") if found.player else _("Open %(host)s")
    told = _("Nothing is loaded from there before you press.") if found.player else found.page
    title = format_html("<b>{}</b>", asset.title) if asset.title else NOTHING
    press = format_html(
        '<a class="btn acc" href="{}" target="_blank" rel="noopener nofollow noreferrer"{}>{}</a>',
        found.page,
        attrs(data_player=found.player, data_moving=found.moving and bool(found.player)),
        play % {"host": found.host},
    )
    return format_html('<div class="hosted">{}<p>{}{}<small>{}</small></p></div>', image, title, press, told)


def _sources(asset: Asset) -> SafeString:
    """The lighter one first: a browser takes the first it can play."""
    rows = [(one.file.url, SOUND_TYPES[one.format]) for one in made_of(asset, "sound-") if one.format in SOUND_TYPES]
    rows.sort(key=lambda row: row[1] != SOUND_TYPES["opus"])
    return format_html_join("", '<source src="{}" type="{}">', rows)


def sound(asset: Asset, title: str) -> SafeString:
    found = made_of(asset, "sound-")
    if not found or asset.kind != Kind.SOUND:
        return NOTHING
    wave = format_html(
        '<svg class="wave" viewBox="0 0 400 100" preserveAspectRatio="none" aria-hidden="true"><path d="{}"/></svg>',
        asset.waveform,
    )
    said = title or words_for(asset, None) or _("Sound")
    player = format_html('<audio controls preload="none" aria-label="{}">{}</audio>', said, _sources(asset))
    cost = _cost(asset, found[0], _("Sound"))
    text = transcript(asset, list(asset.tracks.all()))
    return format_html('<div class="sound">{}{}{}{}</div>', wave if asset.waveform else NOTHING, player, cost, text)
