from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from incubator.files.content import Reason
from showcase.media import actions
from showcase.media.models import Asset
from showcase.media.states import State
from tests.world import World


def test_progress_asks_for_itself_while_work_goes_on(world: World, picture: Asset, enter: Callable[..., Client]) -> None:
    taken = actions.begin(picture.pk)
    assert taken is not None
    actions.note(taken, done=3, total=8)
    address = reverse("showcase:asset", args=[picture.pk])
    text = enter(world.participant).get(address, headers={"HX-Request": "true"}).content.decode()
    assert (f'hx-get="{address}"' in text, 'max="8" value="3"' in text, "<html" in text) == (True, True, False)


def test_progress_ends_when_it_is_ready(world: World, picture: Asset, enter: Callable[..., Client]) -> None:
    taken = actions.begin(picture.pk)
    assert taken is not None
    actions.finish(taken)
    text = enter(world.participant).get(reverse("showcase:asset", args=[picture.pk])).content.decode()
    assert ("hx-get" in text, "<html" in text) == (False, True)


def test_page_that_shows_it_is_refreshed_once_it_is_ready(world: World, picture: Asset, enter: Callable[..., Client]) -> None:
    taken = actions.begin(picture.pk)
    assert taken is not None
    actions.finish(taken)
    address = reverse("showcase:asset", args=[picture.pk])
    for seen_from, refreshed in ((address, "true"), ("/fr/me/works/", None)):
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{seen_from}"}
        assert enter(world.participant).get(address, headers=headers).headers.get("HX-Refresh") == refreshed


def test_failure_is_said_and_can_be_tried_again(world: World, picture: Asset, enter: Callable[..., Client]) -> None:
    taken = actions.begin(picture.pk)
    assert taken is not None
    actions.fail(taken, Reason.ENCRYPTED)
    client = enter(world.participant)
    again = reverse("showcase:asset_retry", args=[picture.pk])
    assert again in client.get(reverse("showcase:asset", args=[picture.pk])).content.decode()
    assert client.post(again).status_code == 302
    picture.refresh_from_db()
    assert picture.state == State.RECEIVED


def test_asset_of_another_person_is_not_there(world: World, picture: Asset, enter: Callable[..., Client]) -> None:
    client = enter(world.stranger)
    assert client.get(reverse("showcase:asset", args=[picture.pk])).status_code == 404
    assert client.post(reverse("showcase:asset_retry", args=[picture.pk])).status_code == 404
