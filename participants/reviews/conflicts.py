"""Who may not read what: declared, and what the product itself knows."""

from collections.abc import Iterable, Sequence

from incubator.organisations.models import Membership
from participants.applications.models import Application
from participants.applications.team import people_of
from participants.reviews.models import Conflict, Review, Reviewer
from participants.reviews.states import State
from programmes.calls.models import Call

Pair = tuple[int, int]


def bars(call: Call, applications: Sequence[Application], reviewers: Sequence[Reviewer]) -> set[Pair]:
    """(application, reviewer) pairs that may not be: declared, handed back, one's own, a colleague's."""
    declared = Conflict.objects.filter(application__call=call).values_list("application_id", "reviewer_id")
    handed_back = Review.objects.filter(stage__call=call, state=State.RECUSED).values_list("application_id", "reviewer_id")
    return set(declared) | set(handed_back) | detected(applications, reviewers)


def detected(applications: Iterable[Application], reviewers: Iterable[Reviewer]) -> set[Pair]:
    """One's own application, also as one of its team, one typed in from paper, those of people with a role in the same house."""
    applications, reviewers = list(applications), list(reviewers)
    teams = people_of(applications)
    behind = {row.pk: teams.get(row.pk, set()) | ({row.applicant_id} if row.applicant_id else set()) for row in applications}
    people = {person for some in behind.values() for person in some} | {row.person_id for row in reviewers}
    houses: dict[int, set[int]] = {}
    for person_id, house in Membership.objects.filter(person__in=people).values_list("person_id", "organisation_id"):
        houses.setdefault(person_id, set()).add(house)
    of_person: dict[int, list[Reviewer]] = {}
    of_house: dict[int, list[Reviewer]] = {}
    for reviewer in reviewers:
        of_person.setdefault(reviewer.person_id, []).append(reviewer)
        for house in houses.get(reviewer.person_id, ()):
            of_house.setdefault(house, []).append(reviewer)
    found: set[Pair] = set()
    for application in applications:
        if application.entered_by_id is not None:
            found |= {(application.pk, reviewer.pk) for reviewer in of_person.get(application.entered_by_id, ())}
    for pk, some in behind.items():
        for person_id in some:
            found |= {(pk, reviewer.pk) for reviewer in of_person.get(person_id, ())}
            for house in houses.get(person_id, ()):
                found |= {(pk, reviewer.pk) for reviewer in of_house.get(house, ())}
    return found
