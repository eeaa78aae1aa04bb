"""`python -m bench.hot`: what the requests of the last hour cost, one process, PostgreSQL, production settings, no network.

CPU milliseconds of this process and of its database backend for one request, and its statements; the least of several
rounds, since others share the machine. KINDS=save,form asks a few, ROUNDS and EACH set how often, PROFILE=save prints where
the time of one goes.
"""

import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from bench.__main__ import own_place
from tests.run import find_postgres, find_redis, free_numbers

ROUNDS, EACH = int(os.environ.get("ROUNDS", "8")), int(os.environ.get("EACH", "25"))
KINDS = list(filter(None, os.environ.get("KINDS", "").split(",")))
PROFILE = os.environ.get("PROFILE", "")
MARK = "0123456789abcdef"


class Inner:
    """Requests straight into the WSGI application, as gunicorn hands them over; keeps cookies."""

    def __init__(self, cookies: dict[str, str] | None = None, address: str = "10.0.0.1") -> None:
        from incubator.wsgi import application

        self.application, self.cookies, self.address = application, dict(cookies or {}), address

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", accept: str = "text/html"
    ) -> tuple[int, dict[str, str], bytes]:
        where, _mark, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": where, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(body), "wsgi.errors": sys.stderr,
            "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", "HTTP_ACCEPT": accept, "HTTP_ACCEPT_ENCODING": "br",
            "HTTP_X_FORWARDED_FOR": self.address, "HTTP_X_FORWARDED_PROTO": "http", "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": kind,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }  # fmt: skip
        found: dict[str, Any] = {}

        def begin(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
            found["status"], found["headers"] = int(status[:3]), headers

        answer: Any = self.application(environ, begin)
        content = b"".join(answer)
        answer.close()
        for name, value in found["headers"]:
            if name.lower() == "set-cookie":
                key, _equals, rest = value.strip().partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return found["status"], dict(found["headers"]), content

    def page(self, path: str, status: int = 200) -> str:
        import brotli

        got, headers, content = self.ask("GET", path)
        must(got == status, f"GET {path} answered {got} {headers.get('Location', '')}")
        return (brotli.decompress(content) if headers.get("Content-Encoding") == "br" else content).decode()

    def post(self, path: str, fields: dict[str, str], status: int = 302) -> str:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}).encode()
        got, headers, content = self.ask("POST", path, body, "application/x-www-form-urlencoded")
        must(got == status, f"POST {path} answered {got} {content[:300]!r}")
        return headers.get("Location", "")

    def send(self, path: str, fields: dict[str, str]) -> dict[str, Any]:
        import json

        part = f'--{MARK}\r\nContent-Disposition: form-data; name="{{}}"\r\n\r\n{{}}\r\n'.format
        fields = {**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        body = ("".join(part(name, value) for name, value in fields.items()) + f"--{MARK}--\r\n").encode()
        got, _headers, content = self.ask("POST", path, body, f"multipart/form-data; boundary={MARK}", "application/json")
        must(got == 200, f"save answered {got} {content[:300]!r}")
        found: dict[str, Any] = json.loads(content)
        return found


def must(right: bool, said: str) -> None:
    if not right:
        raise RuntimeError(said)


class Hour:
    """The kinds of requests. Each method prepares and gives what is then asked and counted."""

    def __init__(self, base: Any) -> None:
        from django.urls import reverse
        from django.utils.translation import override

        from bench import deadline
        from bench.whole import answers, hidden

        self.base, self.call, self.answers, self.hidden = base, base.call, answers(base), hidden
        with override("fr"):
            self.form, self.review = (
                reverse(f"participants:{name}", args=[self.call.slug]) for name in ("apply", "review_application")
            )
            self.public = self.call.get_absolute_url()
        self.people = iter(deadline.make_people())
        self.long = next(question for question in base.questions if question.type == "long")
        self.count = 0

    def person(self) -> Inner:
        row = next(row for row in self.people if row["session"])
        return Inner({"sessionid": row["session"]})

    def draft(self, someone: Inner, *, filled: bool = True) -> dict[str, str]:
        """Begun and filled in; gives the page's own fields."""
        own = self.hidden(someone.page(self.form))
        if filled:
            someone.send(self.form, {**own, **self.answers})
            own = self.hidden(someone.page(self.form))
        return own

    def save(self, someone: Inner | None = None) -> Callable[[], Any]:
        """One long answer grows, signed in."""
        someone = someone or self.person()
        own = self.draft(someone)
        pk = self.long.pk
        state = {"version": int(next(pair for pair in own["versions"].split(",") if pair.startswith(f"{pk}:")).split(":")[1])}

        def once() -> None:
            self.count += 1
            said = someone.send(
                self.form,
                {
                    "application": own["application"],
                    "versions": f"{pk}:{state['version']}",
                    f"q-{pk}": f"Une histoire {self.count}. " * 20,
                },
            )
            state["version"] = said["versions"][str(pk)]

        return once

    def save_anonymous(self) -> Callable[[], Any]:
        return self.save(Inner())

    def first_save(self) -> Callable[[], Any]:
        """The first of somebody signed in: it begins the application."""
        waiting = [self.person() for _ in range(ROUNDS * EACH + 8)]
        for one in waiting:
            one.cookies["csrftoken"] = "a" * 32

        def once() -> None:
            someone = waiting.pop()
            someone.send(self.form, {"application": "", "versions": f"{self.long.pk}:0", f"q-{self.long.pk}": "Une histoire."})

        return once

    def form_new(self) -> Callable[[], Any]:
        """The form of somebody signed in who has written nothing."""
        someone = self.person()
        return lambda: someone.page(self.form)

    def form_anonymous(self) -> Callable[[], Any]:
        someone = Inner()
        return lambda: someone.page(self.form)

    def form_filled(self) -> Callable[[], Any]:
        someone = self.person()
        self.draft(someone)
        return lambda: someone.page(self.form)

    def read_through(self) -> Callable[[], Any]:
        someone = self.person()
        own = self.draft(someone)
        return lambda: someone.page(f"{self.review}?application={own['application']}")

    def submit(self) -> Callable[[], Any]:
        waiting = []
        for _ in range(ROUNDS * EACH + 8):
            someone = self.person()
            own = self.draft(someone, filled=False)
            said = someone.send(self.form, {**own, **self.answers})
            waiting.append((someone, str(said["application"])))

        def once() -> None:
            someone, pk = waiting.pop()
            to = someone.post(f"{self.review}?application={pk}", {"application": pk, "language": "fr"})
            must("/me/applications/" in to, f"not sent: {to}")

        return once

    def sent(self) -> Callable[[], Any]:
        someone = self.person()
        pk = self.draft(someone)["application"]
        to = someone.post(f"{self.review}?application={pk}", {"application": pk, "language": "fr"})
        return lambda: someone.page(to)

    def sign_in(self) -> Callable[[], Any]:
        """All seven requests from the address to the page to read through, with an account made on the way."""
        import re

        from bench.whole import code_for

        waiting = []
        for _ in range(ROUNDS * EACH + 8):
            self.count += 1
            someone = Inner(address=f"10.1.{self.count // 250}.{self.count % 250}")
            own = self.draft(someone, filled=False)
            someone.send(self.form, {**own, **self.answers})
            waiting.append((someone, f"hot{self.count}@bench.test"))

        def once() -> None:
            someone, email = waiting.pop()
            page = someone.page(self.review)
            address = re.search(r'href="([^"]*/apply/address/[^"]*)"', page)[1]  # type: ignore[index]
            someone.page(address)
            ask = someone.post(address, {"email": email})
            someone.page(ask)
            back = someone.post(ask, {"code": code_for(email)})
            someone.page(back)

        return once

    def page_of_call(self) -> Callable[[], Any]:
        """Made anew: one kept for others costs nearly nothing."""
        from django.core.cache import cache

        someone = Inner()

        def once() -> None:
            cache.clear()
            someone.page(self.public)

        return once

    def health(self) -> Callable[[], Any]:
        """The middlewares around next to nothing."""
        someone = Inner()
        return lambda: someone.page("/healthz")

    def health_signed_in(self) -> Callable[[], Any]:
        someone = self.person()
        return lambda: someone.page("/healthz")


EVERY = "health health_signed_in save save_anonymous first_save form_new form_anonymous form_filled read_through submit sent sign_in page_of_call".split()


def main() -> int:
    postgres, redis = find_postgres(), find_redis()
    if postgres is None or redis is None:
        print("PostgreSQL and Redis must answer.")
        return 2
    with own_place(postgres) as environment, free_numbers(redis) as numbers:
        os.environ.update(environment, REDIS_URL=f"{redis}/{numbers[0]}")
        import django

        django.setup()
        from django.conf import settings
        from django.core.cache import cache
        from django.core.management import call_command

        settings.OUTBOX_WAKES = False
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        from bench import base, deadline

        base.COVERS, deadline.PEOPLE = 0, 200
        deadline.EACH = 10
        try:
            table(Hour(base.build()))
        finally:
            cache.clear()
    return 0


def table(hour: Hour) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.course import pace
    from bench.measure import NOT_COUNTED, spent

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"pace {pace()} (milliseconds of a fixed piece of Python)\n{'':18}{'process':>9}{'database':>10}{'statements':>12}")
    for kind in KINDS or EVERY:
        once = getattr(hour, kind)()
        for _ in range(3):
            once()
        with CaptureQueriesContext(connection) as seen:
            once()
        asked = [query["sql"] for query in seen.captured_queries]
        if kind == PROFILE:
            profiled(once, asked)
        best, database, backend = 1e9, 0.0, connection.connection.info.backend_pid if connection.connection else 0
        begun = spent(backend)
        for _ in range(ROUNDS):
            started = time.process_time()
            for _ in range(EACH):
                once()
            best = min(best, (time.process_time() - started) / EACH)
        database = (spent(backend) - begun) / (ROUNDS * EACH) if backend else 0.0
        sql = sum(not NOT_COUNTED.match(one) for one in asked)
        print(f"{kind:18}{1000 * best:>9.2f}{1000 * database:>10.2f}{sql:>9}+{len(asked) - sql:<2}", flush=True)


def profiled(once: Callable[[], Any], asked: list[str]) -> None:
    for sql in asked:
        print("   ", sql[:400])
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for _ in range(EACH):
        once()
    profile.disable()
    stats = pstats.Stats(profile)
    stats.sort_stats("cumulative").print_stats(110)
    stats.sort_stats("tottime").print_stats(40)
    stats.dump_stats(f"/tmp/hot-{PROFILE}.prof")


if __name__ == "__main__":
    sys.exit(main())
