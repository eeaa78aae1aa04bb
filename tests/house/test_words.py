"""Words that no file of the project may hold: unfinished marks, a registry's host, a path of one machine."""

import re

from tests.house.files import read, tracked

# written in pieces, so that this file does not hold them
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "lorem " + "ipsum"]) + r")\b")
HOSTS = re.compile("|".join([r"pypi\." + "org", "pythonhosted" + r"\.", r"npmjs\." + "org", "registry" + r"\.yarnpkg"]))
PATHS = re.compile(r"(?<![\w.$\}-])/(" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me"]) + r")/[a-z]")
BINARY = (".woff2", ".png", ".jpg", ".avif", ".webp", ".ico", ".mp4", ".mp3", ".pdf")


def lines(pattern: re.Pattern[str], *, but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}:{number} {match.group(0)}"
        for name in tracked()
        if not name.endswith(BINARY) and name not in but
        for number, line in enumerate(read(name).splitlines(), 1)
        if (match := pattern.search(line))
    ]


def test_file_has_no_unfinished_mark() -> None:
    assert lines(UNFINISHED) == []


def test_file_names_no_registry() -> None:
    assert lines(HOSTS) == []


def test_file_names_no_machine_path() -> None:
    assert lines(PATHS, but=("Dockerfile", "docker-compose.yml")) == []
