"""What a programme's public page reads."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.lib.places import country_name, language_name
from programmes.calls.models import Call
from programmes.editions.models import Cohort, Programme
from programmes.editions.queries import phase_items
from programmes.editions.states import DISCIPLINES
from programmes.partners.states import Kind as PartnerKind
from programmes.workshops.models import Workshop

PARTNER_TITLES = {
    PartnerKind.CULTURAL: gettext_lazy("Cultural and technical partners"),
    PartnerKind.FINANCIAL: gettext_lazy("Financial partners"),
    PartnerKind.INSTITUTIONAL: gettext_lazy("Institutional partners"),
    PartnerKind.MEDIA: gettext_lazy("Media partners"),
}


def public_programmes() -> QuerySet[Programme]:
    """Public programmes with their organisation and, newest first, their cohorts."""
    cohorts = Prefetch("cohorts", Cohort.objects.order_by("-starts"))
    return Programme.objects.public().select_related("organisation").prefetch_related(cohorts)


def public_page(programme: Programme) -> dict[str, Any]:
    """Calls, cohorts with phases and workshops, partners by kind; a query for each."""
    shown = Prefetch("workshops", Workshop.objects.filter(published=True).prefetch_related("sites"), "shown_workshops")
    cohorts = list(programme.cohorts.prefetch_related("phases", shown).order_by("-starts"))
    for cohort in cohorts:
        cohort.phase_items = phase_items(cohort.phases.all())  # type: ignore[attr-defined]
    return {
        "calls": list(Call.objects.public().filter(cohort__programme=programme).order_by("-closes")[:6]),
        "cohorts": cohorts,
        "partners": partners_by_kind(programme),
        "short": in_short(programme),
    }


def partners_by_kind(programme: Programme) -> list[tuple[str, list[dict[str, str]]]]:
    """Partners under the name of their role, roles in the order in which they first come."""
    kinds: dict[str, list[dict[str, str]]] = {}
    for one in programme.partnerships.select_related("partner"):
        entry = {"name": one.partner.name, "website": one.partner.website, "place": country_name(one.partner.country)}
        kinds.setdefault(str(PARTNER_TITLES[PartnerKind(one.role)]), []).append(entry)
    return list(kinds.items())


def in_short(programme: Programme) -> list[tuple[str, str]]:
    """Facts of a programme for its public page."""
    disciplines = dict(DISCIPLINES)
    return [
        (_("Kind"), programme.get_kind_display().capitalize()),
        (_("Countries"), ", ".join(country_name(code) for code in programme.countries)),
        (_("Disciplines"), ", ".join(str(disciplines.get(code, code)) for code in programme.disciplines)),
        (_("Working languages"), ", ".join(language_name(code) for code in programme.languages)),
        (_("Languages of publication"), ", ".join(language_name(code) for code in programme.publication_languages)),
        (_("Since"), date_format(programme.since, "F Y") if programme.since else ""),
        (_("Length"), months(programme.duration_months) if programme.duration_months else ""),
        (_("Potential members"), str(programme.potential_members or "")),
    ]


def months(number: int) -> str:
    return ngettext("%(number)s month", "%(number)s months", number) % {"number": number}
