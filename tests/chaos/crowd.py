"""People who write, add files and send while the product is broken. They do not give up: each tries again until it is answered."""

import asyncio
import base64
import hashlib
import json
import random
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.applicant import Applicant, Log, Plan
from bench.crowd import Mailbox
from bench.line import Cut, Line

SEATS = 8
THINK = (0.2, 0.8)
STAY = (1.5, 5.0)
AGAIN = 0.7
PIECE = 256 * 1024
TUS = {"Tus-Resumable": "1.0.0"}


def picture(size: int = 420) -> bytes:
    """A PNG of noise, about half a megabyte, each another."""
    noise = random.randbytes(size * size * 3)
    rows = b"".join(b"\0" + noise[row * size * 3 : (row + 1) * size * 3] for row in range(size))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = size.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


class Writer(Applicant):
    """An applicant who adds pictures too; `files` are the digests of those that the server said it keeps."""

    told_plan: dict[str, Any]
    files: list[str]

    async def add_picture(self) -> None:
        """In one piece, as the plain form sends it."""
        content = picture()
        fields = [("application", self.application), ("question", str(self.told_plan["picture"]))]
        reply = await self.line.send(self.told_plan["files"], fields, file=("upload", "image.png", content))
        self.line.close()
        if reply.status == 200:
            self.application = self.application or reply.headers.get("x-application", "")
            self.files.append(hashlib.sha256(content).hexdigest())

    async def add_in_pieces(self) -> None:
        """By tus: the server says where to go on after each fault."""
        content = picture(560)
        place = await self._begin_upload(content)
        offset, tries = 0, 20
        while place and offset < len(content):
            try:
                reply = await self.line.ask(
                    "PATCH", place, content[offset : offset + PIECE],
                    self._headers() | {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"},
                )  # fmt: skip
                if reply.status == 204:
                    offset = int(reply.headers["upload-offset"])
                    continue
                if reply.status == 507 or not tries:
                    return
                tries -= 1
                raise Cut(str(reply.status))
            except Cut:
                self.line.close()
                await asyncio.sleep(AGAIN)
            with suppress(Cut):
                head = await self.line.ask("HEAD", place, None, TUS)
                if head.status == 404:
                    return
                offset = int(head.headers.get("upload-offset", offset))
        if place:
            self.files.append(hashlib.sha256(content).hexdigest())

    def _headers(self) -> dict[str, str]:
        return TUS | {"X-CSRFToken": self.line.cookies.get("csrftoken", "")}

    async def _begin_upload(self, content: bytes) -> str:
        wish = {"filename": "image.png", "to": "answer", "call": self.told_plan["call"], "question": self.told_plan["picture"],
                "application": self.application}  # fmt: skip
        said = ",".join(f"{name} {base64.b64encode(str(value).encode()).decode()}" for name, value in wish.items())
        reply = await self.line.ask(
            "POST",
            self.told_plan["uploads"],
            b"",
            self._headers() | {"Upload-Length": str(len(content)), "Upload-Metadata": said},
        )
        return reply.headers.get("location", "") if reply.status == 201 else ""

    def told(self) -> dict[str, Any]:
        return super().told() | {"files": self.files}


class Crowd:
    """Runs in a thread of its own between `start` and `finish`; `everyone` are all who sat down, taken from `people`."""

    def __init__(self, told: dict[str, Any], people: Iterator[dict[str, str]]) -> None:
        questions = {int(pk): fields for pk, fields in told["questions"].items()}
        self.told_plan = told
        self.plan = Plan(told["port"], told["form"], told["review"], questions, told["long"], again=AGAIN, tries=120)
        self.people = people
        self.mailbox, self.log = Mailbox(Path(told["mail"])), Log()
        self.everyone: list[Writer] = []
        self.ending = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        self.thread = threading.Thread(target=lambda: asyncio.run(self._all()), name="crowd", daemon=True)
        self.thread.start()

    def finish(self, longest: float = 120.0) -> None:
        """Whoever is still there sends now. Returns when everybody has been answered."""
        self.ending.set()
        assert self.thread is not None
        self.thread.join(longest)
        still = [(person.email, person.doing) for person in self.everyone if not person.sent]
        assert not self.thread.is_alive(), f"{still} within {longest:.0f} s; errors: {self.log.errors[-5:]}"

    def saved(self) -> int:
        """Saves that were answered so far."""
        return len(self.log.times.get("save", []))

    def record(self, path: Path) -> None:
        path.write_text(json.dumps({"people": [person.told() for person in self.everyone]}))

    async def _all(self) -> None:
        watching = asyncio.create_task(self.mailbox.watch())
        await asyncio.gather(*(self._sit() for _ in range(SEATS)))
        watching.cancel()

    async def _sit(self) -> None:
        while not self.ending.is_set():
            row = next(self.people)
            cookies = {"sessionid": row["session"]} if row["session"] else {}
            line = Line(self.plan.port, f"10.0.0.{len(self.everyone) % 256}", cookies)
            person = Writer(self.plan, self.log, row["email"], line, None if row["session"] else self.mailbox.code)
            person.told_plan, person.files = self.told_plan, []
            self.everyone.append(person)
            await self._live(person, time.monotonic() + random.uniform(*STAY))
            line.close()

    async def _live(self, person: Writer, leaves: float) -> None:
        await person.arrive()
        waiting = list(self.plan.questions)
        while time.monotonic() < leaves and not self.ending.is_set():
            await asyncio.sleep(random.uniform(*THINK))
            person.type(waiting.pop(0) if waiting and random.random() < 0.6 else self.plan.long)
            await person.save_all()
            if person.line.cookies.get("sessionid") and len(person.files) < 2 and random.random() < 0.25:
                with suppress(Cut):
                    await random.choice((person.add_picture, person.add_in_pieces))()
        await person.submit(doubly=random.random() < 0.2)
