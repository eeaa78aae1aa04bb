"""Readers talk where their scores lie apart: who reads what, who is told, scores changed with a reason."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incubator.lib.errors import NotLawful, NotYours, Refused, Stale, TooLate
from incubator.outbox.models import Message
from participants.applications import actions as applications
from participants.reviews import actions as reviews
from participants.reviews.discussion_models import Amendment, Discussion, Remark
from participants.reviews.models import Review
from participants.reviews.ranking_models import Placing
from participants.reviews.talk import talk_for, talks_on
from programmes.calls import actions as calls
from tests.participants.making import in_review, scored


@pytest.fixture
def apart(world):
    """One application read by both: 100 and 0."""
    one, other = in_review(world, 1)
    scored(world, one, 5, 5)
    scored(world, other, 1, 1)
    return Review.objects.select_related("stage__call", "application", "reviewer__person").get(pk=one.pk)


def others(review):
    return Review.objects.exclude(pk=review.pk).select_related("stage__call", "application", "reviewer__person").get()


def marks(world, value):
    return {criterion.pk: value for criterion in world.stage.criteria.all()}


def test_last_review_opens_a_discussion_where_scores_lie_apart(world, apart):
    discussion = Discussion.objects.get()
    assert (discussion.cause, discussion.by, discussion.application) == ("apart", None, apart.application)
    told = Message.objects.filter(kind="discussion_opened")
    assert {message.person for message in told} == {world.reviewer, world.second_reviewer}


@pytest.mark.parametrize(("values", "opened"), [((3, 3), 0), ((5, 4), 0), ((5, 3), 1)])
def test_near_scores_open_none(world, values, opened):
    for review, value in zip(in_review(world, 1), values, strict=True):
        scored(world, review, value, value)
    assert Discussion.objects.count() == opened


@pytest.mark.parametrize(("limit", "opened"), [(25, 1), (26, 0), (0, 0)])
def test_stage_says_from_how_many_points_on_its_readers_discuss(world, limit, opened):
    calls.edit_stage(world.stage, by=world.coordinator, apart_from=limit)
    for review, value in zip(in_review(world, 1), (5, 4), strict=True):
        review.stage.apart_from = limit
        scored(world, review, value, value)
    assert Discussion.objects.count() == opened


def test_nothing_opens_while_somebody_still_reads(world):
    one, other = in_review(world, 1)
    scored(world, one, 5, 5)
    assert Discussion.objects.count() == 0
    reviews.save_review(other, by=other.reviewer.person, scores=marks(world, 1))
    assert Discussion.objects.count() == 0


def test_reader_meets_the_others_only_after_their_own_review(world, apart):
    other = others(apart)
    reviews.reopen_review(other, by=world.coordinator)
    other.refresh_from_db()
    assert talk_for(other) is None
    assert Discussion.objects.visible_to(other.reviewer.person).count() == 0
    assert Discussion.objects.visible_to(apart.reviewer.person).count() == 1


def test_blind_readers_are_anonymous_to_one_another_and_coordinators_see_who(world, apart, enter):
    reviews.remark(Discussion.objects.get(), by=others(apart).reviewer.person, text="Trop généreux ?")
    body = enter(apart.reviewer.person).get(f"/fr/reviews/{apart.pk}/").content.decode()
    assert ("Trop généreux ?" in body, str(others(apart).reviewer) in body, "Lecture 2" in body) == (True, False, True)
    (talk,) = talks_on(apart.application)
    assert {voice.name for voice in talk.voices} == {str(world.reviewer), str(world.second_reviewer)}
    told = Message.objects.get(kind="review_remark")
    assert (told.person, str(others(apart).reviewer) in told.subject + told.text) == (apart.reviewer.person, False)


def test_open_stage_names_the_readers(world, apart, enter):
    world.stage.blind = False
    world.stage.save()
    body = enter(apart.reviewer.person).get(f"/fr/reviews/{apart.pk}/").content.decode()
    assert (str(others(apart).reviewer) in body, "Lecture 2" in body) == (True, False)


def test_reader_writes_a_remark_on_the_page(world, apart, enter):
    client = enter(apart.reviewer.person)
    answer = client.post(f"/fr/reviews/{apart.pk}/discussion/", {"text": " Regardez la faisabilité. "})
    assert (answer.status_code, answer.url) == (302, f"/fr/reviews/{apart.pk}/#discussion")
    assert (Remark.objects.get().text, Remark.objects.get().review) == ("Regardez la faisabilité.", apart)
    assert client.post(f"/fr/reviews/{apart.pk}/discussion/", {"text": ""}).status_code == 422


def test_refused_remark_stays_on_the_page(world, apart, enter):
    world.stage.closes = timezone.now() - timedelta(minutes=1)
    world.stage.save()
    answer = enter(apart.reviewer.person).post(f"/fr/reviews/{apart.pk}/discussion/", {"text": "Encore un mot."})
    assert (answer.status_code, Remark.objects.count()) == (422, 0)


def test_scores_are_changed_with_a_reason_and_what_they_were_is_kept(world, apart):
    reviews.rank(world.stage)
    reviews.amend_review(apart, by=apart.reviewer.person, scores=marks(world, 3), reason="J’avais mal lu le budget.")
    kept = Amendment.objects.get()
    assert (kept.was, kept.total, set(kept.scores.values())) == (100, 50, {5})
    apart.refresh_from_db()
    apart.application.refresh_from_db()
    assert (apart.state, apart.total, apart.application.score) == ("submitted", 50, 25)
    reviews.rank(world.stage)
    assert Placing.objects.get().scores == [0, 50]


def test_changed_scores_are_read_by_the_others(world, apart, enter):
    reviews.amend_review(apart, by=apart.reviewer.person, scores=marks(world, 3), reason="Mal lu.")
    body = enter(others(apart).reviewer.person).get(f"/fr/reviews/{others(apart).pk}/").content.decode()
    assert ("Passée de 100 à 50" in body, "Mal lu." in body) == (True, True)


def test_amending_on_the_page_asks_for_a_reason_and_keeps_what_was_ticked(world, apart, enter):
    client, address = enter(apart.reviewer.person), f"/fr/reviews/{apart.pk}/amend/"
    ticked = {f"c-{pk}": value for pk, value in marks(world, 2).items()}
    assert client.get(address).status_code == 200
    answer = client.post(address, ticked | {"version": apart.version, "reason": ""})
    assert (answer.status_code, answer.content.decode().count("checked")) == (422, 2)
    answer = client.post(address, ticked | {"version": apart.version, "reason": "Après discussion."})
    assert (answer.status_code, Amendment.objects.get().total) == (302, 25)


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_reason_no_change(world, apart, reason):
    with pytest.raises(Refused):
        reviews.amend_review(apart, by=apart.reviewer.person, scores=marks(world, 3), reason=reason)
    assert Amendment.objects.count() == 0


def test_same_scores_are_no_change(world, apart):
    with pytest.raises(Refused):
        reviews.amend_review(apart, by=apart.reviewer.person, scores=marks(world, 5), reason="Rien.")


def test_nobody_changes_anothers_scores(world, apart):
    with pytest.raises(NotYours):
        reviews.amend_review(apart, by=others(apart).reviewer.person, scores=marks(world, 3), reason="Non.")


def test_two_windows_do_not_overwrite_each_other(world, apart):
    by, version = apart.reviewer.person, apart.version
    reviews.amend_review(apart, by=by, scores=marks(world, 3), reason="Un.", version=version)
    with pytest.raises(Stale):
        reviews.amend_review(apart, by=by, scores=marks(world, 4), reason="Deux.", version=version)


def test_scores_stand_once_the_stage_is_over(world, apart):
    world.stage.closes = timezone.now() - timedelta(minutes=1)
    world.stage.save()
    with pytest.raises(TooLate):
        reviews.amend_review(apart, by=apart.reviewer.person, scores=marks(world, 3), reason="Trop tard.")
    with pytest.raises(TooLate):
        reviews.remark(Discussion.objects.get(), by=apart.reviewer.person, text="Trop tard.")


def test_submitted_score_without_a_discussion_stands(world):
    one, other = in_review(world, 1)
    scored(world, one, 4, 4)
    scored(world, other, 4, 4)
    with pytest.raises(NotLawful):
        reviews.amend_review(one, by=one.reviewer.person, scores=marks(world, 3), reason="Comme ça.")


def test_withdrawn_application_is_not_discussed_further(world, apart):
    applications.withdraw(apart.application, by=apart.application.applicant)
    with pytest.raises(NotLawful):
        reviews.remark(Discussion.objects.get(), by=apart.reviewer.person, text="Dommage.")


def test_coordinator_asks_for_a_discussion_and_writes_in_it(world, enter):
    one, other = in_review(world, 1)
    scored(world, one, 4, 4)
    scored(world, other, 4, 4)
    client = enter(world.coordinator)
    home = f"/fr/desk/{'/'.join(world.cohort.slugs)}"
    address = f"{home}/reviews/applications/{one.application_id}/"
    answer = client.post(address, {"step": "discuss", "stage": world.stage.pk})
    assert answer.url == f"{home}/applications/{one.application.reference}/"
    assert (Discussion.objects.get().cause, Discussion.objects.get().by) == ("asked", world.coordinator)
    client.post(address, {"step": "remark", "stage": world.stage.pk, "text": "Qu’en est-il du budget ?"})
    assert (Remark.objects.get().review, Remark.objects.get().by) == (None, world.coordinator)
    assert Message.objects.filter(kind="review_remark").count() == 2
    body = enter(world.reviewer).get(f"/fr/reviews/{one.pk}/").content.decode()
    assert ("Qu’en est-il du budget ?" in body, str(world.coordinator) in body) == (True, False)
    assert "Qu’en est-il du budget ?" in client.get(answer.url).content.decode()


def test_discussion_asked_twice_or_too_early_is_refused(world):
    one, other = in_review(world, 1)
    with pytest.raises(Refused):
        reviews.ask_for_discussion(world.stage, one.application, by=world.coordinator)
    scored(world, one, 4, 4)
    scored(world, other, 4, 4)
    reviews.ask_for_discussion(world.stage, one.application, by=world.coordinator)
    with pytest.raises(Refused):
        reviews.ask_for_discussion(world.stage, one.application, by=world.coordinator)
    assert Discussion.objects.count() == 1


def test_further_reader_is_given_it_from_the_desk(world, apart, enter):
    seat = reviews.add_reviewer(world.call, by=world.coordinator, person=world.stranger, languages=["fr"])
    address = f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/applications/{apart.application_id}/"
    enter(world.coordinator).post(address, {"step": "further", "stage": world.stage.pk, "reviewer": seat.pk})
    given = Review.objects.get(reviewer=seat)
    assert (given.state, talk_for(given)) == ("assigned", None)


def test_stranger_and_reader_of_another_one_find_no_discussion(world, apart, enter):
    for who in (world.stranger, world.editor):
        assert Discussion.objects.visible_to(who).count() == 0
        assert enter(who).post(f"/fr/reviews/{apart.pk}/discussion/", {"text": "Moi aussi"}).status_code in (403, 404)
    assert Remark.objects.count() == 0


def test_script_in_a_remark_is_text(world, apart, enter):
    reviews.remark(Discussion.objects.get(), by=apart.reviewer.person, text="<script>alert(1)</script>")
    body = enter(apart.reviewer.person).get(f"/fr/reviews/{apart.pk}/").content.decode()
    assert "<script>alert(1)" not in body


@pytest.mark.parametrize("count", [1, 3])
def test_talk_costs_the_same_for_one_remark_and_three(world, apart, enter, count):
    for number in range(count):
        reviews.remark(Discussion.objects.get(), by=apart.reviewer.person, text=f"Mot {number}")
    client = enter(apart.reviewer.person)
    client.get(f"/fr/reviews/{apart.pk}/")
    with CaptureQueriesContext(connection) as found:
        client.get(f"/fr/reviews/{apart.pk}/")
    assert len(found) == 17
