"""The broker in a folder, with real connections of several processes."""

import json
import subprocess
import sys
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from incubator.env import broker
from incubator.lib import spool

spool.register()


@pytest.fixture
def connect(tmp_path):
    url, options = broker("", tmp_path)
    return lambda: Connection(url, transport_options=options)


def received(queue):
    try:
        return queue.get_nowait().payload
    except Empty:
        return None


def test_message_comes_out_once_and_in_order(connect):
    with connect() as sender, connect() as receiver:
        for number in range(3):
            sender.SimpleQueue("wake").put({"number": number})
        queue = receiver.SimpleQueue("wake", no_ack=True)
        assert [received(queue) for _ in range(4)] == [{"number": 0}, {"number": 1}, {"number": 2}, None]


PUT = """
import sys
from kombu import Connection
from pathlib import Path
from incubator.env import broker
from incubator.lib import spool
spool.register()
url, options = broker("", Path(sys.argv[1]))
with Connection(url, transport_options=options) as connection:
    queue = connection.SimpleQueue(sys.argv[2])
    for _ in range(int(sys.argv[3])):
        queue.put({"from": sys.argv[2], "text": "x" * 200_000})
"""


def putting(folder, name, times=1):
    """A process that puts long messages."""
    return subprocess.Popen([sys.executable, "-c", PUT, str(folder), name, str(times)], cwd=Path(__file__).parents[3])


def test_no_file_is_ever_seen_half_written(tmp_path):
    seen = set()
    with putting(tmp_path, "wake", times=40) as process:
        last = False
        while not last:
            last = process.poll() is not None
            seen |= {len(json.loads(path.read_text())["body"]) for path in (tmp_path / "broker" / "queue").glob("*.msg")}
    assert (process.returncode, len(seen)) == (0, 1)


def test_processes_that_bind_at_once_are_all_bound(connect, tmp_path):
    names = [f"wake{number}" for number in range(4)]
    puts = [putting(tmp_path, name) for name in names]
    assert [put.wait(60) for put in puts] == [0, 0, 0, 0]
    with connect() as receiver:
        assert [received(receiver.SimpleQueue(name, no_ack=True))["from"] for name in names] == names
