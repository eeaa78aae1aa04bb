"""Sets an organisation up with its owner."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incubator.accounts.actions import person_for
from incubator.accounts.models import User
from incubator.organisations import actions as organisations
from incubator.organisations.models import Organisation


class Command(BaseCommand):
    help = "Create an organisation, its owner found or made by e-mail address."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("slug")
        parser.add_argument("name")
        parser.add_argument("--owner", required=True, help="e-mail address")
        parser.add_argument("--country", required=True, help="two letters, ISO 3166")
        parser.add_argument("--approve", action="store_true", help="its pages may be public at once")

    def handle(self, *args: Any, **options: Any) -> None:
        if Organisation.objects.filter(slug=options["slug"]).exists():
            raise CommandError(f"There is an organisation {options['slug']} already")
        owner: User = person_for(options["owner"])
        made = organisations.create(by=owner, slug=options["slug"], name=options["name"], country=options["country"].upper())
        if options["approve"]:
            organisations.approve(made, by=owner)
        self.stdout.write(f"{made} ({made.state})")
