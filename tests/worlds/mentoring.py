"""What mentoring adds to the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """Put things into `world.things`, and what stands for an argument of an address into `world.arguments`."""
