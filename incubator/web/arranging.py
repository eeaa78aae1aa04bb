"""An order that people give to rows by buttons or by dragging them."""

from typing import Any

from incubator.lib.numbers import whole, wholes


def rearranged(keys: list[int], data: Any) -> list[int]:
    """Keys after a press on a button (`up` or `down`: a key) or a drag (`order`: all keys, in their new order)."""
    if order := data.get("order", ""):
        return wholes(order.split(","))
    for name, step in (("up", -1), ("down", 1)):
        if (key := whole(data.get(name))) in keys and key is not None:
            at = keys.index(key)
            keys.insert(max(at + step, 0), keys.pop(at))
    return keys
