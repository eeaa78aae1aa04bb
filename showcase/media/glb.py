"""The container of a binary glTF: a description and one block of numbers, read with limits and written anew."""

from __future__ import annotations

import json
import struct
from typing import Any

from incubator.files.content import Reason, Unacceptable

MOST_JSON = 8_000_000
MAGIC, VERSION = b"glTF", 2
JSON, BIN = 0x4E4F534A, 0x004E4942


def broken(what: str) -> Unacceptable:
    return Unacceptable(Reason.BROKEN, what[:120])


def read(data: bytes) -> tuple[dict[str, Any], memoryview]:
    """Its description and its numbers. Lengths are believed only as far as there are bytes; other chunks are left out."""
    if len(data) < 20 or data[:4] != MAGIC:
        raise broken("no glTF")
    version, length = struct.unpack_from("<II", data, 4)
    if version != VERSION:
        raise broken(f"glTF {version}")
    if not 20 <= length <= len(data):
        raise broken("length of the file")
    chunks = _chunks(memoryview(data)[:length])
    if not chunks or chunks[0][0] != JSON:
        raise broken("no description")
    rest = chunks[1][1] if len(chunks) > 1 and chunks[1][0] == BIN else memoryview(b"")
    return _described(chunks[0][1]), rest


def _chunks(data: memoryview) -> list[tuple[int, memoryview]]:
    """The first two."""
    found: list[tuple[int, memoryview]] = []
    at = 12
    while at + 8 <= len(data) and len(found) < 2:
        size, kind = struct.unpack_from("<II", data, at)
        if at + 8 + size > len(data):
            raise broken("length of a chunk")
        found.append((kind, data[at + 8 : at + 8 + size]))
        at += 8 + size
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _described(text: memoryview) -> dict[str, Any]:
    if len(text) > MOST_JSON:
        raise Unacceptable(Reason.TOO_COMPLEX, "description")
    try:
        found = json.loads(bytes(text).decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise broken(type(error).__name__) from error
    if not isinstance(found, dict):
        raise broken("description")
    return found


def written(description: dict[str, Any], numbers: bytes) -> bytes:
    text = json.dumps(description, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    numbers += b"\0" * (-len(numbers) % 4)
    head = struct.pack("<4sII", MAGIC, VERSION, 12 + 8 + len(text) + (8 + len(numbers) if numbers else 0))
    body = struct.pack("<II", len(text), JSON) + text
    return head + body + (struct.pack("<II", len(numbers), BIN) + numbers if numbers else b"")
