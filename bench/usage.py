"""Who uses the processors while something runs: read once a second from the system, by group of processes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from bench.measure import TICK, spent


class Usage:
    """`roots`: a group's name -> the process whose whole tree it is; backends of `database` and Redis are found by name."""

    def __init__(self, roots: dict[str, int], database: str) -> None:
        self.roots, self.database = roots, database
        self.first: dict[int, float] = {}
        self.last: dict[int, float] = {}
        self.groups: dict[int, str] = {}
        self.seconds = self.all = 0.0

    @contextmanager
    def watching(self, **more: int) -> Iterator[None]:
        self.roots |= more
        ended = threading.Event()
        begun, busy = monotonic(), _busy()
        self._look()
        self.first = dict(self.last)
        thread = threading.Thread(target=self._watch, args=(ended,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            self._look()
            self.seconds, self.all = monotonic() - begun, _busy() - busy

    def _watch(self, ended: threading.Event) -> None:
        while not ended.wait(1.0):
            self._look()

    def _look(self) -> None:
        parents: dict[int, int] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    fields = (folder / "stat").read_text().rpartition(")")[2].split()
                    parents[int(folder.name)] = int(fields[1])
                except OSError:
                    continue
        for pid in parents:
            if group := self.groups.get(pid) or self._group(pid, parents):
                self.groups[pid] = group
                self.last[pid] = max(self.last.get(pid, 0.0), spent(pid))

    def _group(self, pid: int, parents: dict[int, int]) -> str:
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
        if command.startswith("postgres:"):
            return "PostgreSQL" if self.database in command or "walwriter" in command else ""
        if command.startswith("redis-server") or "/redis-server" in command:
            return "Redis"
        roots = {root: name for name, root in self.roots.items()}
        while pid > 1 and pid not in roots:
            pid = parents.get(pid, 0)
        return roots.get(pid, "")

    def shares(self) -> dict[str, int]:
        """Percent of one core by group, `others` on this machine, and `idle`."""
        cores = sum(line[3:4].isdigit() for line in Path("/proc/stat").read_text().splitlines() if line.startswith("cpu"))
        used: dict[str, float] = {}
        for pid, seconds in self.last.items():
            used[self.groups[pid]] = used.get(self.groups[pid], 0.0) + seconds - self.first.get(pid, 0.0)
        others = max(0.0, self.all - sum(used.values()))
        idle = max(0.0, cores * self.seconds - self.all)
        return {name: round(100 * seconds / self.seconds) for name, seconds in {**used, "others": others, "idle": idle}.items()}


def _busy() -> float:
    """Processor seconds spent by everybody since the machine began."""
    fields = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return (sum(fields[:8]) - fields[3] - fields[4]) / TICK
