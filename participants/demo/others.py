"""The people of the other four programmes, who came by invitation: cohorts, outcomes, projects, sites."""

from datetime import UTC, datetime
from typing import Any

from incubator.demo.clock import from_today, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from participants.outcomes import actions as outcomes
from participants.participations import actions as participations


def load(stage: Stage) -> None:
    arts = stage.facts["arts-factory"]
    before = arts["previous_edition_outcomes"]
    first = _people(stage, "arts-factory", "first", ["MA"] * before["participants"], -560)
    _people(stage, "arts-factory", "second", ["MA"] * arts["edition"]["participants"], -45)
    _outcomes(stage, first, before)
    _takafaship(stage)
    _connexions(stage)
    territories = stage.facts["alliances-sonores"]["territories"]
    members = [territories[number % len(territories)] for number in range(stage.facts["alliances-sonores"]["participants"])]
    people = _people(stage, "alliances-sonores", "first", members, -300)
    groups = list(stage.rows["alliances-sonores/first"].groups.all())
    for number, one in enumerate(people):
        participations.edit(
            one, by=stage.people["coordinator.alliances-sonores"], groups=[groups[number % 4]], country=one.country
        )


def _people(stage: Stage, key: str, which: str, countries: list[str], when: float) -> list[Any]:
    cohort, by, found = stage.rows[f"{key}/{which}"], stage.people[f"coordinator.{key}"], []
    named: dict[str, list[str]] = {}
    for country, name in data("people").get(f"{key}/{which}", []):
        named.setdefault(country, []).append(name)
    start = datetime(2021, 5, 20, 9, tzinfo=UTC) if key == "connexions-citoyennes-2" else from_today(when)
    for country in countries:
        known = named.get(country)
        person = stage.named(known.pop(0), country) if known else stage.invent(country)
        with told_at(start):
            invited = participations.invite(cohort, by=by, person=person, country=country)
            found.append(participations.accept_invitation(invited, by=person))
    stage.rows[f"participants/{key}/{which}"] = found
    return found


def _outcomes(stage: Stage, people: list[Any], facts: dict[str, Any]) -> None:
    """As many first opportunities and companies as the edition reported, declared with a day and verified."""
    by, chance = stage.people["coordinator.arts-factory"], stage.chance
    places = ["Assistante de production", "Motion designer", "Monteuse", "Animateur 2D", "Chargée de contenu", "Graphiste"]
    kinds = [("first_job", facts["first_professional_opportunity"]), ("company", facts["startups_created"])]
    for kind, count in kinds:
        for one in chance.sample(people, count):
            what = (
                f"{chance.choice(places)}, studio à Casablanca"
                if kind == "first_job"
                else "Studio de création fondé à Casablanca"
            )
            when = from_today(-430 + chance.randint(0, 300)).date()
            with told_at(from_today(-430 + 310 + chance.random())):
                outcome = outcomes.declare(one, by=one.person, kind=kind, title=what, date=when)
                outcomes.verify(outcome, by=by)
    for one in people:
        with told_at(from_today(-439)):
            participations.complete(one, by=by)


def _takafaship(stage: Stage) -> None:
    """The thirty project holders that the hackathon found."""
    facts, cohort = stage.facts["takafaship"], stage.rows["takafaship/first"]
    people = _people(stage, "takafaship", "first", ["MA"] * facts["participants"], -40)
    trades = ["Studio photo mobile", "Mapping pour mariages", "Prise de son de terrain", "Motion design pour associations",
              "Vidéos de cuisine oujdie", "Éclairage de petites scènes"]  # fmt: skip
    by = stage.people["coordinator.takafaship"]
    for number, one in enumerate(people):
        name = f"{trades[number % len(trades)]} – {one.person.name.split()[0]}"
        participations.create_project(cohort, by=by, title=name, members=[one], discipline="photography", summary="")


def _connexions(stage: Stage) -> None:
    facts = stage.facts["connexions-citoyennes-2"]
    countries = [facts["countries"][number % len(facts["countries"])] for number in range(facts["participants"])]
    people = _people(stage, "connexions-citoyennes-2", "first", countries, 0)
    near = {"CI": "Abidjan", "SN": "Abidjan", "GN": "Abidjan", "BJ": "Ouagadougou", "BF": "Ouagadougou", "ML": "Ouagadougou",
            "NE": "Ouagadougou", "TG": "Ouagadougou", "TD": "Ouagadougou", "CD": "Bukavu", "CG": "Bukavu", "CM": "Bukavu",
            "MG": "Antananarivo", "TN": "Tunis"}  # fmt: skip
    by = stage.people["coordinator.connexions-citoyennes-2"]
    for one in people:
        city = near[one.country]
        key = "connexions-citoyennes-2"
        site, group = stage.rows[f"{key}/site/{city}"], stage.rows[f"{key}/group/{city}"]
        participations.edit(one, by=by, site=site, groups=[group], country=one.country)
