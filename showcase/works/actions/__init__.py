"""Writes on works. Called as `works.publish(work, by=user)`."""

from showcase.works.actions.making import (
    add_asset,
    describe,
    draft,
    edit,
    order_assets,
    place_asset,
    remove_asset,
    set_cover,
    set_credits,
    set_needs,
    set_recognitions,
)
from showcase.works.actions.publishing import (
    enlist,
    feature,
    hold_back,
    publish,
    publish_awaited,
    publish_when_ready,
    send_back,
    submit,
    unpublish,
)

__all__ = [
    "add_asset",
    "describe",
    "draft",
    "edit",
    "enlist",
    "feature",
    "hold_back",
    "order_assets",
    "place_asset",
    "publish",
    "publish_awaited",
    "publish_when_ready",
    "remove_asset",
    "send_back",
    "set_cover",
    "set_credits",
    "set_needs",
    "set_recognitions",
    "submit",
    "unpublish",
]
