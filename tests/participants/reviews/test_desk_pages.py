"""The desk's pages of assigning: what they show, what they ask, what they refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incubator.outbox import errands
from participants.reviews import actions as reviews
from participants.reviews.models import AssignmentRun, Conflict, Review, Reviewer
from participants.reviews.states import RunState, Tie
from tests.participants.making import applied, closed, in_review, seated
from tests.world import person


def home(world):
    return f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/"


def asked(world, client, **data):
    answer = client.post(f"{home(world)}stages/{world.stage.pk}/assign/", {"each": 1, "mode": "worst_off", **data})
    errands.run("default")
    return answer


@pytest.fixture
def desk(world, enter):
    applied(world, 3)
    closed(world)
    seated(world, most=3)
    return enter(world.coordinator)


def test_proposal_is_shown_accepted_and_kept(world, desk):
    run = asked(world, desk).url
    page = desk.get(run).content.decode()
    assert page.count('name="pair"') == 3
    answer = desk.post(f"{run}decide/", {"step": "accept"}, follow=True)
    assert (Review.objects.count(), AssignmentRun.objects.get().state) == (3, RunState.DONE)
    assert str(world.coordinator) in answer.content.decode()
    again = desk.post(f"{run}decide/", {"step": "discard"}, follow=True)
    assert (Review.objects.count(), again.status_code) == (3, 200)


def test_stale_proposal_says_so_before_anybody_presses(world, desk):
    run = asked(world, desk).url
    reviews.add_reviewer(world.call, by=world.coordinator, person=person("new One"))
    page = desk.get(run).content.decode()
    assert ('value="accept"' in page, 'value="again"' in page) == (False, True)
    onward = desk.post(f"{run}decide/", {"step": "again"}).url
    assert onward != run


def test_ticked_pairs_go_into_the_next_proposal_and_nonsense_does_not(world, desk):
    run = asked(world, desk).url
    application, reviewer, *_rest = AssignmentRun.objects.get().plan["give"][0]
    answer = desk.post(f"{run}decide/", {"step": "bar", "pair": [f"{application}-{reviewer}", "x-1", "1-", "9" * 40]})
    new = AssignmentRun.objects.order_by("-pk").first()
    assert (answer.url.endswith(f"/runs/{new.pk}/"), new.bar) == (True, [[application, reviewer]])
    assert desk.post(f"{run}decide/", {"step": "bar"}).url == run
    assert desk.post(f"{run}decide/", {"step": "sell"}).status_code == 404


def test_rules_are_asked_for_and_wrong_ones_come_back_as_typed(world, desk):
    reader = world.call.reviewers.first()
    wrong = desk.post(f"{home(world)}stages/{world.stage.pk}/assign/", {"each": 1, "mode": "worst_off", "w0-what": "language:fr"})
    assert (wrong.status_code, AssignmentRun.objects.count()) == (422, 0)
    asked(world, desk, **{"w0-what": "language:fr", "w0-reviewers": reader.pk, "w0-how": "among"})
    run = AssignmentRun.objects.get()
    assert run.wholes == [{"language": "fr", "reviewers": [reader.pk], "everyone": False}]
    assert str(reader) in desk.get(f"{home(world)}runs/{run.pk}/").content.decode()


def test_too_many_reviews_are_refused_on_the_form(world, desk):
    answer = desk.post(f"{home(world)}stages/{world.stage.pk}/assign/", {"each": 5, "mode": "worst_off"})
    assert (answer.status_code, AssignmentRun.objects.count()) == (422, 0)


def test_prospect_names_a_language_that_nobody_reads(world, desk):
    world.call.applications.filter(name="Anouk").update(language="sw")
    page = desk.get(f"{home(world)}stages/{world.stage.pk}/assign/").content.decode()
    assert "Swahili" in page or "swahili" in page


def test_found_ties_wait_on_the_page_and_are_decided_there(world, enter):
    review, *_rest = in_review(world, 1)
    conflict = Conflict.objects.create(
        application=review.application, reviewer=review.reviewer, state=Tie.WAITING, signs=[{"sign": "mail", "fact": "x.tn"}]
    )
    client = enter(world.coordinator)
    page = client.get(f"{home(world)}conflicts/?call={world.call.slug}").content.decode()
    assert ("x.tn" in page, str(review.reviewer) in page) == (True, True)
    client.post(f"{home(world)}conflicts/{conflict.pk}/", {"step": "confirm"})
    conflict.refresh_from_db()
    assert (conflict.state, conflict.decided_by) == (Tie.STANDS, world.coordinator)
    assert client.post(f"{home(world)}conflicts/{conflict.pk}/", {"step": "no"}).status_code == 404


def test_review_is_moved_on_its_page_and_foreign_ones_are_not_there(world, enter):
    review, *_rest = in_review(world, 1)
    third = reviews.add_reviewer(world.call, by=world.coordinator, person=person("third Reader"), languages=["fr"])
    client = enter(world.coordinator)
    address = f"{home(world)}stages/{world.stage.pk}/given/{review.application.reference}/"
    assert "third Reader" in client.get(f"{address}?move={review.pk}").content.decode()
    client.post(address, {"step": "give", "to": third.pk, "review": review.pk})
    assert Review.objects.filter(reviewer=third, application=review.application).count() == 1
    for data in ({"step": "give", "to": 10**15}, {"step": "remove", "review": 10**15}, {"step": "give", "to": "x"}, {}):
        assert client.post(address, data).status_code == 404
    assert client.get(f"{home(world)}stages/{world.stage.pk}/given/NO-SUCH/").status_code == 404


def test_panel_comes_from_a_file_after_a_preview(world, enter):
    client, address = enter(world.coordinator), f"{home(world)}reviewers/table/?call={world.call.slug}"
    raw = "E-mail;Nom;Langues\nnadia@jury.tn;Nadia <b>;arabe\nwrong;X;\n".encode("cp1252")
    page = client.post(address, {"file": SimpleUploadedFile("panel.csv", raw)})
    text = page.content.decode()
    assert (page.status_code, "Nadia &lt;b&gt;" in text, Reviewer.objects.count()) == (200, True, 0)
    client.post(address, {"text": raw.decode("cp1252"), "take": "1"})
    (seat,) = Reviewer.objects.all()
    assert (seat.person.email, seat.languages) == ("nadia@jury.tn", ["ar"])


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_one_and_three(world, enter, count):
    in_review(world, count)
    client = enter(world.coordinator)
    reference = world.call.applications.first().reference
    stage = f"{home(world)}stages/{world.stage.pk}/"
    found = {}
    for name in ("given/", f"given/{reference}/", "remind/", "assign/"):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(stage + name).status_code == 200
        found[name.replace(reference, "one")] = len(seen)
    assert found == COSTS


COSTS = {"given/": 16, "given/one/": 21, "remind/": 12, "assign/": 20}
