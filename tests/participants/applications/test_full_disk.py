"""A disk that is full: the file is refused in a sentence, and what was typed with it is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.files.models import StoredFile
from participants.applications.models import Answer, Application
from tests.fixtures.servers import fill, small_disk, without
from tests.participants.applications.making import draft
from tests.participants.applications.tus import picture
from tests.world import World

SAID = "Le serveur n’a plus de place pour les fichiers en ce moment."


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """Eight megabytes for what comes in and what is kept."""
    with small_disk(tmp_path, 8) as mounted:
        if not mounted:
            without("no right to mount a small disk")
        settings.FILE_UPLOAD_TEMP_DIR = tmp_path
        kept = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "kept", "base_url": None}}
        settings.STORAGES = settings.STORAGES | {"default": kept}
        yield tmp_path


@pytest.mark.parametrize("side", [1800, 300])  # more than 2.5 MB goes through a file, less through memory
def test_form_is_kept_where_its_file_finds_no_room(world: World, enter: Any, disk: Path, side: int) -> None:
    application = draft(world)
    title, place = world.questions["title"].pk, world.questions["picture"].pk
    filler = fill(disk)
    page = {"application": application.pk, "versions": f"{title}:1", f"q-{title}": "Sans place",
            f"q-{place}": SimpleUploadedFile("essai.png", picture((side, side)))}  # fmt: skip
    form, client = f"/fr/calls/{world.call.slug}/apply/", enter(world.applicant)
    answer = client.post(form, page, follow=True)
    assert (answer.status_code, SAID in answer.content.decode()) == (200, True)
    assert Answer.objects.get(application=application, question=title).value == "Sans place"
    assert (StoredFile.objects.count(), [path.name for path in disk.rglob("*") if path.is_file()]) == (0, ["filler"])
    filler.unlink()
    page |= {"versions": "", f"q-{place}": SimpleUploadedFile("essai.png", picture((side, side)))}
    client.post(form, page)
    assert Application.objects.get(pk=application.pk).attachments.count() == 1
