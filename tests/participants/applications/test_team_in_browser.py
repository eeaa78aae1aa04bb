"""Two people in one form, each in a browser of their own."""

from playwright.sync_api import Page, expect

from participants.applications.models import Answer
from participants.applications.states import Edits
from tests.fixtures.browser import PHONE
from tests.participants.applications.teams import invited, joined, second_section, shared_draft

FORM = "/fr/calls/call-for-ideas/apply/"


def entered(page: Page, live_server, client, user) -> Page:
    """The window, signed in."""
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return page


def field(page: Page, question):
    return page.locator(f"[name=q-{question.pk}]")


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_class("saved kept", timeout=8000)


def looked_at(page: Page) -> None:
    """Comes back to the page after a while: then it asks at once what others wrote."""
    page.wait_for_timeout(4500)  # it does not ask twice within four seconds
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_two_people_type_at_once_and_neither_loses_a_word(world, window, live_server, enter, transactional_db):
    application = shared_draft(world)
    joined(application, world.stranger)
    title, idea = world.questions["title"], world.questions["idea"]
    awa = entered(window(PHONE), live_server, enter(), world.applicant)
    stella = entered(window(), live_server, enter(), world.stranger)
    for page in (awa, stella):
        page.goto(f"{FORM}?application={application.pk}")
    # different answers at once: both stand, each sees the other's without loading anew
    field(awa, title).fill("De Awa")
    field(stella, idea).fill("De Stella,\nsur deux lignes.")
    saved(awa)
    saved(stella)
    looked_at(awa)
    looked_at(stella)
    expect(field(awa, idea)).to_have_value("De Stella,\nsur deux lignes.")
    expect(field(stella, title)).to_have_value("De Awa")
    expect(awa.locator(f"#q-{idea.pk}-mark bdi")).to_contain_text("Stella Achieng,")
    # what was taken over is no change of one's own
    field(awa, title).fill("De Awa, deux")
    saved(awa)
    assert Answer.objects.get(question=idea).by == world.stranger
    # the same answer at once: the second is shown both
    field(stella, title).fill("De Stella aussi")
    notice = stella.locator(f"#q-{title.pk} .alert")
    expect(notice.locator(".theirs")).to_have_text("De Awa, deux", timeout=8000)
    expect(notice.locator(".by")).to_contain_text("Awa Konaté,")
    expect(field(stella, title)).to_have_value("De Stella aussi")
    assert Answer.objects.get(question=title).value == "De Awa, deux"
    notice.locator("[name=mine]").click()
    saved(stella)
    looked_at(awa)
    expect(field(awa, title)).to_have_value("De Stella aussi")
    assert {row.question: row.value for row in Answer.objects.filter(question__in=[title, idea])} == {
        title: "De Stella aussi", idea: "De Stella,\nsur deux lignes.",
    }  # fmt: skip


def test_what_one_types_is_not_taken_away_by_what_others_wrote(world, window, live_server, enter, transactional_db):
    application = shared_draft(world)
    joined(application, world.stranger)
    title = world.questions["title"]
    awa = entered(window(PHONE), live_server, enter(), world.applicant)
    awa.goto(f"{FORM}?application={application.pk}")
    awa.wait_for_load_state("networkidle")
    awa.context.set_offline(True)
    field(awa, title).fill("Hors ligne")
    expect(awa.locator("#saved")).to_have_class("saved offline", timeout=8000)
    from participants.applications import actions as applications

    applications.save_answers(application, {title.pk: "De Stella"}, by=world.stranger)
    awa.context.set_offline(False)
    looked_at(awa)
    notice = awa.locator(f"#q-{title.pk} .alert")
    expect(notice.locator(".theirs")).to_have_text("De Stella", timeout=8000)
    expect(field(awa, title)).to_have_value("Hors ligne")


def test_member_of_one_section_and_the_teams_pages_on_a_phone(
    world, window, live_server, enter, accessible, transactional_db
):  # fmt: skip
    second_section(world)
    application = shared_draft(world)
    title, idea = world.questions["title"], world.questions["idea"]
    joined(application, world.stranger, edits=Edits.SOME, sections=[idea.section_id], role="montage")
    asked = invited(application)
    stella = entered(window(PHONE), live_server, enter(), world.stranger)
    stella.goto(f"{FORM}?application={application.pk}")
    expect(field(stella, title)).to_have_count(0)
    field(stella, idea).fill("Par Stella")
    saved(stella)
    accessible(stella)
    for address in (f"/fr/me/applications/{application.pk}/team/", f"/fr/invitation/{asked.token}/"):
        stella.goto(address)
        accessible(stella)
    awa = entered(window(PHONE), live_server, enter(), world.applicant)
    awa.goto(f"/fr/me/applications/{application.pk}/team/")
    accessible(awa)
    assert Answer.objects.get(question=idea).by == world.stranger
