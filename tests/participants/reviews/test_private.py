"""What is private to the coordinators reaches no reviewer, in an open stage no more than in a blind one."""

import pytest

from participants.applications import actions as applications
from participants.reviews import actions as reviews
from participants.reviews.sheet import sheet_of
from programmes.calls.models import Stage
from programmes.calls.states import Type
from tests.participants.applications.making import draft, png
from tests.participants.making import closed
from tests.programmes.calls.making import add

SECRET, OPEN = "Plonkfiscal", "Plainly told"


@pytest.fixture(params=[True, False], ids=["blind", "open"])
def review(request, world):
    Stage.objects.filter(pk=world.stage.pk).update(blind=request.param)
    world.stage.refresh_from_db()
    section, by = world.questions["name"].section, world.coordinator
    kinds = {
        Type.SHORT: SECRET, Type.LONG: SECRET, Type.PEOPLE: [{"name": SECRET}], Type.LINK: f"https://{SECRET}.example/",
        Type.BUDGET: {"lines": [{"label": SECRET, "amount": "100"}], "asked": "50"},
    }  # fmt: skip
    private = {kind: add(section, kind, by=by, private=True, label=f"Privé {kind}", limits={}) for kind in kinds}
    told = add(section, Type.SHORT, by=by, label="Public")
    paper = add(section, Type.IMAGE, by=by, private=True, label="Privé image")
    application = draft(world)
    answers = {private[kind].pk: value for kind, value in kinds.items()} | {told.pk: OPEN}
    applications.save_answers(application, answers, by=world.applicant)
    applications.attach(application, paper, png(f"{SECRET}.png"), by=world.applicant)
    application = applications.submit(application, by=world.applicant)
    closed(world)
    seat = reviews.add_reviewer(world.call, by=by, person=world.reviewer)
    return reviews.add_review(world.stage, application, seat, by=by)


def test_private_answers_reach_no_page_of_the_reviewer(world, review, enter) -> None:
    client = enter(world.reviewer)
    page = client.get(f"/fr/reviews/{review.pk}/")
    text = page.content.decode()
    assert (SECRET.lower() in text.lower(), "Privé" in text, OPEN in text) == (False, False, True)


def test_private_file_is_not_there_for_the_reviewer(world, review, enter) -> None:
    client = enter(world.reviewer)
    stored = review.application.attachments.get().stored
    assert (sheet_of(review).files, client.get(f"/fr/reviews/{review.pk}/files/1/").status_code) == ([], 404)
    assert client.get(stored.get_absolute_url()).status_code == 404


def test_private_answers_are_not_even_counted(world, review) -> None:
    # name and birth are what a blind stage keeps back and says so
    assert sheet_of(review).hidden == (2 if review.stage.blind else 0)


def test_coordinator_reads_them(world, review, enter) -> None:
    address = f"/fr/desk/{'/'.join(world.cohort.slugs)}/applications/{review.application.reference}/"
    assert enter(world.coordinator).get(address).content.decode().count(SECRET) >= 5
