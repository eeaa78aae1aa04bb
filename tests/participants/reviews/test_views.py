from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.models import Conflict, Review
from tests.participants.making import applied, closed, in_review, scored, seated
from tests.world import person


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def filled(review, *values, **more):
    pairs = zip(review.stage.criteria.all(), values, strict=False)
    return {f"c-{criterion.pk}": value for criterion, value in pairs} | {"version": review.version} | more


def test_submit_leads_to_the_next_one(world, enter):
    mine = [review for review in in_review(world, 2) if review.reviewer.person == world.reviewer]
    client = enter(world.reviewer)
    first, second = (f"/fr/reviews/{review.pk}/" for review in mine)
    answer = client.post(first, filled(mine[0], 4, 5, comment="Net.", then="submit"))
    assert (answer.status_code, answer.url) == (302, second)
    assert client.post(second, filled(mine[1], 1, 1, then="submit")).url == "/fr/reviews/"
    assert set(Review.objects.filter(reviewer__person=world.reviewer).values_list("state", flat=True)) == {"submitted"}
    assert b'name="comment"' not in client.get(first).content


def test_incomplete_submit_keeps_what_was_typed(world, enter):
    review = in_review(world, 1)[0]
    client = enter(review.reviewer.person)
    answer = client.post(f"/fr/reviews/{review.pk}/", filled(review, 4, comment="À moitié", then="submit"))
    assert (answer.status_code, "À moitié" in answer.content.decode()) == (409, True)
    review.refresh_from_db()
    assert (review.state, review.comment, review.scores.count()) == ("draft", "À moitié", 1)


def test_autosave_answers_with_the_new_version_and_refuses_the_old(world, enter):
    review = in_review(world, 1)[0]
    client = enter(review.reviewer.person)
    headers = {"accept": "application/json"}
    address = f"/fr/reviews/{review.pk}/"
    assert client.post(address, filled(review, 4), headers=headers).json() == {"version": 1}
    assert client.post(address, filled(review, 2), headers=headers).status_code == 409
    page = client.post(address, filled(review, 2, comment="Ailleurs", then="draft"))
    assert (page.status_code, "Ailleurs" in page.content.decode(), 'value="1"' in page.content.decode()) == (409, True, True)


def test_handing_back_closes_the_page(world, enter):
    review = in_review(world, 1)[0]
    client = enter(review.reviewer.person)
    answer = client.post(f"/fr/reviews/{review.pk}/conflict/", {"reason": "Une cousine"})
    assert (answer.url, Conflict.objects.count()) == ("/fr/reviews/", 1)
    assert client.get(f"/fr/reviews/{review.pk}/").status_code == 404


def test_removed_reviewer_is_out_with_the_next_request(world, enter):
    review = in_review(world, 1)[0]
    scored(world, review, 3, 3)
    client = enter(review.reviewer.person)
    assert client.get(f"/fr/reviews/{review.pk}/").status_code == 200
    reviews.remove_reviewer(review.reviewer, by=world.coordinator)
    assert client.get(f"/fr/reviews/{review.pk}/").status_code == 404


@pytest.mark.parametrize(("count", "expected"), [(1, 7), (3, 7)])
def test_queue_costs_the_same_for_one_and_three(world, enter, count, expected):
    in_review(world, count)
    assert queries(enter(world.reviewer), "/fr/reviews/") == expected


def test_saving_a_review_stays_within_its_budget(world, enter):
    review = in_review(world, 1)[0]
    client, data = enter(review.reviewer.person), filled(review, 4, 2)
    with CaptureQueriesContext(connection) as found:
        client.post(f"/fr/reviews/{review.pk}/", data, headers={"accept": "application/json"})
    assert len([one for one in found if "SAVEPOINT" not in one["sql"]]) == 10


def test_late_review_is_refused_and_kept(world, enter):
    review = in_review(world, 1)[0]
    world.stage.closes = timezone.now() - timedelta(minutes=1)
    world.stage.save()
    answer = enter(review.reviewer.person).post(f"/fr/reviews/{review.pk}/", {**filled(review, 4, 2), "then": "submit"})
    review.refresh_from_db()
    assert (answer.status_code, review.state, review.total) == (409, "draft", None)
    assert sorted(review.scores.values_list("value", flat=True)) == [2, 4]


@pytest.mark.parametrize("count", [1, 3])
def test_desk_costs_the_same_for_one_and_three_reviewers(world, enter, count):
    applied(world, 1)
    closed(world)
    for number in range(count):
        reviews.add_reviewer(world.call, by=world.coordinator, person=person(f"reader{number} X"))
    reviews.add_conflict(Application.objects.get(), world.call.reviewers.first(), by=world.coordinator, reason="Frère")
    assert queries(enter(world.coordinator), f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/") == DESK


DESK = 21


def test_desk_assigns_and_reports_in_words(world, enter):
    first, _second = applied(world, 2)
    closed(world)
    seats = seated(world)
    reviews.add_conflict(first, seats[0], by=world.coordinator, reason="Même studio")
    client = enter(world.coordinator)
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/"
    answer = client.post(f"{home}stages/{world.stage.pk}/assign/", {"each": 2, "mode": "worst_off"})
    waiting = client.get(answer.url).content.decode()
    assert "hx-get" in waiting
    from incubator.outbox import errands

    errands.run("default")
    report = client.get(answer.url).content.decode()
    assert (first.reference in report, "1 reviewer has a conflict with it" in report or "conflit" in report) == (True, True)
    assert client.get(answer.url, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"


def test_coordinator_who_applied_sees_nothing_of_the_reading(world, enter):
    in_review(world, 1)
    application = Application.objects.get()
    Application.objects.filter(pk=application.pk).update(applicant=world.coordinator)
    client = enter(world.coordinator)
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}/"
    assert [client.get(home + tab).status_code for tab in ("reviews/", "selection/", "applications/")] == [403, 403, 200]
    review = Review.objects.filter(reviewer__person=world.reviewer).get()
    Application.objects.filter(pk=application.pk).update(applicant=world.reviewer)
    assert enter(world.reviewer).get(f"/fr/reviews/{review.pk}/").status_code == 404
