"""Step 2: an application begun without an account, on a phone; and two more, so that there is something to rank."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from incubator.accounts import actions as accounts
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State
from programmes.calls.models import Question
from programmes.calls.states import Meaning, Type
from tests.thread import files
from tests.thread.cast import Thread

NAME, TITLE = "Awa Konaté", "Fil à fil"
BORN = date(2000, 5, 17)


def questions(thread: Thread) -> dict[str, Question]:
    """By what the answer tells; the long one, the link and the files by their type."""
    return {row.meaning or row.type: row for row in Question.objects.filter(section__call=thread.call)}


def answers(name: str, title: str) -> dict[str, str]:
    return {
        Meaning.NAME: name,
        Meaning.BIRTH: BORN.isoformat(),
        Meaning.COUNTRY: "CI",
        Meaning.REGION: "Bouaké",
        Meaning.TITLE: title,
        Meaning.DISCIPLINE: "documentary",
        Meaning.SUMMARY: "Une filature et celles qui y travaillent.",
        Type.LONG: "Ma mère y a passé trente ans. Je filme les mains, puis les voix.",
    }


def begin(thread: Thread) -> None:
    """Typed by somebody without an account, lost by a reload, found again."""
    phone, asked = thread.person("awa", NAME, phone=True), questions(thread)
    phone.go("/fr/calls/appel/")
    phone.follow("/calls/appel/apply/")
    given = answers(NAME, TITLE)
    first = {f"q-{asked[key].pk}": given[key] for key in (Meaning.NAME, Meaning.TITLE, Type.LONG)}
    phone.write(**first)
    expect(phone.all("#saved")).to_have_class("saved kept", timeout=15_000)
    phone.page.reload()
    for name, value in first.items():
        expect(phone.all(f"[name={name}]")).to_have_value(value)
    phone.follow("/calls/appel/apply/address/")
    phone.send(email=phone.email)
    phone.type_code()
    assert phone.path.startswith("/fr/calls/appel/apply/")


def finish(thread: Thread) -> None:
    phone, asked = thread.awa, questions(thread)
    if not phone.path.split("#")[0].endswith("/apply/"):
        phone.go("/fr/calls/appel/apply/")
    phone.write(**{f"q-{asked[key].pk}": value for key, value in answers(NAME, TITLE).items()})
    for file in (files.picture(thread.folder), files.document(thread.folder)):
        phone.all("main input[type=file]:enabled").set_input_files(file)
        expect(phone.all(".files a", has_text=file.name)).to_be_visible(timeout=15_000)
    phone.press("button[name=to][value=review]")
    phone.send()
    sent = Application.objects.get(applicant__email=phone.email)
    assert (sent.state, sent.name, sent.country, sent.attachments.count()) == (State.SUBMITTED, NAME, "CI", 2)
    phone.see(sent.reference)
    thread.mailbox.letter(phone.email, sent.reference)


def others(thread: Thread) -> None:
    """Company: the same by actions, from two people who do not need to be walked."""
    asked = questions(thread)
    for key, name, title in (("brahim", "Brahim Sall", "Le sel"), ("chiara", "Chiara Diop", "Trois marées")):
        who = accounts.person_for(f"{key}@fil.test", language="fr", name=name)
        raw = {asked[meaning].pk: value for meaning, value in answers(name, title).items()}
        draft = applications.begin(thread.call, by=who, language="fr")
        draft = applications.save_answers(draft, raw, by=who).application
        paper = SimpleUploadedFile("dossier.pdf", files.document(thread.folder, f"{key}.pdf").read_bytes())
        applications.attach(draft, asked[Type.FILE], paper, by=who)
        applications.submit(draft, by=who)
    assert Application.objects.filter(state=State.SUBMITTED).count() == 3


def close(thread: Thread) -> None:
    desk = thread.chedly
    desk.go("/fr/desk/ateliers/sud-sud/premiere/call/appel/")
    desk.follow("/step/close/")
    desk.press("main button[name=sure]")
    assert not thread.call.accepts
