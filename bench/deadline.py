"""The last hour of a call, in minutes: a crowd writes and sends against the product as it runs, and afterwards everything is
counted: what was answered must be what is stored, once each, and everybody must have been told once.

DEADLINE_SECONDS (300) and DEADLINE_PEOPLE (500) make it shorter or smaller.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import override

from bench import counted
from bench.ask import BACKEND
from bench.base import Base
from bench.usage import Usage
from bench.whole import typed
from incubator.accounts.models import User
from incubator.accounts.sessions import SessionStore
from incubator.management.commands.run_demo import programs
from incubator.outbox.models import Message
from incubator.outbox.states import DUE
from programmes.calls import actions as calls
from programmes.calls.models import Call, Question
from programmes.calls.states import Type

SECONDS = int(os.environ.get("DEADLINE_SECONDS", "300"))
PEOPLE = int(os.environ.get("DEADLINE_PEOPLE", "500"))
EACH = 4
"""Accounts made for each place: whoever has sent makes room for the next."""
NEWCOMERS = 10
"""Every tenth has no account yet and signs in by a code from the mail."""
LAST_CALL = 0.06
"""The part of the time after the deadline, when only the late press the button."""
GOAL = 1.5
"""Seconds within which 95 of 100 saves are answered."""


def deadline(base: Base, port: int, database: str) -> dict[str, Any]:
    """The course of it; gives what is printed and kept."""
    call = make_call(base)
    people = make_people()
    folder = Path(settings.DATA_DIR)
    plan, result = folder / "crowd.json", folder / "crowd-result.json"
    with product(port) as running:
        until = time.time() + SECONDS * (1 - LAST_CALL)
        Call.objects.filter(pk=call.pk).update(closes=datetime.fromtimestamp(until, UTC))
        plan.write_text(json.dumps(plan_of(call, port, people, until), ensure_ascii=False))
        usage = Usage({"web": running["web"], "worker": running["worker"], "beat": running["beat"]}, database)
        crowd = subprocess.Popen([sys.executable, "-m", "bench.crowd", str(plan), str(result)], cwd=settings.BASE_DIR)
        with usage.watching(crowd=crowd.pid):
            if crowd.wait(SECONDS + 300):
                raise RuntimeError("The crowd broke off; see above.")
            drained = drain()
    told = json.loads(result.read_text())
    found = counted.count(call, told, folder / "mail")
    return {
        "people": len(told["people"]), "at_once": told["most"], "seconds": SECONDS, "errors": len(told["errors"]),
        "kinds_of_errors": Counter(error[:90] for error in told["errors"]).most_common(8), "conflicts": told["conflicts"], "hung_up": told["hung_up"],
        "late_refused": told["refused_late"], "drained": round(drained, 1), "times": times(told["times"]),
        "rate": round(len(told["times"].get("save", [])) / SECONDS, 1), **found, "used": usage.shares(),
    }  # fmt: skip


def make_call(base: Base) -> Call:
    """A call of its own whose deadline is soon; without grace, so that late is late."""
    now = timezone.now()
    call = calls.create(
        base.cohort, by=base.coordinator, slug="last-hour", title={"fr": "La dernière heure", "en": "The last hour"},
        opens=now - timedelta(days=20), closes=now + timedelta(days=1), summary={"fr": "Avant la date limite."},
        text={"fr": "Écrire, relire, envoyer."}, age_min=18, age_max=40, age_on=now.date(),
    )  # fmt: skip
    calls.starter_questions(call, by=base.coordinator)
    call = calls.publish(call, by=base.coordinator)
    Call.objects.filter(pk=call.pk).update(grace_minutes=0)
    return call


def make_people() -> list[dict[str, str]]:
    """Accounts with a session each, as signing in would leave them; and some who have none yet."""
    wanted = PEOPLE * EACH
    names = [f"hour{number}@bench.test" for number in range(wanted)]
    known = [name for number, name in enumerate(names) if number % NEWCOMERS]
    users = User.objects.bulk_create([User(email=name, name="Awa Ndiaye", password="!", language="fr") for name in known])
    EmailAddress.objects.bulk_create([EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users])
    store, expires = SessionStore(), timezone.now() + timedelta(days=1)
    keys = {user.email: get_random_string(32) for user in users}
    Session.objects.bulk_create([
        Session(session_key=keys[user.email], expire_date=expires, session_data=store.encode({
            SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash(),
        })) for user in users
    ])  # fmt: skip
    return [{"email": name, "session": keys.get(name, "")} for name in names]


def plan_of(call: Call, port: int, people: list[dict[str, str]], closes: float) -> dict[str, Any]:
    with override("fr"):
        form, review = (reverse(f"participants:{name}", args=[call.slug]) for name in ("apply", "review_application"))
    questions = {question: typed(question) for question in Question.objects.filter(section__call=call).order_by("pk")}
    long = next(question for question in questions if question.type == Type.LONG)
    return {
        "port": port, "form": form, "review": review, "people": people, "closes": closes, "seconds": SECONDS, "seats": PEOPLE,
        "questions": {question.pk: fields for question, fields in questions.items() if fields}, "long": long.pk,
        "mail": str(Path(settings.DATA_DIR) / "mail"),
    }  # fmt: skip


@contextmanager
def product(port: int) -> Iterator[dict[str, int]]:
    """Everything that runs on a server, with the product's own commands: web, workers, schedule. Gives process numbers."""
    running = {
        program.name: subprocess.Popen(
            list(program.command), cwd=settings.BASE_DIR, env={**os.environ, **program.environment}, start_new_session=True
        )
        for program in programs("127.0.0.1", port)
    }
    running.setdefault("beat", running["worker"])  # where the broker is a folder the worker carries the schedule
    try:
        counted.answers(port, "/healthz")
        yield {name: process.pid for name, process in running.items()}
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def drain(longest: float = 120.0) -> float:
    """Seconds until nothing waits in the outbox any more."""
    begun = time.monotonic()
    while Message.objects.filter(state__in=DUE).exists() and time.monotonic() - begun < longest:
        time.sleep(0.5)
    return time.monotonic() - begun


def times(told: dict[str, list[tuple[float, float]]]) -> dict[str, dict[str, float]]:
    """Milliseconds by kind of request."""
    found = {}
    for kind, rows in told.items():
        taken = sorted(seconds * 1000 for _at, seconds in rows)
        cuts = quantiles(taken, n=100) if len(taken) > 1 else taken * 99
        found[kind] = {
            "n": len(taken),
            "p50": round(cuts[49]),
            "p95": round(cuts[94]),
            "p99": round(cuts[98]),
            "most": round(taken[-1]),
        }
    return found


def table(found: dict[str, Any]) -> None:
    print(
        f"\nDeadline hour: {found['at_once']} at once, {found['people']} people in {found['seconds']} s, {found['rate']} saves/s"
    )
    for kind, row in found["times"].items():
        over = "  OVER 1.5 s" if kind == "save" and row["p95"] > GOAL * 1000 else ""
        print(
            f"  {kind:14}{row['n']:>7}   p50 {row['p50']:>6}   p95 {row['p95']:>6}   p99 {row['p99']:>6}   most {row['most']:>6} ms{over}"
        )
    print(f"  errors {found['errors']}, conflicts with nobody {found['conflicts']}, lines lost on purpose {found['hung_up']}, "
          f"refused as late {found['late_refused']}")  # fmt: skip
    print(
        "  "
        + ", ".join(f"{name.replace('_', ' ')} {found[name]}" for name in counted.NAMES)
        + f"; outbox empty {found['drained']} s later"
    )
    for error, often in found["kinds_of_errors"]:
        print(f"  error {often} times: {error}")
    print("  processor: " + ", ".join(f"{name} {share} %" for name, share in found["used"].items()) + " (of 100 for each core)")
