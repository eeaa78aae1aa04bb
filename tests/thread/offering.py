"""Step 1: an organisation, its programme, its cohort and its call."""

from incubator.accounts.models import User
from incubator.organisations.models import Organisation
from tests.thread.cast import COHORT, PROGRAMME, Thread

PASSWORD = "a-long-password"


def found_organisation(thread: Thread) -> None:
    admin = thread.person("adama", "Adama Cissé")
    user = User.objects.create_user(admin.email, PASSWORD, name=admin.name, language="fr", is_staff=True)
    user.emailaddress_set.create(email=admin.email, verified=True, primary=True)
    owner = thread.person("olfa", "Olfa Trabelsi")
    owner.enter()
    owner.follow("/me/organisations/new/", within="body")
    owner.send(name="Ateliers Sud", slug="ateliers", country="TN", city="Tunis")
    thread.mailbox.link(admin.email, "/desk/approvals/")
    admin.go("/fr/accounts/login/")
    admin.send(login=admin.email, password=PASSWORD)
    admin.follow("/desk/", within="header")
    admin.follow("/desk/approvals/")
    admin.act("/ateliers/approve/")
    assert Organisation.objects.get().is_public
    for key, name, role in (("chedly", "Chedly Mansour", "coordinator"), ("emna", "Emna Gharbi", "editor")):
        invite(thread, key, name, role)


def invite(thread: Thread, key: str, name: str, role: str) -> None:
    """The owner asks; the invited come by the link in their mail and a code."""
    invited = thread.person(key, name)
    thread.olfa.go("/fr/desk/ateliers/")
    thread.olfa.follow("/desk/ateliers/members/", within="body")
    thread.olfa.send(within="main form.form", email=invited.email, role=role)
    invited.go(thread.mailbox.link(invited.email, "/invitations/"))
    invited.press()
    invited.type_code()
    invited.press()
    assert invited.path == "/fr/desk/ateliers/"
    invited.go("/fr/me/preferences/")
    invited.send(name=name)


def make_places(thread: Thread) -> None:
    desk = thread.chedly
    desk.go("/fr/desk/ateliers/")
    desk.follow("/desk/ateliers/sites/", within="body")
    for name, city, country, zone, room in (
        ("La Maison", "Tunis", "TN", "Africa/Tunis", "Studio bleu"),
        ("La Cour", "Dakar", "SN", "Africa/Dakar", "Salle haute"),
    ):
        desk.go("/fr/desk/ateliers/sites/")
        desk.follow("/sites/new/")
        desk.send(name=name, city=city, country=country, time_zone=zone)
        desk.page.locator("li", has_text=name).locator("a[href$='/rooms/new/']").click()
        desk.page.wait_for_url("**/rooms/new/")
        desk.send(name=room, capacity=20)


def make_programme(thread: Thread) -> None:
    desk = thread.chedly
    desk.go("/fr/desk/ateliers/")
    desk.follow("/desk/ateliers/programmes/new/")
    desk.send(
        name={"fr": "Ateliers Sud-Sud", "en": "South-South workshops"},
        slug="sud-sud",
        summary={"fr": "Des idées d’ici, vues de partout."},
        countries=["TN", "SN", "CI"],
        disciplines=["animation", "documentary"],
        languages=["fr", "en"],
    )
    assert desk.path == PROGRAMME
    desk.act("/list/")
    desk.follow("/partners/")
    desk.send(name="Institut des deux rives", country="SN", role="institutional")
    desk.see("Institut des deux rives")


def make_cohort(thread: Thread) -> None:
    desk = thread.chedly
    desk.go(PROGRAMME)
    desk.follow("/sud-sud/new/")
    desk.send(
        name={"fr": "Première promotion", "en": "First cohort"},
        slug="premiere",
        starts=thread.day(-30),
        ends=thread.day(300),
        time_zone="Africa/Tunis",
        capacity=2,
        budget=40000,
        currency="EUR",
    )
    assert desk.path == COHORT
    desk.follow("/premiere/edit/")
    for box in desk.all("[name=sites]").all():
        box.check()
    desk.send()
    desk.follow("/phases/new/")
    desk.send(name={"fr": "Écriture", "en": "Writing"}, starts=thread.day(10), ends=thread.day(100))
    desk.see("Écriture")


def make_call(thread: Thread) -> None:
    desk = thread.chedly
    desk.go(COHORT)
    desk.follow("/premiere/call/", within="body")
    desk.follow("/call/new/")
    desk.send(
        title={"fr": "Appel à idées", "en": "Call for ideas"},
        summary={"fr": "Un premier film, une première série."},
        offers={"fr": "Un an d’accompagnement."},
        text={"fr": "Envoyez-nous **une idée**."},
        slug="appel",
        opens_day=thread.day(-1),
        closes_day=thread.day(20),
        answer_by=thread.day(40),
        grace_minutes=0,
        age_min=18,
        age_max=40,
        countries=["TN", "SN", "CI"],
    )
    desk.act("/form/starter/")
    desk.go(f"{COHORT}call/appel/")
    desk.follow("/call/appel/stages/")
    desk.act("/stages/starter/", "button[value='panel']")
    stage = thread.call.stages.get()
    desk.follow(f"/stages/{stage.pk}/")
    desk.send(reviews_each=2)
    stage.refresh_from_db()
    assert (stage.blind, stage.reviews_each) == (True, 2)
    desk.follow("/call/appel/preview/")
    assert desk.all("main form fieldset").count() > 1
    desk.go(f"{COHORT}call/appel/")
    desk.follow("/step/publish/")
    desk.press()
    assert thread.call.is_open


def see_call(thread: Thread) -> None:
    """Who may apply, by when, and who is behind it, to somebody who is nobody here."""
    visitor = thread.person("stella", "", phone=True)
    visitor.go("/fr/")
    visitor.go("/fr/calls/")
    visitor.follow("/fr/calls/appel/")
    visitor.see("Appel à idées", "18", "40", "Tunisie", "Sénégal", "Ateliers Sud", "Institut des deux rives", "23:59")
    assert visitor.all("main time").count() > 0
