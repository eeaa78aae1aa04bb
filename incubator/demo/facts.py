"""The facts of the five programmes, from the file shipped beside, and the demo's other data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
# The C reader of YAML takes a tenth of the time, where the wheel has it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def data(name: str) -> Any:
    """What stands in a file of the demo's data."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), LOADER)  # noqa: S506  a safe loader, and our own file


@cache
def programmes() -> dict[str, dict[str, Any]]:
    """Facts by programme key, in the file's order."""
    return {one["key"]: one for one in data("programmes")}


def texts() -> dict[str, dict[str, dict[str, str]]]:
    """Public texts by programme key, then field, then language."""
    return dict(data("texts"))


def ideas() -> dict[str, Any]:
    """Parts of invented titles, ideas, comments and notes."""
    return dict(data("ideas"))


def zone_of(country: str) -> str:
    """The time zone of a country of the demo, or none."""
    return str(data("zones").get(country, ""))
