"""Rules of a run by whole discipline or language: "Sefu reads everything in Arabic", "animation is read by these four only"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from incubator.lib.languages import base
from participants.reviews.affinity import Application


@dataclass(frozen=True, slots=True)
class Whole:
    """All applications of a `topic`, or else in a `language`, for these reviewers: each of them reads all of it where
    `everyone`, otherwise it is shared out among them and kept from others.
    """

    reviewers: frozenset[int]
    topic: str = ""
    language: str = ""
    everyone: bool = True

    def holds(self, application: Application) -> bool:
        if self.topic:
            return self.topic in application.topics
        return bool(self.language) and base(application.language) == base(self.language)


def whole_pairs(wholes: Sequence[Whole], applications: Sequence[Application], reviewers: Collection[int]) -> set[tuple[int, int]]:
    """(application, reviewer) of the rules where everyone reads all; reviewers who left the pool are left out."""
    return {
        (application.id, reviewer)
        for whole in wholes
        if whole.everyone
        for application in applications
        if whole.holds(application)
        for reviewer in whole.reviewers
        if reviewer in reviewers
    }
