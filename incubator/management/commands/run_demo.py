"""The whole product on one machine: database, demo data, web, workers and schedule, until Ctrl-C."""

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from incubator.lib.supervisor import Program, supervise

ACCOUNTS = "applicant reviewer participant mentor facilitator coordinator owner professional funder admin".split()
PATIENCE = 60.0
# a demo in a container runs as root, and is told so once per process otherwise
QUIET = {"PYTHONWARNINGS": "ignore:You're running the worker"}


class Command(BaseCommand):
    help = "Prepares the database, loads the demo if there is nobody in it, and runs web, workers and schedule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args: object, host: str, port: int, **options: object) -> None:
        refuse_taken(host, port)
        call_command("migrate", verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        if not get_user_model()._default_manager.exists():
            self.stdout.write("Loading the five programmes …")
            started = time.monotonic()
            call_command("load_demo")
            self.stdout.write(f"Loaded in {time.monotonic() - started:.0f} s.")
        supervise(programs(host, port), ready=threading.Thread(target=self.announce, args=(host, port), daemon=True))

    def announce(self, host: str, port: int) -> None:
        local = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
        address = f"http://{local}:{port}/"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{address}healthz", timeout=2):  # noqa: S310 - our own address
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        else:
            self.stdout.write(f"The server did not answer on {address} within {PATIENCE:.0f} s; see the lines above.")
            return
        self.stdout.write(f"\n  Veillée is on {address}\n\n  Accounts, all with the password veillee-demo:")
        for name in ACCOUNTS:
            self.stdout.write(f"    {name}@demo.veillee.test")
        self.stdout.write(f"\n  Mail that is sent: {settings.DATA_DIR}/mail    Data: {settings.DATA_DIR}    End with Ctrl-C.\n")
        self.stdout.flush()


def refuse_taken(host: str, port: int) -> None:
    """Said before the database is touched: else another server's answer would be taken for ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be used ({error.strerror}). Try another port: make demo PORT={port + 1}"
            ) from error


def programs(host: str, port: int) -> list[Program]:
    """Web, a worker per queue, and the schedule. One Celery process carries the schedule where the broker is a folder."""
    celery = [sys.executable, "-m", "celery", "-A", "incubator", "--quiet"]
    worker = [
        *celery,
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "WARNING",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = ["--schedule", str(settings.DATA_DIR / "schedule")]
    web = [
        *(sys.executable, "-m", "gunicorn", "incubator.wsgi:application", "--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--threads", "4", "--workers", os.environ.get("WEB_CONCURRENCY", "2")),
        # who waits does so before the door that opens first: else one process takes a crowd in, while the other has nothing to do
        *("--worker-connections", "24"),
        *("--preload", "--log-level", "warning", "--max-requests", "20000", "--max-requests-jitter", "5000"),
    ]
    media = Program("media", [*worker, "--queues", "media", "--hostname", "media@%h"], QUIET)
    default = [*worker, "--queues", "default", "--hostname", "default@%h"]
    if os.environ.get("REDIS_URL"):
        schedule = Program("beat", [*celery, "beat", "--loglevel", "WARNING", *beat], QUIET)
        return [Program("web", web), Program("worker", default, QUIET), media, schedule]
    return [Program("web", web), Program("worker", [*default, "--beat", *beat], QUIET), media]
