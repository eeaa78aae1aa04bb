"""Who may not read what: declared, and what the product itself knows."""

from collections.abc import Iterable, Sequence

from incubator.organisations.models import Membership
from participants.applications.models import Application
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
    """One's own application, one typed in from paper, and those of people who have a role in the same organisation."""
    applications, reviewers = list(applications), list(reviewers)
    people = {row.applicant_id for row in applications if row.applicant_id} | {row.person_id for row in reviewers}
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
        if application.applicant_id is None:
            continue
        found |= {(application.pk, reviewer.pk) for reviewer in of_person.get(application.applicant_id, ())}
        for house in houses.get(application.applicant_id, ()):
            found |= {(application.pk, reviewer.pk) for reviewer in of_house.get(house, ())}
    return found
