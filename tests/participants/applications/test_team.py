"""What the team's actions do and refuse."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from incubator.accounts import actions as accounts
from incubator.accounts.erasure import collected
from incubator.accounts.leaving import forget
from incubator.audit.models import LogEntry
from incubator.files.models import StoredFile
from incubator.lib.errors import NotLawful, NotYours, Refused, TooLate
from incubator.outbox.models import Message
from incubator.outbox.render import html
from participants.applications import actions as applications
from participants.applications import team
from participants.applications.actions.team import A_DAY, LASTS, MAILS, TO_ADDRESS, fenced
from participants.applications.errors import LeadsAlone, LimitReached, NotYourPart, Stranger
from participants.applications.models import Answer, Application, TeamMember
from participants.applications.states import Edits, MemberState, State
from tests.participants.applications.making import draft, png, raw, sent
from tests.participants.applications.teams import invited, joined, second_section, shared_draft
from tests.world import person


def kinds(person=None):
    return [*Message.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)]


def test_invitation_is_mailed_to_the_address_in_the_chosen_language(world):
    application = shared_draft(world)
    member = invited(application, " Sefu@People.test ", language="en", role="camera")
    message = Message.objects.get(kind="team_invitation")
    assert (message.person, message.address, message.language) == (None, "sefu@people.test", "en")
    assert message.link == f"/en/invitation/{member.token}/"
    assert (message.organisation, message.in_app) == (None, False)  # a draft is nothing the desk could read of
    assert (member.state, member.person, application.shared) == (MemberState.INVITED, None, False)
    application.refresh_from_db()
    assert application.shared is True


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Fil à fil", "Fil à fil"),
        ("Win at https://evil.example/x?y=1 now", "Win at … now"),
        ("evil.example", "…"),
        ("write to me@evil.example", "write to …"),
        ("one\n\nDear reader,\r\nsend money", "one Dear reader, send money"),
        ("”, says the “bank", ", says the bank"),
        ("x" * 200, "x" * 79 + "…"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_words_of_people_are_fenced_in_mails_to_strangers(typed, kept):
    assert fenced(typed) == kept


def test_invitation_carries_nothing_a_spammer_could_use(world):
    world.applicant.name = "Buy now http://evil.example"
    world.applicant.save()
    application = shared_draft(world, title="Free money\n\nat www.evil.example <b>now</b>")
    message = Message.objects.get(address=invited(application).email)
    assert ("evil" in message.subject, "evil" in message.text) == (False, False)
    assert "«\u00a0Free money at … <b>now</b>\u00a0»" in message.text
    assert "<b>now" not in html(message)


def test_call_says_whether_teams_apply_and_how_large(world):
    application = draft(world)
    with pytest.raises(Refused):
        invited(application)
    world.call.team_max = 1
    world.call.save()
    application = Application.objects.get(pk=application.pk)
    invited(application)
    with pytest.raises(Refused):
        invited(application, "other@people.test")
    applications.remove_member(TeamMember.objects.get(), by=world.applicant)
    assert invited(application, "other@people.test").state == MemberState.INVITED


def test_lead_invites_neither_themself_nor_anybody_twice(world):
    application = shared_draft(world)
    for email in (world.applicant.email, world.applicant.email.upper()):
        with pytest.raises(Refused):
            invited(application, email)
    joined(application, world.stranger)
    with pytest.raises(Refused):
        invited(application, world.stranger.email)
    with pytest.raises(Stranger):
        applications.invite(application, by=world.stranger, email="x@people.test", name="X")


def test_one_address_gets_few_mails_about_one_application(world):
    application = shared_draft(world)
    member = invited(application)
    with pytest.raises(Refused):
        applications.remind_member(member, by=world.applicant)
    moment = timezone.now()
    for _again in range(MAILS - 1):
        moment += timedelta(hours=2)
        with time_machine.travel(moment, tick=False):
            applications.remind_member(member, by=world.applicant)
    with time_machine.travel(moment + timedelta(days=2), tick=False):
        with pytest.raises(Refused):
            applications.remind_member(member, by=world.applicant)
        applications.remove_member(member, by=world.applicant)
        with pytest.raises(Refused):
            invited(application, member.email)
    assert Message.objects.filter(kind="team_invitation").count() == MAILS


def test_one_lead_and_one_address_have_a_measure_for_the_day(world):
    world.call.team_max = 20
    world.call.limit_per_person = 9
    world.call.save()
    application = draft(world)
    for number in range(A_DAY):
        invited(application, f"p{number}@people.test")
        TeamMember.objects.filter(email=f"p{number}@people.test").update(state=MemberState.REMOVED)
    with pytest.raises(Refused):
        invited(application, "more@people.test")
    for number in range(TO_ADDRESS):
        invited(draft(world, by=person(f"L{number} Lead")), "target@people.test")
    with pytest.raises(Refused):
        invited(draft(world, by=person("Last Lead")), "target@people.test")


def test_only_the_address_asked_says_yes_and_the_token_serves_once(world):
    application = shared_draft(world)
    member = invited(application, world.stranger.email)
    token = member.token
    for who, key in ((world.mentor, token), (world.stranger, "another")):
        with pytest.raises(NotYours):
            applications.join_team(member, key, by=who, name="X", agreed="")
    member = applications.join_team(member, token, by=world.stranger, name="Stella", agreed="Terms.")
    assert (member.state, member.person, member.name, member.agreed) == (
        MemberState.CONFIRMED, world.stranger, "Stella", "Terms.",
    )  # fmt: skip
    for replay in (
        lambda: applications.join_team(member, token, by=world.stranger, name="X", agreed=""),
        lambda: applications.refuse_team(member, token),
    ):
        with pytest.raises(NotLawful):
            replay()
    assert kinds(world.applicant) == ["team_joined"]
    assert LogEntry.objects.about(application).first().verb == "participants.join_team"


def test_new_invitation_closes_the_old_address_and_time_closes_both(world):
    member = invited(shared_draft(world), world.stranger.email)
    old = member.token
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        member = applications.remind_member(member, by=world.applicant)
    assert (team.invitation(old), team.invitation(member.token)) == (None, member)
    with time_machine.travel(timezone.now() + LASTS + timedelta(days=1), tick=False), pytest.raises(TooLate):
        applications.join_team(member, member.token, by=world.stranger, name="S", agreed="")


def test_no_is_said_without_an_account_and_can_be_asked_once_more(world):
    application = shared_draft(world)
    member = applications.refuse_team(invited(application), TeamMember.objects.get().token)
    assert (member.state, kinds(world.applicant)) == (MemberState.DECLINED, ["team_refused"])
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        assert invited(application).state == MemberState.INVITED


def test_member_writes_in_their_sections_and_sends_nothing(world):
    second_section(world)
    application = shared_draft(world)
    title, idea, picture = (world.questions[key] for key in ("title", "idea", "picture"))
    joined(application, world.stranger, edits=Edits.SOME, sections=[title.section_id, 999_999])
    assert TeamMember.objects.get().sections == [title.section_id]
    applications.save_answers(application, {title.pk: "De Stella"}, by=world.stranger)
    assert (Answer.objects.get(question=title).by, Answer.objects.get(question=idea).by) == (world.stranger, None)
    with pytest.raises(NotYourPart):
        applications.save_answers(application, {title.pk: "Deux", idea.pk: "Autre"}, by=world.stranger)
    with pytest.raises(NotYourPart):
        applications.attach(application, picture, png(), by=world.stranger)
    attachment = applications.attach(application, picture, png(), by=world.applicant)
    with pytest.raises(NotYourPart):
        applications.detach(attachment, by=world.stranger)
    assert Answer.objects.get(question=title).value == "De Stella"
    for step in (applications.submit, applications.withdraw):
        with pytest.raises(Stranger):
            step(application, by=world.stranger)
    applications.submit(application, by=world.applicant)
    with pytest.raises(LeadsAlone):
        applications.save_answers(application, {title.pk: "Encore"}, by=world.stranger)


def test_member_who_only_reads_writes_nothing(world):
    application = shared_draft(world)
    joined(application, world.stranger, edits=Edits.NONE)
    with pytest.raises(NotYourPart):
        applications.save_answers(application, raw(world, title="Non"), by=world.stranger)
    assert Answer.objects.get(question=world.questions["title"]).value == "Fil à fil"


def test_files_are_the_leads_and_stay_when_who_sent_them_leaves(world):
    application = shared_draft(world)
    joined(application, world.stranger)
    attachment = applications.attach(application, world.questions["picture"], png(), by=world.stranger)
    assert attachment.stored.owner == world.applicant
    assert StoredFile.objects.visible_to(world.stranger).count() == 1
    applications.leave_team(application, by=world.stranger)
    assert StoredFile.objects.visible_to(world.stranger).count() == 0
    assert StoredFile.objects.visible_to(world.applicant).count() == 1


def test_sight_ends_with_leaving_and_with_being_taken_out(world):
    application = shared_draft(world)
    member = joined(application, world.stranger)
    other = joined(application, world.mentor)
    assert list(Application.objects.visible_to(world.stranger)) == [application]
    applications.leave_team(application, by=world.stranger)
    applications.remove_member(other, by=world.applicant)
    for who in (world.stranger, world.mentor):
        assert list(Application.objects.visible_to(who)) == []
        assert list(TeamMember.objects.visible_to(who)) == []
        with pytest.raises(Stranger):
            applications.save_answers(application, {}, by=who)
    member.refresh_from_db()
    assert (member.state, member.person) == (MemberState.LEFT, world.stranger)  # who once belonged never judges it
    assert kinds(world.mentor) == ["team_removed"]


def test_lead_is_handed_over_with_files_and_limit(world):
    application = shared_draft(world)
    member = joined(application, world.stranger, role="camera")
    applications.attach(application, world.questions["picture"], png(), by=world.applicant)
    with pytest.raises(NotLawful):
        applications.take_lead(application, by=world.stranger)
    applications.offer_lead(member, by=world.applicant)
    application = applications.take_lead(application, by=world.stranger)
    member.refresh_from_db()
    assert (application.applicant, member.person, member.email) == (world.stranger, world.applicant, world.applicant.email)
    assert (member.state, member.role, member.offered) == (MemberState.CONFIRMED, "", None)
    assert [file.owner for file in StoredFile.objects.all()] == [world.stranger]
    with pytest.raises(Stranger):
        applications.submit(application, by=world.applicant)
    assert applications.submit(application, by=world.stranger).state == State.SUBMITTED
    assert kinds(world.applicant)[-2:] == ["team_lead_taken", "team_sent"]
    # and back again: still one row for two people
    applications.offer_lead(member, by=world.stranger)
    application = applications.take_lead(application, by=world.applicant)
    assert (application.applicant, TeamMember.objects.get().person) == (world.applicant, world.stranger)


def test_sent_application_counts_for_who_takes_its_lead(world):
    application = shared_draft(world)
    member = joined(application, world.stranger)
    applications.submit(application, by=world.applicant)
    sent(world, by=world.stranger)
    applications.offer_lead(member, by=world.applicant)
    with pytest.raises(LimitReached):
        applications.take_lead(application, by=world.stranger)
    application.refresh_from_db()
    assert application.applicant == world.applicant


def test_members_send_their_own_besides(world):
    """The limit counts what one leads, so that being in a team takes nobody's own chance."""
    application = shared_draft(world)
    joined(application, world.stranger)
    applications.submit(application, by=world.applicant)
    assert sent(world, by=world.stranger).state == State.SUBMITTED


def test_lead_taken_after_leaving_and_left_after_taking(world):
    application = shared_draft(world)
    member = joined(application, world.stranger)
    applications.offer_lead(member, by=world.applicant)
    applications.leave_team(application, by=world.stranger)
    with pytest.raises(Stranger):
        applications.take_lead(application, by=world.stranger)
    application.refresh_from_db()
    assert application.applicant == world.applicant
    other = joined(application, world.mentor)
    applications.offer_lead(other, by=world.applicant)
    applications.take_lead(application, by=world.mentor)
    with pytest.raises(Stranger):
        applications.leave_team(application, by=world.mentor)
    applications.leave_team(application, by=world.applicant)
    application.refresh_from_db()
    assert (application.applicant, [member.state for member in team.counted(application)]) == (world.mentor, [])


def test_offer_to_another_takes_the_first_back(world):
    application = shared_draft(world)
    first, second = joined(application, world.stranger), joined(application, world.mentor)
    applications.offer_lead(first, by=world.applicant)
    applications.offer_lead(second, by=world.applicant)
    assert [*TeamMember.objects.filter(offered__isnull=False)] == [second]
    applications.refuse_lead(application, by=world.mentor)
    assert TeamMember.objects.filter(offered__isnull=False).count() == 0
    assert kinds(world.applicant)[-1] == "team_lead_refused"


def test_sending_waits_for_everybody_only_where_the_call_says_so(world):
    application = shared_draft(world)
    joined(application, world.stranger)
    member = invited(application)
    world.call.team_confirmed = True
    world.call.save()
    with pytest.raises(Refused):
        applications.submit(Application.objects.get(pk=application.pk), by=world.applicant)
    world.call.team_confirmed = False
    world.call.save()
    application = applications.submit(Application.objects.get(pk=application.pk), by=world.applicant)
    assert application.state == State.SUBMITTED
    assert kinds(world.stranger) == ["team_sent"]
    late = accounts.person_for(member.email)
    assert applications.join_team(member, member.token, by=late, name="Sefu", agreed="").is_in
    applications.withdraw(application, by=world.applicant)
    assert [kinds(who) for who in (world.stranger, late)] == [["team_sent", "team_withdrawn"], ["team_withdrawn"]]


def test_team_in_words_for_one_and_for_many(world, django_assert_num_queries):
    application = shared_draft(world)
    joined(application, world.stranger, role="caméra")
    invited(application, name="=1+1")
    applications.refuse_team(invited(application, "no@people.test", name="Non"), TeamMember.objects.last().token)
    alone = draft(world, by=world.mentor)
    said = "Stella Achieng (caméra), =1+1 – pas encore de réponse"
    application.refresh_from_db()
    assert team.team_in_words(application) == said
    with django_assert_num_queries(1):
        assert team.teams_in_words([application.pk, alone.pk]) == {application.pk: said}
    with django_assert_num_queries(0):
        assert team.team_in_words(alone) == ""


def test_nobody_of_the_team_judges_it(world):
    application = shared_draft(world)
    joined(application, world.coordinator)
    applications.submit(application, by=world.applicant)
    assert list(Application.objects.on_desk(world.coordinator)) == []
    assert list(Application.objects.on_desk(world.owner)) == [application]
    with pytest.raises(NotYours):
        applications.put_in_review(application, by=world.coordinator)


def test_leaving_veillee_takes_places_and_invitations_along(world):
    application = shared_draft(world)
    joined(application, world.stranger)
    applications.save_answers(application, {world.questions["title"].pk: "De Stella"}, by=world.stranger)
    other = shared_draft(world, by=world.mentor)
    invited(other, world.stranger.email)
    found = dict(collected(world.stranger))
    rows = found["participants.TeamMember.person"] + found["participants.TeamMember.email"]
    assert [("token" in row, row["email"]) for row in rows] == [(False, world.stranger.email)] * 3
    forget(world.stranger, by=world.stranger)
    assert TeamMember.objects.count() == 0
    assert Answer.objects.get(application=application, question=world.questions["title"]).value == "De Stella"


def test_lead_who_leaves_veillee_leaves_the_work_to_the_team(world):
    application = shared_draft(world, picture=None)
    joined(application, world.stranger)
    joined(application, world.mentor)
    applications.save_answers(application, {world.questions["idea"].pk: "De nous trois"}, by=world.mentor)
    forget(world.applicant, by=world.applicant)
    application.refresh_from_db()
    assert (application.applicant, application.name, application.birth) == (world.stranger, world.stranger.name, None)
    kept = dict(Answer.objects.filter(application=application).values_list("question__meaning", "value"))
    assert ("name" in kept, "birth" in kept, Answer.objects.get(question=world.questions["idea"]).value) == (
        False,
        False,
        "De nous trois",
    )
    assert [member.person for member in application.team.all()] == [world.mentor]
    assert Message.objects.filter(person=world.stranger, kind="team_lead_left").count() == 1


def test_lead_without_a_team_takes_the_draft_along(world):
    application = shared_draft(world)
    invited(application)
    forget(world.applicant, by=world.applicant)
    assert Application.objects.filter(pk=application.pk).exists() is False
