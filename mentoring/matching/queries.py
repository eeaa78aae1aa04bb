"""Reads of a cohort's preferences, instructions and runs."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from mentoring.matching import matcher
from mentoring.matching.inputs import instructions, problem, taking_part, working_pairs
from mentoring.matching.models import Matching, Pair, PairRule, Preference
from mentoring.matching.states import Instruction, Mode
from mentoring.matching.terms import WhyNot
from mentoring.mentors.models import Engagement
from participants.participations.models import Participation
from participants.participations.states import State
from programmes.editions.models import Cohort


def own_place(user: Any, slugs: dict[str, str]) -> Participation | None:
    """A person's own active place in the cohort of these address parts."""
    rows = Participation.objects.filter(
        person_id=user.pk,
        state=State.ACTIVE,
        cohort__slug=slugs["cohort"],
        cohort__programme__slug=slugs["programme"],
        cohort__programme__organisation__slug=slugs["organisation"],
    )
    return rows.select_related("cohort__programme__organisation", "person").first()


def ranked_by(participation: Participation) -> list[int]:
    """Ids of the engagements a participant ranked, dearest first."""
    rows = Preference.objects.filter(participation=participation, by_mentor=False, engagement__active=True)
    return list(rows.order_by("rank").values_list("engagement_id", flat=True))


def ranked_by_mentor(engagement: Engagement) -> list[int]:
    rows = Preference.objects.filter(engagement=engagement, by_mentor=True, participation__state=State.ACTIVE)
    return list(rows.order_by("rank").values_list("participation_id", flat=True))


def people_to_rank(engagement: Engagement) -> list[Participation]:
    """Whom a mentor may wish for: the cohort's participants by name and project, as they know each other."""
    rows = Participation.objects.filter(cohort=engagement.cohort_id, state=State.ACTIVE)
    rows = rows.exclude(person=engagement.mentor.person_id).select_related("person").prefetch_related("projects")
    return list(rows.order_by("person__name", "pk"))


def preferences_of(cohort: Cohort) -> list[dict[str, Any]]:
    """Each active participant with the mentors they ranked, and the mentors who ranked them."""
    people = Participation.objects.filter(cohort=cohort, state=State.ACTIVE).select_related("person")
    wishes: defaultdict[int, list[str]] = defaultdict(list)
    wished: defaultdict[int, list[str]] = defaultdict(list)
    rows = Preference.objects.filter(participation__cohort=cohort, engagement__active=True)
    for row in rows.select_related("engagement__mentor__person").order_by("rank", "pk"):
        (wished if row.by_mentor else wishes)[row.participation_id].append(str(row.engagement))
    ordered = people.prefetch_related("projects").order_by("person__name", "pk")
    return [{"row": row, "wishes": wishes[row.pk], "wished": wished[row.pk]} for row in ordered]


def runs_of(cohort: Cohort) -> QuerySet[Matching]:
    return Matching.objects.filter(cohort=cohort).select_related("by").defer("inputs").order_by("-made", "-pk")


def latest(cohort: Cohort) -> Matching | None:
    rows = Matching.objects.filter(cohort=cohort).select_related("cohort__programme__organisation")
    return rows.order_by("-made", "-pk").first()


def pairs_of(matching: Matching) -> QuerySet[Pair]:
    rows = matching.pairs.select_related("participation__person", "engagement__mentor__person")
    return rows.prefetch_related("participation__projects").order_by("participation__person__name", "pk")


def words_of(cohort: Cohort) -> list[PairRule]:
    """The coordinators' words on pairs, as they stand now."""
    rows = PairRule.objects.filter(participation__cohort=cohort)
    rows = rows.select_related("participation__person", "engagement__mentor__person", "by")
    return list(rows.order_by("kind", "participation__person__name", "pk"))


def columns(matching: Matching) -> list[dict[str, Any]]:
    """The comparison of the three aims, as the run found them."""
    return [{"mode": mode, "chosen": mode == matching.mode, **matching.facts["modes"][mode.value]} for mode in Mode]


def names_of(matching: Matching) -> tuple[dict[int, str], dict[int, str]]:
    """Names of the participants and of the mentors who took part in a run, by id."""
    people = Participation.objects.filter(pk__in=_ids(matching.inputs["participants"])).select_related("person")
    mentors = Engagement.objects.filter(pk__in=_ids(matching.inputs["mentors"])).select_related("mentor__person")
    return _named(people.order_by("person__name", "pk")), _named(mentors)


def is_stale(matching: Matching) -> bool:
    """Whether people, places or words have changed since the run was given them."""
    inputs, cohort = matching.inputs, matching.cohort
    people, mentors = taking_part(cohort)
    here, there = {row.pk for row in people}, {row.pk for row in mentors}
    if here != set(_ids(inputs["participants"])) or there != set(_ids(inputs["mentors"])):
        return True
    kept = working_pairs(cohort)
    pins = {pair for pair in instructions(cohort, Instruction.PIN) | kept if pair[0] in here and pair[1] in there}
    forbidden = instructions(cohort, Instruction.FORBID) - kept
    return pins != _pairs(inputs["pins"]) or forbidden != _pairs(inputs["forbidden"])


def why_not(matching: Matching, participation: Participation, engagement: Engagement) -> WhyNot | None:
    """What giving this participant that mentor would have cost the run; None where one of them took no part in it."""
    inputs = matching.inputs
    if participation.pk not in _ids(inputs["participants"]) or engagement.pk not in _ids(inputs["mentors"]):
        return None
    return matcher.why_not(problem(inputs, mode=matching.mode, weights=matching.weights), participation.pk, engagement.pk)


def pair_of(cohort: Cohort, participation: int, engagement: int) -> tuple[Participation, Engagement] | None:
    """The two rows that a form names by their ids, where both belong to the cohort."""
    person = Participation.objects.filter(cohort=cohort, pk=participation).select_related("person").first()
    mentor = Engagement.objects.filter(cohort=cohort, pk=engagement).select_related("mentor__person").first()
    return (person, mentor) if person and mentor else None


def _ids(rows: Iterable[dict[str, Any]]) -> list[int]:
    return [row["id"] for row in rows]


def _named(rows: Iterable[Any]) -> dict[int, str]:
    return {row.pk: str(row) for row in rows}


def _pairs(rows: Iterable[Any]) -> set[tuple[int, int]]:
    return {(participant, mentor) for participant, mentor in rows}
