"""The calls of the other four programmes with the forms they really ask, and the first people who answer them."""

from datetime import UTC, datetime
from typing import Any

from incubator.demo.clock import from_today, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from participants.applications import actions as applications
from participants.demo import stages as stages_demo
from participants.demo.calls import announced, filled, questions_of
from programmes.calls import actions as calls
from programmes.calls.models import Call
from programmes.demo.forms import call_texts

HACKATHON = {
    "fr": "Hackathon à Oujda", "en": "Hackathon in Oujda", "es": "Hackathon en Uchda", "pt": "Hackathon em Oujda", "ar": "هاكاثون وجدة",
}  # fmt: skip


def load(stage: Stage) -> None:
    connexions(stage)
    hackathon(stage)
    for call in (arts_factory(stage), takafaship(stage), alliances(stage)):
        for row in data("applicants")[call.cohort.programme.slug]:
            write(stage, call, row)


def in_stages(stage: Stage, call: Call, **ends: Any) -> Call:
    """Screened, read, then met or seen at work, as the programme's text says."""
    by = stage.people[f"coordinator.{call.cohort.programme.slug}"]
    stages_demo.laid(call, stage.rows[f"{call.slug}/stage"], by=by, **ends)
    return call


def connexions(stage: Stage) -> None:
    """Finished with its programme: its form is read in the desk's preview."""
    key = "connexions-citoyennes-2"
    call = announced(
        stage, key, stage.rows[f"{key}/first"], call_texts(key), opens=datetime(2021, 3, 29, tzinfo=UTC),
        closes=datetime(2021, 4, 30, tzinfo=UTC), form=key, slug="connexions-citoyennes-2021", countries=stage.facts[key]["countries"],
    )  # fmt: skip
    ends = {
        name: (datetime(2021, 5, day, tzinfo=UTC) - from_today(0)).days
        for name, day in (("screened", 5), ("read", 14), ("met", 19))
    }
    in_stages(stage, call, on=40, **ends)
    with told_at(datetime(2021, 5, 20, 9, tzinfo=UTC)):
        calls.mark_decided(call, by=stage.people[f"coordinator.{key}"])


def _of_the_oriental(stage: Stage) -> dict[str, Any]:
    """The rules of Takafaship: 18 to 30 years, resident in the region."""
    rules = stage.facts["takafaship"]["eligibility"]
    return {"countries": ["MA"], "regions": [rules["region"]], "age_min": rules["age_min"], "age_max": rules["age_max"]}


def hackathon(stage: Stage) -> None:
    """The finished call of the pilot year."""
    announced(
        stage, "takafaship", stage.rows["takafaship/first"], data("calls")["takafaship"], opens=from_today(-95),
        closes=from_today(-70), form="takafaship", slug="takafaship-hackathon", age_on=from_today(-70).date(),
        **_of_the_oriental(stage),
    )  # fmt: skip


def takafaship(stage: Stage) -> Call:
    """The thirty are chosen at a hackathon, to which sixty are invited."""
    call = announced(
        stage, "takafaship", stage.rows["takafaship/next"], call_texts("takafaship"), opens=from_today(-8), closes=from_today(35),
        form="takafaship", slug="takafaship-projets", age_on=from_today(35).date(), answer_by=from_today(60).date(),
        **_of_the_oriental(stage),
    )  # fmt: skip
    return in_stages(stage, call, screened=40, read=48, met=56, on=60, last="panel", name=HACKATHON)


def arts_factory(stage: Stage) -> Call:
    key = "arts-factory"
    call = announced(
        stage, key, stage.rows[f"{key}/next"], call_texts(key), opens=from_today(-12), closes=from_today(30), form=key,
        slug="arts-factory-edition-3", countries=["MA"], age_min=18, age_on=from_today(120).date(), answer_by=from_today(70).date(),
    )  # fmt: skip
    return in_stages(stage, call, screened=36, read=50, met=64, on=90)


def alliances(stage: Stage) -> Call:
    key = "alliances-sonores"
    call = announced(
        stage, key, stage.rows[f"{key}/first"], call_texts(key), opens=from_today(-20), closes=from_today(40), form=key,
        slug="alliances-sonores-rejoindre", countries=stage.facts[key]["territories"], blind=False, answer_by=from_today(55).date(),
    )  # fmt: skip
    return in_stages(stage, call, screened=43, read=47, met=52, on=40)


def write(stage: Stage, call: Call, row: dict[str, Any]) -> None:
    """One of the people in the data writes, and sends or not."""
    person, language = stage.named(row["name"], row["country"], language=row["language"]), row["language"]
    told = {"name": row["name"], "country": row["country"], "birth": row.get("born"), "gender": row.get("gender")} | row[
        "answers"
    ]
    named = stage.rows[f"{call.slug}/form"]
    answers = {named[name].pk: value for name, value in told.items() if value is not None}
    with told_at(from_today(-row["when"])):
        application = applications.begin(call, by=person, language=language)
        if not row.get("sent"):
            applications.save_answers(application, answers, by=person)
            return
        applications.save_answers(application, filled(questions_of(stage, call), answers, person, language), by=person)
        applications.submit(application, by=person)
