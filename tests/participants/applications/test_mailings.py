"""Writing to applicants: whom, in which language, once."""

import pytest
from django.core import mail

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, Refused, Stale
from incubator.outbox import drain, errands
from incubator.outbox.models import Errand, Message
from participants.applications import actions as applications
from participants.applications import readers
from participants.applications.desk_models import Mailing
from participants.applications.states import MailingState
from tests.participants.applications.making import draft, sent
from tests.world import person

LIST = "/fr/desk/atlas/two-shores/one/applications/"
WORDS = {
    "subject": {"fr": "Nouvelles de $title", "ar": "أخبار $title"},
    "text": {"fr": "Bonjour $name,\n\n$reference, $call. Il reste 5 $ et $$.", "ar": "مرحبا $name"},
}


@pytest.fixture
def three(world):
    """One who reads French, one Arabic, one Spanish; and a draft."""
    people = [person("Yosra Ben Amor", language="fr"), person("Wanjiru Kamau", language="ar"), person("Lucía Paz", language="es")]
    draft(world)
    return [sent(world, by=who, title=f"Film {n}", name=who.name, country="KE" if n else "SN") for n, who in enumerate(people)]


def begun(world, **said):
    said = {"audience": "list", **said}
    made = applications.begin_mailing(world.call, by=world.coordinator, **said)
    words = {name: WORDS[name] for name in ("subject", "text")}
    return applications.write_mailing(made, by=world.coordinator, version=made.version, **words)


def send(made, world):
    applications.send_mailing(made, by=world.coordinator, version=made.version, people=readers.how_many(made))
    errands.run("default")
    made.refresh_from_db()
    return made


def told(made):
    return sorted(Message.objects.filter(key__startswith=made.key).values_list("person__name", "language", "subject"))


def test_each_reads_their_own_language_or_the_nearest(three, world):
    made = send(begun(world), world)
    assert told(made) == [
        ("Lucía Paz", "fr", "Nouvelles de Film 2"),
        ("Wanjiru Kamau", "ar", "أخبار Film 1"),
        ("Yosra Ben Amor", "fr", "Nouvelles de Film 0"),
    ]
    assert (made.state, made.total, made.done) == (MailingState.SENT, 3, 3)
    text = Message.objects.get(person__name="Yosra Ben Amor", kind="application_mailing").text
    assert text == f"Bonjour Yosra Ben Amor,\n\n{three[0].reference}, Appel à idées. Il reste 5 $ et $."


def test_sent_twice_is_sent_once(three, world):
    made = begun(world)
    for _press in range(2):
        applications.send_mailing(made, by=world.coordinator, version=made.version, people=readers.how_many(made))
    errands.run("default")
    Errand.objects.update(state="pending")
    errands.run("default")
    assert len(told(made)) == 3
    assert LogEntry.objects.filter(verb="participants.send_mailing").count() == 1


def test_stopped_mailing_spares_whom_nothing_has_reached(three, world, enter):
    made = begun(world)
    applications.send_mailing(made, by=world.coordinator, version=made.version, people=readers.how_many(made))
    applications.write_batch(made, to=readers.recipients(made), most=2)
    gone = Message.objects.filter(key__startswith=made.key).first()
    Message.objects.filter(pk=gone.pk).update(state="sent")
    page = enter(world.coordinator).post(f"{LIST}mailings/{made.pk}/stop/", follow=True)
    made.refresh_from_db()
    assert (made.state, made.done, [name for name, *_rest in told(made)]) == (MailingState.STOPPED, 1, [gone.person.name])
    assert "2 personnes ne le recevront pas" in page.content.decode()
    errands.run("default")
    assert len(told(made)) == 1
    with pytest.raises(NotLawful):
        applications.stop_mailing(made, by=world.coordinator)


def test_mailing_that_has_left_cannot_be_stopped(three, world):
    made = send(begun(world), world)
    drain.drain()
    with pytest.raises(Refused):
        applications.stop_mailing(made, by=world.coordinator)
    assert (len(told(made)), made.state) == (3, MailingState.SENT)


def test_work_cut_short_goes_on_where_it_was(three, world):
    made = begun(world)
    applications.send_mailing(made, by=world.coordinator, version=made.version, people=readers.how_many(made))
    assert applications.write_batch(made, to=readers.recipients(made), most=1) is True
    # The worker died here. Its errand comes back.
    assert (len(told(made)), Mailing.objects.get().done) == (1, 1)
    errands.run("default")
    made.refresh_from_db()
    assert (len(told(made)), made.done, made.state) == (3, 3, MailingState.SENT)


def test_who_sent_two_gets_one(world, three):
    type(world.call).objects.filter(pk=world.call.pk).update(limit_per_person=2)
    world.call.refresh_from_db()
    sent(world, by=three[0].applicant)
    made = send(begun(world), world)
    assert (made.total, made.done, len(told(made))) == (3, 3, 3)


def test_who_comes_after_it_was_sent_off_does_not_get_it(three, world):
    made = begun(world)
    applications.send_mailing(made, by=world.coordinator, version=made.version, people=readers.how_many(made))
    sent(world, by=person("Zeinab Diallo"))
    errands.run("default")
    assert len(told(made)) == 3


def test_goes_to_those_of_the_filter_or_ticked(three, world):
    assert readers.how_many(begun(world, query="country=KE")) == 2
    assert readers.how_many(begun(world, audience="ticked", chosen=[three[0].pk])) == 1


def test_drafts_are_written_to_and_nobody_is_named(three, world, enter):
    made = applications.begin_mailing(world.call, by=world.coordinator, audience="drafts")
    words = {"subject": {"fr": "Il reste du temps"}, "text": {"fr": "Bonjour $name, avant le $deadline. $title"}}
    made = applications.write_mailing(made, by=world.coordinator, version=made.version, **words)
    client = enter(world.coordinator)
    shown = client.get(f"{LIST}mailings/{made.pk}/preview/").content.decode()
    assert ("Chedly Mansour" in shown, world.applicant.name in shown, "Fil à fil" in shown) == (True, False, False)
    send(made, world)
    message = Message.objects.get(key=f"{made.key}{world.applicant.pk}")
    assert (message.organisation, "Fil à fil" in message.text, "$title" in message.text) == (None, False, True)
    page = client.get(f"{LIST}mailings/{made.pk}/").content.decode()
    assert (world.applicant.name in page, world.applicant.email in page) == (False, False)
    drafts = client.get("/fr/desk/atlas/messages/")
    assert world.applicant.name not in drafts.content.decode()


def test_answers_go_to_who_wrote(three, world):
    made = begun(world)
    made = applications.write_mailing(
        made, by=world.coordinator, version=made.version, reply_to="chedly@people.test", subject=made.subject, text=made.text
    )
    send(made, world)
    mail.outbox.clear()
    drain.drain()
    answered = [one.reply_to for one in mail.outbox if one.subject.startswith(("Nouvelles", "أخبار"))]
    assert answered == [["chedly@people.test"]] * 3


def test_words_that_come_in_with_a_name_stay_words(world):
    sent(world, title="$reference {{ call }} \r\nBcc: all@example.org")
    made = send(begun(world), world)
    message = Message.objects.get(key__startswith=made.key)
    assert message.subject == "Nouvelles de $reference {{ call }} Bcc: all@example.org"


def test_two_who_write_notice_each_other(three, world):
    made = begun(world)
    applications.write_mailing(made, by=world.owner, version=made.version, subject={"fr": "A"}, text={"fr": "B"})
    with pytest.raises(Stale):
        applications.write_mailing(made, by=world.coordinator, version=made.version, subject={"fr": "C"}, text={"fr": "D"})
    with pytest.raises(Stale):
        applications.send_mailing(made, by=world.coordinator, version=made.version, people=readers.how_many(made))
    assert Mailing.objects.get().state == MailingState.DRAFT


def test_pages_lead_from_the_list_to_what_was_sent(three, world, enter):
    client = enter(world.coordinator)
    begin = {"call": world.call.slug, "audience": "list", "query": "country=KE"}
    address = client.post(f"{LIST}mailings/begin/", begin)["Location"]
    assert client.post(f"{LIST}mailings/begin/", begin)["Location"] == address
    asked = client.get(address)
    assert asked.context["languages"] == [("Arabe", 1), ("Espagnol", 1)]
    fields = {"subject_fr": "Bonjour $nom", "version": "1", "reply_to": world.coordinator.email}
    wrong = client.post(address, fields)
    assert wrong.status_code == 422
    assert [len(wrong.context["form"].errors[name]) for name in ("text", "subject")] == [1, 1]
    fields |= {"subject_fr": "Bonjour $name", "text_fr": "$title", "look": "yes"}
    preview = client.post(address, fields, follow=True)
    assert {(group.language, group.people, group.given) for group, _l, _g in preview.context["groups"]} == {
        ("ar", 1, "fr"),
        ("es", 1, "fr"),
    }
    sending = preview.request["PATH_INFO"].replace("preview", "send")
    page = client.post(sending, {"version": "2"}, follow=True)
    assert page.context["mailing"].state == MailingState.SENDING
    errands.run("default")
    page = client.get(page.request["PATH_INFO"])
    assert [(str(one.person), one.subject) for one in page.context["page"]] == [
        ("Wanjiru Kamau", "Bonjour Wanjiru Kamau"),
        ("Lucía Paz", "Bonjour Lucía Paz"),
    ]
    assert client.get(address)["Location"] == page.request["PATH_INFO"]
    assert client.post(sending.replace("send", "delete"), follow=True).status_code == 200
    assert Mailing.objects.count() == 1


def test_filter_that_is_not_understood_reaches_nobody(three, world, enter):
    said = {"call": world.call.slug, "audience": "list", "query": "country=XX"}
    assert enter(world.coordinator).post(f"{LIST}mailings/begin/", said).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_mailings_costs_the_same_for_one_and_three(rows, world, enter, django_assert_num_queries):
    for _number in range(rows):
        begun(world)
    client = enter(world.coordinator)
    with django_assert_num_queries(9):
        client.get(f"{LIST}mailings/")


def test_who_came_on_paper_without_an_account_is_written_to(three, world):
    type(three[0]).objects.filter(pk=three[0].pk).update(applicant=None, email="papier@people.test", language="ar")
    made = send(begun(world), world)
    message = Message.objects.get(address="papier@people.test", kind="application_mailing")
    assert (made.total, made.done, message.person, message.language) == (3, 3, None, "ar")
    assert message.text == f"مرحبا {three[0].name}"
