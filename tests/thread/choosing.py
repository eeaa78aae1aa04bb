"""Steps 3 to 5: the list, the panel, the reviews, the ranking, the decisions and their letters."""

from participants.applications.models import Application
from participants.applications.states import State
from participants.participations.models import Participation, Project
from participants.reviews.models import AssignmentRun, Review
from tests.thread.applying import NAME, TITLE
from tests.thread.cast import COHORT, Thread
from tests.thread.person import Person

REVIEWERS = (("rokhaya", "Rokhaya Sarr"), ("sefu", "Sefu Otieno"))
LETTER = "Votre idée nous a réunis. Venez la faire avec nous."


def see_list(thread: Thread) -> None:
    desk = thread.chedly
    desk.go(COHORT)
    desk.follow("/premiere/applications/", within="body")
    desk.see(TITLE, NAME, "Le sel", "Trois marées")
    sent = Application.objects.get(title=TITLE)
    desk.follow(f"/applications/{sent.reference}/")
    desk.see(NAME, "affiche.jpg", "dossier.pdf")


def assign(thread: Thread) -> None:
    """The worker works out who reads what; what it proposes is looked at and accepted."""
    desk = thread.chedly
    for key, name in REVIEWERS:
        desk.go(COHORT)
        desk.follow("/premiere/reviews/", within="body")
        desk.follow("/reviews/reviewers/new/")
        desk.send(email=f"{key}@fil.test", name=name, languages=["fr"], most=10)
    desk.follow("/assign/")
    desk.send(each=2)
    assert "/reviews/runs/" in desk.path
    thread.eventually(lambda: AssignmentRun.objects.get().state == "proposed")
    desk.page.reload()
    assert desk.all("main .alert.done").count() == 1  # every place is filled
    assert Review.objects.count() == 0
    desk.act("/decide/", "button[value=accept]")
    assert Review.objects.count() == 6
    desk.follow("/premiere/reviews/", within="body")
    desk.see("Rokhaya Sarr", "Sefu Otieno")


def review(thread: Thread) -> None:
    """Each reads three, without learning who wrote them."""
    for number, (key, name) in enumerate(REVIEWERS):
        reader = thread.person(key, name)
        thread.mailbox.letter(reader.email, "/reviews/")
        reader.enter()
        reader.go("/fr/me/")
        reader.follow("/fr/reviews/", within="body")
        for _ in range(3):
            reader.page.locator("main .shelf .head a.go").click()
            reader.page.wait_for_url("**/reviews/*/")
            score(reader, number)
            reader.go("/fr/reviews/")
    assert set(Review.objects.values_list("state", flat=True)) == {"submitted"}


def score(reader: Person, number: int) -> None:
    page = reader.page.content()
    hidden = [one for one in (NAME, "Konaté", "awa@fil.test", "Brahim", "Chiara", "affiche.jpg") if one in page]
    assert hidden == [], reader.path
    best = TITLE in reader.text
    for criterion in reader.all("#rubric [data-criterion]").all():
        value = 5 if best else 3 - number
        criterion.locator(f"label:has(input[value='{value}'])").click()
    reader.write(comment="Une voix.", for_applicant="On entend les mains.")
    reader.send("button[name=then][value=submit]")


def decide(thread: Thread) -> None:
    """Nothing shows before it is published; then the letter is in the mail and on the page at once."""
    desk, phone = thread.chedly, thread.awa
    desk.go(COHORT)
    desk.follow("/premiere/selection/", within="body")
    titles = desk.all(".ranking-table tbody th .ttl").all_inner_texts()
    assert titles[0] == TITLE
    for title, verdict in ((TITLE, "accepted"), ("Le sel", "waitlisted"), ("Trois marées", "declined")):
        row = desk.page.locator(".ranking-table tbody tr", has_text=title)
        with desk.page.expect_navigation():
            row.locator(f"button[name=verdict][value={verdict}]").click()
    desk.follow("/selection/letters/")
    desk.send(accepted={"fr": LETTER}, reply_by=thread.day(15), share_comments=True)
    assert LETTER in desk.all("#previews").inner_text()
    silent(thread)
    desk.go(f"{COHORT}selection/")
    desk.press("button[name=step][value=freeze]")
    silent(thread)
    desk.follow("/selection/publish/")
    desk.send(name="Première promotion")
    thread.mailbox.letter(phone.email, LETTER)
    open_application(thread)
    phone.see(LETTER, "On entend les mains.")


def open_application(thread: Thread) -> None:
    phone = thread.awa
    phone.go("/fr/me/applications/")
    phone.page.locator("main .things a.ttl").first.click()
    phone.page.wait_for_url("**/me/applications/*/")


def silent(thread: Thread) -> None:
    open_application(thread)
    assert LETTER not in thread.awa.page.content()
    assert thread.awa.all("form[action*='/answer/']").count() == 0
    assert not any(LETTER in one for one in thread.mailbox.letters(thread.awa.email))


def confirm(thread: Thread) -> None:
    phone = thread.awa
    phone.act("/answer/", "button[value=yes]")
    assert Application.objects.get(title=TITLE).state == State.CONFIRMED
    place = Participation.objects.get(person__email=phone.email)
    project = Project.objects.get(members=place)
    assert (place.state, project.title) == ("active", TITLE)
    phone.go("/fr/me/")
    phone.follow("/me/cohort/ateliers/sud-sud/premiere/")
    phone.see(TITLE)
