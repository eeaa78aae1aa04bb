"""Somebody who applies: opens the form, types and is saved as the page's script does it, reads through, sends.

Notes what the server acknowledged, so that afterwards it can be held against what is stored. Knows no Django: it runs
beside the server that is measured or broken.
"""

import asyncio
import random
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from bench.line import Cut, Line, Reply

SENTENCES = (
    "Ma grand-mère racontait cette histoire les soirs de pluie.", "Nous filmons dans la maison où elle est née.",
    "Trois journées de repérage sont déjà tournées.", "La mer est à deux rues, on l’entend dans chaque plan.",
    "Le son vient d’abord : les pas, le marché, la radio.", "Chacun y parle sa langue, et tout le monde se comprend.",
)  # fmt: skip
ROOM = 400
"""Characters after which the long answer is begun anew: the form takes 500, and another sentence has to fit."""


@dataclass(frozen=True)
class Plan:
    """The call's form: paths, and by question the values of its controls; `long` is the one that is typed at length."""

    port: int
    form: str
    review: str
    questions: dict[int, dict[str, str]]
    long: int
    again: float = 15.0
    """Seconds until the script tries again what could not be sent."""
    tries: int = 4
    """How often a page that does not come is asked for again."""


@dataclass
class Log:
    """What everybody met: seconds by kind of request, and what went wrong."""

    times: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    refused_late: int = 0
    conflicts: int = 0
    hung_up: int = 0
    began: float = field(default_factory=monotonic)

    def took(self, kind: str, begun: float) -> None:
        now = monotonic()
        self.times.setdefault(kind, []).append((round(begun - self.began, 2), round(now - begun, 4)))


class Late(Exception):
    """The call takes nothing any more."""


@dataclass
class Applicant:
    """`acked` is what the server said it keeps, `unsure` what was sent since without an answer. `sent`: "", "yes" when it
    was answered as sent, "late" when it was refused for the deadline, "unsure" when no answer came."""

    plan: Plan
    log: Log
    email: str
    line: Line
    code: Callable[[str], Coroutine[Any, Any, str]] | None = None
    application: str = ""
    versions: dict[int, int] = field(default_factory=dict)
    open: dict[int, dict[str, str]] = field(default_factory=dict)
    acked: dict[int, dict[str, str]] = field(default_factory=dict)
    unsure: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    sent: str = ""
    doing: str = ""
    """What somebody waits for just now."""

    # ── requests ──

    async def ask(self, kind: str, asking: Callable[[], Coroutine[Any, Any, Reply]]) -> Reply:
        begun, self.doing = monotonic(), kind
        try:
            reply = await asking()
        except Cut as cut:
            self.log.errors.append(f"{kind}: {cut}")
            raise
        self.log.took(kind, begun)
        if reply.status >= 400 and reply.status != 409:
            self.log.errors.append(f"{kind}: {reply.status} {reply.text[:160]!r}")
            if reply.status >= 500:
                raise Cut(str(reply.status))
        return reply

    async def patiently(self, kind: str, asking: Callable[[], Coroutine[Any, Any, Reply]]) -> Reply:
        """A page; asked for again as a person does who presses the button again."""
        for _try in range(self.plan.tries):
            try:
                return await self.ask(kind, asking)
            except Cut:
                self.line.close()
                await asyncio.sleep(self.plan.again)
        raise Cut(f"{kind}: given up")

    def named(self, path: str) -> str:
        return f"{path}?application={self.application}" if self.application and "sessionid" in self.line.cookies else path

    # ── writing ──

    async def arrive(self) -> None:
        page = await self.patiently("form", lambda: self.line.get(self.plan.form))
        if page.to:
            raise Late
        self.application = _hidden(page.text, "application")
        pairs = [pair.split(":") for pair in _hidden(page.text, "versions").split(",") if pair]
        self.versions = {int(pk): int(version) for pk, version in pairs}
        self.line.close()

    def type(self, pk: int) -> None:
        """A question is answered, the long one sentence by sentence."""
        fields = dict(self.plan.questions[pk])
        if pk == self.plan.long:
            name = next(iter(fields))
            before = (self.open.get(pk) or (self.unsure.get(pk) or [{}])[-1] or {}) or self.acked.get(pk) or {}
            text = before.get(name, "") if len(before.get(name, "")) < ROOM else ""
            fields[name] = f"{text} {random.choice(SENTENCES)} ({len(before.get(name, ''))})".strip()
        self.open[pk] = fields

    async def save(self, *, hang_up: bool = False) -> bool:
        """What is open, as autosave.js sends it; False where it has to be sent again."""
        if not self.open:
            return True
        going = dict(self.open)
        fields = [("application", self.application), ("versions", ",".join(f"{pk}:{self.versions.get(pk, 0)}" for pk in going))]
        fields += [pair for kept in going.values() for pair in kept.items()]
        if hang_up:
            self.log.hung_up += 1
            for pk, kept in going.items():
                self.unsure.setdefault(pk, []).append(kept)
            try:
                await self.line.send(self.plan.form, fields, hang_up=True)
            except Cut:
                return False
        try:
            reply = await self.ask("save", lambda: self.line.send(self.plan.form, fields))
        except Cut:
            for pk, kept in going.items():
                self.unsure.setdefault(pk, []).append(kept)
            return False
        finally:
            self.line.close()
        return self._took(going, reply)

    def _took(self, going: dict[int, dict[str, str]], reply: Reply) -> bool:
        told = reply.json() if reply.is_json else {"refused": f"{reply.status} without JSON"}
        if "sent" in told:  # it is sent already: nothing of it is saved as one types any more
            self.open.clear()
            return True
        if "refused" in told and "versions" not in told:
            self.log.refused_late += 1
            raise Late
        self.application = str(told["application"])
        for pk, kept in going.items():
            theirs = told["conflicts"].get(str(pk))
            if theirs is not None:
                self._settle(pk, theirs)
                continue
            if str(pk) not in told["versions"]:
                continue
            self.versions[pk] = told["versions"][str(pk)]
            self.acked[pk], self.unsure[pk] = kept, []
            if self.open.get(pk) == kept:
                del self.open[pk]
        if "refused" in told:  # after the deadline a draft still keeps what is typed, and says so
            self.log.refused_late += 1
            raise Late
        return not self.open

    def _settle(self, pk: int, theirs: dict[str, Any]) -> None:
        """Changed "elsewhere": by a save of our own whose answer never came, or really."""
        if not any(theirs["value"] in kept.values() for kept in self.unsure.get(pk, [])):
            self.log.conflicts += 1
            self.log.errors.append(f"save: a conflict with nobody, {pk}: {str(theirs)[:120]}")
        self.versions[pk] = theirs["version"]

    async def save_all(self) -> None:
        for _try in range(self.plan.tries):
            if await self.save():
                return
            await asyncio.sleep(self.plan.again)
        if self.open:
            raise Cut("save: given up")

    # ── sending ──

    async def submit(self, *, doubly: bool = False) -> None:
        """Everything typed, read through, sent, and the page that says so."""
        try:
            for pk in self.plan.questions:
                if pk not in self.acked and pk not in self.open:
                    self.type(pk)
            await self.save_all()
            page = await self.patiently("review", lambda: self.line.get(self.named(self.plan.review)))
            if (asked := re.search(r'href="([^"]*/apply/address/[^"]*)"', page.text)) and self.code is not None:
                page = await self._sign_in(asked[1], self.code)
            self._must_be_in_time(page)
            for _try in range(self.plan.tries):
                if await self._send(page, doubly=doubly):
                    break
                self.line.close()
                await asyncio.sleep(self.plan.again)
        except Late:
            self.sent = self.sent or "late"
        finally:
            self.line.close()

    async def _send(self, page: Reply, *, doubly: bool) -> bool:
        """Press the button (twice). True where the matter is decided."""
        path, fields = self.named(self.plan.review), [("application", _hidden(page.text, "application")), ("language", "fr")]
        try:
            if doubly:
                other = Line(self.line.port, self.line.address, self.line.cookies)
                twice = asyncio.gather(
                    self.ask("submit", lambda: self.line.post(path, fields)),
                    self.ask("submit", lambda: other.post(path, fields)),
                    return_exceptions=True,
                )
                reply, second = await twice
                other.close()
                self.line.close()  # it may have waited long for the other one
                if isinstance(reply, BaseException):
                    reply = second
                if isinstance(reply, BaseException):
                    raise reply
            else:
                reply = await self.ask("submit", lambda: self.line.post(path, fields))
        except Cut:
            self.sent = "unsure"
            return False
        return await self._follow(reply)

    async def _follow(self, reply: Reply) -> bool:
        if "/me/applications/" in reply.to:
            self.sent = "yes"
            await self.patiently("sent", lambda: self.line.get(reply.to))
            return True
        if "/apply/review/" in reply.to or reply.status == 200:
            self._must_be_in_time(await self.patiently("review", lambda: self.line.get(reply.to or self.named(self.plan.review))))
        self.log.errors.append(f"submit: answered {reply.status} {reply.to}")
        return False

    def _must_be_in_time(self, page: Reply) -> None:
        """The page to read through has its button only while the call takes applications."""
        if 'name="language"' not in page.text and "/me/applications/" not in page.to:
            self.log.refused_late += 1
            raise Late

    async def _sign_in(self, address: str, code_for: Callable[[str], Coroutine[Any, Any, str]]) -> Reply:
        """The address, the code from the mail, and back to the form."""
        await self.patiently("address", lambda: self.line.get(address))
        asked = await self.patiently("address", lambda: self.line.post(address, [("email", self.email)]))
        self.line.close()
        begun, self.doing = monotonic(), "code by mail"
        code = await code_for(self.email)
        self.log.took("code by mail", begun)
        await self.patiently("code", lambda: self.line.get(asked.to))
        back = await self.patiently("code", lambda: self.line.post(asked.to, [("code", code)]))
        page = await self.patiently("review", lambda: self.line.get(back.to))
        self.application = _hidden(page.text, "application") or self.application
        return page

    def told(self) -> dict[str, Any]:
        """For the record; see above."""
        return {
            "email": self.email, "application": self.application, "sent": self.sent,
            "acked": self.acked,
            "unsure": {pk: kept for pk, kept in self.unsure.items() if kept},
        }  # fmt: skip


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""
