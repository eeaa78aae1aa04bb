"""Jobs of many requests or many rows: applying from nothing to sent, and the whole list as a spreadsheet."""

import http.client
import re
from http.cookies import SimpleCookie
from statistics import quantiles
from time import perf_counter
from typing import Protocol
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from bench.ask import session_of
from bench.base import Base
from bench.measure import NOT_COUNTED, Result, Server, brotli
from incubator.outbox.models import Message
from programmes.calls.models import Question
from programmes.calls.states import Meaning, Type

APPLIED = 12
"""Times that somebody applies; the first two warm up."""
MEANT = {
    Meaning.NAME: "Yosra Ben Amor", Meaning.TITLE: "La maison sans portes", Meaning.BIRTH: "1998-04-12", Meaning.COUNTRY: "SN",
    Meaning.SUMMARY: "Un film sur une maison où chacun entre. " * 6, Meaning.REGION: "Dakar", Meaning.GENDER: "woman",
    Meaning.DISCIPLINE: "animation",
}  # fmt: skip


class Way(Protocol):
    """Somebody's browser: gives the page's text and where it leads, "" where it stays."""

    def get(self, path: str) -> tuple[str, str]: ...
    def post(self, path: str, data: dict[str, str]) -> tuple[str, str]: ...


class Browser:
    """Over the line, with cookies of its own; counts its requests."""

    def __init__(self, server: Server, number: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        self.cookies: dict[str, str] = {}
        self.address = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
        self.requests, self.bytes = 0, 0

    def get(self, path: str) -> tuple[str, str]:
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, str]) -> tuple[str, str]:
        return self._ask("POST", path, urlencode({**data, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[str, str]:
        # many people write from one machine here: each from an address of their own, as the proxy would say
        send = {"X-Forwarded-For": self.address, "X-Forwarded-Proto": "http", "Accept": "text/html"}
        send["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            send["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, body, send)
        answer = self.line.getresponse()
        text = answer.read()
        self.requests, self.bytes = self.requests + 1, self.bytes + len(text)
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.coded_value for name, morsel in SimpleCookie(header).items()}
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {text[:400]!r}")
        return text.decode(), answer.headers["Location"] or ""


class Inside:
    """In this process, to count statements."""

    def __init__(self) -> None:
        self.client, self.requests = Client(), 0

    def get(self, path: str) -> tuple[str, str]:
        self.requests += 1
        answer = self.client.get(path)
        return answer.content.decode(), answer.headers.get("Location", "")

    def post(self, path: str, data: dict[str, str]) -> tuple[str, str]:
        self.requests += 1
        answer = self.client.post(path, data)
        return answer.content.decode(), answer.headers.get("Location", "")


def typed(question: Question) -> dict[str, str]:
    """What is typed into a question, by the names of its controls; nothing for what may stay empty."""
    value = MEANT.get(question.meaning) or ("Une histoire de chez nous. " * 40 if question.type == Type.LONG else "")  # type: ignore[call-overload]
    if not value:
        return {}
    found = {f"q-{question.pk}": value}
    if question.type == Type.DATE:
        year, month, day = value.split("-")
        found |= {f"q-{question.pk}_year": year, f"q-{question.pk}_month": month, f"q-{question.pk}_day": day}
    return found


def answers(base: Base) -> dict[str, str]:
    """What is typed into the form, by the names of its controls."""
    return {name: value for question in base.questions for name, value in typed(question).items()}


def hidden(page: str) -> dict[str, str]:
    """The form's own fields."""
    return {
        name: found[1] for name in ("application", "versions") if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
    }


def apply(way: Way, base: Base, email: str) -> str:
    """From the public page to the confirmation; gives the last page's address."""
    with override("fr"):
        call = base.call.get_absolute_url()
        form = reverse("participants:apply", args=[base.call.slug])
    way.get(call)
    page, _to = way.get(form)
    _page, onward = way.post(form, {**hidden(page), **answers(base), "to": "review"})
    page, _to = way.get(onward)
    _page, ask = way.post(onward, {**hidden(page), "language": "fr"})
    way.get(ask)
    _page, ask = way.post(ask, {"email": email})
    way.get(ask)
    _page, back = way.post(ask, {"code": code_for(email)})
    page, _to = way.get(back)
    _page, sent = way.post(back, {**hidden(page), "language": "fr"})
    way.get(sent)
    if not sent.endswith("/sent/"):
        raise RuntimeError(f"Not sent: {sent}")
    return sent


def code_for(email: str) -> str:
    message = Message.objects.filter(address=email).latest("pk")
    found = re.search(r"\b(\d{8})\b", message.text)
    if found is None:
        raise RuntimeError(f"No code in the message to {email}: {message.text}")
    return found[1]


def applying(server: Server, base: Base, size: int) -> Result:
    """Everything from the call's page to the confirmation, with an account made on the way."""
    inside = Inside()
    apply(Inside(), base, f"warm{size}@bench.test")
    with CaptureQueriesContext(connection) as seen:
        apply(inside, base, f"inside{size}@bench.test")
    sql = sum(not NOT_COUNTED.match(query["sql"]) for query in seen.captured_queries)
    times, used, browsers = [], {"web": 0.0, "database": 0.0}, []
    for number in range(APPLIED):
        browser = Browser(server, size + number)
        found: dict[str, float] = {}
        begun = perf_counter()
        with server.counting(found):
            apply(browser, base, f"n{size}.{number}@bench.test")
        if number >= 2:
            times.append((perf_counter() - begun) * 1000)
            used = {name: used[name] + found[name] for name in used}
            browsers.append(browser)
    web, database = used["web"] / len(times), used["database"] / len(times)
    cuts = quantiles(times, n=20)
    more = {"requests": browsers[-1].requests}
    return Result(sql, web + database, web, database, cuts[9], cuts[18], browsers[-1].bytes, 0, more)


def export(server: Server, base: Base) -> Result:
    """The whole list as a spreadsheet, read as it comes; memory is the worker's highest while it is sent."""
    with override("fr"):
        path = reverse("participants:export_applications", args=base.cohort.slugs)
    session = session_of(base.coordinator)
    client = Client()
    client.cookies["sessionid"] = session
    with CaptureQueriesContext(connection) as seen:
        rows = b"".join(client.get(path).streaming_content).count(b"\r\n") - 1
    sql = sum(not NOT_COUNTED.match(query["sql"]) for query in seen.captured_queries)
    server.peak(reset=True)
    before = server.peak()
    used: dict[str, float] = {}
    begun = perf_counter()
    with server.counting(used):
        size, packed, first = streamed(server, path, session)
    took = (perf_counter() - begun) * 1000
    more = {
        "rows": rows, "cpu_each": round(sum(used.values()) / max(rows, 1), 3), "first_byte": round(first, 1),
        "memory": round(server.peak(), 1), "memory_before": round(before, 1),
    }  # fmt: skip
    return Result(sql, sum(used.values()), used["web"], used["database"], took, took, size, packed, more)


def streamed(server: Server, path: str, session: str) -> tuple[int, int, float]:
    """Bytes, bytes on the line, milliseconds to the first of them."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    begun = perf_counter()
    line.request("GET", path, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "br"})
    answer = line.getresponse()
    size, packed, first, unpack = 0, 0, 0.0, brotli.Decompressor()
    while part := answer.read1(65536):
        first = first or (perf_counter() - begun) * 1000
        packed += len(part)
        size += len(unpack.process(part))
    return size, packed, first
