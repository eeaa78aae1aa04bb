"""Creators' pages: made by their owners, switched on and off."""

import pytest
from django.urls import reverse

from incubator.lib.errors import NotYours
from incubator.organisations import actions as organisations
from showcase.creators import actions as creators
from showcase.creators.models import Creator
from showcase.works import actions as works
from tests.showcase.making import published_work


def test_create_twice_gives_one_page(world):
    first = creators.create(world.participant, by=world.participant)
    assert creators.create(world.participant, by=world.participant) == first
    assert (first.slug, first.listed, list(first.participations.all())) == ("paul-mwangi", False, [])


def test_page_is_public_while_switched_on(world, enter):
    creator = creators.create(world.participant, by=world.participant)
    answers = []
    for on in (False, True, False):
        creators.switch(creator, on, by=world.participant)
        answers.append(enter().get(creator.get_absolute_url()).status_code)
    assert answers == [404, 200, 404]


def test_page_shows_works_with_the_role_held(world, enter):
    creator = creators.create(world.participant, by=world.participant)
    creators.switch(creator, True, by=world.participant)
    work = published_work(world)
    text = enter().get(creator.get_absolute_url()).content.decode()
    assert (work.slug in text, "Réalisation" in text) == (True, True)
    assert creator.get_absolute_url() in enter().get(work.get_absolute_url()).content.decode()


def test_credit_is_a_plain_name_while_the_page_is_off(world, enter):
    creator = creators.create(world.participant, by=world.participant)
    text = enter().get(published_work(world).get_absolute_url()).content.decode()
    assert ("Paul Mwangi" in text, creator.get_absolute_url() in text) == (True, False)


def test_owner_writes_and_switches_in_the_browser(world, enter):
    client = enter(world.participant)
    assert client.post(reverse("showcase:switch_creator")).status_code == 404
    form = {"name": "Paul M.", "statement_fr": "Je filme.", "country": "KE", "disciplines": ["animation"]}
    assert client.post(reverse("showcase:my_creator"), form).status_code == 302
    client.post(reverse("showcase:switch_creator"), {"listed": "1"})
    creator = Creator.objects.get()
    assert (creator.name, creator.country, creator.listed) == ("Paul M.", "KE", True)


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_with_more_creators(number, world, enter, django_assert_num_queries):
    for user in (world.participant, world.applicant, world.mentor)[:number]:
        creators.switch(creators.create(user, by=user), True, by=user)
    enter().get(reverse("showcase:creators"))
    with django_assert_num_queries(3):
        enter().get(reverse("showcase:creators"))


def test_list_narrows_by_name_and_country(world, enter):
    for user, country in ((world.participant, "KE"), (world.applicant, "CI")):
        creators.switch(creators.create(user, by=user, country=country), True, by=user)

    def names(**query):
        return [one.name for one in enter().get(reverse("showcase:creators"), query).context["page"]]

    assert (names(), names(q="mwan"), names(country="CI")) == (["Awa Konaté", "Paul Mwangi"], ["Paul Mwangi"], ["Awa Konaté"])


def collective_of(world):
    mine = creators.create(world.applicant, by=world.applicant, name="Atelier 12", collective=True)
    member = creators.create(world.participant, by=world.participant)
    for one in (mine, member):
        creators.switch(one, True, by=one.person)
    return mine, member


def test_members_are_shown_once_they_said_yes(world, enter):
    mine, member = collective_of(world)
    creators.name_members(mine, [member, mine], by=world.applicant)
    named = [member.name in enter().get(mine.get_absolute_url()).content.decode()]
    belonging = member.collectives.get()
    with pytest.raises(NotYours):
        creators.answer(belonging, True, by=world.applicant)
    url = reverse("showcase:answer_collective", args=[belonging.pk])
    assert enter(world.stranger).post(url, {"agrees": "1"}).status_code == 404
    enter(world.participant).post(url, {"agrees": "1"})
    named.append(member.name in enter().get(mine.get_absolute_url() + "?2").content.decode())
    creators.name_members(mine, [member], by=world.applicant)
    named.append(member.collectives.get().agreed is not None)
    creators.answer(member.collectives.get(), False, by=world.participant)
    named.append(member.name in enter().get(mine.get_absolute_url() + "?3").content.decode())
    assert named == [False, True, True, False]


def test_links_are_addresses_with_a_name(world, enter):
    form = {"name": "Paul M.", "links": "example.org Portfolio\nhttps://sound.test/paul", "available": ["touring"]}
    client = enter(world.participant)
    assert client.post(reverse("showcase:my_creator"), form | {"links": "javascript:alert(1) x"}).status_code == 422
    client.post(reverse("showcase:my_creator"), form)
    creator = Creator.objects.get()
    assert (creator.links, creator.available) == (
        [{"url": "https://example.org", "text": "Portfolio"}, {"url": "https://sound.test/paul", "text": "sound.test"}], ["touring"],
    )  # fmt: skip


def test_page_stays_when_the_organisation_is_gone(world, enter):
    creator = creators.create(world.participant, by=world.participant)
    creators.switch(creator, True, by=world.participant)
    published_work(world)
    organisations.refuse(world.organisation, by=world.admin, reason="Gone.")
    assert enter().get(creator.get_absolute_url()).status_code == 200


def test_works_stand_under_what_the_creator_did(world, enter):
    creator = creators.create(world.participant, by=world.participant)
    creators.switch(creator, True, by=world.participant)
    work = published_work(world)
    rows = [{"role": {"fr": role}, "name": "Paul Mwangi"} for role in ("Son", "Réalisation")]
    works.set_credits(work, rows, by=world.editor)
    text = enter().get(creator.get_absolute_url()).content.decode()
    assert (text.count(f"/fr/works/{work.slug}/"), "Son" in text, "Réalisation" in text) == (2, True, True)


def test_names_are_found_without_accents_case_or_letter_forms_in_every_database(world, enter):
    people = {"Émile Çelik": world.participant, "Ɲɔgɔn": world.editor, "أسماء الحديدي": world.applicant, "Zoé_100%": world.owner}
    for name, person in people.items():
        creators.switch(creators.create(person, by=person, name=name), True, by=person)
    expected = {
        "emile": ["Émile Çelik"], "ÉMILE cel": ["Émile Çelik"], "mile": [], "nogon": ["Ɲɔgɔn"], "اسماء": ["أسماء الحديدي"],
        "حديدي": [], "الحديدى": ["أسماء الحديدي"], "zoe 100": ["Zoé_100%"], "%": [], "100": ["Zoé_100%"],
    }  # fmt: skip
    found = {
        typed: [one.name for one in enter().get(reverse("showcase:creators"), {"q": typed}).context["page"]] for typed in expected
    }
    assert found | {"%": []} == expected
    creators.edit(world.participant.creator, by=world.participant, name="Émilie")
    assert enter().get(reverse("showcase:suggest_works"), {"q": "emili"}).json() == ["Émilie"]
