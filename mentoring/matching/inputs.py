"""What a run is given: read from the rows once, kept with the run as plain data, and made into the matcher's problem."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from incubator.lib.clock import zone
from mentoring.matching.hours import half_days, utc_week
from mentoring.matching.models import PairRule, Preference
from mentoring.matching.states import Instruction
from mentoring.matching.terms import WEIGHTS, Component, Mentor, Mode, Participant, Problem
from mentoring.meetings.models import Mentorship
from mentoring.meetings.states import MentorshipState
from mentoring.mentors.models import Engagement
from participants.participations.models import Participation
from participants.participations.states import State
from programmes.editions.models import Cohort

Inputs = dict[str, Any]
Pairs = set[tuple[int, int]]


def taking_part(cohort: Cohort) -> tuple[list[Participation], list[Engagement]]:
    """Active participants with their projects, and the mentors who have said what they can give."""
    people = Participation.objects.filter(cohort=cohort, state=State.ACTIVE).select_related("person").order_by("pk")
    mentors = Engagement.objects.filter(cohort=cohort, active=True, answered__isnull=False).select_related("mentor__person")
    return list(people.prefetch_related("projects")), list(mentors.order_by("pk"))


def working_pairs(cohort: Cohort) -> Pairs:
    """Who works together already."""
    going = Mentorship.objects.filter(participation__cohort=cohort).exclude(state=MentorshipState.ENDED)
    return set(going.values_list("participation_id", "engagement_id"))


def instructions(cohort: Cohort, kind: str) -> Pairs:
    found = PairRule.objects.filter(participation__cohort=cohort, kind=kind)
    return set(found.values_list("participation_id", "engagement_id"))


def gather(cohort: Cohort) -> Inputs:
    """Everything a run reads, as plain data. Pairs who work together already are kept like pins."""
    people, mentors = taking_part(cohort)
    here, there = {row.pk for row in people}, {row.pk for row in mentors}
    kept = {pair for pair in working_pairs(cohort) if pair[0] in here and pair[1] in there}
    pins = {pair for pair in instructions(cohort, Instruction.PIN) if pair[0] in here and pair[1] in there} | kept
    wishes, choices = _ranks(cohort)
    loads: defaultdict[int, int] = defaultdict(int)
    for _participant, mentor in kept:
        loads[mentor] += 1
    return {
        "monday": timezone.localdate().isoformat(),
        "participants": [
            {
                "id": row.pk,
                "needs": row.needs,
                "stage": next((project.stage for project in row.projects.all()), ""),
                "languages": row.languages or [row.person.language],
                "available": row.available,
                "zone": row.person.time_zone or cohort.time_zone,
                "ranks": [key for key in wishes[row.pk] if key in there],
                "mentors": max(1, sum(pair[0] == row.pk for pair in pins)),
            }
            for row in people
        ],
        "mentors": [
            {
                "id": row.pk,
                # A capacity made smaller later does not part those who work together already.
                "capacity": max(row.capacity, loads[row.pk]),
                "skills": row.mentor.skills,
                "stages": row.mentor.stages,
                "languages": row.mentor.languages or [row.mentor.person.language],
                "available": row.mentor.available,
                "zone": row.mentor.time_zone or row.mentor.person.time_zone or cohort.time_zone,
                "ranks": [key for key in choices[row.pk] if key in here],
            }
            for row in mentors
        ],
        "pins": sorted(pins),
        "kept": sorted(kept),
        "forbidden": sorted(instructions(cohort, Instruction.FORBID) - kept),
        "conflicts": sorted(_same_person(people, mentors)),
    }


def problem(inputs: Mapping[str, Any], *, mode: str, weights: Mapping[str, int]) -> Problem:
    """The matcher's problem, the same each time it is made from the same inputs."""
    monday = date.fromisoformat(inputs["monday"])
    return Problem(
        participants=[
            Participant(
                id=row["id"],
                needs=frozenset(row["needs"]),
                stage=row["stage"],
                languages=tuple(row["languages"]),
                hours=utc_week(half_days(row["available"]), zone(row["zone"]).key, monday),
                offset=_offset(row["zone"], monday),
                ranks=tuple(row["ranks"]),
                mentors=row["mentors"],
            )
            for row in inputs["participants"]
        ],
        mentors=[
            Mentor(
                id=row["id"],
                capacity=row["capacity"],
                skills=frozenset(row["skills"]),
                stages=frozenset(row["stages"]),
                languages=tuple(row["languages"]),
                hours=utc_week(half_days(row["available"]), zone(row["zone"]).key, monday),
                offset=_offset(row["zone"], monday),
                ranks=tuple(row["ranks"]),
            )
            for row in inputs["mentors"]
        ],
        pins=_pairs(inputs["pins"]),
        forbidden=_pairs(inputs["forbidden"]),
        conflicts=_pairs(inputs["conflicts"]),
        weights={component: int(weights.get(component, WEIGHTS[component])) for component in Component},
        mode=Mode(mode),
    )


def _pairs(rows: Iterable[Any]) -> Pairs:
    return {(participant, mentor) for participant, mentor in rows}


def _offset(name: str, monday: date) -> int:
    noon = datetime(monday.year, monday.month, monday.day, 12, tzinfo=zone(name))
    offset = noon.utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0


def _ranks(cohort: Cohort) -> tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]]:
    wishes: defaultdict[int, list[int]] = defaultdict(list)
    choices: defaultdict[int, list[int]] = defaultdict(list)
    for row in Preference.objects.filter(participation__cohort=cohort).order_by("rank", "pk"):
        if row.by_mentor:
            choices[row.engagement_id].append(row.participation_id)
        else:
            wishes[row.participation_id].append(row.engagement_id)
    return wishes, choices


def _same_person(people: list[Participation], mentors: list[Engagement]) -> Pairs:
    by_person = {row.mentor.person_id: row.pk for row in mentors}
    return {(row.pk, by_person[row.person_id]) for row in people if row.person_id in by_person}
