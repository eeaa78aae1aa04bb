"""Public pages of those who made the demo's works."""

from typing import Any

from incubator.demo.clock import from_today, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from showcase.creators import actions as creators
from showcase.demo.rows import all_works


def load(stage: Stage) -> None:
    found = participants(stage)
    for number, (name, (city, own, english)) in enumerate(data("creators").items()):
        person = found[name].person
        language = "pt" if person.country == "BR" else "es" if person.country in SPANISH else "fr"
        statement = {language: own, "en": english}
        with told_at(from_today(-60 + number / 2)):
            creator = creators.create(person, by=person, city=city, statement=statement, disciplines=_disciplines(name))
            stage.rows[f"creator/{name}"] = creators.switch(creator, True, by=person)


SPANISH = ("EC", "BO", "PY", "UY", "CO")


def participants(stage: Stage) -> dict[str, Any]:
    """All participations of the demo by the person's name."""
    lists = (rows for key, rows in stage.rows.items() if key.startswith("participants/"))
    return {str(one.person): one for rows in lists for one in rows}


def _disciplines(name: str) -> list[str]:
    found = [row.get("discipline") for _key, row in all_works() if name in row["by"]]
    return list(dict.fromkeys(one for one in found if one))
