"""Small problems of matching whose scores are given as a matrix: -1 is forbidden, otherwise hundredths of all points."""

from mentoring.matching.terms import Component, Mentor, Participant, Problem

SKILL_ONLY = {Component.SKILL: 1}


def problem(matrix, capacity, *, mentors=1, **options):
    """Participants 0, 1, …; mentors 100, 101, …; mentor j meets `matrix[i][j]` of the hundred needs of participant i."""
    participants = [
        Participant(row, needs=frozenset(f"{row}-{number}" for number in range(100)), mentors=mentors)
        for row in range(len(matrix))
    ]
    helpers = [
        Mentor(
            100 + column,
            places,
            skills=frozenset({f"{row}-{number}" for row, own in enumerate(matrix) for number in range(own[column])} | {"none"}),
        )
        for column, places in enumerate(capacity)
    ]
    forbidden = {(row, 100 + column) for row, own in enumerate(matrix) for column, value in enumerate(own) if value < 0} | set(
        options.pop("forbidden", ())
    )
    return Problem(participants, helpers, forbidden=forbidden, weights=SKILL_ONLY, **options)


def pairs(result):
    return [(pair.participant, pair.mentor) for pair in result.pairs]
