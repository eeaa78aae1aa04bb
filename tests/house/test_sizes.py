"""Small things stay readable. An exemption carries its reason."""

import ast
from statistics import median

import pytest

from tests.house.files import named, python, read, templates, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONGEST_TEMPLATE = 150
MEDIAN_FILE = 80
EXEMPT: dict[str, str] = {
    # "path": "why it may be longer",
}


def length(name: str) -> int:
    return len(read(name).splitlines())


def test_file_stays_short() -> None:
    names = python(tests=True) + named(".js", ".css", under=("static",))
    assert [f"{name}: {length(name)}" for name in names if length(name) >= LONGEST_FILE and name not in EXEMPT] == []


def test_file_is_short_in_the_middle() -> None:
    assert median(length(name) for name in python() if length(name)) < MEDIAN_FILE


def test_function_stays_short() -> None:
    long = []
    for name in python(tests=True):
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines >= LONGEST_FUNCTION and f"{name}:{node.name}" not in EXEMPT:
                    long.append(f"{name}:{node.name} {lines}")
    assert long == []


def test_template_stays_short() -> None:
    assert [f"{name}: {length(name)}" for name in templates() if length(name) >= LONGEST_TEMPLATE and name not in EXEMPT] == []


@pytest.mark.parametrize("name", EXEMPT)
def test_exemption_is_still_needed(name: str) -> None:
    assert EXEMPT[name], "an exemption carries its reason"
    if ":" not in name:
        assert length(name) >= (LONGEST_TEMPLATE if name in templates() else LONGEST_FILE)
