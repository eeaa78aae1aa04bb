"""Loads the five programmes into an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incubator.demo import load


class Command(BaseCommand):
    help = "Load the demo: five programmes with invented people and works. Only into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="how many times the applications of the finished call")

    def handle(self, *args: Any, scale: int, **options: Any) -> None:
        if not load.is_empty():
            raise CommandError("There are organisations here already. The demo is loaded into an empty database only.")
        stage = load.load(scale=scale, say=self.stdout.write)
        self.stdout.write(f"{len(stage.people)} people. Sign in as coordinator@demo.veillee.test, password veillee-demo.")
