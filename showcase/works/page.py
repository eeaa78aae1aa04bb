"""A work's public page, put together for the world and for those who look at it before."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.lib.places import country_name, language_name
from incubator.web.phrases import in_a_row
from participants.participations.registry import companions
from programmes.editions.states import DISCIPLINES
from showcase.media.models import Asset
from showcase.media.states import Kind as Media
from showcase.works import queries
from showcase.works.linked import linked_data
from showcase.works.models import Credit, Work, WorkAsset
from showcase.works.states import ACCESS, NOTES, Kind, Place


def parts_of(work: Work, places: list[WorkAsset], *, whole: bool = False) -> dict[str, Any]:
    """What of its files a page shows, by where they stand. Until the première only the excerpt is played and nothing is read,
    unless the `whole` is asked for."""
    kept = work.in_excerpt and not whole
    ready = [place for place in places if place.asset.is_ready]
    mains = [] if kept else [place.asset for place in ready if place.place == Place.MAIN]
    mains += [place.asset for place in ready if place.place == Place.EXCERPT]
    documents = [] if kept else [place.asset for place in ready if place.asset.kind == Media.DOCUMENT]
    # The cover is the same row as one of the places: taken from there, so that its renditions are read once.
    cover = next((place.asset for place in places if place.asset_id == work.cover_id), work.cover)
    # What moves, what turns, what one looks about in; else the cover.
    turned = [place.asset for place in ready if place.asset.kind == Media.IMAGE and place.asset.around]
    models = [asset for asset in mains if asset.kind == Media.MODEL]
    films = [asset for asset in mains if asset.kind == Media.FILM]
    screen = next(iter([*films, *models, *turned]), cover)
    return {
        "screen": screen,
        "cover": cover,
        "sounds": [asset for asset in mains if asset.kind == Media.SOUND],
        "films": [asset for asset in films if asset is not screen],
        "episodes": work.kind == Kind.WEB_SERIES and len(films) > 1,
        "turned": [asset for asset in (*models, *turned) if asset is not screen],
        "links": [asset for asset in mains if asset.kind == Media.LINK],
        "stills": [
            place.asset
            for place in ready
            if place.asset.kind == Media.IMAGE and not place.asset.around and place.asset_id != _pk(screen)
        ],
        "documents": documents,
    }


def context_of(work: Work) -> dict[str, Any]:
    """The context of `showcase/works/_work.html` and of the page's head."""
    found = queries.of_work(work)
    parts = parts_of(work, found["places"])
    screen, sounds = parts["screen"], parts["sounds"]
    film = screen if screen is not None and screen.kind == Media.FILM else None
    return (
        found
        | parts
        | {
            "work": work,
            "authors": _authors(work, found["credits"]),
            "roles": by_role(found["credits"]),
            "line": line_of(work),
            "route": route_of(work, found["call"]),
            "access": access_of(work),
            "notes": notes_of(work),
            "linked": linked_data(
                work,
                found["credits"],
                parts["cover"],
                film=film,
                sound=sounds[0] if sounds else None,
                honours=found["honours"],
                films=parts["films"] if parts["episodes"] else [],
                pictures=[*filter(None, [parts["cover"]]), *parts["stills"]],
                models=[asset for asset in (screen, *parts["turned"]) if asset is not None and asset.kind == Media.MODEL],
            ),
        }
    )


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


def line_of(work: Work) -> list[str]:
    """The facts under the title, each a word or two."""
    kind, named = str(work.get_kind_display()), dict(DISCIPLINES)
    parts = [
        kind[:1].upper() + kind[1:],
        in_a_row(str(named.get(one, one)) for one in (work.discipline, *work.disciplines) if one not in ("", work.kind)),
        str(work.extent) or (_("%(minutes)s min") % {"minutes": work.minutes} if work.minutes else ""),
        in_a_row(country_name(code) for code in work.countries),
        str(work.year),
        in_a_row(language_name(code) for code in work.languages),
        str(work.get_age_display()) if work.age else "",
    ]
    return [part[:1].upper() + part[1:] for part in parts if part]


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


def access_of(work: Work) -> list[tuple[str, str]]:
    """Who can follow it, and how: pairs of an icon's name and words."""
    named = dict(ACCESS)
    found = [("captions", _("Subtitles: %(languages)s") % {"languages": in_a_row(map(language_name, work.subtitles))})]
    found = found if work.subtitles else []
    return found + [
        (ICONS.get(one, "check"), str(named[one])[:1].upper() + str(named[one])[1:]) for one in work.access if one in named
    ]


ICONS = {"captions": "captions", "description": "ear", "sign": "hand", "transcript": "text", "easy": "book", "calm": "eye"}


def notes_of(work: Work) -> str:
    """What people may want to be warned of, in one line."""
    named = dict(NOTES)
    return in_a_row([*(str(named[one]) for one in work.notes if one in named), str(work.notes_text)])
