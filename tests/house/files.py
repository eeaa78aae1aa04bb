"""The project's own files, for the tests that hold the house."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("incubator", "programmes", "participants", "mentoring", "showcase")
NOT_ROOMS = {"migrations", "management", "templatetags", "__pycache__"}


@cache
def tracked() -> tuple[str, ...]:
    """Files under version control (and new ones not yet added); where there is no git, every file of the known folders."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode == 0:
        names = answer.stdout.splitlines()
    else:
        folders = (*FLOORS, "templates", "static", "tests", "docs", "requirements")
        names = [path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*")]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def named(*suffixes: str, under: tuple[str, ...] = ()) -> list[str]:
    return [name for name in tracked() if name.endswith(suffixes) and (not under or name.split("/")[0] in under)]


def python(*, tests: bool = False) -> list[str]:
    """Python files of ours without migrations."""
    under = (*FLOORS, "tests", "bench") if tests else FLOORS
    return [name for name in named(".py", under=under) if "/migrations/" not in name]


def templates() -> list[str]:
    return named(".html", ".txt", ".xml", under=("templates",))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(read(name), filename=name)


def imports(name: str) -> set[str]:
    """Dotted names that a file imports, `from a import b` as `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def rooms() -> list[str]:
    """Packages directly below a floor: "programmes/calls"."""
    found = {"/".join(name.split("/")[:2]) for name in python() if name.count("/") >= 2}
    return sorted(room for room in found if room.split("/")[1] not in NOT_ROOMS)
