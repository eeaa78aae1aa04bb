"""What the public pages of programmes read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from incubator.access.stamps import version
from incubator.home.registry import sections
from incubator.lib.kept import Kept
from incubator.lib.places import country_name, language_name
from incubator.web.components.navigation import url_if
from incubator.web.phrases import in_a_row
from programmes.calls.models import Call
from programmes.editions.models import Cohort, Programme
from programmes.editions.queries import phase_items
from programmes.editions.states import DISCIPLINES
from programmes.events.models import Event
from programmes.indicators.models import Indicator
from programmes.indicators.queries import on_show, said
from programmes.partners.queries import circles
from programmes.sites.models import Site
from programmes.workshops.models import Workshop

CALLS, EVENTS = 6, 12
_pages: Kept[dict[str, Any]] = Kept(200)


def public_programmes() -> QuerySet[Programme]:
    """Public programmes with their organisation and, newest first, their cohorts."""
    cohorts = Prefetch("cohorts", Cohort.objects.order_by("-starts"))
    return Programme.objects.public().select_related("organisation").prefetch_related(cohorts)


def public_programme(slug: str) -> Programme | None:
    return Programme.objects.public().select_related("organisation").filter(slug=slug).first()


@dataclass
class Edition:
    """A cohort as the page tells it. `figures` are those shown of it."""

    cohort: Cohort
    phases: list[dict[str, Any]]
    workshops: list[Workshop]
    figures: list["Told"] = field(default_factory=list)

    @property
    def is_now(self) -> bool:
        return self.cohort.starts <= timezone.localdate() <= self.cohort.ends


@dataclass(frozen=True)
class Told:
    """A declared figure in words, of one edition."""

    indicator: Indicator
    cohort: Cohort

    @property
    def figure(self) -> str:
        assert self.indicator.declared is not None
        return said(self.indicator.declared, self.indicator.unit)

    @property
    def out_of(self) -> str:
        return said(self.indicator.out_of) if self.indicator.out_of else ""


def of_page(request: Any, slug: str) -> dict[str, Any] | None:
    """All of a programme's page, kept by this process until something public changes; None where there is no such page.

    The number of queries does not grow with what the programme holds.
    """
    key = (slug, get_language(), version(request))
    return _pages.of(key, lambda: _of_page(slug) or {}) or None


def _of_page(slug: str) -> dict[str, Any] | None:
    programme = public_programme(slug)
    if programme is None:
        return None
    editions = _editions(programme)
    _with_figures(editions, on_show(programme))
    calls = list(Call.objects.public().filter(cohort__programme=programme).order_by("-closes")[:CALLS])
    coming, told = _events(programme)
    return {
        "programme": programme,
        "calls": calls,
        "open": next((call for call in reversed(calls) if call.accepts), None),
        "editions": editions,
        "compared": compared(editions),
        "figures": [figure for edition in editions for figure in edition.figures],
        "coming": coming,
        "told": told,
        "places": _places(programme),
        "circles": circles(programme),
        "short": in_short(programme),
        "linked": linked_data(programme),
        "sections": sections("programme", programme),
    }


def _editions(programme: Programme) -> list[Edition]:
    """Newest first, with their phases and the workshops people are told of. Four queries."""
    shown = Prefetch("workshops", Workshop.objects.filter(published=True).prefetch_related("sites"), "shown_workshops")
    rows = programme.cohorts.prefetch_related("phases", shown).order_by("-starts")
    return [Edition(row, phase_items(row.phases.all()), getattr(row, "shown_workshops")) for row in rows]  # noqa: B009


def _with_figures(editions: list[Edition], rows: Iterable[Indicator]) -> None:
    by_cohort = {edition.cohort.pk: edition for edition in editions}
    for row in rows:
        edition = by_cohort[row.cohort_id]
        edition.figures.append(Told(row, edition.cohort))


def compared(editions: list[Edition]) -> list[tuple[str, list[str]]]:
    """Lines of a table with a column for each edition: dates, places, then every figure that one of them shows."""
    if len(editions) < 2:
        return []
    dates = [
        f"{date_format(edition.cohort.starts, 'SHORT_DATE_FORMAT')} – {date_format(edition.cohort.ends, 'SHORT_DATE_FORMAT')}"
        for edition in editions
    ]
    lines = [(_("Dates"), dates), (_("Places"), [str(edition.cohort.capacity) for edition in editions])]
    names = dict.fromkeys(str(figure.indicator) for edition in editions for figure in edition.figures)
    for name in names:
        known = [{str(figure.indicator): figure for figure in edition.figures}.get(name) for edition in editions]
        lines.append((name, [_of(figure) if figure else "–" for figure in known]))
    return lines


def _of(figure: Told) -> str:
    if not figure.out_of:
        return figure.figure
    return _("%(figure)s of %(most)s") % {"figure": figure.figure, "most": figure.out_of}


def _events(programme: Programme) -> tuple[list[Event], list[Event]]:
    """Those to come, the first one first; past ones whose audience was declared. One query."""
    rows = list(Event.objects.public().filter(cohort__programme=programme, cancelled=False).order_by("-starts")[:EVENTS])
    now = timezone.now()
    return [row for row in reversed(rows) if row.ends >= now][:4], [row for row in rows if row.ends < now and row.audience][:3]


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    sites: list[Site]


def _places(programme: Programme) -> dict[str, Any]:
    """Countries with the sites in them, and the same for the map. One query."""
    own = Q(cohorts__programme=programme) | Q(workshops__cohort__programme=programme)
    hubs = Q(is_hub=True, organisation__programmes=programme)
    rows = list(Site.objects.filter(own | hubs).order_by("city", "name").distinct())
    codes = dict.fromkeys([*programme.countries, *(site.country for site in rows)])
    countries = [Country(code, country_name(code), [site for site in rows if site.country == code]) for code in codes]
    countries.sort(key=lambda one: one.name)
    works = url_if("showcase:works")
    marks = [
        {
            "code": one.code,
            "text": one.name,
            "value": len(one.sites) or 1,
            "href": f"{works}?programme={programme.slug}&country={one.code}",
        }
        for one in countries
    ]
    return {"countries": countries, "marks": marks if len(countries) > 1 else []}


def linked_data(programme: Programme) -> dict[str, Any]:
    """The programme as machines read it."""
    facts = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalProgram",
        "name": str(programme.name),
        "description": str(programme.summary),
        "url": f"{settings.SITE_URL}{programme.get_absolute_url()}",
        "inLanguage": programme.languages,
        "provider": {
            "@type": "Organization",
            "name": programme.organisation.name,
            "url": f"{settings.SITE_URL}{reverse('programmes:organisation', args=[programme.organisation.slug])}",
        },
    }
    return {name: value for name, value in facts.items() if value}


def in_short(programme: Programme) -> list[tuple[str, str]]:
    """Facts of a programme for its public page."""
    disciplines = dict(DISCIPLINES)
    return [
        (_("Kind"), programme.get_kind_display().capitalize()),
        (_("Disciplines"), in_a_row(str(disciplines.get(code, code)) for code in programme.disciplines)),
        (_("Working languages"), in_a_row(language_name(code) for code in programme.languages)),
        (_("Languages of publication"), in_a_row(language_name(code) for code in programme.publication_languages)),
        (_("Since"), date_format(programme.since, "F Y") if programme.since else ""),
        (_("Length"), months(programme.duration_months) if programme.duration_months else ""),
        (_("Potential members"), str(programme.potential_members or "")),
    ]


def months(number: int) -> str:
    return ngettext("%(number)s month", "%(number)s months", number) % {"number": number}
