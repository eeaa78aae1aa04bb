from __future__ import annotations

import resource
from pathlib import Path

import pytest

from incubator.files.content import Kind, Reason, Unacceptable, look
from showcase.media import sandbox
from showcase.media.child import MEMORY
from showcase.media.report import Made
from tests.showcase.media import hostile
from tests.showcase.media.hostile import Attack


def worked_on(source: Path, folder: Path) -> list[Made]:
    """As an upload goes: judged by its header in the request, decoded in the child."""
    with source.open("rb") as stream:
        content = look(stream)
    return [event for event in sandbox.run(content.kind.value, source, folder, content) if isinstance(event, Made)]


def largest_child() -> int:
    """Bytes of memory that the largest child of this process held at its worst."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@pytest.mark.parametrize("attack", hostile.ATTACKS, ids=lambda attack: attack.name)
def test_hostile_file_is_refused_with_a_reason_or_made_safe(attack: Attack, tmp_path: Path) -> None:
    before = largest_child()
    source, folder = tmp_path / attack.name, tmp_path / "out"
    folder.mkdir()
    attack.make(source)
    if attack.refused:
        with pytest.raises(Unacceptable) as refusal:
            worked_on(source, folder)
        assert refusal.value.reason in attack.refused
    else:
        made = worked_on(source, folder)
        assert made
        assert all(hostile.CANARY not in (folder / one.name).read_bytes() for one in made)
    assert list(folder.glob("*.part")) == []
    # The system keeps the largest child so far, and other tests of this process feed children up to their limit.
    assert largest_child() <= max(before, MEMORY)


def test_look_refuses_a_kind_the_field_does_not_take(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with path.open("rb") as stream, pytest.raises(Unacceptable) as refusal:
        look(stream, accept={Kind.IMAGE})
    assert refusal.value.reason == Reason.NOT_ACCEPTED


def test_look_refuses_more_bytes_than_the_field_takes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"\0" * 100)
    with path.open("rb") as stream, pytest.raises(Unacceptable) as refusal:
        look(stream, limits={Kind.DOCUMENT: 50})
    assert refusal.value.reason == Reason.TOO_LARGE
