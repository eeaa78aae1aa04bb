"""What the outbox asks of this room."""

from typing import Any

from showcase.media import around as rounds
from showcase.media import cellar, jobs, posters, showing


def render(payload: dict[str, Any]) -> None:
    jobs.render(payload["asset"])


def place(payload: dict[str, Any]) -> None:
    showing.place(payload["asset"])


def poster(payload: dict[str, Any]) -> None:
    posters.make(payload["asset"])


def empty(payload: dict[str, Any]) -> None:
    for folder in payload["folders"]:
        cellar.empty(folder)


def around(payload: dict[str, Any]) -> None:
    rounds.make(payload["asset"])
