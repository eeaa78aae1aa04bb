from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from incubator.files.content import JPEG, MP4, Reason, Unacceptable, look
from showcase.media import sandbox
from showcase.media.report import Made, Progress, Refused, line, parse
from tests.showcase.media import making


def test_line_and_parse_are_each_others_inverse() -> None:
    event = Made("film", "film-360.mp4", "video/mp4", 12, 640, 360, 2.5)
    assert parse(line(event)) == event


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"event":"tick"}', '{"event":"made","role":"x"}', "not json"])
def test_parse_refuses_what_is_not_an_event(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


def test_closing_the_run_kills_the_child_and_leaves_no_part(tmp_path: Path) -> None:
    source = making.film(tmp_path / "a.mp4", 12, (640, 360))
    run = sandbox.run("film", source, tmp_path, MP4)
    for event in run:
        if isinstance(event, Progress):
            break
    run.close()
    assert list(tmp_path.glob("*.part")) == []
    assert list(tmp_path.glob("film-360.mp4")) == []


def test_child_killed_from_outside_is_told_as_such(tmp_path: Path) -> None:
    source = making.film(tmp_path / "a.mp4", 12, (640, 360))
    with pytest.raises(Unacceptable) as refusal:
        for event in sandbox.run("film", source, tmp_path, MP4):
            if isinstance(event, Progress):
                os.kill(_child(), signal.SIGKILL)
    assert refusal.value.reason == Reason.CRASHED
    assert list(tmp_path.glob("*.part")) == []


def _child() -> int:
    """This process's one running child."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return int(listed[-1])


def test_run_gives_up_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "FIRST_SECONDS", 0.05)
    source = making.jpeg(tmp_path / "a.jpg")
    with source.open("rb") as stream:
        content = look(stream)
    with pytest.raises(Unacceptable) as refusal:
        list(sandbox.run("image", source, tmp_path, content))
    assert refusal.value.reason == Reason.TIME


def test_original_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unacceptable) as refusal:
        list(sandbox.run("image", tmp_path / "gone.jpg", tmp_path, JPEG))
    assert refusal.value.reason == Reason.MISSING


def test_child_dies_with_its_parent(tmp_path: Path) -> None:
    source = making.film(tmp_path / "a.mp4", 20, (640, 360))
    parent = os.fork()
    if not parent:
        run = sandbox.run("film", source, tmp_path, MP4)
        next(run)
        (tmp_path / "child").write_text(str(_child()))
        os._exit(0)
    os.waitpid(parent, 0)
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child outlived its parent")


def test_refusal_travels_with_its_detail() -> None:
    assert parse(line(Refused("broken", "why"))) == Refused("broken", "why")
