"""Small problems of assignment whose fits are given as a matrix: -1 is a conflict, otherwise tenths of all points."""

from participants.reviews.affinity import Application, Component, Reviewer
from participants.reviews.assignment import Problem

EXPERTISE_ONLY = {Component.EXPERTISE: 1}


def problem(matrix, *, reviews=1, least=None, most=None, **options):
    """Applications 0, 1, …; reviewers 100, 101, …; reviewer j knows `matrix[i][j]` of the ten topics of application i."""
    width = len(matrix[0])
    applications = [
        Application(row, reviews, topics=frozenset(f"{row}-{number}" for number in range(10))) for row in range(len(matrix))
    ]
    reviewers = [
        Reviewer(
            100 + column,
            most=(most or [len(matrix)] * width)[column],
            least=(least or [0] * width)[column],
            topics=frozenset({f"{row}-{number}" for row, own in enumerate(matrix) for number in range(own[column])} | {"none"}),
        )
        for column in range(width)
    ]
    conflicts = {(row, 100 + column) for row, own in enumerate(matrix) for column, value in enumerate(own) if value < 0} | set(
        options.pop("conflicts", ())
    )
    return Problem(applications, reviewers, conflicts=conflicts, weights=EXPERTISE_ONLY, **options)


def pairs(result):
    return [(pair.application, pair.reviewer) for pair in result.pairs]
