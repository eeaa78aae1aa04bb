from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from incubator.files.content import Kind, Reason, Unacceptable, look
from showcase.media import sandbox
from showcase.media.child import MEMORY
from showcase.media.report import Made
from tests.showcase.media import hostile, hostile_models, making
from tests.showcase.media.hostile import Attack


def worked_on(source: Path, folder: Path) -> list[Made]:
    """As an upload goes: judged by its header in the request, decoded in the child."""
    with source.open("rb") as stream:
        content = look(stream)
    return [event for event in sandbox.run(content.kind.value, source, folder, content) if isinstance(event, Made)]


class ChildrenWatched:
    """The most memory any decoding child of this process held, in bytes, while the block ran.

    The system's own account of children (ru_maxrss) would not do: a child begins as a copy of this process, whose encoder
    has just drawn the attack, and that memory counts as the child's for ever.
    """

    most = 0

    def __enter__(self) -> Self:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.005):
            for children in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError):  # a thread that ended meanwhile
                    self.most = max([self.most, *map(peak_of_child, children.read_text().split())])


def peak_of_child(pid: str) -> int:
    """The peak of one process in bytes; 0 of one that is gone or not yet a decoding child."""
    try:
        if b"showcase.media.child" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return 0
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


@pytest.mark.parametrize("attack", (*hostile.ATTACKS, *hostile_models.ATTACKS), ids=lambda attack: attack.name)
def test_hostile_file_is_refused_with_a_reason_or_made_safe(attack: Attack, tmp_path: Path) -> None:
    source, folder = tmp_path / attack.name, tmp_path / "out"
    folder.mkdir()
    attack.make(source)
    with ChildrenWatched() as children:
        if attack.refused:
            with pytest.raises(Unacceptable) as refusal:
                worked_on(source, folder)
            assert refusal.value.reason in attack.refused
        else:
            made = worked_on(source, folder)
            assert made
            assert all(hostile.CANARY not in (folder / one.name).read_bytes() for one in made)
    assert list(folder.glob("*.part")) == []
    assert children.most <= MEMORY


def test_watch_sees_the_memory_of_a_decoding_child(tmp_path: Path) -> None:
    making.film(tmp_path / "film.mp4", 0.5, (320, 240))
    (tmp_path / "out").mkdir()
    with ChildrenWatched() as children:
        assert worked_on(tmp_path / "film.mp4", tmp_path / "out")
    assert 10_000_000 < children.most <= MEMORY


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
