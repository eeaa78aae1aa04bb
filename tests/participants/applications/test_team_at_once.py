"""Steps on one team at the same moment, on a database that locks rows."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from participants.applications import actions as applications
from participants.applications.errors import Stranger
from participants.applications.models import Answer, TeamMember
from participants.applications.states import MemberState
from tests.participants.applications.teams import joined, shared_draft
from tests.world import build_world


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_once_more", range(5))
def test_leaving_and_taking_the_lead_at_once_leaves_one_lead(_once_more):
    world = build_world()
    application = shared_draft(world)
    applications.offer_lead(joined(application, world.stranger), by=world.applicant)
    start, refused = Barrier(2), []

    def act(step):
        start.wait()
        try:
            step(application, by=world.stranger)
        except Stranger:
            refused.append(step)
        finally:
            connection.close()

    threads = [Thread(target=act, args=(step,)) for step in (applications.leave_team, applications.take_lead)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    application.refresh_from_db()
    member = TeamMember.objects.get()
    # one of the two came second and found no place in the team any more
    assert len(refused) == 1
    if refused == [applications.leave_team]:
        assert (application.applicant, member.person, member.is_in) == (world.stranger, world.applicant, True)
    else:
        assert (application.applicant, member.person, member.is_in) == (world.applicant, world.stranger, False)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_taken_out_while_writing_is_either_before_or_after():
    world = build_world()
    application = shared_draft(world)
    member = joined(application, world.stranger)
    title, start, refused = world.questions["title"].pk, Barrier(2), []

    def write():
        start.wait()
        try:
            applications.save_answers(application, {title: "De Stella"}, by=world.stranger)
        except Stranger:
            refused.append(title)
        finally:
            connection.close()

    def remove():
        start.wait()
        applications.remove_member(member, by=world.applicant)
        connection.close()

    threads = [Thread(target=write), Thread(target=remove)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert TeamMember.objects.get().state == MemberState.REMOVED
    assert Answer.objects.get(question=title).value == ("Fil à fil" if refused else "De Stella")
