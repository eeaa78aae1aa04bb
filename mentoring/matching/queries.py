"""Reads of a cohort's preferences and runs."""

from mentoring.matching import matcher
from mentoring.matching.inputs import problem
from mentoring.matching.models import Matching
from mentoring.matching.terms import WhyNot
from mentoring.mentors.models import Engagement
from participants.participations.models import Participation


def why_not(matching: Matching, participation: Participation, engagement: Engagement) -> WhyNot | None:
    """What giving this participant that mentor would have cost the run; None where one of them took no part in it."""
    inputs = matching.inputs
    if participation.pk not in {row["id"] for row in inputs["participants"]}:
        return None
    if engagement.pk not in {row["id"] for row in inputs["mentors"]}:
        return None
    return matcher.why_not(problem(inputs, mode=matching.mode, weights=matching.weights), participation.pk, engagement.pk)
