"""The team's pages: for the lead, for members, for who finds an invitation in their mail."""

import re

import pypdfium2
import pytest
import time_machine
from django.utils import timezone

from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.applications.actions.team import LASTS
from participants.applications.models import Answer, Application, TeamMember
from participants.applications.states import Edits, MemberState, State
from tests.participants.applications.making import draft, png
from tests.participants.applications.teams import invited, joined, second_section, shared_draft
from tests.world import person

FORM = "/fr/calls/call-for-ideas/apply/"
SCRIPT = "<script>alert('x')</script>"


def home(application):
    return f"/fr/me/applications/{application.pk}/"


def body(answer):
    return answer.content.decode()


def test_lead_invites_on_the_page(world, enter):
    application = shared_draft(world)
    client = enter(world.applicant)
    page = f"{home(application)}team/"
    assert "invite/" in body(client.get(page))
    typed = {"name": "Sefu", "email": "sefu@people.test", "language": "ar", "edits": "some"}
    refused = client.post(f"{page}invite/", typed)
    assert (refused.status_code, "sefu@people.test" in body(refused)) == (422, True)  # nothing typed is lost
    section = world.questions["title"].section_id
    assert client.post(f"{page}invite/", typed | {"sections": [section]}).status_code == 302
    member = TeamMember.objects.get()
    assert (member.edits, member.sections, Message.objects.get(kind="team_invitation").language) == ("some", [section], "ar")
    # a double click sends one mail
    assert client.post(f"{page}invite/", typed | {"sections": [section]}).status_code == 422
    assert (TeamMember.objects.count(), Message.objects.filter(kind="team_invitation").count()) == (1, 1)


def test_page_says_where_no_team_is_taken(world, enter):
    application = draft(world)
    text = body(enter(world.applicant).get(f"{home(application)}team/"))
    assert ("invite/" in text, "candidatures individuelles" in text) == (False, True)


def test_script_in_a_name_and_a_part_stays_text(world, enter):
    application = shared_draft(world, title=SCRIPT, name=SCRIPT)
    joined(application, world.stranger, role=SCRIPT)
    member = TeamMember.objects.get()
    TeamMember.objects.filter(pk=member.pk).update(name=SCRIPT)
    asked = invited(application, role=SCRIPT)
    applications.submit(application, by=world.applicant)
    application.refresh_from_db()
    desk = f"/fr/desk/{'/'.join(world.cohort.slugs)}/applications/{application.reference}/"
    pages = [
        (world.applicant, f"{home(application)}team/"), (world.stranger, f"{home(application)}team/"),
        (world.stranger, home(application)), (world.coordinator, desk), (None, f"/fr/invitation/{asked.token}/"),
        (world.applicant, f"{home(application)}team/{member.pk}/remove/"), (world.applicant, f"{home(application)}sent/"),
    ]  # fmt: skip
    for who, address in pages:
        answer = enter(who).get(address)
        assert (answer.status_code, SCRIPT in body(answer)) == (200, False), address
        assert "&lt;script&gt;" in body(answer), address


def test_invitation_shows_a_visitor_what_it_means_and_takes_a_no(world, enter):
    application = shared_draft(world)
    member = invited(application, role="caméra")
    address = f"/fr/invitation/{member.token}/"
    client = enter()
    answer = client.get(address)
    assert [word in body(answer) for word in ("Awa Konaté", "Fil à fil", "caméra", "Atlas", member.email)] == [True] * 5
    assert (answer.headers["Referrer-Policy"], "no-store" in answer.headers["Cache-Control"]) == ("no-referrer", True)
    assert client.get(address).status_code == 200  # looking answers nothing
    client.post(address, {"answer": "yes", "name": "X"})
    member.refresh_from_db()
    assert member.state == MemberState.INVITED
    assert client.post(address, {"answer": "no"}).status_code == 302
    member.refresh_from_db()
    assert member.state == MemberState.DECLINED
    assert client.get(address).status_code == 410
    assert client.post(address, {"answer": "yes", "name": "X"}).status_code == 410


def test_code_goes_to_the_address_that_was_asked(world, enter):
    member = invited(shared_draft(world))
    client = enter()
    answer = client.post(f"/fr/invitation/{member.token}/", {"answer": "code"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"next=%2Ffr%2Finvitation%2F{member.token}%2F")
    assert Message.objects.latest("pk").address == member.email


def test_another_address_is_told_so_and_does_not_get_in(world, enter):
    member = invited(shared_draft(world), world.stranger.email)
    address = f"/fr/invitation/{member.token}/"
    client = enter(world.mentor)
    text = body(client.get(address))
    assert [word in text for word in (world.stranger.email, world.mentor.email, 'value="yes"')] == [True, True, False]
    client.post(address, {"answer": "yes", "name": "Mariam"})
    member.refresh_from_db()
    assert (member.state, member.person) == (MemberState.INVITED, None)
    assert client.get(home(member.application)).status_code == 404


def test_person_asked_joins_and_comes_back_by_the_same_link(world, enter):
    application = shared_draft(world)
    member = invited(application, world.stranger.email)
    client = enter(world.stranger)
    assert f"/invitation/{member.token}/" in body(client.get("/fr/me/applications/"))
    address = f"/fr/invitation/{member.token}/"
    assert client.post(address, {"answer": "yes", "name": ""}).status_code == 422
    joined_to = client.post(address, {"answer": "yes", "name": "Stella A."})
    assert joined_to.headers["Location"] == home(application)
    member.refresh_from_db()
    assert (member.name, member.state, len(member.agreed.splitlines())) == ("Stella A.", MemberState.CONFIRMED, 5)
    assert client.get(address).headers["Location"] == home(application)
    # replayed by somebody else it says nothing of who was asked
    for who in (None, world.mentor):
        again = enter(who).get(address)
        assert (again.status_code, "Stella" in body(again), "Fil à fil" in body(again)) == (410, False, False)


def test_invitation_runs_out(world, enter):
    member = invited(shared_draft(world), world.stranger.email)
    with time_machine.travel(timezone.now() + LASTS + LASTS, tick=False):
        assert enter().get(f"/fr/invitation/{member.token}/").status_code == 410
    assert enter().get("/fr/invitation/nothing/").status_code == 404


def test_member_writes_in_their_sections_and_reads_the_others(world, enter):
    second_section(world)
    application = shared_draft(world)
    applications.attach(application, world.questions["picture"], png("affiche.png"), by=world.applicant)
    title, idea, picture = (world.questions[key] for key in ("title", "idea", "picture"))
    joined(application, world.stranger, edits=Edits.SOME, sections=[title.section_id])
    client = enter(world.stranger)
    assert client.get(home(application)).headers["Location"] == f"{FORM}?application={application.pk}"
    text = body(client.get(FORM, {"application": application.pk}))
    assert [f'name="q-{one.pk}"' in text for one in (title, idea, picture)] == [True, False, False]
    assert ("Une filature et celles qui y travaillent." in text, "affiche.png" in text) == (True, True)
    versions = re.search(r'name="versions" value="([^"]*)"', text)
    assert versions and [f"{one.pk}:" in versions[1] for one in (title, idea)] == [True, False]
    forged = {"application": application.pk, "versions": f"{idea.pk}:1", f"q-{idea.pk}": "Volé"}
    answer = client.post(FORM, forged, headers={"Accept": "application/json"})
    assert (answer.status_code, Answer.objects.get(question=idea).value) == (409, "Une filature et celles qui y travaillent.")
    right = {"application": application.pk, "versions": f"{title.pk}:1", f"q-{title.pk}": "À deux"}
    answer = client.post(FORM, right, headers={"Accept": "application/json"})
    assert (answer.status_code, next(iter(answer.json()["marks"].values())).split(",")[0]) == (200, "Stella Achieng")
    review = client.get(f"{FORM}review/", {"application": application.pk})
    assert (review.status_code, 'name="language"' in body(review)) == (200, False)
    client.post(f"{FORM}review/", {"application": application.pk, "language": "fr"})
    application.refresh_from_db()
    assert application.state == State.DRAFT


def test_changes_of_others_are_told_with_who_made_them(world, enter, django_assert_num_queries):
    application = shared_draft(world)
    joined(application, world.stranger)
    title = world.questions["title"]
    application.refresh_from_db()
    client = enter(world.applicant)
    asks = {"headers": {"Accept": "application/json"}}
    known = {"application": application.pk, "version": application.version, "versions": f"{title.pk}:1"}
    told = client.get(FORM, known, **asks).json()
    assert (told["changed"], told["version"]) == ({}, application.version)
    with django_assert_num_queries(4):  # session, person, call, application
        client.get(FORM, known, **asks)
    applications.save_answers(application, {title.pk: "De Stella"}, by=world.stranger)
    told = client.get(FORM, known, **asks).json()
    answer = told["changed"][str(title.pk)]
    assert (answer["value"], answer["version"], answer["by"].split(",")[0]) == ("De Stella", 2, "Stella Achieng")
    assert client.get(FORM, known | {"version": told["version"]}, **asks).json()["changed"] == {}
    assert enter(world.mentor).get(FORM, known, **asks).status_code == 404


def test_taken_out_is_out_with_the_next_request(world, enter):
    application = shared_draft(world)
    member = joined(application, world.stranger)
    client = enter(world.stranger)
    addresses = [
        f"{home(application)}team/", f"{FORM}?application={application.pk}", f"{FORM}review/?application={application.pk}",
    ]  # fmt: skip
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    lead = enter(world.applicant)
    assert lead.post(f"{home(application)}team/{member.pk}/remove/").status_code == 302
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    title = world.questions["title"].pk
    late = {"application": application.pk, "versions": f"{title}:1", f"q-{title}": "Après"}
    assert client.post(FORM, late, headers={"Accept": "application/json"}).status_code == 404
    assert f"applications/{application.pk}/" not in body(client.get("/fr/me/applications/"))
    assert Answer.objects.get(question=title).value == "Fil à fil"


def test_lead_goes_over_on_the_pages(world, enter):
    application = shared_draft(world)
    member = joined(application, world.stranger)
    lead, other = enter(world.applicant), enter(world.stranger)
    team = f"{home(application)}team/"
    assert other.get(f"{team}lead/").status_code == 403
    lead.post(f"{team}{member.pk}/lead/")
    assert "lead/" in body(other.get(team))
    assert other.post(f"{team}lead/", {"sure": "yes"}).status_code == 302
    application.refresh_from_db()
    assert application.applicant == world.stranger
    assert lead.get(f"{home(application)}withdraw/").status_code == 403
    assert other.get(f"{home(application)}withdraw/").status_code == 200
    assert lead.post(f"{team}leave/").status_code == 302
    assert lead.get(team).status_code == 404


def test_members_of_another_application_are_not_found(world, enter):
    mine = shared_draft(world)
    theirs = joined(shared_draft(world, by=world.mentor), world.stranger)
    client = enter(world.applicant)
    for step in ("", "again/", "remove/", "lead/"):
        assert client.post(f"{home(mine)}team/{theirs.pk}/{step}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.is_in is True


def test_read_through_warns_of_who_has_not_confirmed(world, enter):
    application = shared_draft(world)
    invited(application, name="Sefu Otieno")
    client = enter(world.applicant)
    address = f"{FORM}review/?application={application.pk}"
    text = body(client.get(address))
    assert [word in text for word in ("Sefu Otieno", "Tout le monde n’a pas confirmé", 'name="language"')] == [True] * 3
    world.call.team_confirmed = True
    world.call.save()
    text = body(client.get(address))
    assert ("Cet appel attend que tout le monde ait confirmé" in text, 'name="language"' in text) == (True, False)


def test_desk_reads_of_the_team_with_states(world, enter):
    application = shared_draft(world)
    joined(application, world.stranger, role="son")
    invited(application, name="Sefu Otieno")
    application = applications.submit(application, by=world.applicant)
    desk = f"/fr/desk/{'/'.join(world.cohort.slugs)}/applications/{application.reference}/"
    text = body(enter(world.coordinator).get(desk))
    assert [word in text for word in ("Stella Achieng", "son", "Sefu Otieno")] == [True] * 3
    assert "sefu@people.test" not in text
    joined(application, world.coordinator)
    assert enter(world.coordinator).get(desk).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_team_costs_the_same_for_one_and_three(rows, world, enter, django_assert_num_queries):
    application = shared_draft(world)
    for number in range(rows):
        joined(application, person(f"P{number} Sarr"))
    for who, queries in ((world.applicant, 8), (TeamMember.objects.first().person, 9)):
        client = enter(who)
        client.get(f"{home(application)}team/")
        with django_assert_num_queries(queries):
            client.get(f"{home(application)}team/")


@pytest.mark.parametrize("rows", [1, 3])
def test_form_costs_the_same_for_a_team_of_one_and_three(rows, world, enter, django_assert_num_queries):
    application = shared_draft(world)
    for number in range(rows):
        joined(application, person(f"P{number} Sarr"))
    client = enter(world.applicant)
    client.get(FORM, {"application": application.pk})
    with django_assert_num_queries(12):
        client.get(FORM, {"application": application.pk})
    title = world.questions["title"].pk
    post = {"application": application.pk, "versions": f"{title}:1", f"q-{title}": "Autre"}
    with django_assert_num_queries(14):
        client.post(FORM, post, headers={"Accept": "application/json"})


def test_own_list_shows_teams_one_is_in(world, enter):
    application = shared_draft(world, title="La mer")
    joined(application, world.stranger)
    text = body(enter(world.stranger).get("/fr/me/applications/"))
    assert ("La mer" in text, "vous faites partie de l’équipe" in text) == (True, True)
    assert Application.objects.of(world.stranger).count() == 0


def test_spreadsheet_and_paper_name_the_team(world, enter):
    application = shared_draft(world)
    joined(application, world.stranger, role="son")
    invited(application, name="=1+1")
    application = applications.submit(application, by=world.applicant)
    client = enter(world.coordinator)
    sheet = b"".join(client.get(f"/fr/desk/{'/'.join(world.cohort.slugs)}/applications/export.csv").streaming_content).decode()
    assert "Stella Achieng (son), =1+1 – pas encore de réponse" in sheet
    for who in (world.applicant, world.stranger):
        paper = pypdfium2.PdfDocument(enter(who).get(f"{home(application)}application.pdf").content)
        text = " ".join(page.get_textpage().get_text_range() for page in paper)
        assert ("Stella Achieng" in text, "sefu@people.test" in text) == (True, False)
