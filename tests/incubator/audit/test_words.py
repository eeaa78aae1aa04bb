"""Every deed has words: one without is refused here, and kept where people work."""

import pytest

from incubator.audit.actions import record
from incubator.audit.words import verb_in_words


def test_deed_without_words_is_refused_by_tests(world):
    with pytest.warns(UserWarning, match="no words for programmes.juggle_call"):
        entry = record(by=world.coordinator, verb="programmes.juggle_call", on=world.call)
    assert verb_in_words(entry.verb) == "juggle call"


def test_deed_is_said_in_the_readers_language(world):
    assert verb_in_words("showcase.publish_work") == "a publié l’œuvre"
