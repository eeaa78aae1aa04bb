"""Who gets a rendition by its address: before, while and after its work is public, whatever crosses on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from incubator.files import unpublished
from incubator.organisations import actions as organisations
from incubator.outbox import errands
from showcase.media import actions, cellar, jobs, registry, showing
from showcase.media.models import Asset
from showcase.works import actions as works
from showcase.works.models import Work
from tests.showcase.making import project_of, published_work, work_of
from tests.world import World

Visit = Callable[..., Client]


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def draft(world: World) -> Work:
    return work_of(world.participant, project_of(world.participant, world.cohort))


def file_of(work: Work) -> Any:
    assert work.cover is not None
    return work.cover.renditions.get().file


def public_path(settings: Any, name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "public" / name


def test_draft_is_open_to_its_team_and_editors_only(world: World, draft: Work, enter: Visit, settings: Any) -> None:
    file = file_of(draft)
    answers = {name: enter(getattr(world, name)).get(file.url) for name in ("participant", "editor", "stranger", "applicant")}
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "participant": 200, "editor": 200, "stranger": 404, "applicant": 404,
    }  # fmt: skip
    assert enter().get(file.url).status_code == 404
    assert "no-store" in answers["participant"].headers["Cache-Control"]
    assert not public_path(settings, file.name).exists()


def test_published_file_lies_in_the_public_folder_and_caches_ask_again(
    world: World, enter: Visit, settings: Any, committing: Any
) -> None:
    with committing():
        work = published_work(world)
    file = file_of(work)
    assert public_path(settings, file.name).read_bytes() == b"small"
    answer = enter().get(file.url)
    assert {"public", "max-age=31536000", "s-maxage=300", "immutable"} == set(answer.headers["Cache-Control"].split(", "))
    again = enter().get(file.url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_address_kept_from_before_ends_with_the_work_also_with_what_a_cache_asks(
    world: World, enter: Visit, settings: Any, committing: Any
) -> None:
    with committing():
        work = published_work(world)
    file = file_of(work)
    mark = enter().get(file.url).headers["ETag"]
    with committing():
        works.unpublish(work, by=world.editor)
    assert enter().get(file.url, headers={"If-None-Match": mark}).status_code == 404
    assert enter().get(file.url, headers={"Range": "bytes=0-1"}).status_code == 404
    assert not public_path(settings, file.name).parent.exists()
    assert enter(world.participant).get(file.url).status_code == 200
    with committing():
        works.publish(work, by=world.editor)
    assert enter().get(file.url).status_code == 200


def test_row_closes_the_address_before_the_folder_follows(world: World, enter: Visit, settings: Any, committing: Any) -> None:
    """A process killed between the two leaves the file: the errand, asked in the same transaction, takes it away."""
    with committing():
        work = published_work(world)
    file = file_of(work)
    works.unpublish(work, by=world.editor)
    assert public_path(settings, file.name).exists()
    errands.run("default")
    assert not public_path(settings, file.name).exists()
    assert enter().get(file.url).status_code == 404


@pytest.mark.parametrize(
    "guess",
    [
        "../renditions/{name}", "..%2frenditions/{name}", "{folder}/", "{folder}/image-1280.jpg", "{name}.part", "%00", "",
        "/{name}", "{name}/../../../private/x", "....//{name}",
    ],
)  # fmt: skip
def test_guess_finds_nothing(guess: str, draft: Work, enter: Visit) -> None:
    name = file_of(draft).name
    url = "/media/" + guess.format(name=name, folder=name.rpartition("/")[0])
    assert enter().get(url).status_code == 404


def test_job_that_ends_after_the_work_was_taken_down_publishes_nothing(
    world: World, picture: Asset, settings: Any, committing: Any
) -> None:
    with committing():
        work = published_work(world)
        works.add_asset(work, picture, by=world.editor)
        taken = actions.begin(picture.pk)
        assert taken is not None
    with committing():
        works.unpublish(work, by=world.editor)
    with committing():
        actions.let_go(taken)
        jobs.render(picture.pk)
    names = set(picture.renditions.values_list("file", flat=True))
    assert len(names) == 12
    assert [name for name in names if public_path(settings, name).exists()] == []


def test_job_of_a_public_work_publishes_each_file_as_it_is_made(
    world: World, picture: Asset, settings: Any, committing: Any
) -> None:
    with committing():
        works.add_asset(published_work(world), picture, by=world.editor)
        jobs.render(picture.pk)
    picture.refresh_from_db()
    assert picture.shown
    assert cellar.published(picture) == set(picture.renditions.values_list("file", flat=True))


def test_late_step_reads_the_row_anew(world: World, settings: Any, committing: Any) -> None:
    """The step of a job that was under way when the work was taken down comes last, and does no harm."""
    with committing():
        work = published_work(world)
    assert work.cover is not None
    with committing():
        works.unpublish(work, by=world.editor)
    showing.place(work.cover.pk)
    assert cellar.published(work.cover) == set()


def test_file_taken_out_of_a_public_work_is_not_public_any_more(
    world: World, picture: Asset, enter: Visit, committing: Any
) -> None:
    with committing():
        work = published_work(world)
        works.add_asset(work, picture, by=world.editor)
        jobs.render(picture.pk)
    url = picture.renditions.all()[0].file.url
    assert enter().get(url).status_code == 200
    with committing():
        works.remove_asset(work, picture, by=world.editor)
    assert enter().get(url).status_code == 404


def test_picture_of_two_works_stays_as_long_as_one_is_public(world: World, picture: Asset, committing: Any) -> None:
    with committing():
        first, second = published_work(world), published_work(world)
        works.add_asset(first, picture, by=world.editor)
        works.add_asset(second, picture, by=world.editor)
    for work, still in ((first, True), (second, False)):
        with committing():
            works.unpublish(work, by=world.editor)
        picture.refresh_from_db()
        assert picture.shown is still


def test_refused_organisation_takes_its_files_along(world: World, enter: Visit, committing: Any) -> None:
    cache.delete(showing.SEEN)
    with committing():
        work = published_work(world)
        showing.reconsider()
    organisations.refuse(work.organisation, by=world.admin, reason="It does not exist.")
    with committing():
        showing.reconsider()
    assert enter().get(file_of(work).url).status_code == 404


@contextmanager
def guests(admits: Callable[[Any, Asset], bool]) -> Iterator[None]:
    registry.register_guests(admits)
    try:
        yield
    finally:
        registry._guests.remove(admits)


def test_guest_sees_a_file_as_long_as_they_are_admitted(draft: Work, enter: Visit) -> None:
    """A jury comes with a ticket in its session; the day it ends, the address it kept is closed."""
    valid = {"good": True}

    def holds_a_ticket(request: Any, asset: Asset) -> bool:
        return asset == draft.cover and valid.get(request.headers.get("X-Ticket", ""), False)

    with guests(holds_a_ticket):
        seen = [enter().get(file_of(draft).url, headers={"X-Ticket": ticket}).status_code for ticket in ("good", "other")]
        valid.clear()
        seen.append(enter().get(file_of(draft).url, headers={"X-Ticket": "good"}).status_code)
    assert seen == [200, 404, 404]


def test_finder_is_asked_for_what_is_not_public(draft: Work, enter: Visit, world: World) -> None:
    client = enter(world.participant)
    answer = client.get(file_of(draft).url, headers={"Range": "bytes=1-2"})
    assert (answer.status_code, answer.headers["Content-Range"], b"".join(answer.streaming_content)) == (
        206,
        "bytes 1-2/5",
        b"ma",
    )
    assert registry.file_for in unpublished._finders


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_job_and_take_down_at_once_leave_no_public_file(world: World, settings: Any) -> None:
    """Both hold the row in turn: whichever comes last, the folder says what the row says."""
    import threading

    from django.db import connection

    work = published_work(world)
    assert work.cover is not None

    def steps() -> None:
        try:
            for _ in range(20):
                with transaction.atomic():
                    showing.place(work.cover.pk)  # type: ignore[union-attr]
        finally:
            connection.close()

    threads = [threading.Thread(target=steps) for _ in range(3)]
    for thread in threads:
        thread.start()
    works.unpublish(work, by=world.editor)
    for thread in threads:
        thread.join()
    work.cover.refresh_from_db()
    assert (work.cover.shown, cellar.published(work.cover)) == (False, set())
