"""Who may not read what: declared, found and not yet looked at, and what the product itself is sure of."""

from collections.abc import Iterable, Mapping, Sequence

from incubator.organisations.models import Membership
from participants.applications.models import Application
from participants.applications.team import people_of
from participants.reviews.models import Conflict, Review, Reviewer
from participants.reviews.states import State
from programmes.calls.models import Call

Pair = tuple[int, int]  # application, reviewer


def bars(call: Call, applications: Sequence[Application], reviewers: Sequence[Reviewer]) -> set[Pair]:
    """(application, reviewer) pairs that may not be: declared, found and not dismissed, handed back, one's own, a colleague's."""
    ties = Conflict.objects.binding().filter(application__call=call).values_list("application_id", "reviewer_id")
    handed_back = Review.objects.filter(stage__call=call, state=State.RECUSED).values_list("application_id", "reviewer_id")
    return set(ties) | set(handed_back) | certain(applications, reviewers)


def people_behind(applications: Iterable[Application]) -> dict[int, set[int]]:
    """Whom an application belongs to: its applicant, and everybody who is or was in its team."""
    applications = list(applications)
    teams = people_of(applications)
    return {row.pk: teams.get(row.pk, set()) | ({row.applicant_id} if row.applicant_id else set()) for row in applications}


def seats(reviewers: Iterable[Reviewer]) -> dict[int, list[int]]:
    """The seats of each person."""
    found: dict[int, list[int]] = {}
    for reviewer in reviewers:
        found.setdefault(reviewer.person_id, []).append(reviewer.pk)
    return found


def certain(applications: Iterable[Application], reviewers: Iterable[Reviewer]) -> set[Pair]:
    """One's own application, also as one of its team, one typed in from paper, those of people with a role in the same house."""
    applications, reviewers = list(applications), list(reviewers)
    behind, seats_of = people_behind(applications), seats(reviewers)
    houses = _houses(behind, seats_of)
    of_house: dict[int, list[int]] = {}
    for person, places in seats_of.items():
        for house in houses.get(person, ()):
            of_house.setdefault(house, []).extend(places)
    found: set[Pair] = set()
    for application in applications:
        if application.entered_by_id is not None:
            found |= {(application.pk, seat) for seat in seats_of.get(application.entered_by_id, ())}
    for pk, some in behind.items():
        for person in some:
            found |= {(pk, seat) for seat in seats_of.get(person, ())}
            for house in houses.get(person, ()):
                found |= {(pk, seat) for seat in of_house.get(house, ())}
    return found


def _houses(behind: Mapping[int, set[int]], seats_of: Mapping[int, list[int]]) -> dict[int, set[int]]:
    people = {person for some in behind.values() for person in some} | set(seats_of)
    houses: dict[int, set[int]] = {}
    for person, house in Membership.objects.filter(person__in=people).values_list("person_id", "organisation_id"):
        houses.setdefault(person, set()).add(house)
    return houses
