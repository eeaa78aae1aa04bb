"""Steps 6 and 7: mentors, matching, a logged session; a workshop at two sites and its calendar."""

from icalendar import Calendar

from mentoring.meetings.models import Meeting, Mentorship
from mentoring.mentors.models import Engagement
from programmes.workshops.models import Session
from tests.thread.cast import COHORT, Thread
from tests.thread.person import Person

SHARED, PRIVATE, NEXT = "On coupe le prologue.", "Fatiguée, à ménager.", "Relire la scène du métier"


def engage(thread: Thread) -> None:
    """Asked by the desk; each says on their own page what they bring."""
    desk = thread.chedly
    for key, name, skills in (("mariam", "Mariam Bakkali", 3), ("paul", "Paul Mwangi", 1)):
        desk.go(COHORT)
        desk.follow("/premiere/mentoring/", within="body")
        desk.follow("/mentoring/mentors/new/")
        desk.send(name=name, email=f"{key}@fil.test", capacity=2)
        mentor = thread.person(key, name, phone=key == "mariam")
        thread.mailbox.letter(mentor.email, "/mentoring/")
        mentor.enter()
        mentor.go("/fr/me/")
        mentor.follow("/fr/mentoring/", within="body")
        mentor.follow("/mentoring/profile/")
        mentor.write(headline={"fr": f"{name}, cinéaste"}, about={"fr": "Vingt ans de documentaires."}, languages=["fr"])
        for number in range(skills):
            mentor.page.locator("main label:has([name=skills])").nth(number).click()
        mentor.write(country="MA", time_zone="Africa/Casablanca", may_be_named=True)
        mentor.send(**{f"capacity_{Engagement.objects.get(mentor__person__email=mentor.email).pk}": 1})
    assert Engagement.objects.filter(answered__isnull=False).count() == 2


def wish(thread: Thread) -> None:
    phone = thread.awa
    phone.go("/fr/me/cohort/ateliers/sud-sud/premiere/")
    phone.follow("/premiere/mentors/")
    phone.see("Mariam Bakkali", "Paul Mwangi", "Vingt ans")
    phone.page.locator("main label:has([name=needs])").first.click()
    phone.write(language="fr")
    for key, place in (("mariam", "1"), ("paul", "2")):
        row = Engagement.objects.get(mentor__person__email=thread.people[key].email)
        ranked = phone.page.locator(f"[data-ranking] select[name$='{row.pk}']")
        ranked.select_option(place, force=True)
    phone.send()


def match(thread: Thread) -> None:
    desk = thread.chedly
    desk.go(f"{COHORT}mentoring/")
    desk.follow("/mentoring/preferences/")
    desk.see("Mariam Bakkali")
    desk.follow("/mentoring/matching/")
    desk.press("main .aims button[name=mode]")
    desk.all("details.why summary").first.click()
    assert desk.all("details.why li:visible").count() > 2
    desk.follow("/publish/")
    desk.press()
    pair = Mentorship.objects.get()
    assert (str(pair.engagement.mentor.person), pair.state) == ("Mariam Bakkali", "active")
    thread.mailbox.letter(thread.awa.email, "Mariam Bakkali")


def log(thread: Thread) -> None:
    """On the mentor's phone; the participant reads what is shared, and nothing else."""
    mentor, phone = thread.mariam, thread.awa
    pair = Mentorship.objects.get()
    mentor.go("/fr/mentoring/")
    mentor.follow(f"/mentoring/{pair.pk}/log/")
    mentor.send(minutes="45", mode="video", shared_notes=SHARED, next_steps=NEXT, private_notes=PRIVATE)
    mentor.see(SHARED, PRIVATE)
    meeting = Meeting.objects.get()
    assert (meeting.minutes, meeting.state) == (45, "held")
    phone.go("/fr/me/cohort/ateliers/sud-sud/premiere/")
    phone.see(NEXT)
    phone.follow(f"/mentoring/{pair.pk}/")
    phone.see(SHARED, NEXT)
    assert PRIVATE not in phone.page.content()


def plan(thread: Thread) -> None:
    """Two sessions at two sites with one person in both at once: shown, then mended."""
    desk = thread.chedly
    desk.go(COHORT)
    desk.follow("/premiere/workshops/", within="body")
    desk.follow("/workshops/+facilitator/")
    desk.send(name="Fatou Ndoye", affiliation="Atelier du son")
    desk.go(f"{COHORT}workshops/")
    desk.follow("/workshops/+new/")
    desk.write(title={"fr": "Semaine du son", "en": "Sound week"}, slug="son", starts=thread.day(12), ends=thread.day(14))
    tick_all(desk, "sites")
    desk.send()
    for title, room, begin, finish in (
        ("Prise de son", "Studio bleu", "10:00", "12:00"),
        ("Montage", "Salle haute", "11:00", "13:00"),
    ):
        desk.follow("/sessions/new/")
        desk.page.locator("main label:has([name=spaces])", has_text=room).click()
        tick_all(desk, "facilitators")
        desk.send(title={"fr": title}, day=thread.day(12), begin=begin, finish=finish, time_zone="Africa/Tunis")
    assert "Fatou Ndoye" in desk.all("main .alert.warn").inner_text()
    desk.page.locator("main .agenda a.ttl", has_text="Montage").click()
    desk.page.wait_for_url("**/sessions/*/")
    desk.send(begin="14:00", finish="16:00")
    assert desk.all("main .alert.warn").count() == 0
    desk.act("/son/publish/")
    assert {row.spaces.get().site.city for row in Session.objects.all()} == {"Tunis", "Dakar"}


def tick_all(desk: Person, name: str) -> None:
    for box in desk.all(f"main [name={name}]").all():
        box.check()


def subscribe(thread: Thread) -> None:
    phone = thread.awa
    thread.mailbox.letter(phone.email, "Semaine du son")
    phone.go("/fr/me/")
    phone.follow("/fr/me/agenda/", within="body")
    phone.see("Prise de son", "Montage", "Studio bleu", "Salle haute")
    address = phone.all("main .copy input, main input[readonly]").first.input_value()
    path = address[address.index("/feeds/") :]
    feed = thread.person("calendar", "", phone=True).page.request.get(path)
    events = Calendar.from_ical(feed.text()).walk("VEVENT")
    assert sorted(str(one["summary"]) for one in events) == ["Montage", "Prise de son"]
    assert {one.decoded("dtstart").utcoffset() is not None for one in events} == {True}
