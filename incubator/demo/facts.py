"""The facts of the five programmes, from the file shipped beside, and the demo's other data."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
# The C reader of YAML takes a tenth of the time, where the wheel has it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def french(text: str) -> str:
    """With the spaces that must not break, which the files leave plain."""
    return re.sub(r" (?=[:;?!»%])|(?<=«) ", "\u00a0", text)


def _typeset(value: Any, language: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _typeset(one, str(key)) for key, one in value.items()}
    if isinstance(value, list):
        return [_typeset(one) for one in value]
    return french(value) if language == "fr" and isinstance(value, str) else value


@cache
def data(name: str) -> Any:
    """What stands in a file of the demo's data."""
    raw = yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), LOADER)  # noqa: S506  a safe loader, and our own file
    return _typeset(raw)


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
