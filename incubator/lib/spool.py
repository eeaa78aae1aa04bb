"""Celery's broker in a folder, for a machine without Redis: kombu's, but nobody ever reads a file that is half written.

kombu opens a file under its last name and fills it afterwards; a worker that looks in between finds nothing or half a message
and ends itself. Here each file is written beside and renamed when it is whole.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from time import monotonic_ns
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


def _write(file: Path, content: str) -> None:
    # A name that begins with a dot is no message and no table to kombu.
    beside = file.with_name(f".{uuid.uuid4()}")
    try:
        beside.write_text(content)
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ChannelError(f"Cannot write {file}") from error


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # kombu names it in two ways
        name = f"{monotonic_ns():020}_{uuid.uuid4()}.{queue}.msg"
        _write(Path(self.data_folder_out) / name, dumps(payload))

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str | None) -> None:
        bound = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._table_locked():
            table = self.get_table(exchange)
            if bound not in table:
                _write(self._exchange_file(exchange), dumps([bound, *table]))  # type: ignore[attr-defined]

    @contextmanager
    def _table_locked(self) -> Iterator[None]:
        """Two processes that bind at once do so one after the other."""
        with (Path(self.control_folder) / ".lock").open("w") as lock:
            flock(lock, LOCK_EX)
            yield


class Transport(filesystem.Transport):
    Channel = Channel


def register() -> None:
    """Makes `spool://` a broker address."""
    TRANSPORT_ALIASES["spool"] = f"{__name__}:Transport"
