from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from incubator.files.actions import FileRefused
from incubator.files.content import Kind as Sort
from incubator.files.content import Reason
from incubator.files.models import StoredFile
from incubator.lib.errors import NotLawful
from incubator.outbox.models import Errand, Message
from showcase.media import actions
from showcase.media.models import Asset
from showcase.media.states import MOVES, Kind, State
from tests.world import World


def test_receive_keeps_the_original_and_asks_for_its_renditions(world: World, picture: Asset) -> None:
    assert (picture.kind, picture.state, picture.width, picture.owner) == (Kind.IMAGE, State.RECEIVED, 800, world.participant)
    errand = Errand.objects.get(kind="media.render")
    assert (errand.payload, errand.queue) == ({"asset": picture.pk}, "media")


def test_receive_refuses_what_is_not_media(world: World) -> None:
    with pytest.raises(FileRefused) as refusal:
        actions.receive(SimpleUploadedFile("film.mp4", b"hello"), by=world.participant)
    assert refusal.value.reason == Reason.UNKNOWN
    assert (Asset.objects.count(), StoredFile.objects.count(), Errand.objects.count()) == (0, 0, 0)


def test_receive_refuses_a_kind_that_is_not_wanted(world: World, picture: Asset) -> None:
    with picture.stored.file.open("rb") as file, pytest.raises(FileRefused) as refusal:
        actions.receive(SimpleUploadedFile("a.jpg", file.read()), by=world.participant, kinds=[Sort.SOUND])
    assert refusal.value.reason == Reason.NOT_ACCEPTED


def test_begin_takes_the_lease_once(picture: Asset) -> None:
    taken = actions.begin(picture.pk)
    assert taken is not None
    assert (taken.state, taken.attempt) == (State.PROCESSING, 1)
    with pytest.raises(actions.BusyError):
        actions.begin(picture.pk)


def test_begin_takes_over_from_a_dead_worker_and_fences_it_off(picture: Asset) -> None:
    dead = actions.begin(picture.pk)
    assert dead is not None
    Asset.objects.update(lease=timezone.now() - timedelta(minutes=2))
    heir = actions.begin(picture.pk)
    assert heir is not None
    assert heir.attempt == 2
    with pytest.raises(actions.BusyError):
        actions.note(dead, done=1, total=2)
    with pytest.raises(actions.BusyError):
        actions.finish(dead)
    with pytest.raises(actions.BusyError):
        actions.fail(dead, Reason.TIME)
    actions.note(heir, done=1, total=2)


def test_begin_gives_up_after_three_attempts_and_says_so(world: World, picture: Asset) -> None:
    for _ in range(3):
        assert actions.begin(picture.pk) is not None
        Asset.objects.update(lease=None)
    assert actions.begin(picture.pk) is None
    picture.refresh_from_db()
    assert (picture.state, picture.reason) == (State.FAILED, Reason.CRASHED)
    assert Message.objects.get(kind="media_failed").person == world.participant


def test_begin_has_nothing_to_do_for_a_ready_or_missing_asset(picture: Asset) -> None:
    assert actions.begin(picture.pk + 1) is None
    taken = actions.begin(picture.pk)
    assert taken is not None
    actions.finish(taken)
    assert actions.begin(picture.pk) is None


def test_sweep_asks_again_for_what_a_dead_worker_left(picture: Asset) -> None:
    actions.begin(picture.pk)
    actions.sweep()
    assert Errand.objects.count() == 1
    Asset.objects.update(lease=timezone.now() - timedelta(minutes=2))
    actions.sweep()
    actions.sweep()
    assert Errand.objects.count() == 2


def test_retry_is_for_what_is_over(world: World, picture: Asset) -> None:
    taken = actions.begin(picture.pk)
    assert taken is not None
    with pytest.raises(NotLawful):
        actions.retry(picture, by=world.participant)
    actions.fail(taken, Reason.TIME)
    again = actions.retry(picture, by=world.participant)
    assert (again.state, again.reason, again.attempt) == (State.RECEIVED, "", 0)


@pytest.mark.parametrize("old", State.values)
@pytest.mark.parametrize("new", State.values)
def test_states_move_only_forward_or_to_another_try(old: str, new: str) -> None:
    lawful = {
        ("uploading", "received"),
        ("uploading", "failed"),
        ("received", "processing"),
        ("received", "failed"),
        ("processing", "processing"),
        ("processing", "ready"),
        ("processing", "failed"),
        ("failed", "received"),
        ("ready", "received"),
    }
    assert (new in MOVES[State(old)]) is ((old, new) in lawful)
