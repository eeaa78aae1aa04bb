"""The demo of this floor: organisations, programmes, cohorts, places, partners, figures, from the shipped facts."""

from datetime import date
from decimal import Decimal
from typing import Any

from incubator.demo.clock import from_today
from incubator.demo.facts import data, texts, zone_of
from incubator.demo.stage import Stage
from incubator.organisations.models import Organisation
from programmes.editions import actions as editions
from programmes.editions.models import Cohort, Programme
from programmes.indicators import actions as indicators
from programmes.partners import actions as partners
from programmes.sites import actions as sites

ACCENTS = {
    "ateliers-sud-sud": "sudsud", "arts-factory": "arts", "takafaship": "takafa", "connexions-citoyennes-2": "connexions",
    "alliances-sonores": "sonores",
}  # fmt: skip


DISCIPLINES = {
    "ateliers-sud-sud": ["animation", "virtual-reality", "documentary"],
    "arts-factory": ["storytelling", "digital-creation", "animation-2d", "ai-in-production"],
    "takafaship": ["photography", "motion-design", "sound", "lighting-mapping"],
    "connexions-citoyennes-2": ["civic-tech", "open-data", "digital-media"],
    "alliances-sonores": ["music", "cultural-management"],
}


def day(number: int) -> date:
    """The date that many days from the day of loading."""
    return from_today(number).date()


def first_of_month(text: Any) -> date | None:
    """A date as it is, "2025-06" and 2022 as their first day."""
    if isinstance(text, date):
        return text
    year, _dash, month = str(text or "").partition("-")
    return date(int(year), int(month or 1), 1) if year.isdigit() else None


def load(stage: Stage) -> None:
    """Everything of this floor that has no call, workshop or event in it."""
    for key, facts in stage.facts.items():
        organisation, by = stage.rows[f"{key}/organisation"], stage.people[f"coordinator.{key}"]
        programme = _programme(key, facts, organisation, by)
        stage.rows[key] = programme
        for order, partner in enumerate(facts.get("partners", [])):
            _partner(programme, partner, order, by)
        _SETTERS[key](stage, programme, facts, by)


def _programme(key: str, facts: dict[str, Any], organisation: Organisation, by: Any) -> Programme:
    words = texts()[key]
    page = data("pages")[key]
    programme = editions.create_programme(
        organisation,
        by=by,
        slug=key,
        kind=facts.get("kind", "incubation"),
        name=words["name"],
        summary=words["summary"],
        about=words["about"],
        audience=page["audience"],
        rewards=words.get("rewards", {}),
        countries=facts.get("countries") or facts.get("territories") or [facts["organisation"]["country"]],
        disciplines=DISCIPLINES[key],
        languages=facts.get("working_languages", ["fr", "ar"]),
        publication_languages=facts.get("publication_languages", []),
        accent=ACCENTS[key],
        since=first_of_month(facts.get("announced") or facts.get("created") or facts.get("year")),
        duration_months=facts.get("duration_months"),
        potential_members=facts.get("potential_members"),
    )
    return editions.list_programme(programme, by=by)


def _partner(programme: Programme, facts: dict[str, Any], order: int, by: Any) -> None:
    partner = partners.add_partner(
        programme.organisation, by=by, name=facts["name"], country=facts["country"], kind=facts["role"]
    )
    page = data("pages")[programme.slug]
    partners.join(programme, partner, by=by, note=page.get("notes", {}).get(partner.name, {}))


def _site(stage: Stage, programme: Programme, by: Any, key: str, **fields: Any) -> Any:
    spaces = fields.pop("spaces", [])
    fields.setdefault("time_zone", zone_of(fields["country"]))
    fields["latitude"], fields["longitude"] = (Decimal(str(number)) for number in data("places")[fields["city"]])
    site = sites.add_site(programme.organisation, by=by, **fields)
    for name, capacity in spaces:
        sites.add_space(site, by=by, name=name, capacity=capacity)
    stage.rows[f"{programme.slug}/site/{key}"] = site
    return site


def _named(fr: str, en: str) -> dict[str, str]:
    return {"fr": fr, "en": en} | data("pages-figures").get(fr, {})


def _phases(cohort: Cohort, by: Any, rows: list[tuple[dict[str, str], date, date]]) -> None:
    for name, starts, ends in rows:
        editions.add_phase(cohort, by=by, name=name | data("phrases")[name["fr"]], starts=starts, ends=ends)


def _sud_sud(stage: Stage, programme: Programme, facts: dict[str, Any], by: Any) -> None:
    cities = [("Tunis", "TN"), ("Casablanca", "MA"), ("Dakar", "SN"), ("Nairobi", "KE"), ("Abidjan", "CI")]
    for city, country in cities:
        rooms = [("Atelier", 20), ("Salle de projection", 60)]
        _site(stage, programme, by, city, name=f"Résidence de {city}", city=city, country=country, spaces=rooms)
    count = facts["cohort"]["participants"]
    common = {"capacity": count, "time_zone": "Africa/Tunis"}
    first = editions.create_cohort(
        programme, by=by, slug="cohorte-1", number=1, starts=day(-390), ends=day(40), **common,
        name={"fr": "Cohorte 1", "en": "Cohort 1", "es": "Cohorte 1", "pt": "Turma 1", "ar": "الفوج 1"},
    )  # fmt: skip
    second = editions.create_cohort(
        programme, by=by, slug="cohorte-2", number=2, starts=day(90), ends=day(520), **common,
        name={"fr": "Cohorte 2", "en": "Cohort 2", "es": "Cohorte 2", "pt": "Turma 2", "ar": "الفوج 2"},
    )  # fmt: skip
    stage.rows |= {f"{programme.slug}/first": first, f"{programme.slug}/second": second}
    for cohort, start in ((first, -390), (second, 90)):
        _phases(cohort, by, [
            ({"fr": "Conception", "en": "Conception"}, day(start), day(start + 120)),
            ({"fr": "Développement", "en": "Development"}, day(start + 121), day(start + 270)),
            ({"fr": "Diffusion", "en": "Promotion"}, day(start + 271), day(start + 430)),
        ])  # fmt: skip
        for _city, country in cities:
            name = {"TN": "Tunisie", "MA": "Maroc", "SN": "Sénégal", "KE": "Kenya", "CI": "Côte d’Ivoire"}[country]
            stage.rows[f"{cohort.slug}/group/{country}"] = editions.add_group(cohort, by=by, name={"fr": name}, kind="country")
    indicators.add(first, by=by, name=_named("Personnes formées", "People trained"), measure="participants", target=count)
    indicators.add(first, by=by, name=_named("Œuvres publiées", "Works published"), measure="works", target=Decimal(9))


def _arts_factory(stage: Stage, programme: Programme, facts: dict[str, Any], by: Any) -> None:
    rooms = {"Anfa Park": [("Creative studio", 20), ("Workshop spaces", 30), ("Masterhub", 120)], "Benguérir": [("Bootcamp", 30)]}
    for site in facts["sites"]:
        name = site["name"]
        _site(stage, programme, by, name, name=name, city=site["city"], country="MA", spaces=rooms[name])
    before, edition = facts["previous_edition_outcomes"], facts["edition"]
    common = {
        "time_zone": "Africa/Casablanca",
        "sites": [stage.rows["arts-factory/site/Anfa Park"], stage.rows["arts-factory/site/Benguérir"]],
    }
    first = editions.create_cohort(
        programme, by=by, slug="edition-1", number=1, starts=day(-560), ends=day(-440), capacity=before["participants"], **common,
        name={"fr": "Édition 1", "en": "Edition 1", "es": "Edición 1", "pt": "Edição 1", "ar": "الدورة 1"},
    )  # fmt: skip
    second = editions.create_cohort(
        programme, by=by, slug="edition-2", number=edition["number"], starts=day(-45), ends=day(75),
        capacity=edition["participants"], **common,
        name={"fr": "Édition 2", "en": "Edition 2", "es": "Edición 2", "pt": "Edição 2", "ar": "الدورة 2"},
        notes={"fr": f"Annoncée du {edition['starts']} à {edition['ends']} ; cette démonstration la déplace autour d’aujourd’hui.",
               "en": f"Announced from {edition['starts']} to {edition['ends']}; this demonstration moves it around today."},
    )  # fmt: skip
    third = editions.create_cohort(
        programme, by=by, slug="edition-3", number=3, starts=day(120), ends=day(240), capacity=edition["participants"], **common,
        name={"fr": "Édition 3", "en": "Edition 3", "es": "Edición 3", "pt": "Edição 3", "ar": "الدورة 3"},
    )  # fmt: skip
    stage.rows |= {f"{programme.slug}/first": first, f"{programme.slug}/second": second, f"{programme.slug}/next": third}
    _phases(second, by, [
        ({"fr": "Cours et ateliers", "en": "Classes and workshops"}, day(-45), day(5)),
        ({"fr": "Bootcamps à Benguérir", "en": "Bootcamps in Benguérir"}, day(6), day(35)),
        ({"fr": "Projets", "en": "Projects"}, day(36), day(68)),
        ({"fr": "Cérémonie", "en": "Ceremony"}, day(69), day(75)),
    ])  # fmt: skip
    rows = [("Première opportunité professionnelle", "First professional opportunity", "people_first_job", before["first_professional_opportunity"]),
            ("Entreprises créées", "Companies founded", "outcomes_company", before["startups_created"]),
            ("Personnes formées", "People trained", "participants", before["participants"])]  # fmt: skip
    for fr, en, measure, target in rows:
        most = before["participants"] if measure == "people_first_job" else None
        indicators.add(first, by=by, name=_named(fr, en), measure=measure, target=Decimal(target), out_of=most)
    indicators.add(second, by=by, name=_named("Personnes formées", "People trained"), measure="participants", target=Decimal(60))


def _takafaship(stage: Stage, programme: Programme, facts: dict[str, Any], by: Any) -> None:
    _site(
        stage,
        programme,
        by,
        "AFMIK",
        name=facts["venue"]["name"],
        city="Oujda",
        country="MA",
        spaces=[("Salle 1", 30), ("Studio son", 8)],
    )
    for city in ("Nador", "Berkane", "Jerada", "Taourirt", "Guercif", "Driouch", "Figuig"):
        _site(
            stage,
            programme,
            by,
            city,
            name=f"Hub de {city}",
            city=city,
            country="MA",
            is_hub=True,
            spaces=[("Espace de travail", 12)],
        )
    budget, months = facts["budget"], 0
    cohort = editions.create_cohort(
        programme, by=by, slug="pilote", number=1, starts=day(-100), ends=day(140), capacity=facts["participants"],
        time_zone="Africa/Casablanca", currency=budget["currency"], budget=Decimal(budget["total"]),
        budget_per_person=Decimal(budget["per_participant"]), sites=[stage.rows["takafaship/site/AFMIK"]],
        name={"fr": "Année pilote", "en": "Pilot year", "es": "Año piloto", "pt": "Ano-piloto", "ar": "السنة التجريبية"},
    )  # fmt: skip
    _second_year(stage, programme, facts, by)
    stage.rows[f"{programme.slug}/first"] = cohort
    french = ["Information et promotion", "Préparation et hackathon", "Accompagnement", "Finalisation"]
    for phase, name in zip(facts["phases"], french, strict=True):
        starts = day(-100 + 30 * months)
        months += phase["months"]
        words = {"fr": name, "en": phase["name"]} | data("phrases")[name]
        editions.add_phase(cohort, by=by, name=words, starts=starts, ends=day(-101 + 30 * months))
    targets = facts["targets"]
    indicators.add(
        cohort, by=by, name=_named("Jeunes dans la base de contacts", "Young people in the contact base"),
        target=Decimal(targets["young_people_in_database"]), entered=Decimal(1240), source="Feuilles des cafés-débats, formulaires",
    )  # fmt: skip
    indicators.add(
        cohort, by=by, name=_named("Projets accompagnés dans l’Oriental", "Projects accompanied in the region"),
        target=Decimal(targets["projects_accompanied"]), entered=Decimal(64), source="Rapports des hubs",
    )  # fmt: skip
    indicators.add(
        cohort,
        by=by,
        name=_named("Porteuses et porteurs de projet", "Project holders"),
        measure="participants",
        target=Decimal(30),
    )
    indicators.add(
        cohort, by=by, name=_named("Provinces avec un hub équipé", "Provinces with an equipped hub"),
        target=Decimal(8), entered=Decimal(7), source="Inventaire des hubs", out_of=Decimal(8),
    )  # fmt: skip


def _second_year(stage: Stage, programme: Programme, facts: dict[str, Any], by: Any) -> None:
    """What the call that is open now leads to, on the same terms."""
    stage.rows[f"{programme.slug}/next"] = editions.create_cohort(
        programme, by=by, slug="annee-2", number=2, starts=day(160), ends=day(400), capacity=facts["participants"],
        time_zone="Africa/Casablanca", currency=facts["budget"]["currency"], budget=Decimal(facts["budget"]["total"]),
        budget_per_person=Decimal(facts["budget"]["per_participant"]), sites=[stage.rows["takafaship/site/AFMIK"]],
        name={"fr": "Deuxième année", "en": "Second year", "es": "Segundo año", "pt": "Segundo ano", "ar": "السنة الثانية"},
    )  # fmt: skip


def _connexions(stage: Stage, programme: Programme, facts: dict[str, Any], by: Any) -> None:
    places = {"Abidjan": "CI", "Ouagadougou": "BF", "Bukavu": "CD", "Antananarivo": "MG", "Tunis": "TN"}
    for city, country in places.items():
        _site(stage, programme, by, city, name=f"Atelier de {city}", city=city, country=country, spaces=[("Grande salle", 30)])
    week = facts["opening_workshops"]["dates"]
    cohort = editions.create_cohort(
        programme, by=by, slug="2021", number=2, starts=week["from"], ends=date(2022, 1, 31), capacity=facts["participants"],
        time_zone="Africa/Abidjan", sites=[stage.rows[f"{programme.slug}/site/{city}"] for city in places],
        name={"fr": "2021 – 2022", "en": "2021–2022"},
    )  # fmt: skip
    stage.rows[f"{programme.slug}/first"] = cohort
    _phases(cohort, by, [
        ({"fr": "Semaine d’ouverture dans cinq villes", "en": "Opening week in five cities"}, week["from"], week["to"]),
        ({"fr": "Accompagnement à Jokkolabs (Burkina Faso)", "en": "Accompaniment at Jokkolabs (Burkina Faso)"}, date(2021, 7, 1), date(2021, 12, 31)),
        ({"fr": "Rencontres de toute la promotion", "en": "Collective sessions"}, date(2021, 10, 1), date(2021, 10, 31)),
        ({"fr": "Clôture", "en": "Closing"}, date(2022, 1, 1), date(2022, 1, 31)),
    ])  # fmt: skip
    for city in places:
        stage.rows[f"{programme.slug}/group/{city}"] = editions.add_group(
            cohort, by=by, name={"fr": f"Groupe de {city}"}, kind="site"
        )
    indicators.add(
        cohort,
        by=by,
        name=_named("Initiatives accompagnées", "Initiatives accompanied"),
        measure="participants",
        target=Decimal(25),
    )


def _alliances(stage: Stage, programme: Programme, facts: dict[str, Any], by: Any) -> None:
    stage.rows[f"{programme.slug}/2020"] = editions.create_cohort(
        programme, by=by, slug="2020", number=1, starts=first_of_month(facts["created"]) or date(2020, 4, 1), ends=date(2021, 3, 31),
        capacity=facts["participants"], time_zone="America/Santo_Domingo",
        name={"fr": "La première année", "en": "The first year", "es": "El primer año", "pt": "O primeiro ano"},
    )  # fmt: skip
    cohort = editions.create_cohort(
        programme, by=by, slug="reseau", number=2, starts=day(-300), ends=day(65), capacity=facts["participants"],
        time_zone="America/Santo_Domingo", name={"fr": "Le réseau, cette année", "en": "The network, this year"},
    )  # fmt: skip
    stage.rows[f"{programme.slug}/first"] = cohort
    french = ["Formation continue des équipes", "Pratique culturelle écoresponsable", "Inventaire des ressources à partager",
              "La Fête de la musique en ligne"]  # fmt: skip
    for number, (name, about) in enumerate(zip(french, facts["working_groups"], strict=True), 1):
        group = editions.add_group(cohort, by=by, name={"fr": name}, kind="working", about={"en": about.capitalize()})
        stage.rows[f"{programme.slug}/group/{number}"] = group
    flagship = facts["flagship_event"]
    indicators.add(
        cohort, by=by, name=_named("Public de la Fête de la musique en ligne", "Audience of the online Fête de la musique"),
        target=Decimal(flagship["viewers"]), entered=Decimal(flagship["viewers"]), source=f"Compteurs des plateformes, {flagship['year']}",
    )  # fmt: skip
    indicators.add(cohort, by=by, name=_named("Membres du réseau", "Members of the network"), measure="participants",
                   target=Decimal(facts["potential_members"]))  # fmt: skip


_SETTERS = {
    "ateliers-sud-sud": _sud_sud,
    "arts-factory": _arts_factory,
    "takafaship": _takafaship,
    "connexions-citoyennes-2": _connexions,
    "alliances-sonores": _alliances,
}
