"""Steps on one team at the same moment, on a database that locks rows."""

from functools import partial

import pytest

from participants.applications import actions as applications
from participants.applications.errors import Stranger
from participants.applications.models import Answer, TeamMember
from participants.applications.states import MemberState
from tests.at_once import at_once, kinds
from tests.participants.applications.teams import joined, shared_draft
from tests.world import build_world


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_once_more", range(5))
def test_leaving_and_taking_the_lead_at_once_leaves_one_lead(_once_more):
    world = build_world()
    application = shared_draft(world)
    applications.offer_lead(joined(application, world.stranger), by=world.applicant)
    left, led = at_once(
        *[partial(step, application, by=world.stranger) for step in (applications.leave_team, applications.take_lead)]
    )
    application.refresh_from_db()
    member = TeamMember.objects.get()
    # one of the two came second and found no place in the team any more
    assert kinds([left, led]) == [Stranger]
    if left is not None:
        assert (application.applicant, member.person, member.is_in) == (world.stranger, world.applicant, True)
    else:
        assert (application.applicant, member.person, member.is_in) == (world.applicant, world.stranger, False)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_taken_out_while_writing_is_either_before_or_after():
    world = build_world()
    application = shared_draft(world)
    member = joined(application, world.stranger)
    title = world.questions["title"].pk
    refused = kinds(at_once(
        lambda: applications.save_answers(application, {title: "De Stella"}, by=world.stranger),
        lambda: applications.remove_member(member, by=world.applicant),
    ))  # fmt: skip
    assert TeamMember.objects.get().state == MemberState.REMOVED
    assert Answer.objects.get(question=title).value == ("Fil à fil" if refused else "De Stella")
