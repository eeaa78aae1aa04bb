"""A browser's line to the server as a coroutine: cookies, one connection for what belongs together, and little work of its own.

It shares the processors with the server it measures, so it reads answers by hand instead of through a client library.
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import brotli

LONGEST = 60.0  # seconds that a browser waits for an answer
Pairs = Iterable[tuple[str, str]]


class Cut(Exception):
    """The line broke, or nothing came: nobody knows whether the server did what it was asked."""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def is_json(self) -> bool:
        return "json" in self.headers.get("content-type", "")

    @property
    def to(self) -> str:
        """Where it leads, "" where it stays."""
        return self.headers.get("location", "")

    def json(self) -> Any:
        return json.loads(self.body)


class Line:
    """`address` is where the proxy would say that this person writes from."""

    def __init__(self, port: int, address: str, cookies: dict[str, str] | None = None) -> None:
        self.port, self.address, self.cookies = port, address, dict(cookies or {})
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Reply:
        return await self.ask("GET", path)

    async def post(self, path: str, fields: Pairs) -> Reply:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.ask("POST", path, urlencode(self._with_token(fields)).encode(), kind)

    async def send(self, path: str, fields: Pairs, *, file: tuple[str, str, bytes] | None = None, hang_up: bool = False) -> Reply:
        """As the page's script does: a FormData, an answer as JSON. `file`: its control, its name, its bytes. `hang_up`
        goes away without waiting for the answer."""
        mark = secrets.token_hex(8)
        part = f'--{mark}\r\nContent-Disposition: form-data; name="{{}}"{{}}\r\n\r\n'.format
        body = "".join(f"{part(name, '')}{value}\r\n" for name, value in self._with_token(fields)).encode()
        if file is not None:
            control, name, content = file
            body += part(control, f'; filename="{name}"').encode() + content + b"\r\n"
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Accept": "application/json"}
        return await self.ask("POST", path, body + f"--{mark}--\r\n".encode(), headers, hang_up=hang_up)

    def _with_token(self, fields: Pairs) -> list[tuple[str, str]]:
        return [("csrfmiddlewaretoken", self.cookies.get("csrftoken", "")), *fields]

    async def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None, *, hang_up: bool = False
    ) -> Reply:
        said = {
            "Host": f"127.0.0.1:{self.port}", "Accept": "text/html", "Accept-Encoding": "br",
            "X-Forwarded-For": self.address, "X-Forwarded-Proto": "http",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {}),
        }  # fmt: skip
        if body is not None:
            said["Content-Length"] = str(len(body))
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
        try:
            async with asyncio.timeout(LONGEST):
                return await self._exchange("\r\n".join(lines).encode() + (body or b""), hang_up, bodiless=method == "HEAD")
        except (OSError, EOFError, TimeoutError, ValueError, brotli.error) as error:
            self.close()
            raise Cut(f"{type(error).__name__} {error}".strip()) from error

    async def _exchange(self, sent: bytes, hang_up: bool, *, bodiless: bool) -> Reply:
        reader, writer = self._ends or await asyncio.open_connection("127.0.0.1", self.port)
        self._ends = reader, writer
        writer.write(sent)
        await writer.drain()
        if hang_up:
            raise ConnectionError("hung up")
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in filter(None, lines):
            name, _colon, value = line.partition(":")
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.coded_value for key, morsel in SimpleCookie(value.strip()).items()}
            headers[name.lower()] = value.strip()
        length = headers.get("content-length")
        body = b"" if bodiless else await (reader.readexactly(int(length)) if length is not None else _in_pieces(reader, headers))
        if headers.get("connection", "").lower() == "close":
            self.close()
        if headers.get("content-encoding") == "br":
            body = brotli.decompress(body)
        return Reply(int(first.split(" ", 2)[1]), headers, body)

    def close(self) -> None:
        """What belongs together is done: browsers do not hold a line open while somebody thinks."""
        if self._ends is not None:
            with contextlib.suppress(OSError):
                self._ends[1].close()
        self._ends = None


async def _in_pieces(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if "chunked" not in headers.get("transfer-encoding", ""):
        return await reader.read() if headers.get("connection", "").lower() == "close" else b""
    found = []
    while size := int(await reader.readline(), 16):
        found.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readline()
    return b"".join(found)
