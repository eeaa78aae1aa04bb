"""An applicant with a draft, and a folder for uploads of each test's own."""

import pytest

from tests.participants.applications.making import draft


@pytest.fixture
def uploads_apart(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def owner(world, enter):
    draft(world)
    return enter(world.applicant)
