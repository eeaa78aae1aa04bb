"""The facts of the five programmes, from the file shipped beside."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "data" / "programmes.yaml"


@cache
def programmes() -> dict[str, dict[str, Any]]:
    """Facts by programme key, in the file's order."""
    return {one["key"]: one for one in yaml.safe_load(FILE.read_text())}


@cache
def texts() -> dict[str, dict[str, dict[str, str]]]:
    """Public texts by programme key, then field, then language."""
    return dict(yaml.safe_load((FILE.parent / "texts.yaml").read_text()))


@cache
def ideas() -> dict[str, Any]:
    """Parts of invented titles, ideas, comments and notes."""
    return dict(yaml.safe_load((FILE.parent / "ideas.yaml").read_text()))
