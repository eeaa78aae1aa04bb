"""The demo of this floor: twelve mentors of Ateliers Sud-Sud with a published matching and its sessions, two of Jokkolabs."""

from datetime import UTC, date, datetime
from typing import Any

from incubator.demo.clock import days, from_today, on, told_at
from incubator.demo.facts import data, zone_of
from incubator.demo.stage import Stage
from mentoring.matching import actions as matching
from mentoring.matching.models import Pair
from mentoring.meetings import actions as meetings
from mentoring.meetings.models import Mentorship
from mentoring.meetings.states import Mode
from mentoring.mentors import actions as mentors
from mentoring.mentors.models import Engagement
from participants.participations import actions as participations
from participants.participations.models import Participation

SUD_SUD, CONNEXIONS = "ateliers-sud-sud", "connexions-citoyennes-2"
MATCHED = -395
# When the three sessions of everybody took place, before each gets its own days added.
ROUNDS = (-350, -214, -74)
MODES = (Mode.VIDEO, Mode.VIDEO, Mode.ROOM, Mode.CALL)


def load(stage: Stage) -> None:
    people, found = stage.rows["participants/first"], _engage(stage)
    _wish(stage, people, found)
    pairs = _match(stage, people, found)
    _months(stage, pairs)
    _to_come(stage, pairs)
    _jokkolabs(stage)


def _engage(stage: Stage) -> list[Engagement]:
    with told_at(from_today(-420)):
        rows = data("mentors")["sud-sud"]
        return [_mentor(stage, stage.rows[f"{SUD_SUD}/first"], row, stage.people["coordinator"]) for row in rows]


def _mentor(stage: Stage, cohort: Any, row: dict[str, Any], by: Any) -> Engagement:
    person = stage.people.get(row.get("account", "")) or stage.named(
        row["name"], row["country"], language=row["languages"][0] if row["languages"][0] in ("fr", "en", "ar") else "fr"
    )
    engagement = mentors.engage(cohort, by=by, person=person, capacity=row["capacity"])
    return mentors.state(
        engagement, by=person, capacity=row["capacity"], headline=row["headline"], about=row["about"], skills=row["skills"],
        stages=row["stages"], languages=row["languages"], country=row["country"], time_zone=zone_of(row["country"]),
        available=row["hours"], may_be_named=row["named"],
    )  # fmt: skip


def _wish(stage: Stage, people: list[Participation], found: list[Engagement]) -> None:
    """What everyone looks for, when they can, and whom they would like: those who know most of what they need."""
    rows, chance = data("mentors"), stage.chance
    for number, one in enumerate(people):
        project = one.projects.get()
        needs = rows["needs"][project.discipline]
        with told_at(from_today(MATCHED - 14 + number / 3)):
            participations.describe(one, by=one.person, needs=needs, available=rows["hours"][number % len(rows["hours"])])
            liking = {row.pk: len(set(row.mentor.skills) & set(needs)) + chance.random() for row in found}
            best = sorted(found, key=lambda row: -liking[row.pk])[:4]
            matching.rank(one, by=one.person, engagements=best)
    with told_at(from_today(MATCHED - 5)):
        wanted = [one for one in people if one.person == stage.people["participant"]]
        matching.rank_by_mentor(found[0], by=stage.people["mentor"], participations=wanted)


def _match(stage: Stage, people: list[Participation], found: list[Engagement]) -> list[Mentorship]:
    by, cohort = stage.people["coordinator"], stage.rows[f"{SUD_SUD}/first"]
    own = next(one for one in people if one.person == stage.people["participant"])
    with told_at(from_today(MATCHED - 1)):
        matching.pin(own, found[0], by=by)
        run = matching.run(cohort, by=by)
    with told_at(from_today(MATCHED)):
        matching.publish(run, by=by)
    pairs: list[Pair] = list(run.pairs.select_related("participation__person", "engagement__mentor__person"))
    return [pair.participation.mentorships.get(engagement=pair.engagement) for pair in pairs]


def _months(stage: Stage, pairs: list[Mentorship]) -> None:
    """Three sessions of every pair over the year, each logged the same evening."""
    rows = data("mentors")
    for number, pair in enumerate(pairs):
        mentor, language = pair.engagement.mentor.person, _tongue(pair)
        with told_at(from_today(MATCHED + 10 + number / 4)):
            meetings.set_goals(pair, by=pair.participation.person, goals=rows["goals"][number % len(rows["goals"])][language])
        for place, begins in enumerate(ROUNDS):
            notes = rows["sessions"][language][(number * 3 + place) % len(rows["sessions"][language])]
            at = on(begins + 2 * number, (9.5, 15, 17)[(number + place) % 3], zone_of(pair.engagement.mentor.country))
            with told_at(at + days(0.25)):
                meetings.log(
                    pair, by=mentor, at=at, minutes=(45, 60, 75, 90)[(number + place) % 4], mode=MODES[(number + place) % 4],
                    shared_notes=notes[0], next_steps=notes[1], private_notes=notes[2],
                )  # fmt: skip


def _tongue(pair: Mentorship) -> str:
    return "fr" if "fr" in pair.participation.languages and "fr" in pair.engagement.mentor.languages else "en"


def _to_come(stage: Stage, pairs: list[Mentorship]) -> None:
    """The mentor's account: one session soon, one that waits to be logged; another mentor has two of these."""
    own = stage.people["mentor"]
    mine = [pair for pair in pairs if pair.engagement.mentor.person == own]
    first = next(pair for pair in mine if pair.participation.person == stage.people["participant"])
    zone = zone_of("MA")
    with told_at(from_today(-9)):
        link = "https://meet.veillee.test/mentorat"
        meetings.book(first, by=first.participation.person, at=on(2, 15, zone), minutes=60, mode=Mode.VIDEO, place=link)
        late = next(pair for pair in mine if pair != first)
        meetings.book(late, by=own, at=on(-2, 10, zone), minutes=60, mode=Mode.VIDEO, place=link)
        others = [pair for pair in pairs if pair.engagement.mentor.person != own][:2]
        for number, pair in enumerate(others):
            by = pair.engagement.mentor.person
            meetings.book(
                pair, by=by, at=on(-6 + number, 11, zone_of(pair.engagement.mentor.country)), mode=Mode.VIDEO, place=link
            )


def _jokkolabs(stage: Stage) -> None:
    """Six months of accompaniment of those from Burkina Faso, then the end of the whole cohort."""
    by, cohort = stage.people[f"coordinator.{CONNEXIONS}"], stage.rows[f"{CONNEXIONS}/first"]
    people = stage.rows[f"participants/{CONNEXIONS}/first"]
    with told_at(datetime(2021, 6, 25, 10, tzinfo=UTC)):
        found = [_mentor(stage, cohort, row, by) for row in data("mentors")["jokkolabs"]]
    notes = data("mentors")["sessions"]["fr"]
    from_there = [one for one in people if one.country == "BF"]
    for number, one in enumerate(from_there):
        engagement = found[number % len(found)]
        mentor = engagement.mentor.person
        with told_at(datetime(2021, 7, 5, 9, tzinfo=UTC)):
            pair = meetings.begin(one, engagement, by=by)
        for month in range(7, 13):
            at = on(date(2021, month, 8 + number), 10, zone_of("BF"))
            with told_at(at + days(0.1)):
                said = notes[(month + 3 * number) % len(notes)]
                meetings.log(pair, by=mentor, at=at, minutes=60, mode=Mode.ROOM, shared_notes=said[0], next_steps=said[1])
        with told_at(datetime(2021, 12, 20, 16, tzinfo=UTC)):
            meetings.end(pair, by=mentor)
    with told_at(datetime(2022, 1, 31, 12, tzinfo=UTC)):
        for one in people:
            participations.complete(one, by=by)
