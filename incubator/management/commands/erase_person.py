"""Forgets a person, for those who ask by letter."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incubator.accounts.leaving import forget
from incubator.accounts.models import User
from incubator.lib.errors import Refused


class Command(BaseCommand):
    help = "Erase a person by the written rules; asks for the address once more unless --yes is given."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}")
        if not options["yes"] and input(f"Type {user.email} to erase this person: ").strip().lower() != user.email:
            raise CommandError("Nothing was erased.")
        try:
            forget(user, by=None)
        except Refused as why:
            raise CommandError(str(why.message)) from why
        self.stdout.write(f"Erased person {user.pk}.")
