from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from incubator import env

DATA = Path("/srv/veillee")


@pytest.mark.parametrize(
    ("said", "folder"),
    [("", "/srv/veillee/media"), ("file:///mnt/films", "/mnt/films"), ("file:///mnt/mes%20films/", "/mnt/mes films")],
)
def test_media_lie_in_a_folder(said, folder):
    assert env.media_root(said, DATA) == Path(folder)


@pytest.mark.parametrize("said", ["s3://bucket/films", "https://store.test/x", "/mnt/films", "file://far/films", "films"])
def test_other_places_stop_the_start_with_a_sentence(said):
    with pytest.raises(ImproperlyConfigured, match="is not a folder: give file:///"):
        env.media_root(said, DATA)
