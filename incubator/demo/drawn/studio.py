"""Makes pictures, films, sounds and documents in processes of their own, while the rest of the demo is loaded.

python -m incubator.demo.drawn.studio FOLDER < pieces.json
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

EDGE, QUALITY = 1280, 88
HANDS = 2
PATIENCE = 120.0
HOME = Path(__file__).parents[3]


@dataclass(frozen=True)
class Piece:
    """One file to be made: its `name` says by its ending what it is; `style` and `ratio` are for pictures
    (a film's style "around": one to stand in), `title` and `author` for documents, `seconds` for films and sounds."""

    name: str
    seed: int
    style: str = ""
    ratio: float = 0.0
    seconds: float = 8.0
    title: str = ""
    author: str = ""


def make(piece: Piece, folder: Path) -> Path:
    """The finished file, which appears under its name only when it is whole."""
    from incubator.demo.drawn import dossier, films, mask, music, styles

    path, whole = folder / f"making-{piece.name}", folder / piece.name
    match path.suffix:
        case ".mp4":
            films.film(path, piece.seed, piece.seconds, around=piece.style == "around")
        case ".mp3":
            music.sound(path, piece.seed, piece.seconds)
        case ".glb":
            mask.mask(path, piece.seed)
        case ".pdf":
            dossier.document(path, piece.title, piece.seed, piece.author)
        case _:
            styles.draw(piece.style, piece.seed, piece.ratio, EDGE).save(path, quality=QUALITY)
    return path.rename(whole)


@dataclass
class Studio:
    """Begins at once with all `pieces`, in their order; `take` waits for one of them."""

    pieces: Sequence[Piece]
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="studio-")))
    hands: list[subprocess.Popen[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = {piece.name: piece for piece in self.pieces}
        for hand in range(HANDS):
            command = [sys.executable, "-m", "incubator.demo.drawn.studio", str(self.folder)]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=HOME, text=True)
            assert process.stdin is not None
            process.stdin.write(json.dumps([asdict(piece) for piece in self.pieces[hand::HANDS]]))
            process.stdin.close()
            self.hands.append(process)

    def take(self, name: str) -> Path:
        """The file; made here where nobody else does it any more."""
        path, until = self.folder / name, time.monotonic() + PATIENCE
        while not path.exists():
            if time.monotonic() > until or all(hand.poll() is not None for hand in self.hands):
                return path if path.exists() else make(self.known[name], self.folder)
            time.sleep(0.05)
        return path

    def close(self) -> None:
        for hand in self.hands:
            hand.kill()
            hand.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


if __name__ == "__main__":
    for row in json.load(sys.stdin):
        make(Piece(**row), Path(sys.argv[1]))
