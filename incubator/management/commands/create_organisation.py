"""Sets an organisation up with its owner."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug

from incubator.accounts.actions import person_for
from incubator.accounts.models import User
from incubator.organisations import actions as organisations
from incubator.organisations.models import Organisation


class Command(BaseCommand):
    help = "Create an organisation, its owner found or made by e-mail address. Asks for what is not given."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("slug", nargs="?", help="its address: small letters and dashes")
        parser.add_argument("name", nargs="?")
        parser.add_argument("--owner", help="e-mail address")
        parser.add_argument("--country", help="two letters, ISO 3166")
        parser.add_argument("--approve", action="store_true", help="its pages may be public at once")

    def handle(self, *args: Any, **options: Any) -> None:
        said = {name: options[name] or input(f"{name}: ").strip() for name in ("slug", "name", "owner", "country")}
        try:
            validate_slug(said["slug"])
            validate_email(said["owner"])
        except ValidationError as why:
            raise CommandError("; ".join(why.messages)) from why
        if Organisation.objects.filter(slug=said["slug"]).exists():
            raise CommandError(f"There is an organisation {said['slug']} already")
        owner: User = person_for(said["owner"])
        made = organisations.create(by=owner, slug=said["slug"], name=said["name"], country=said["country"].upper()[:2])
        if options["approve"]:
            made = organisations.approve(made, by=owner)
        self.stdout.write(f"{made} ({made.state})")
