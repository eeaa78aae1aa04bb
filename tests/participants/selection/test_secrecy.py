"""Nobody learns a decision before it is published: every page that those who apply may open is the same, to the byte.

All routes of the product are walked as the applicant, a member of the team, another applicant and a visitor, before anything
is decided and after everything is: decided, ranked, noted, written, frozen, signed.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from incubator.accounts.erasure import collected
from incubator.organisations import actions as organisations
from incubator.outbox.models import Errand, Message
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.selection import actions as selections
from participants.selection.models import Selection
from participants.selection.sign_off import digest
from programmes.calls.models import LatePass
from tests.house.matrix import ROWS
from tests.house.routes import ours
from tests.house.test_matrix import address_of
from tests.participants.making import closed
from tests.worlds import WholeWorld, build

LOOKING = ("applicant", "team_member", "professional", "visitor")
SECRET = "blorp"
TOLD = ("ETag", "Last-Modified", "Content-Type", "Location", "Content-Disposition", "Cache-Control")
ROUTES = {route.name: route for route in ours()}


@pytest.fixture
def world(db: None) -> Iterator[WholeWorld]:
    """The call is closed, everything sent is in review; the clock stands still, so that no page grows older."""
    with time_machine.travel(timezone.now(), tick=False):
        world = build()
        closed(world)  # type: ignore[arg-type]
        LatePass.objects.update(revoked=timezone.now())  # while one runs nothing is published
        for row in Application.objects.filter(call=world.call, state="submitted"):
            applications.put_in_review(row, by=None)
        organisations.edit(world.organisation, by=world.owner, sign_off="two")
        for role in LOOKING:
            if role != "visitor":  # the key of one's calendar is made with the first look at it
                client = Client()
                client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
                client.get(address_of(ROUTES["programmes:my_agenda"], ROWS["programmes:my_agenda"], world))
        yield world


def walks(world: WholeWorld, role: str) -> list[tuple[str, str]]:
    """Every route that this person may open, and all of a person's own whether they may or not."""
    found = []
    for name in sorted(set(ROWS) & set(ROUTES)):
        row = ROWS[name]
        address = address_of(ROUTES[name], row, world)
        if row.method == "get" and (row.answers[role] == 200 or "/me/" in address):
            found.append((name, address))
    own = world.application if role == "applicant" else world.read_application
    found += [(f"own {page}", f"/fr/me/applications/{own.pk}/{page}") for page in ("", "sent/", "answer/", "withdraw/")]
    return found


def seen(world: WholeWorld) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(role, route) -> status, telling headers, and the body without what is random in every answer."""
    found = {}
    for role in LOOKING:
        for name, address in walks(world, role):
            client = Client()
            with transaction.atomic():
                if role != "visitor":
                    client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
                answer = client.get(address)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                transaction.set_rollback(True)
            found[role, name] = (answer.status_code, [answer.headers.get(one) for one in TOLD], plain(body))
    return found


def plain(body: bytes) -> bytes:
    """Without the tokens that forms and scripts get anew in each answer."""
    body = re.sub(rb"\b[A-Za-z0-9]{64}\b", b"", body)
    return re.sub(rb'nonce="[^"]+"', b"", body)


def decide_all(world: WholeWorld) -> Selection:
    """All that a committee does short of publishing."""
    by = world.coordinator
    reviews.save_review(
        world.review, by=world.reviewer, scores={one.pk: one.highest for one in world.stage.criteria.all()},
        comment=SECRET, for_applicant=SECRET,
    )  # fmt: skip
    reviews.submit_review(world.review, by=world.reviewer)
    applications.shortlist(Application.objects.get(pk=world.application.pk), by=by)
    selection = selections.open_selection(world.call, by=by)
    selections.decide(world.application, "accepted", by=by, note=SECRET)
    selections.decide(world.read_application, "waitlisted", by=by, note=SECRET)
    selections.add_note(selection, by=by, text=SECRET, application=world.application)
    selections.edit_feedback(world.application, [SECRET], by=by, version=1)
    letter = {"fr": f"{SECRET} $name"}
    selections.edit_letters(
        selection, by=by, accepted=letter, waitlisted=letter, declined=letter, share_comments=True,
        reply_by=timezone.localdate(),
    )  # fmt: skip
    selections.edit_offers(selection, by=by, promotion="itself", reply_days=3, reminder=letter, closing=letter)
    selections.decide_rest(selection, "declined", by=by)
    selection = selections.freeze(selection, by=by)
    for signs in (world.coordinator, world.owner):
        selections.sign(selection, by=signs, digest=digest(selection))
    selections.tend_offers()
    return selection


def about_them(world: WholeWorld) -> list[Any]:
    """What is kept of those who apply, as their own export tells it, and what waits to be sent to them."""
    people = [world.people[role] for role in LOOKING if role != "visitor"]
    exports = [str(list(collected(person))) for person in people]
    messages = Message.objects.filter(person__in=people).order_by("pk").values_list("pk", "kind", "subject", "text")
    return [exports, list(messages), Message.objects.exclude(person=None).filter(text__contains=SECRET).count()]


def test_no_byte_tells_a_decision_before_it_is_published(world: WholeWorld) -> None:
    before, kept = seen(world), about_them(world)
    errands = set(Errand.objects.values_list("kind", flat=True))
    selection = decide_all(world)
    after = seen(world)
    assert [where for where in before if before[where] != after[where]] == []
    assert [where for where, (_status, _headers, body) in after.items() if SECRET.encode() in body] == []
    assert about_them(world) == kept
    assert set(Errand.objects.values_list("kind", flat=True)) - errands <= {"rank_stage", "reviews_changed"}
    # the walk would notice: once it is published, the same pages tell it
    selections.publish(selection, by=world.coordinator)
    told = seen(world)
    changed = {where for where in told if told[where] != after[where]}
    assert {("applicant", "own "), ("applicant", "own answer/"), ("team_member", "own ")} <= changed
    assert SECRET.encode() in told["applicant", "own "][2]
