"""A work's page for machines, by schema.org: each kind under its own type, with the properties which that type has."""

from typing import Any

from django.conf import settings

from incubator.lib.places import country_name
from showcase.media.components import share_picture, stills
from showcase.media.models import Asset
from showcase.media.players import playable, shown_first
from showcase.works.models import Credit, Work
from showcase.works.states import Age, Kind

FILMS = (Kind.SHORT_FILM, Kind.ANIMATION, Kind.DOCUMENTARY, Kind.MOTION)
SCHEMA = {
    **dict.fromkeys(FILMS, "Movie"),
    Kind.WEB_SERIES: "TVSeries", Kind.MUSIC: "MusicRecording", Kind.PHOTOGRAPHY: "ImageGallery",
    Kind.ILLUSTRATION: "VisualArtwork", Kind.CIVIC: "SoftwareApplication",
}  # fmt: skip
LICENCES = {
    "by": "https://creativecommons.org/licenses/by/4.0/", "by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "by-nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "by-nc-nd": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}  # fmt: skip
# What people did, as schema.org calls it for films and series; any other role is a contributor's.
ROLES = {"Direction": "director", "Music": "musicBy", "Cast": "actor", "Voice": "actor"}
FEATURES = {
    "captions": "captions", "description": "audioDescription", "sign": "signLanguage", "transcript": "transcript",
    "reader": "ARIA",
}  # fmt: skip


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}" if path.startswith("/") else path


def linked_data(
    work: Work, rows: list[Credit], cover: Asset | None, *, film: Asset | None = None, sound: Asset | None = None,
    honours: list[Any] = (), films: list[Asset] = (), pictures: list[Asset] = (),  # type: ignore[assignment]
    models: list[Asset] = (),  # type: ignore[assignment]
) -> dict[str, Any]:  # fmt: skip
    """Empty entries are left out. `film`, `films`, `sound` and `models`: what can be played or turned on the page now; `pictures` what
    is looked at."""
    facts = _common(work, cover) | _people(work, rows)
    facts["award"] = [" · ".join(part for part in (one.title, one.place, str(one.date.year)) if part) for one in honours]
    if film is not None and (video := _video(work, film, cover)):
        facts["trailer" if work.in_excerpt and facts["@type"] in ("Movie", "TVSeries") else "video"] = video
    if work.kind == Kind.WEB_SERIES and not work.in_excerpt and film is not None and films:
        facts |= _episodes(work, [film, *films], cover)
    photographs = [_image(one) for one in pictures if share_picture(one)] if work.kind == Kind.PHOTOGRAPHY else []
    facts["associatedMedia"] = photographs + [_model(work, one) for one in models if playable(one, "model")]
    if sound is not None and (file := playable(sound, "sound-64")):
        facts["audio"] = _clean({"@type": "AudioObject", "name": str(work.title), "contentUrl": absolute(file.file.url),
                                 "duration": _length(sound.seconds)})  # fmt: skip
    return _clean(facts)


def _model(work: Work, asset: Asset) -> dict[str, Any]:
    made = playable(asset, "model")
    return _clean({"@type": "3DModel", "name": str(asset.title) or str(work.title), "contentUrl": absolute(made.file.url) if made else "",
                   "encodingFormat": "model/gltf-binary", "thumbnailUrl": absolute(share_picture(asset)), "description": str(asset.alt)})  # fmt: skip


def _clean(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _common(work: Work, cover: Asset | None) -> dict[str, Any]:
    kind = Kind(work.kind)
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA.get(kind, "CreativeWork"),
        "name": str(work.title),
        "alternateName": [text for text in work.title.values() if text and text != str(work.title)],
        "description": str(work.summary),
        "url": absolute(work.get_absolute_url()),
        "image": absolute(share_picture(cover)),
        "genre": str(work.get_kind_display()),
        "dateCreated": str(work.year),
        "datePublished": work.published.date().isoformat() if work.published else "",
        "inLanguage": work.languages,
        "countryOfOrigin": [{"@type": "Country", "name": country_name(code)} for code in work.countries],
        "license": LICENCES.get(work.rights, ""),
        "typicalAgeRange": "" if work.age in ("", Age.ALL) else f"{work.age}-",
        "accessibilityFeature": [FEATURES[one] for one in work.access if one in FEATURES],
        "accessibilityHazard": "noFlashingHazard" if "calm" in work.access else "flashing" if "flashing" in work.notes else "",
        "isAccessibleForFree": True,
    }
    length = f"PT{work.minutes}M" if work.minutes else ""
    if kind in FILMS:
        facts |= {"duration": length, "subtitleLanguage": work.subtitles}
    elif kind == Kind.MUSIC:
        facts["duration"] = length
    elif kind == Kind.ILLUSTRATION:
        facts["artform"] = str(work.get_kind_display())
    elif kind == Kind.CIVIC:
        facts |= {"applicationCategory": "SocialNetworkingApplication",
                  "operatingSystem": "Web", "installUrl": work.link}  # fmt: skip
    if work.link and kind != Kind.CIVIC:
        facts["sameAs"] = work.link
    return facts


def _person(row: Credit) -> dict[str, Any]:
    creator = row.creator if row.creator and row.creator.listed else None
    kind = "Organization" if creator and creator.collective else "Person"
    return _clean({"@type": kind, "name": row.name, "url": absolute(creator.get_absolute_url()) if creator else ""})


def _people(work: Work, rows: list[Credit]) -> dict[str, Any]:
    """Authors, and everybody else by what they did, each once under one name of property."""
    kind = Kind(work.kind)
    first = {Kind.MUSIC: "byArtist", Kind.ILLUSTRATION: "artist"}.get(kind, "creator")
    found: dict[str, list[dict[str, Any]]] = {}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        role = ROLES.get(row.role.get("en", ""), "contributor") if kind in FILMS or kind == Kind.WEB_SERIES else "contributor"
        for name in ([first] if row.author else []) + ([role] if role != "contributor" or not row.author else []):
            if (name, row.name) not in seen:
                seen.add((name, row.name))
                found.setdefault(name, []).append(_person(row))
    producer = {"@type": "Organization", "name": work.organisation.name}
    return {**found, "producer": producer}


def _episodes(work: Work, films: list[Asset], cover: Asset | None) -> dict[str, Any]:
    rows = [
        _clean({"@type": "TVEpisode", "episodeNumber": number, "name": str(film.title) or f"{work.title} {number}",
                "duration": _length(film.seconds), "video": _video(work, film, cover)})
        for number, film in enumerate(films, 1)
    ]  # fmt: skip
    return {"numberOfEpisodes": len(rows), "episode": rows}


def _image(picture: Asset) -> dict[str, Any]:
    return _clean({"@type": "ImageObject", "contentUrl": absolute(share_picture(picture)), "caption": str(picture.alt),
                   "width": picture.width, "height": picture.height})  # fmt: skip


def _length(seconds: Any) -> str:
    return f"PT{int(seconds)}S" if seconds else ""


def _video(work: Work, film: Asset, cover: Asset | None) -> dict[str, Any]:
    """With what search engines ask of a video: name, picture, day."""
    made = shown_first(film) or playable(film, "loop-")
    if made is None or work.published is None:
        return {}
    pictures = stills(film).get("jpg") or stills(film).get("webp") or []
    thumbnail = pictures[-1].file.url if pictures else share_picture(cover)
    if not thumbnail:
        return {}
    return _clean({
        "@type": "VideoObject", "name": str(work.title), "description": str(work.summary) or str(work.title),
        "thumbnailUrl": absolute(thumbnail), "uploadDate": work.published.isoformat(),
        "contentUrl": absolute(made.file.url), "duration": _length(film.seconds),
    })  # fmt: skip
