"""Ties that are declared, and ties that are found and wait for a coordinator's eye."""

import pytest

from incubator.lib.errors import NotLawful, NotYours, Refused
from mentoring.meetings.models import Mentorship
from mentoring.mentors.models import Engagement, Mentor
from participants.applications.models import Application
from participants.participations import actions as participations
from participants.reviews import actions as reviews
from participants.reviews.conflicts import bars
from participants.reviews.finding import EVERYBODYS, in_words
from participants.reviews.mailhosts import private_domain
from participants.reviews.models import Conflict, Review
from participants.reviews.sameness import organisation_key, spoken_of
from participants.reviews.states import State, Tie
from programmes.calls import actions as calls
from showcase.creators.models import Creator
from showcase.works.models import Credit, Work
from tests.participants.applications.making import sent
from tests.participants.making import closed, seated
from tests.participants.making import in_review as reviewing
from tests.world import person


def ask(world, meaning, kind="short"):
    section = world.questions["title"].section
    label = {"fr": f"Dites {meaning}", "en": f"Say {meaning}"}
    return calls.add_question(section, by=world.coordinator, type=kind, meaning=meaning, label=label)


def signs(world):
    rows = Conflict.objects.filter(application__call=world.call).order_by("pk")
    return [(row.reviewer.person.name, row.state, [one["sign"] for one in row.signs]) for row in rows]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Studio Marée SARL", "STUDIO MAREE"), ("Les Films du Fleuve", "films fleuve"), ("A.S.B.L. Kuumba", "Kuumba asbl")],
)
def test_organisation_is_the_same_however_it_is_written(one, other):
    assert organisation_key(one) == organisation_key(other) != ""


def test_organisation_without_a_word_of_its_own_is_nobodys():
    assert [organisation_key(name) for name in ("", "Association", "la SARL")] == ["", "", ""]
    assert organisation_key("Studio Marée") != organisation_key("Studio Mare Nostrum")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("awa@studio-maree.org", "studio-maree.org"), ("awa@GMAIL.com", ""), ("awa@yahoo.fr", ""), ("awa@orange.sn", ""),
        ("awa@people.test", ""), ("nobody", ""), ("", ""), ("a@b@atelier.tn", "atelier.tn"),
    ],
)  # fmt: skip
def test_public_mail_hosts_are_nobodys_own(address, domain):
    assert private_domain(address) == domain


def test_person_is_found_in_a_sentence_in_either_order():
    text = "Surtout pas Madame SARR Rokhaya, ni le Studio Marée."
    assert [spoken_of(name, text) for name in ("Rokhaya Sarr", "Studio Marée SARL", "Sefu Otieno", "Sar", "")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_ties_are_found_and_keep_apart_until_somebody_has_looked(world):
    ask(world, "organisation")
    ask(world, "apart", "long")
    from_house = {"organisation": "Studio Marée", "apart": ""}
    for name, extra in (("Anouk", from_house), ("Brahim", {"apart": "Sefu Otieno, nous sommes brouillés"}), ("Chiara", {})):
        by = person(f"{name} Écrit", language="fr")
        questions = {
            one.meaning: one.pk for one in world.call.sections.get(pk=world.questions["title"].section_id).questions.all()
        }
        application = sent(world, by=by, name=name, title=f"Projet {name}")
        for meaning, value in extra.items():
            application.answers.create(question_id=questions[meaning], value=value)
    closed(world)
    rokhaya, sefu = seated(world)
    reviews.edit_reviewer(rokhaya, by=world.coordinator, affiliation="STUDIO MAREE sarl")
    assert reviews.look_for_ties(world.call) == 2
    assert signs(world) == [("Rokhaya Sarr", "waiting", ["organisation"]), ("Sefu Otieno", "waiting", ["named"])]
    rows = list(Application.objects.order_by("pk"))
    assert bars(world.call, rows, [rokhaya, sefu]) == {(rows[0].pk, rokhaya.pk), (rows[1].pk, sefu.pk)}
    first, second = Conflict.objects.order_by("pk")
    reviews.dismiss_conflict(first, by=world.coordinator)
    reviews.confirm_conflict(second, by=world.coordinator)
    assert bars(world.call, rows, [rokhaya, sefu]) == {(rows[1].pk, sefu.pk)}
    assert reviews.look_for_ties(world.call) == 0  # what somebody decided stands


def test_question_of_who_should_not_read_is_kept_from_every_reviewer(world):
    assert ask(world, "apart").private is True


def test_same_private_domain_is_found_in_the_team_too(world):
    application = sent(world, by=person("Anouk Écrit", language="fr"), name="Anouk", title="Projet")
    Application.objects.filter(pk=application.pk).update(shared=True)
    application.team.create(email="dora@atelier.tn", name="Dora", expires=world.call.closes, asked=world.call.opens)
    world.reviewer.email = "rokhaya@atelier.tn"
    world.reviewer.save()
    closed(world)
    seated(world)
    reviews.look_for_ties(world.call)
    assert signs(world) == [("Rokhaya Sarr", "waiting", ["mail"])]


def test_domain_of_everybody_is_no_tie(world):
    who = person("Anouk Écrit")
    who.email = "anouk@school.tn"
    who.save()
    sent(world, by=who, name="Anouk", title="Projet")
    world.reviewer.email = "rokhaya@school.tn"
    world.reviewer.save()
    closed(world)
    seated(world)
    assert reviews.look_for_ties(world.call) == 1
    more = [Application(call=world.call, state="submitted", email=f"p{number}@school.tn") for number in range(EVERYBODYS)]
    Application.objects.bulk_create(more)
    assert reviews.look_for_ties(world.call) == 0  # found no more, so it waits no more


def test_earlier_ways_together_are_found(world):
    """A cohort, a mentorship and a work in common: each floor tells what it knows."""
    applicant = person("Anouk Écrit", language="fr")
    places = [
        participations.accept_invitation(participations.invite(world.cohort, by=world.coordinator, person=one), by=one)
        for one in (applicant, world.second_reviewer)
    ]
    mentor = Engagement.objects.create(mentor=Mentor.objects.create(person=world.reviewer), cohort=world.cohort)
    Mentorship.objects.create(participation=places[0], engagement=mentor, starts=world.call.opens.date())
    work = Work.objects.create(
        slug="sel", programme=world.programme, title={"fr": "Le sel"}, kind="film", year=2025, proposed_by=applicant
    )
    for one in (applicant, world.reviewer):
        creator = Creator.objects.create(slug=f"c{one.pk}", person=one, name=one.name)
        Credit.objects.create(work=work, role={"fr": "Image"}, name=one.name, creator=creator)
    sent(world, by=applicant, name="Anouk", title="Projet")
    closed(world)
    seated(world)
    reviews.look_for_ties(world.call)
    assert sorted(signs(world)) == [("Rokhaya Sarr", "waiting", ["mentoring", "work"]), ("Sefu Otieno", "waiting", ["cohort"])]
    assert "Le sel" in in_words(Conflict.objects.get(reviewer__person=world.reviewer).signs)[1]


def test_dismissed_tie_waits_again_where_a_new_sign_comes_up(world):
    ask(world, "organisation")
    ask(world, "apart", "long")
    application = sent(world, by=person("Anouk Écrit", language="fr"), name="Anouk", title="Projet")
    by_meaning = {one.meaning: one for one in application.call.sections.first().questions.all()}
    by_meaning |= {one.meaning: one for one in world.questions["title"].section.questions.all()}
    application.answers.create(question=by_meaning["organisation"], value="Studio Marée")
    closed(world)
    rokhaya, _sefu = seated(world)
    reviews.edit_reviewer(rokhaya, by=world.coordinator, affiliation="Studio Marée")
    reviews.look_for_ties(world.call)
    reviews.dismiss_conflict(Conflict.objects.get(), by=world.coordinator)
    assert reviews.look_for_ties(world.call) == 0
    application.answers.create(question=by_meaning["apart"], value="Rokhaya Sarr")
    assert reviews.look_for_ties(world.call) == 1
    assert Conflict.objects.get().state == Tie.WAITING


def test_confirmed_tie_takes_an_open_review_back(world):
    review, *_rest = reviewing(world, 1)
    conflict = Conflict.objects.create(application=review.application, reviewer=review.reviewer, state=Tie.WAITING)
    reviews.confirm_conflict(conflict, by=world.coordinator)
    assert Review.objects.filter(pk=review.pk).count() == 0
    with pytest.raises(NotLawful):
        reviews.confirm_conflict(conflict, by=world.coordinator)


def test_nobody_judges_their_own_tie(world):
    review, *_rest = reviewing(world, 1)
    conflict = Conflict.objects.create(application=review.application, reviewer=review.reviewer, state=Tie.WAITING)
    for who in (review.reviewer.person, review.application.applicant):
        with pytest.raises(NotYours):
            reviews.dismiss_conflict(conflict, by=who)


def test_what_a_reviewer_declared_only_they_take_back(world):
    review, *_rest = reviewing(world, 1)
    conflict = Conflict.objects.create(
        application=review.application, reviewer=review.reviewer, state=Tie.WAITING, signs=[{"sign": "mail", "fact": "x.tn"}]
    )
    declared = reviews.declare_conflict(review, by=review.reviewer.person, reason="A cousin")
    assert (declared.pk, declared.state, declared.reason) == (conflict.pk, Tie.STANDS, "A cousin")
    with pytest.raises(Refused):
        reviews.dismiss_conflict(Conflict.objects.select_related("reviewer").get(), by=world.coordinator)
    assert Review.objects.get(pk=review.pk).state == State.RECUSED
