"""Names in credits: linked to a page where the one named lets them, plain where not."""

from django.urls import reverse

from showcase.creators import actions as creators
from showcase.works import actions as works
from tests.showcase.making import published_work


def linked(work):
    return [row.creator_id for row in work.credits.all()]


def named(world):
    """The participant's public page, and a public work that names it."""
    creator = creators.switch(creators.create(world.participant, by=world.participant), True, by=world.participant)
    return creator, published_work(world)


def test_who_is_named_takes_the_link_away_also_from_a_public_work(world, enter):
    creator, work = named(world)
    client, page = enter(world.participant), reverse("showcase:my_creator")
    before = (linked(work), creator.get_absolute_url() in enter().get(work.get_absolute_url()).content.decode())
    assert str(work.title) in client.get(page).content.decode()
    answer = client.post(reverse("showcase:link_credit", args=[work.slug]), {"agrees": "0"})
    text = enter().get(work.get_absolute_url()).content.decode()
    assert (before, answer.status_code, linked(work)) == (([creator.pk], True), 302, [None])
    assert (creator.name in text, creator.get_absolute_url() in text) == (True, False)
    assert work.slug not in enter().get(creator.get_absolute_url()).content.decode()


def test_refusal_holds_whoever_writes_the_credits_anew(world):
    creator, work = named(world)
    works.link_credit(work, creator, False, by=world.participant)
    rows = [
        {"role": {"fr": "Image"}, "name": creator.name, "creator": creator},
        {"role": {"fr": "Son"}, "name": creator.name.upper()},
    ]
    works.set_credits(work, rows, by=world.editor)
    refused = linked(work)
    works.link_credit(work, creator, True, by=world.participant)
    assert (refused, linked(work)) == ([None, None], [creator.pk, creator.pk])


def test_nobody_answers_for_another(world, enter):
    _creator, work = named(world)
    url = reverse("showcase:link_credit", args=[work.slug])
    answers = [enter(who).post(url, {"agrees": "0"}).status_code for who in (world.stranger, world.editor, world.applicant)]
    assert (answers, linked(work) != [None]) == ([404] * 3, True)
