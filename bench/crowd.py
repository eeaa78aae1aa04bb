"""The crowd of the last hour, in a process of its own: `python -m bench.crowd plan.json result.json`.

So many places are taken all the time; who has sent leaves, and the next one sits down, until the last stretch. There
everyone who still writes sends, most just before the deadline and a few after it. Knows no Django.
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path
from typing import Any

from bench.applicant import Applicant, Late, Log, Plan
from bench.line import Cut, Line

THINK = (6.0, 14.0)
"""Seconds between two saves of one person; the script waits for a pause in typing, people pause about every ten."""
STAY = (0.2, 0.5)
"""How long somebody writes, as a part of the whole time."""
RUSH = 0.2
"""The last part of the time before the deadline: who is still there sends in it, and nobody sits down any more."""
LATE = 0.06
"""So many of those in the rush press the button after the deadline."""
DOUBLY, HANGING = 0.05, 0.02
"""So many press the button twice; so many saves lose their line before the answer."""
PATIENCE = 120.0
"""Seconds after the end for which those wait who have not been answered."""
RULE = "\n" + "-" * 79 + "\n"


class Mailbox:
    """What the worker wrote as mail: codes by address, looked for in the files that grew."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sizes = folder, dict[Path, int]()
        self.codes: dict[str, str] = {}

    async def code(self, email: str) -> str:
        for _try in range(240):
            if found := self.codes.pop(email, ""):
                return found
            await asyncio.sleep(0.5)
        raise Cut("no code came within two minutes")

    async def watch(self) -> None:
        while True:
            for path in self.folder.glob("*.log") if self.folder.exists() else ():
                if (size := path.stat().st_size) != self.sizes.get(path):
                    self.sizes[path] = size
                    self._read(path.read_text())
            await asyncio.sleep(0.5)

    def _read(self, text: str) -> None:
        for part in text.split(RULE):
            mail = message_from_string(part.strip("\n"))
            body: Any = mail.get_payload(0) if mail.is_multipart() else mail
            said = body.get_payload(decode=True) if body is not None and mail["To"] else b""
            digits = "".join(sign if sign.isdigit() else " " for sign in said.decode(errors="replace")).split()
            if mail["To"] and (code := next((word for word in digits if len(word) == 8), "")):
                self.codes[mail["To"].strip()] = code


class Crowd:
    def __init__(self, told: dict[str, Any]) -> None:
        questions = {int(pk): fields for pk, fields in told["questions"].items()}
        self.plan = Plan(told["port"], told["form"], told["review"], questions, told["long"])
        self.seats, self.seconds, self.closes = told["seats"], told["seconds"], told["closes"]
        self.people: Iterator[dict[str, str]] = iter(told["people"])
        self.mailbox, self.log = Mailbox(Path(told["mail"])), Log()
        self.everyone: list[Applicant] = []
        self.ends = time.time() + self.seconds
        self.most = self.here = 0

    def next(self) -> Applicant:
        row = next(self.people)
        number = len(self.everyone)
        cookies = {"sessionid": row["session"]} if row["session"] else {}
        line = Line(self.plan.port, f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}", cookies)
        person = Applicant(self.plan, self.log, row["email"], line, None if row["session"] else self.mailbox.code)
        self.everyone.append(person)
        return person

    def leaves(self) -> float:
        """When somebody who sits down now sends."""
        now, window = time.time(), self.closes - RUSH * self.seconds
        wanted = now + random.uniform(*STAY) * self.seconds
        if wanted < window:
            return wanted
        if random.random() < LATE:
            return self.closes + random.uniform(0.5, max(0.6, self.ends - self.closes - 2))
        return random.uniform(max(now, window), self.closes - 2)

    async def sit(self, number: int) -> None:
        await asyncio.sleep(number / self.seats * min(THINK[1], self.seconds / 10))
        while time.time() < self.closes - RUSH * self.seconds:
            person = self.next()
            self.here += 1
            self.most = max(self.most, self.here)
            try:
                await self.live(person)
            except Late:
                person.sent = person.sent or "late"
            except Cut as cut:
                self.log.errors.append(f"gave up: {cut}")
            finally:
                if person.sent == "late" and time.time() < self.closes:
                    self.log.errors.append("refused before the deadline")
                self.here -= 1
                person.line.close()

    async def live(self, person: Applicant) -> None:
        leaves = self.leaves()
        await person.arrive()
        waiting = list(self.plan.questions)
        while time.time() < leaves:
            await asyncio.sleep(min(random.uniform(*THINK), max(0.05, leaves - time.time())))
            person.type(waiting.pop(0) if waiting and random.random() < 0.7 else self.plan.long)
            while not await person.save(hang_up=random.random() < HANGING):
                await asyncio.sleep(2)
        await person.submit(doubly=random.random() < DOUBLY)

    async def all(self) -> dict[str, Any]:
        reading = asyncio.create_task(self.mailbox.watch())
        seats = [asyncio.create_task(self.sit(number)) for number in range(self.seats)]
        _left, waiting = await asyncio.wait(seats, timeout=self.seconds + PATIENCE)
        self.log.errors += [
            f"still waiting at the end: {person.doing}" for person in self.everyone if not person.sent and waiting
        ]
        for task in (*waiting, reading):
            task.cancel()
        log = self.log
        return {
            "people": [person.told() for person in self.everyone], "times": log.times, "errors": log.errors, "most": self.most,
            "refused_late": log.refused_late, "conflicts": log.conflicts, "hung_up": log.hung_up, "ended": time.time(),
        }  # fmt: skip


def main(plan: Path, result: Path) -> None:
    random.seed(20)
    told = asyncio.run(Crowd(json.loads(plan.read_text())).all())
    result.write_text(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
