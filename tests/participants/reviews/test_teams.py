"""Teams and those who judge: no trace on a blind page, no application to somebody who ever had a part in it."""

import pytest

from incubator.lib.errors import NotYours, Refused
from participants.applications import actions as applications
from participants.reviews import actions as reviews
from participants.reviews.conflicts import bars
from participants.reviews.models import Review, Reviewer
from participants.reviews.queue import shelves
from participants.selection import actions as selections
from tests.participants.applications.teams import invited, joined, shared_draft
from tests.participants.making import closed
from tests.world import person

MEMBER, MAIL, ASKED, ROLE, LEFT = "Zorblaxine", "quuxmail", "Grelbofile", "snarkrole", "Frobleft"


@pytest.fixture
def application(world):
    """Written by a team whose names stand in its title and its idea."""
    draft = shared_draft(
        world, title=f"La nuit de {MEMBER}", idea=f"Avec {ASKED.upper()}, {LEFT} et {MAIL}@people.test, à trois."
    )
    joined(draft, person(f"{MAIL} {MEMBER}"), role=ROLE)
    invited(draft, f"{ASKED.lower()}@people.test", name=ASKED, role=ROLE)
    gone = person(f"left {LEFT}")
    joined(draft, gone)
    applications.leave_team(draft, by=gone)
    return applications.submit(draft, by=world.applicant)


def seat(world, who):
    return reviews.add_reviewer(world.call, by=world.owner, person=who, languages=["fr"])


def test_reviewer_of_a_blind_stage_meets_no_trace_of_the_team(world, application, enter, django_assert_num_queries):
    closed(world)
    review = reviews.add_review(world.stage, application, seat(world, world.reviewer), by=world.coordinator)
    client = enter(world.reviewer)
    own = f"/fr/reviews/{review.pk}/"
    found = [
        (address, token)
        for address in ("/fr/reviews/", own, f"{own}conflict/", "/fr/me/")
        for token in (MEMBER, MAIL, ASKED, ROLE, LEFT)
        if token.lower().encode() in client.get(address).content.lower()
    ]
    assert found == []
    assert "à trois" in client.get(own).content.decode()
    with django_assert_num_queries(4):
        shelves(world.reviewer)


def test_who_belongs_or_belonged_never_gets_it(world, application):
    members = [member.person for member in application.team.order_by("pk") if member.person_id]
    panel = [seat(world, who) for who in (*members, world.reviewer)]
    closed(world)
    assert bars(world.call, [application], panel) == {(application.pk, seat.pk) for seat in panel[:2]}
    for row in panel[:2]:
        with pytest.raises(Refused):
            reviews.add_review(world.stage, application, row, by=world.coordinator)
    reviews.assign(world.stage, by=world.coordinator)
    assert [review.reviewer for review in Review.objects.all()] == [panel[2]]


def test_review_given_before_joining_is_closed_to_who_joins(world, enter):
    draft = shared_draft(world)
    member = invited(draft, world.reviewer.email)
    application = applications.submit(draft, by=world.applicant)
    review = reviews.add_review(world.stage, application, seat(world, world.reviewer), by=world.coordinator)
    client = enter(world.reviewer)
    assert client.get(f"/fr/reviews/{review.pk}/").status_code == 200
    applications.join_team(member, member.token, by=world.reviewer, name="R", agreed="")
    assert client.get(f"/fr/reviews/{review.pk}/").status_code == 404
    review = Review.objects.get(pk=review.pk)
    with pytest.raises(NotYours):
        reviews.save_review(review, by=world.reviewer, scores={})
    assert shelves(world.reviewer) == []


def test_colleague_in_the_team_bars_their_house(world):
    draft = shared_draft(world)
    joined(draft, world.elsewhere)
    application = applications.submit(draft, by=world.applicant)
    other = person("Nadia Berrada")
    from incubator.organisations.models import Membership

    Membership.objects.create(
        organisation=Membership.objects.get(person=world.elsewhere).organisation, person=other, role="editor"
    )
    row = seat(world, other)
    assert bars(world.call, [application], [row]) == {(application.pk, row.pk)}


def test_coordinator_in_a_team_leaves_judging_to_colleagues(world, enter):
    draft = shared_draft(world)
    joined(draft, world.coordinator)
    application = applications.submit(draft, by=world.applicant)
    closed(world)
    desk = f"/fr/desk/{'/'.join(world.cohort.slugs)}"
    assert enter(world.coordinator).get(f"{desk}/selection/").status_code == 403
    assert enter(world.owner).get(f"{desk}/selection/").status_code == 200
    with pytest.raises(NotYours):
        selections.decide(application, "accepted", by=world.coordinator)
    assert Reviewer.objects.count() == 0
