from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from showcase.media import actions
from showcase.media.models import Asset
from tests.showcase.media import making
from tests.world import World


@pytest.fixture
def picture(world: World, tmp_path: Path) -> Asset:
    """A picture of the participant's, received and not yet worked on."""
    data = making.jpeg(tmp_path / "a.jpg", 800, 500).read_bytes()
    return actions.receive(SimpleUploadedFile("affiche.jpg", data), by=world.participant, alt={"fr": "Un ciel orange"})


@pytest.fixture
def take_in(world: World) -> Callable[[Path], Asset]:
    return lambda path: actions.receive(SimpleUploadedFile(path.name, path.read_bytes()), by=world.participant)
