"""How well a mentor fits a participant, in whole points with the reason of each."""

from collections.abc import Callable, Mapping, Sequence

from incubator.lib.languages import shared
from mentoring.matching.hours import apart, shared_minutes
from mentoring.matching.terms import Bar, Component, Mentor, Part, Participant, Reason, Rules, Score

# What is not known is worth half: it neither recommends nor rules out.
_UNKNOWN = 0.5
# Two clocks as far apart as a working day have none of it in common.
_WORKING_DAY = 9 * 60


def score(participant: Participant, mentor: Mentor, most: Mapping[Component, int], rules: Rules) -> Score:
    """The fit of the pair; `most` holds the points each component can give (`incubator.lib.shares`)."""
    parts = tuple(
        _part(component, most[component], *measure(participant, mentor, rules)) for component, measure in _MEASURES.items()
    )
    return Score(sum(part.points for part in parts), parts)


def bar(participant: Participant, mentor: Mentor, rules: Rules) -> Bar | None:
    """What rules the pair out by itself. What is not stated rules out nothing."""
    stated = participant.languages and mentor.languages
    if rules.need_language and stated and not shared(participant.languages, mentor.languages):
        return Bar.LANGUAGE
    if rules.least_minutes and participant.hours and mentor.hours:
        return Bar.HOURS if shared_minutes(participant.hours, mentor.hours) < rules.least_minutes else None
    return None


def _part(
    component: Component,
    most: int,
    value: float,
    reason: Reason,
    count: int = 0,
    of: int = 0,
    found: tuple[str, ...] = (),
) -> Part:
    # The only rounding there is: totals and explanations add whole points.
    return Part(component, round(value * most), most, reason, count, of, found)


Measured = tuple[float, Reason] | tuple[float, Reason, int, int] | tuple[float, Reason, int, int, tuple[str, ...]]


def _skill(participant: Participant, mentor: Mentor, rules: Rules) -> Measured:
    if not participant.needs or not mentor.skills:
        return _UNKNOWN, Reason.SKILLS_UNSTATED
    found = tuple(sorted(participant.needs & mentor.skills))
    return len(found) / len(participant.needs), Reason.SKILLS_MET, len(found), len(participant.needs), found


def _stage(participant: Participant, mentor: Mentor, rules: Rules) -> Measured:
    if not participant.stage or not mentor.stages:
        return _UNKNOWN, Reason.STAGE_UNSTATED
    if participant.stage in mentor.stages:
        return 1, Reason.STAGE_MET, 1, 1, (participant.stage,)
    return 0, Reason.STAGE_NOT_MET


def _language(participant: Participant, mentor: Mentor, rules: Rules) -> Measured:
    if not participant.languages or not mentor.languages:
        return _UNKNOWN, Reason.LANGUAGE_UNSTATED
    common = shared(participant.languages, mentor.languages)
    if not common:
        return 0, Reason.LANGUAGE_NOT_SHARED
    own = shared(participant.languages, participant.languages)
    place = own.index(common[0])
    return (len(own) - place) / len(own), Reason.LANGUAGE_SHARED, place + 1, len(own), common[:1]


def _hours(participant: Participant, mentor: Mentor, rules: Rules) -> Measured:
    if participant.hours and mentor.hours:
        minutes = shared_minutes(participant.hours, mentor.hours)
        wanted = max(rules.wanted_minutes, 1)
        return min(minutes / wanted, 1), Reason.HOURS_SHARED, minutes, wanted
    if participant.offset is None or mentor.offset is None:
        return _UNKNOWN, Reason.HOURS_UNSTATED
    distance = apart(participant.offset, mentor.offset)
    return max(1 - distance / _WORKING_DAY, 0), Reason.ZONES_APART, distance, _WORKING_DAY


def _participant_rank(participant: Participant, mentor: Mentor, rules: Rules) -> Measured:
    return _rank(participant.ranks, mentor.id)


def _mentor_rank(participant: Participant, mentor: Mentor, rules: Rules) -> Measured:
    return _rank(mentor.ranks, participant.id)


def _rank(ranks: Sequence[int], key: int) -> Measured:
    if not ranks:
        return _UNKNOWN, Reason.NO_RANKING
    if key not in ranks:
        return 0, Reason.NOT_RANKED, 0, len(ranks)
    place = ranks.index(key)
    return (len(ranks) - place) / len(ranks), Reason.RANKED, place + 1, len(ranks)


_MEASURES: Mapping[Component, Callable[[Participant, Mentor, Rules], Measured]] = {
    Component.SKILL: _skill,
    Component.STAGE: _stage,
    Component.LANGUAGE: _language,
    Component.HOURS: _hours,
    Component.PARTICIPANT_RANK: _participant_rank,
    Component.MENTOR_RANK: _mentor_rank,
}
