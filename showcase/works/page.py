"""A work's public page, put together for the world and for those who look at it before."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from incubator.lib.places import country_name, language_name
from participants.participations.registry import companions
from programmes.editions.states import DISCIPLINES
from showcase.media.components import share_picture
from showcase.media.models import Asset
from showcase.media.states import Kind as Media
from showcase.works import queries
from showcase.works.models import Credit, Work, WorkAsset
from showcase.works.states import Kind, Place

# What search engines call each kind (schema.org); the rest are creative works like any other.
SCHEMA = {
    Kind.SHORT_FILM: "Movie", Kind.ANIMATION: "Movie", Kind.DOCUMENTARY: "Movie", Kind.MOTION: "Movie",
    Kind.WEB_SERIES: "CreativeWorkSeries", Kind.MUSIC: "MusicRecording", Kind.PHOTOGRAPHY: "Photograph",
    Kind.ILLUSTRATION: "VisualArtwork", Kind.CIVIC: "WebApplication",
}  # fmt: skip
LICENCES = {
    "by": "https://creativecommons.org/licenses/by/4.0/", "by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "by-nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "by-nc-nd": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}  # fmt: skip


def context_of(work: Work) -> dict[str, Any]:
    """The context of `showcase/works/_work.html` and of the page's head."""
    found = queries.of_work(work)
    places: list[WorkAsset] = found["places"]
    ready = [place for place in places if place.asset.is_ready]
    mains = [place.asset for place in ready if place.place == Place.MAIN]
    # The cover is the same row as one of the places: taken from there, so that its renditions are read once.
    cover = next((place.asset for place in places if place.asset_id == work.cover_id), work.cover)
    screen = next((asset for asset in mains if asset.kind == Media.FILM), cover)
    stills = [place.asset for place in ready if place.asset.kind == Media.IMAGE and place.asset_id != _pk(screen)]
    return found | {
        "work": work,
        "screen": screen,
        "cover": cover,
        "sounds": [asset for asset in mains if asset.kind == Media.SOUND],
        "films": [asset for asset in mains if asset.kind == Media.FILM and asset is not screen],
        "stills": stills,
        "documents": [place.asset for place in ready if place.asset.kind == Media.DOCUMENT],
        "authors": _authors(work, found["credits"]),
        "roles": by_role(found["credits"]),
        "line": line_of(work),
        "route": route_of(work, found["call"]),
        "share": _absolute(share_picture(cover)),
        "linked": linked_data(work, found["credits"], cover),
    }


def _pk(asset: Asset | None) -> int | None:
    return asset.pk if asset else None


def _authors(work: Work, rows: list[Credit]) -> list[str]:
    return list(dict.fromkeys(row.name for row in rows if row.author)) or ([work.byline] if work.byline else [])


def by_role(rows: list[Credit]) -> list[dict[str, Any]]:
    """Credits in their order, names with the same role together."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(str(row.role), {"role": row.role, "rows": []})["rows"].append(row)
    return list(found.values())


def in_a_row(parts: Iterable[str]) -> str:
    """Words with the comma of the reader's script between them; empty ones are left out."""
    comma = "، " if get_language_bidi() else ", "
    return comma.join(part for part in parts if part)


def line_of(work: Work) -> list[str]:
    """The facts under the title, each a word or two."""
    kind = str(work.get_kind_display())
    parts = [
        kind[:1].upper() + kind[1:],
        "" if work.discipline in ("", work.kind) else str(dict(DISCIPLINES).get(work.discipline, work.discipline)),
        str(work.extent) or (_("%(minutes)s min") % {"minutes": work.minutes} if work.minutes else ""),
        in_a_row(country_name(code) for code in work.countries),
        str(work.year),
        in_a_row(language_name(code) for code in work.languages),
    ]
    return [part for part in parts if part]


def route_of(work: Work, call: Any) -> list[dict[str, Any]]:
    """The way back, from the programme to the first idea: {what, title, href, line}."""
    steps: list[dict[str, Any]] = []
    if work.cohort is not None:
        steps.append({"what": _("Cohort"), "title": work.cohort.name, "line": work.cohort, "href": ""})
    if work.programme.is_public:
        href = reverse("programmes:programme", args=[work.programme.slug])
        steps.insert(0, {"what": _("Programme"), "title": work.programme.name, "href": href})
    if work.workshop is not None and work.workshop.published:
        steps.append({"what": _("Workshop"), "title": work.workshop.title, "when": work.workshop.starts, "href": ""})
    if work.project is not None:
        steps += [{"what": one.role or _("Mentor"), "title": one.name, "href": one.url} for one in companions(work.project)]
    if call is not None:
        steps.append({"what": _("Call"), "title": call.title, "when": call.opens, "href": call.get_absolute_url()})
    return steps


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}" if path.startswith("/") else path


def linked_data(work: Work, rows: list[Credit], cover: Asset | None) -> dict[str, Any]:
    """The page for machines, by schema.org; empty entries are left out."""
    kind = Kind(work.kind)
    facts = {
        "@context": "https://schema.org",
        "@type": SCHEMA.get(kind, "CreativeWork"),
        "name": str(work.title),
        "alternateName": [text for text in work.title.values() if text != str(work.title)],
        "description": str(work.summary),
        "url": _absolute(work.get_absolute_url()),
        "image": _absolute(share_picture(cover)),
        "genre": str(work.get_kind_display()),
        "dateCreated": str(work.year),
        "datePublished": work.published.date().isoformat() if work.published else "",
        "inLanguage": work.languages,
        "countryOfOrigin": [{"@type": "Country", "name": country_name(code)} for code in work.countries],
        "creator": [{"@type": "Person", "name": row.name} for row in rows if row.author],
        "contributor": [{"@type": "Person", "name": row.name} for row in rows if not row.author],
        "license": LICENCES.get(work.rights, ""),
        "producer": {"@type": "Organization", "name": work.organisation.name},
    }
    if kind in (Kind.SHORT_FILM, Kind.ANIMATION, Kind.DOCUMENTARY, Kind.MOTION, Kind.MUSIC) and work.minutes:
        facts["duration"] = f"PT{work.minutes}M"
    return {name: value for name, value in facts.items() if value}
