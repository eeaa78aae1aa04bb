"""What happens to a review while somebody writes it: the application is withdrawn, the seat is taken away."""

import pytest

from incubator.lib.errors import NotLawful
from participants.applications import actions as applications
from participants.reviews import actions as reviews
from participants.reviews.actions.reading import Gone
from participants.reviews.models import Review
from participants.reviews.queue import waiting_count
from tests.participants.making import in_review


def marks(world, value):
    return {criterion.pk: value for criterion in world.stage.criteria.all()}


def test_withdrawn_application_leaves_the_queue_and_what_was_typed_is_kept(world, enter):
    review = in_review(world, 1)[0]
    by, before = review.reviewer.person, waiting_count(review.reviewer.person)
    applications.withdraw(review.application, by=review.application.applicant)
    with pytest.raises(NotLawful):
        reviews.give_in(review, by=by, scores=marks(world, 4), comment="Presque fini.")
    kept = Review.objects.get(pk=review.pk)
    assert (kept.state, kept.comment, before, waiting_count(by)) == ("draft", "Presque fini.", 1, 0)
    page = enter(by).get(f"/fr/reviews/{review.pk}/")
    assert (page.status_code, page.context["open"]) == (200, False)


@pytest.mark.parametrize("begun", [False, True])
def test_who_left_the_panel_meanwhile_is_told_so(world, begun):
    review = in_review(world, 1)[0]
    by = review.reviewer.person
    if begun:
        reviews.save_review(review, by=by, scores=marks(world, 4))
    reviews.remove_reviewer(review.reviewer, by=world.coordinator)
    with pytest.raises(Gone):
        reviews.give_in(review, by=by, scores=marks(world, 4), comment="Presque fini.")


def test_second_tab_shows_what_was_typed_in_it(world, enter):
    review = in_review(world, 1)[0]
    by, client = review.reviewer.person, enter(review.reviewer.person)
    reviews.save_review(review, by=by, scores=marks(world, 2), comment="Premier onglet.")
    sent = {f"c-{pk}": 5 for pk in marks(world, 5)} | {"comment": "Second onglet.", "version": review.version, "then": "submit"}
    answer = client.post(f"/fr/reviews/{review.pk}/", sent)
    assert (answer.status_code, "Second onglet." in answer.content.decode()) == (409, True)
    told = client.post(f"/fr/reviews/{review.pk}/", sent, headers={"accept": "application/json"})
    assert (told.status_code, told.json()) == (409, {"stale": Review.objects.get(pk=review.pk).version})
