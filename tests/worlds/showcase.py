"""What showcase adds to the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incubator.files.content import Reason
from showcase.media import actions as media

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """Put things into `world.things`, and what stands for an argument of an address into `world.arguments`."""
    lay_media(world)


def lay_media(world: WholeWorld) -> None:
    """A participant's asset whose preparation failed."""
    asset = media.take(world.stored_file, by=world.participant)
    asset.owner = world.participant
    asset.save(update_fields=["owner"])
    media.fail(asset, Reason.BROKEN)
    world.things["asset"] = asset
    world.arguments["asset"] = asset.pk
